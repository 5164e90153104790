"""The program's language: Chinese as it is written, English from resources/english; papers stay Chinese."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from collector_desktop.resources import resource_path

_ESCAPES = (("\\n", "\n"), ("\\\\", "\\"))


class Language(StrEnum):
    """What the windows speak."""

    CHINESE = "zh"
    ENGLISH = "en"


class English(QTranslator):
    """Every sentence of `tr` in English; one that has none stays Chinese."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = english()

    def isEmpty(self) -> bool:
        """It has texts."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803  # Qt's own signature
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """A sentence in English; None, which Qt passes over, for what has none or is not ours."""
        return cast(str, self._texts.get(sourceText) if context == "words" else None)


@cache
def english() -> Mapping[str, str]:
    """Every Chinese sentence with its English one, from files of two columns with a tab between them."""
    texts: dict[str, str] = {}
    for file in sorted(resource_path("english").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            chinese, said = line.split("\t")
            texts[_unescaped(chinese)] = _unescaped(said)
    return texts


def speak(language: Language) -> None:
    """Let the windows made from now on speak a language."""
    app = QCoreApplication.instance()
    assert app is not None, "a window's language needs its application"
    for old in app.findChildren(English):
        app.removeTranslator(old)
        old.deleteLater()
    if language is Language.ENGLISH:
        app.installTranslator(English(app))


def _unescaped(text: str) -> str:
    for escaped, meant in _ESCAPES:
        text = text.replace(escaped, meant)
    return text

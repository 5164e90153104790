"""Drafts: what was typed and not yet saved, kept outside the books so that a closed lid loses nothing."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from collector_desktop.security.data_key import DataKey, hidden_content, is_hidden, shown_content
from collector_desktop.security.refusals import HiddenDamaged
from collector_desktop.security.whole_file import write_whole

_USE: Final = "drafts"


class Drafts:
    """A small file of texts by name, hidden with a data key if there is one; damage to it loses drafts, never books."""

    def __init__(self, file: Path, key: DataKey | None = None) -> None:
        self._file = file
        self._key = key
        self._texts = self._load()

    @classmethod
    def hide(cls, file: Path, key: DataKey) -> None:
        """Hide a file of drafts that lies open; a hidden one stays as it is. Raises OSError."""
        open_ones = cls(file)
        if not is_hidden(file.read_bytes(), _USE):
            cls(file, key)._keep(open_ones._texts)

    def get(self, name: str) -> str:
        """The text kept under a name; empty if none."""
        return self._texts.get(name, "")

    def put(self, name: str, text: str) -> None:
        """Keep a text; an empty one is forgotten.

        A disk that takes none keeps nobody from working: the text stays in memory and is written with the next one.
        """
        if self._texts.get(name, "") == text:
            return
        if text:
            self._texts[name] = text
        else:
            self._texts.pop(name, None)
        with suppress(OSError):
            self._keep(self._texts)

    def _keep(self, texts: dict[str, str]) -> None:
        data = json.dumps(texts, ensure_ascii=False).encode()
        write_whole(self._file, hidden_content(data, _USE, self._key), owner_only=True)

    def _load(self) -> dict[str, str]:
        try:
            content = json.loads(shown_content(self._file.read_bytes(), _USE, self._key))
        except (FileNotFoundError, ValueError, HiddenDamaged):
            return {}
        if not isinstance(content, dict):
            return {}
        return {str(name): str(text) for name, text in content.items()}

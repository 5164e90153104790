import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFontFace

import collector_desktop
from collector_desktop.resources import resource_path
from collector_desktop.ui.fonts import FAMILY, font, load_fonts, load_qt_texts
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size
from collector_desktop.ui.widgets.money_edit import MoneyEdit


def test_the_bundled_typeface_is_the_programs_own(qapp: QApplication) -> None:
    load_fonts(qapp)
    assert FAMILY in QFontDatabase.families()
    assert QFontInfo(qapp.font()).family() == FAMILY


@pytest.mark.parametrize("bold", [False, True])
def test_figures_are_tabular_at_every_size(look: Look, bold: bool) -> None:
    for size in Size:
        metrics = QFontMetrics(font(size, bold=bold))
        assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def shown() -> Iterator[tuple[str, str]]:
    """Every literal of the windows and of the sentences they show, in both languages, with its file."""
    package = Path(collector_desktop.__file__).parent
    for source in sorted((*(package / "ui").rglob("*.py"), *(package / "services").rglob("*.py"))):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield source.name, node.value
    for table in sorted(resource_path("english").glob("*.tsv")):
        yield table.name, table.read_text(encoding="utf-8")


def test_every_sign_a_window_shows_is_in_a_bundled_face() -> None:
    """A machine without fonts of its own draws a box for any other, and says nothing."""
    faces = [TTFontFace(str(file)) for file in resource_path("fonts").glob("*.ttf")]
    drawn = {point for face in faces for point in face.charToGlyph}
    lacking = {
        (file, sign)
        for file, text in shown()
        for sign in text
        if ord(sign) not in drawn and unicodedata.category(sign) not in ("Cc", "Cf")
    }
    assert lacking == set()


def test_the_menu_of_a_field_speaks_chinese(look: Look, qapp: QApplication, qtbot: QtBot) -> None:
    load_qt_texts(qapp)
    field = MoneyEdit("实收金额")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    assert any("粘贴" in action.text() for action in menu.actions())

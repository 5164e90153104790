import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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


@pytest.mark.parametrize("text", ["农电工走收电费违约金", "〇一二三¥‰×✓✕↵←→↑↓", "䶮𬭎"])
def test_every_sign_the_screen_needs_can_be_drawn(look: Look, text: str) -> None:
    families = [family for family in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(family)]
    drawn = [QFontMetrics(font(Size.BODY)), *(QFontMetrics(QFontDatabase.font(each, "", 15)) for each in families)]
    assert all(any(metrics.inFontUcs4(ord(sign)) for metrics in drawn) for sign in text)


def test_the_menu_of_a_field_speaks_chinese(look: Look, qapp: QApplication, qtbot: QtBot) -> None:
    load_qt_texts(qapp)
    field = MoneyEdit("实收金额")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    assert any("粘贴" in action.text() for action in menu.actions())

"""Lines of what is known, each with the word that takes it back."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.known_lines import KnownLine, KnownLines
from collector_desktop.ui.widgets.label import Label


def texts(widget: KnownLines) -> list[str]:
    return [label.text() for label in widget.widget().findChildren(Label)]


def test_a_line_is_taken_back_by_its_own_word(look: Look, qtbot: QtBot) -> None:
    taken: list[str] = []
    lines = KnownLines("还没有")
    lines.show_lines(
        [
            KnownLine("联系人", "王小军", "删去", lambda: taken.append("王小军")),
            KnownLine("邻居", "李婶", "删去", lambda: taken.append("李婶")),
            KnownLine("留条", "说好今晚"),
        ]
    )
    show(lines, qtbot)
    buttons = lines.findChildren(QPushButton)
    assert [each.accessibleName() for each in buttons] == ["删去 王小军", "删去 李婶"]
    buttons[1].click()
    assert taken == ["李婶"]


def test_nothing_known_is_said(look: Look, qtbot: QtBot) -> None:
    lines = KnownLines("还没有")
    lines.show_lines([KnownLine("邻居", "李婶")])
    lines.show_lines([])
    show(lines, qtbot)
    assert texts(lines) == ["还没有"]

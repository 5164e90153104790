from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import TARGET, THEMES
from collector_desktop.ui.widgets.buttons import KeyButton, LinkButton
from collector_desktop.ui.widgets.empty import EmptyState


def test_enter_presses_the_button_that_has_the_focus_once(look: Look, qtbot: QtBot) -> None:
    pressed: list[str] = []
    button = KeyButton("收款", "⏎", primary=True)
    button.clicked.connect(lambda: pressed.append("收款"))
    show(button, qtbot)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    assert pressed == ["收款"]


def test_a_button_never_shows_half_a_word_in_any_look(look: Look, qtbot: QtBot) -> None:
    button, bare = KeyButton("收款并打印", "⏎"), KeyButton("收款并打印")
    for each in (button, bare):
        qtbot.addWidget(each)
    for theme in THEMES.values():
        look.wear(theme)
        button.ensurePolished()
        assert button.minimumSizeHint().width() > QFontMetrics(button.font()).horizontalAdvance(button.text())
        assert button.sizeHint().width() > bare.sizeHint().width()
        assert button.sizeHint().height() >= TARGET


def test_a_button_is_called_what_stands_on_it(look: Look, qtbot: QtBot) -> None:
    for button in (KeyButton("正好"), LinkButton("正好")):
        qtbot.addWidget(button)
        button.setText("200")
        assert button.accessibleName() == "200"


def test_the_chosen_button_is_marked_and_unmarked(look: Look, qtbot: QtBot) -> None:
    button = KeyButton("现金")
    show(button, qtbot)
    plain = button.grab().toImage()
    button.set_chosen(True)
    assert button.grab().toImage() != plain
    button.set_chosen(False)
    assert button.grab().toImage() == plain


def test_an_empty_state_offers_the_way_out(look: Look, qtbot: QtBot) -> None:
    empty = EmptyState("还没有线路", "从供电所取线路包", "去取线路包")
    show(empty, qtbot)
    button = empty.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(empty.pressed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

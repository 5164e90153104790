import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import press, show, unnamed_or_small

from collector_desktop.domain.visit import Slot
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space
from collector_desktop.ui.widgets.choice import Choice

OPTIONS = [(Slot.MORNING, "早上"), (Slot.NOON, "中午"), (Slot.EVENING, "晚上")]
Key = Qt.Key


@pytest.fixture
def choice(look: Look, qtbot: QtBot) -> Choice[Slot]:
    choice = Choice("什么时候", OPTIONS)
    show(choice, qtbot)
    choice.setFocus()
    return choice


def test_nothing_is_chosen_until_somebody_chooses(choice: Choice[Slot], qtbot: QtBot) -> None:
    assert choice.value() is None
    with qtbot.waitSignal(choice.changed) as told:
        press(qtbot, Key.Key_Space)
    assert told.args == [Slot.MORNING]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ((Key.Key_2,), Slot.NOON),
        ((Key.Key_3, Key.Key_Right), Slot.MORNING),
        ((Key.Key_2, Key.Key_Left), Slot.MORNING),
        ((Key.Key_1, Key.Key_9), Slot.MORNING),
    ],
)
def test_arrows_and_digits_choose(choice: Choice[Slot], qtbot: QtBot, keys: tuple[Qt.Key, ...], chosen: Slot) -> None:
    press(qtbot, *keys)
    assert choice.value() is chosen


def test_a_click_chooses_and_the_same_once_more_changes_nothing(choice: Choice[Slot], qtbot: QtBot) -> None:
    evening = choice.findChildren(QPushButton)[2]
    with qtbot.waitSignal(choice.changed):
        qtbot.mouseClick(evening, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(choice.changed):
        qtbot.mouseClick(evening, Qt.MouseButton.LeftButton)
    assert choice.value() is Slot.EVENING
    assert evening.isChecked()


def test_choosing_for_somebody_is_not_told_and_can_be_taken_back(choice: Choice[Slot], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choice.changed):
        choice.choose(Slot.NOON)
        assert choice.value() is Slot.NOON
        choice.choose(None)
    assert choice.value() is None
    with pytest.raises(ValueError, match="not in list"):
        choice.choose("noon at last")


def test_tab_comes_to_the_chosen_one_only(choice: Choice[Slot], qtbot: QtBot) -> None:
    choice.choose(Slot.NOON)
    reachable = [each for each in choice.findChildren(QPushButton) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [each.text() for each in reachable] == ["中午"]


def test_many_options_go_on_in_the_next_line_and_none_is_cut(look: Look, qtbot: QtBot) -> None:
    choice = Choice("理由", [(at, f"第 {at} 个理由") for at in range(9)])
    show(choice, qtbot)
    choice.setFixedWidth(360)
    choice.setFixedHeight(choice.heightForWidth(360))
    QApplication.processEvents()
    buttons = choice.findChildren(QPushButton)
    assert len({button.y() for button in buttons}) > 1
    assert all(choice.rect().contains(button.geometry()) for button in buttons)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


def test_everything_in_it_has_a_name_and_room_for_a_finger(choice: Choice[Slot]) -> None:
    QApplication.processEvents()
    assert unnamed_or_small(choice) == []


def test_the_chosen_one_has_room_for_its_words_in_bold(look: Look, qtbot: QtBot) -> None:
    choice: Choice[str] = Choice("why", (("a", "Prepayment"), ("b", "Legacy deposits")))
    show(choice, qtbot)
    for value in ("a", "b"):
        choice.choose(value)
        for button in choice.findChildren(QPushButton):
            words = QFontMetrics(font(Size.BODY, bold=True)).horizontalAdvance(button.text())
            assert button.width() >= words + 2 * Space.M + 2

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.domain.money import Money
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.money_edit import MoneyEdit


@pytest.fixture
def field(look: Look, qtbot: QtBot) -> MoneyEdit:
    field = MoneyEdit("实收金额")
    show(field, qtbot)
    field.setFocus()
    return field


def compose(field: MoneyEdit, composing: str, commit: str = "") -> None:
    event = QInputMethodEvent(composing, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("188.77", 18877),
        ("1,234.5", 123450),
        ("0", 0),
        ("188.777", None),
        ("-5", None),
        ("1.2.3", None),
        ("12,34", None),
        (".", None),
        ("", None),
    ],
)
def test_what_is_typed_is_an_amount_or_is_marked_wrong(
    field: MoneyEdit, qtbot: QtBot, typed: str, amount: int | None
) -> None:
    qtbot.keyClicks(field, typed)
    assert field.amount == (None if amount is None else Money(amount))
    assert bool(field.property("wrong")) is (bool(typed) and amount is None)


@pytest.mark.parametrize(("committed", "fen"), [("123.45", 12345), ("50。5", 5050), ("¥8", 800), ("1,234", 123400)])
def test_full_width_digits_and_marks_become_plain_ones(field: MoneyEdit, committed: str, fen: int) -> None:
    compose(field, "", committed)
    assert field.amount == Money(fen)
    assert field.text().isascii() or "¥" in field.text()


@pytest.mark.parametrize("pasted", ["188.77\n", " 188.77 ", "\t188.77\r\n", "188.77"])
def test_a_pasted_amount_is_the_amount_alone(field: MoneyEdit, qtbot: QtBot, pasted: str) -> None:
    QGuiApplication.clipboard().setText(pasted)
    with qtbot.assertNotEmitted(field.returnPressed):
        qtbot.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))
    assert field.amount == Money(18877)


def test_enter_submits_but_not_while_an_input_method_composes(field: MoneyEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.returnPressed):
        compose(field, "wushi")
        compose(field, "", "50")
    with qtbot.waitSignal(field.returnPressed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.amount == Money(5000)


def test_an_amount_put_there_is_replaced_by_typing(field: MoneyEdit, qtbot: QtBot) -> None:
    field.set_amount(Money(18877))
    assert field.text() == "188.77"
    qtbot.keyClicks(field, "200")
    assert field.amount == Money(20000)


def test_every_change_is_told(field: MoneyEdit, qtbot: QtBot) -> None:
    told: list[Money | None] = []
    field.amount_changed.connect(told.append)
    qtbot.keyClicks(field, "1.5.")
    assert told == [Money(100), Money(100), Money(150), None]


def test_a_letter_is_passed_on_and_digits_are_not(field: MoneyEdit, qtbot: QtBot) -> None:
    letters: list[str] = []
    field.letter_typed.connect(letters.append)
    qtbot.keyClicks(field, "1zS2")
    assert (field.text(), letters) == ("12", ["z", "S"])


def test_a_letter_stays_a_shortcut_of_the_page(look: Look, qtbot: QtBot) -> None:
    page = QWidget()
    field = MoneyEdit("实收金额", page)
    shortcut = QShortcut(QKeySequence("P"), page)
    show(page, qtbot)
    field.setFocus()
    with qtbot.waitSignal(shortcut.activated):
        qtbot.keyClick(field, Qt.Key.Key_P)
    assert field.text() == ""


def test_no_amount_is_longer_than_the_field(field: MoneyEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "9" * 40)
    assert len(field.text()) == 16

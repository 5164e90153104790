from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import focused, keep, press, settle, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.money import Money
from collector_desktop.store.queries import receipts, visits
from collector_desktop.ui.desk import ACCOUNTS, CLOSE, COLLECT, SYNC, TODAY, Desk
from collector_desktop.ui.language import Language, speak
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.search_field import SearchField

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(seats: Seats, qtbot: QtBot) -> Desk:
    desk = Desk(seats.session)
    keep(desk, qtbot)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    settle(desk.today, qtbot)
    return desk


def given(seats: Seats) -> tuple[receipts.GivenReceipt, ...]:
    with seats.session.ledger.reading() as conn:
        return receipts.of_day(conn, DAY, seats.session.seat.device)


def test_two_keys_from_a_door_to_a_printed_receipt(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    door = desk.today.current_door()
    assert door is not None
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert [each.receipt.received for each in given(seats)] == [door.due]
    assert desk.place == TODAY
    following = desk.today.current_door()
    assert following is not None
    assert following.account != door.account
    assert desk.toast.text == f"已收 {mask_name(door.name)} ¥{door.due.grouped()}"
    qtbot.waitUntil(lambda: given(seats)[0].printed)


def test_the_status_line_names_the_keys_of_the_place_that_is_open(desk: Desk) -> None:
    told = []
    for place in (TODAY, COLLECT, ACCOUNTS):
        desk.go(place)
        told.append(desk.status.keys)
    assert told == ["⏎ 收款  4 不在家  F12 全部按键", "⏎ 收款并打印  Alt+4 不在家  F12 全部按键", "F12 全部按键"]


def test_cash_that_should_be_banked_by_now_is_said_in_the_bar(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    labels = desk.top.findChildren(Label)
    assert not any("每天" in label.text() for label in labels)
    seats.clock.now = seats.clock.now.replace(hour=21)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert any(label.text() == "手中现金 · 该解款了,每天 21:00 前" for label in labels)


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Qt.Key.Key_F1, TODAY),
        (Qt.Key.Key_F2, COLLECT),
        (Qt.Key.Key_F3, ACCOUNTS),
        (Qt.Key.Key_F7, CLOSE),
        (Qt.Key.Key_F8, SYNC),
    ],
)
def test_every_place_has_its_key(desk: Desk, qtbot: QtBot, key: Qt.Key, place: str) -> None:
    qtbot.keyClick(desk, key)
    assert desk.place == place


def test_an_outcome_is_taken_back_within_ten_seconds(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    door = desk.today.current_door()
    assert door is not None
    press(qtbot, Qt.Key.Key_4)
    with seats.session.ledger.reading() as conn:
        recorded_at = visits.of_account(conn, door.account)[-1].at
    seats.clock.now = recorded_at - timedelta(minutes=1) + timedelta(seconds=9)
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    with seats.session.ledger.reading() as conn:
        assert visits.at_account(conn, DAY, door.account).today == ()
    assert desk.toast.text.startswith("已撤销:不在家")


def test_an_outcome_is_not_taken_back_later(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    door = desk.today.current_door()
    assert door is not None
    press(qtbot, Qt.Key.Key_4)
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    with seats.session.ledger.reading() as conn:
        assert len(visits.at_account(conn, DAY, door.account).today) == 1
    assert "不能撤销" in desk.toast.text


def test_a_payment_is_not_taken_back_by_a_key(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_4)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert given(seats)[0].void is None


def test_typing_at_the_doors_searches_and_enter_opens_the_card(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    door = seats.owing(3)
    press(qtbot, Qt.Key.Key_Z)
    assert isinstance(focused(), SearchField)
    desk.top.search.clear()
    type_text(qtbot, door.account)
    press(qtbot, Qt.Key.Key_Return)
    assert (desk.place, desk.collect.account) == (COLLECT, door.account)


def test_escape_from_the_search_gives_the_keyboard_back(desk: Desk, qtbot: QtBot) -> None:
    before = focused()
    press(qtbot, Qt.Key.Key_Slash)
    type_text(qtbot, "zz")
    press(qtbot, Qt.Key.Key_Escape)
    assert focused() is before
    assert desk.top.search.text() == ""


def test_the_last_receipt_is_printed_again_and_counted(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: given(seats)[0].printed)
    qtbot.keyClick(focused(), Qt.Key.Key_P, CTRL)
    assert given(seats)[0].copies == 1
    assert "补打第 1 次" in desk.toast.text


def test_with_no_receipt_yet_there_is_nothing_to_print_again(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_P, CTRL)
    assert desk.toast.text == "还没有开过收据"


def test_the_look_changes_while_one_works(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_T, CTRL)
    assert seats.session.look.theme.name == "sun"
    press(qtbot, Qt.Key.Key_4)
    qtbot.keyClick(focused(), Qt.Key.Key_T, CTRL)
    assert seats.session.look.theme.name == "night"


def test_all_keys_are_shown_and_any_key_goes_back_to_work(desk: Desk, qtbot: QtBot) -> None:
    before = focused()
    qtbot.keyClick(desk, Qt.Key.Key_F12)
    assert focused() is not before
    press(qtbot, Qt.Key.Key_A)
    assert focused() is before


def test_a_card_left_open_is_open_at_the_next_start(seats: Seats, desk: Desk, qtbot: QtBot) -> None:
    door = desk.today.current_door()
    assert door is not None
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "7")
    again = Desk(seats.session)
    keep(again, qtbot)
    assert (again.place, again.collect.account) == (COLLECT, door.account)
    tender = again.collect.tender.amount
    assert tender == Money(700)


def test_no_place_flashes_a_window_of_its_own_when_it_is_built(desk: Desk) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(repr(watched))
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for place in desk.places:
        desk.go(place)
    app.removeEventFilter(watch)
    assert shown == []


def test_every_place_is_seen_whole_on_a_screen_of_1280_by_720(desk: Desk) -> None:
    for place in desk.places:
        desk.go(place)
        QApplication.processEvents()
        assert desk.needed.width() <= 1280
        assert desk.needed.height() <= 720


def test_every_place_is_seen_whole_in_english_too(seats: Seats, qtbot: QtBot) -> None:
    speak(Language.ENGLISH)
    try:
        window = Desk(seats.session)
        keep(window, qtbot)
        window.show()
        window.open_account(seats.owing(0).account)
        for place in window.places:
            window.go(place)
            QApplication.processEvents()
            assert (place, window.needed.width() <= 1280, window.needed.height() <= 720) == (place, True, True)
    finally:
        speak(Language.CHINESE)


def test_a_smaller_screen_scrolls_and_cuts_nothing_off(desk: Desk) -> None:
    desk.resize(960, 540)
    QApplication.processEvents()
    assert (desk.width(), desk.height()) == (960, 540)
    assert desk.today.height() >= desk.today.minimumSizeHint().height()


def test_the_frame_can_be_named_and_hit(desk: Desk) -> None:
    frame = [*unnamed_or_small(desk.rail), *unnamed_or_small(desk.top)]
    assert frame == []

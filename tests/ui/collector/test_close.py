import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from ui_hand import compose, focused, press, show, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.over_short import CashOutcome
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.services import closing
from collector_desktop.services.deciding_cash import DecideCash, decide_cash
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.taking_route import take_route
from collector_desktop.store.queries import closes, receipts, takings
from collector_desktop.ui.collector.close.page import ClosePage
from collector_desktop.ui.collector.close.presenter import Step
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.widgets.notice import Notice


def open_page(seats: Seats, qtbot: QtBot) -> ClosePage:
    page = ClosePage(seats.session)
    show(page, qtbot)
    page.activated()
    return page


def count_in_full(page: ClosePage, qtbot: QtBot, amount: Money) -> None:
    left = amount.fen
    for denomination in page.count.fields:
        type_text(qtbot, str(left // denomination))
        left %= denomination
        press(qtbot, Qt.Key.Key_Return)


@pytest.fixture
def paid(seats: Seats) -> Money:
    """Three households paid round sums in cash, one by WeChat; what the drawer must hold."""
    for amount in (10000, 5050, 3020):
        seats.pay(seats.owing(0).account, Money(amount))
    seats.pay(seats.owing(0).account, Money(4000), PaymentMethod.WECHAT)
    return Money(18070)


@pytest.mark.usefixtures("paid")
def test_cash_still_in_hand_after_the_cut_off_is_warned_of_until_it_is_banked(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    assert "还没解款" not in notice_text(page)
    seats.clock.now = seats.clock.now.replace(hour=21, minute=5)
    page.refresh(Changes(topics=frozenset(Topic)))
    assert "11月23日 周一的现金还没解款" in notice_text(page)
    with seats.session.ledger.reading() as conn:
        held = takings.in_hand(conn, seats.session.seat.device)
    count = CashCount.of({1: held.fen})
    closing.close(seats.session.ledger, DAY, count, "", seats.session.stamp())
    page.refresh(Changes(topics=frozenset(Topic)))
    assert "11月23日 周一的现金还没解款" in notice_text(page)
    closing.remit(seats.session.ledger, held, "88120033", "村会计", seats.session.stamp())
    page.refresh(Changes(topics=frozenset(Topic)))
    assert "还没解款" not in notice_text(page)


def notice_text(page: ClosePage) -> str:
    shown = [notice for notice in page.findChildren(Notice) if notice.isVisible()]
    return " ".join(notice.text for notice in shown)


def test_the_day_is_closed_and_banked_by_keyboard_alone(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    press(qtbot, Qt.Key.Key_Return)
    assert page.step is Step.COUNT
    count_in_full(page, qtbot, paid)
    assert focused() is page.summary.button
    press(qtbot, Qt.Key.Key_Return)
    assert page.step is Step.REMIT
    with seats.session.ledger.reading() as conn:
        closed = closes.of_day(conn, DAY, seats.session.seat.device)
    assert closed is not None
    assert (closed.count.total, closed.over_short) == (paid, Money.ZERO)

    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "88120033")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "村会计")
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    with seats.session.ledger.reading() as conn:
        assert closes.not_banked(conn, seats.session.seat.device) == Money.ZERO
    assert "180.70" in page.remit.notice.text
    press(qtbot, Qt.Key.Key_Return)
    assert page.step is Step.HAND_OVER
    with qtbot.waitSignal(page.sync_wanted):
        press(qtbot, Qt.Key.Key_Return)


def test_leaving_the_last_field_does_not_yet_close_the_day(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    page.go(Step.COUNT)
    count_in_full(page, qtbot, paid)
    with seats.session.ledger.reading() as conn:
        assert closes.of_day(conn, DAY, seats.session.seat.device) is None


def test_what_was_counted_outlives_the_page(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    page.go(Step.COUNT)
    type_text(qtbot, "1")
    press(qtbot, Qt.Key.Key_Down)
    type_text(qtbot, "２")
    page.close()

    again = open_page(seats, qtbot)
    again.go(Step.COUNT)
    assert [field.number for field in again.count.fields.values()][:3] == [1, 2, 0]


def test_a_short_drawer_asks_why_before_it_is_closed(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    page.go(Step.COUNT)
    count_in_full(page, qtbot, paid - Money(500))
    assert "短款" in page.summary.button.text()
    assert focused() is page.summary.reason
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is page.summary.reason
    assert page.step is Step.COUNT

    type_text(qtbot, "找零差错")
    press(qtbot, Qt.Key.Key_Return)
    with seats.session.ledger.reading() as conn:
        closed = closes.of_day(conn, DAY, seats.session.seat.device)
    assert closed is not None
    assert (closed.over_short, closed.reason) == (Money(-500), "找零差错")


def test_an_uncounted_drawer_is_not_closed(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    page.go(Step.COUNT)
    page.summary.button.click()
    with seats.session.ledger.reading() as conn:
        assert closes.of_day(conn, DAY, seats.session.seat.device) is None
    assert focused() in page.count.fields.values()


def test_a_receipt_is_voided_with_a_reason_written_in_place(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    told: list[Changes] = []
    page.changed.connect(told.append)
    number = page.receipts.table.current().receipt.number
    press(qtbot, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert "原因" in page.receipts.notice.text
    type_text(qtbot, "收错户")
    press(qtbot, Qt.Key.Key_Return)
    with seats.session.ledger.reading() as conn:
        given = receipts.by_number(conn, number)
    assert given is not None
    assert given.void is not None
    assert given.void.reason == "收错户"
    assert any(Topic.RECEIPTS in changes.topics for changes in told)
    assert focused() is page.receipts.table


def test_enter_that_ends_a_composition_voids_nothing(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    number = page.receipts.table.current().receipt.number
    press(qtbot, Qt.Key.Key_Delete)
    compose("收错户", composing="shoucuohu")
    with seats.session.ledger.reading() as conn:
        given = receipts.by_number(conn, number)
    assert given is not None
    assert given.void is None
    assert page.receipts.reason.text() == "收错户"


def test_a_reprint_is_counted_and_comes_out(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    number = page.receipts.table.current().receipt.number
    with qtbot.waitSignal(page._queue.ended) as printed:
        press(qtbot, Qt.Key.Key_P)
    assert printed.args[0].came_out == 1
    with seats.session.ledger.reading() as conn:
        given = receipts.by_number(conn, number)
    assert given is not None
    assert given.copies == 1
    assert (seats.folder / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_what_did_not_come_out_is_printed_later(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    with qtbot.waitSignal(page._queue.ended) as printed:
        page.receipts.waiting_button.click()
    assert (printed.args[0].came_out, printed.args[0].waiting) == (4, 0)
    assert not page.receipts.waiting_button.isVisible()


def test_without_a_printer_papers_wait_and_nothing_is_lost(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    session = seats.session.__class__(**{**seats.session.__dict__, "printer": Printer(name="no such printer")})
    page = ClosePage(session)
    show(page, qtbot)
    with qtbot.waitSignal(page._queue.ended) as printed:
        page.receipts.waiting_button.click()
    assert (printed.args[0].came_out, printed.args[0].waiting) == (0, 4)
    assert "没有打印出来" in page._notice.text
    with session.ledger.reading() as conn:
        assert len(receipts.to_print(conn)) == 4


def test_a_day_left_open_is_closed_before_today(seats: Seats, qtbot: QtBot) -> None:
    receipt = seats.pay(seats.owing(0).account, Money(1000))
    tomorrow = DAY.replace(day=DAY.day + 1)
    session = seats.session.__class__(**{**seats.session.__dict__, "business_day": tomorrow})
    page = ClosePage(session)
    qtbot.addWidget(page)
    assert [given.receipt.number for given in page.receipts.model.rows] == [receipt.number]
    closing.close(session.ledger, DAY, CashCount.of({1000: 1}), "", session.stamp())
    page.reload()
    assert page.receipts.model.rows == ()


def test_the_sheet_of_a_closed_day_is_shown_as_it_is_printed(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    closing.close(seats.session.ledger, DAY, CashCount.of({10000: 1}), "x", seats.session.stamp())
    page = open_page(seats, qtbot)
    assert page.step is Step.REMIT
    page.go(Step.COUNT)
    page.count.preview_button.click()
    assert page._paper.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.count.isVisible()


def test_the_page_reads_again_only_for_what_concerns_it(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    seats.pay(seats.owing(0).account, Money(1000))
    page.refresh(Changes(topics=frozenset({Topic.ATTENTION})))
    assert page.receipts.model.rowCount() == 0
    page.refresh(Changes(topics=frozenset({Topic.RECEIPTS})))
    assert page.receipts.model.rowCount() == 1


def test_the_receipts_model_keeps_the_rules_of_models(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = ClosePage(seats.session)
    qtbot.addWidget(page)
    tester = QAbstractItemModelTester(page.receipts.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.receipts.model.sort(3)
    page.reload()
    assert tester.model() is page.receipts.model


def test_every_control_has_a_name_and_room_for_a_finger(seats: Seats, paid: Money, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    for step in Step:
        page.go(step)
        assert unnamed_or_small(page) == []


def test_what_the_station_decided_of_a_drawer_is_told_beside_the_days_figures(seats: Seats, qtbot: QtBot) -> None:
    session = seats.session
    page = open_page(seats, qtbot)
    assert not page.summary.decided.isVisible()
    taken = seats.pay(seats.owing(0).account).received
    closing.close(session.ledger, DAY, CashCount.of({1: taken.fen - 100}), "找错零钱", session.stamp())
    seats.take_in(hand_over(session.ledger, seats.folder, session.stamp()).path)
    decision = DecideCash(
        id=new_act_id(),
        device=session.seat.device,
        day=DAY,
        outcome=CashOutcome.BORNE,
        amount=Money(-100),
        reason="尾差",
    )
    decide_cash(seats.station, decision, seats.stamp())
    take_route(session.ledger, session.keys, seats.issue(), session.stamp())
    page.refresh(Changes(topics=frozenset(Topic)))
    assert page.summary.decided.isVisible()
    assert page.summary.decided.text() == ("所里定了长短款——11月23日 短款 1.00 元:所里承担,尾差,clerk 11月23日")

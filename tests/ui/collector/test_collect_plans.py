"""A repayment plan on the card: settled and signed in a panel, waiting, kept, and printed."""

from datetime import timedelta

from plan_seats import agree_in, ask_in, plan
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui_hand import busy_lane, focused, press, show, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.money import Money
from collector_desktop.store.queries.doors import Door, doors
from collector_desktop.ui.collector.collect.page import CollectPage
from collector_desktop.ui.collector.collect.plan_form import PlanForm
from collector_desktop.ui.collector.collect.plan_panel import PlanView
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.paper_view import PaperView
from collector_desktop.ui.widgets.sign_view import SignaturePad

ALT = Qt.KeyboardModifier.AltModifier


def overdue_door(seats: Seats) -> Door:
    session = seats.session
    with session.ledger.reading() as conn:
        found = doors(conn, DAY, session.policy(), session.seat.device)
    return next(door for door in found if door.overdue_days and door.due > Money(10000))


def open_card(seats: Seats, qtbot: QtBot, door: Door) -> CollectPage:
    page = CollectPage(seats.session)
    page.changed.connect(page.refresh)
    show(page, qtbot)
    page.open(door.account)
    page.activated()
    return page


def settle(page: CollectPage) -> PlanForm:
    QTest.keyClick(focused(), Qt.Key.Key_F, ALT)
    assert isinstance(page.plan.content, PlanForm)
    return page.plan.content


def sign(pad: SignaturePad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 80))
    QTest.mouseMove(pad, QPoint(160, 40))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(160, 40))


def agreement_shown(seats: Seats, qtbot: QtBot) -> CollectPage:
    door = overdue_door(seats)
    agree_in(seats, door.account, 3, DAY)
    page = open_card(seats, qtbot, door)
    QTest.keyClick(focused(), Qt.Key.Key_F, ALT)
    page.plan.primary.click()
    return page


def texts(page: CollectPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def test_a_plan_is_settled_by_keys_signed_and_waits_for_the_station(seats: Seats, qtbot: QtBot) -> None:
    door = overdue_door(seats)
    page = open_card(seats, qtbot, door)
    form = settle(page)
    press(qtbot, Qt.Key.Key_3, Qt.Key.Key_Return)
    type_text(qtbot, "12-10")
    press(qtbot, Qt.Key.Key_Return)
    assert [each.on.month for each in form.instalments] == [12, 1, 2, 3]
    type_text(qtbot, "家里有人住院")
    press(qtbot, Qt.Key.Key_Return)
    assert page.plan.notice.text.startswith("还没有客户的签字")
    sign(form.pad)
    with qtbot.waitSignal(page.changed):
        page.plan.primary.click()
    line = plan(seats.session.ledger, DAY, door.account)
    assert line.line.is_open
    assert Money.total(each.amount for each in line.wanted.instalments) == door.due
    assert (line.line.request.reason, line.line.request.attachments[0].title) == ("家里有人住院", "客户签字")
    assert isinstance(page.plan.content, PlanView)
    assert "等所里批复" in texts(page)
    press(qtbot, Qt.Key.Key_Escape)
    assert page.plan.isHidden()
    assert "等所里批复" in texts(page), "the card says so too"


def test_the_table_follows_the_number_and_the_day(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, overdue_door(seats))
    form = settle(page)
    before = texts(page)
    assert ("第 3 期" in before, "第 4 期" in before) == (True, False)
    press(qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "第 4 期" in texts(page))
    form.first.set_day(DAY + timedelta(days=20))
    press(qtbot, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: "12月13日" in texts(page))


def test_the_paper_is_seen_before_it_is_signed_and_what_was_typed_stays(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, overdue_door(seats))
    form = settle(page)
    form.reason.setText("秋后卖了粮交清")
    page.plan.secondary.click()
    assert len(page.plan.findChildren(PaperView)) == 1
    page.plan.secondary.click()
    assert page.plan.content is form
    assert form.reason.text() == "秋后卖了粮交清"


def test_a_kept_plan_shows_what_is_paid_and_prints(seats: Seats, qtbot: QtBot) -> None:
    door = overdue_door(seats)
    agree_in(seats, door.account, 3, DAY)
    page = open_card(seats, qtbot, door)
    assert "分期今天到期" in texts(page)
    QTest.keyClick(focused(), Qt.Key.Key_F, ALT)
    assert isinstance(page.plan.content, PlanView)
    shown = texts(page)
    assert "批准号" in shown
    assert "今天到期" in shown
    assert page.plan.secondary.isHidden(), "one plan at a time"
    page.plan.primary.click()
    assert isinstance(page.plan.content, PaperView)
    state = plan(seats.session.ledger, DAY, door.account).state
    assert state is not None
    press(qtbot, Qt.Key.Key_Escape)
    seats.pay(door.account, state.wanted_now)
    page.open(door.account)
    assert "分期 1/3,下期 12月23日" in texts(page)


def test_a_plan_is_printed_beside_the_window(seats: Seats, qtbot: QtBot) -> None:
    page = agreement_shown(seats, qtbot)
    printed = seats.folder / "printed.pdf"
    with busy_lane(seats.session.lane):
        page.plan.primary.click()
        assert not printed.exists()
    qtbot.waitUntil(lambda: "已送去打印" in page.plan.notice.text)
    assert printed.read_bytes().startswith(b"%PDF")


def test_a_plan_that_did_not_come_out_is_told_in_our_words_and_printed_again(seats: Seats, qtbot: QtBot) -> None:
    page = agreement_shown(seats, qtbot)
    seats.session.printer.output_file = ""
    seats.session.printer.name = "no such printer"
    page.plan.primary.click()
    qtbot.waitUntil(page.plan.notice.isVisible)
    assert page.plan.notice.text == "没有打印出来 没有找到打印机,请看看电源和连线"
    seats.session.printer.output_file = str(seats.folder / "printed.pdf")
    (again,) = page.plan.notice.findChildren(KeyButton)
    again.click()
    qtbot.waitUntil(lambda: "已送去打印" in page.plan.notice.text)


def test_a_household_that_is_not_overdue_is_offered_none(seats: Seats, qtbot: QtBot) -> None:
    door = overdue_door(seats)
    page = open_card(seats, qtbot, door)
    assert page.findChild(SignaturePad) is None
    seats.pay(door.account)
    page.open(door.account)
    assert "分期" not in texts(page)
    QTest.keyClick(focused(), Qt.Key.Key_F, ALT)
    assert page.plan.isHidden()


def test_everything_on_the_panel_has_a_name_and_is_large_enough(seats: Seats, qtbot: QtBot) -> None:
    door = overdue_door(seats)
    page = open_card(seats, qtbot, door)
    settle(page)
    assert unnamed_or_small(page.plan) == []
    ask_in(seats, door.account, 2, DAY)
    page.open(door.account)
    QTest.keyClick(focused(), Qt.Key.Key_F, ALT)
    assert unnamed_or_small(page.plan) == []

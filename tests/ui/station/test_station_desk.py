"""The station's window: packages in, decisions, routes out; driven by keys over the real books of both seats."""

from datetime import timedelta

import pytest
from plan_seats import agree_in
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.requests import GradeObjection, PrepaymentRefundWanted, Role, UnmaskedListWanted
from collector_desktop.domain.visit import Slot
from collector_desktop.printing.tables import table_pdf
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.taking_route import take_route
from collector_desktop.store.packages import highest_number
from collector_desktop.store.queries.doors import doors
from collector_desktop.store.queries.households import household_of
from collector_desktop.store.queries.requests import requests
from collector_desktop.store.queries.sync import Direction
from collector_desktop.ui.collector.accounts.page import AccountsPage
from collector_desktop.ui.look import Look
from collector_desktop.ui.place import as_widget
from collector_desktop.ui.station.desk import ACCOUNTS, DECISIONS, EXCHANGE, StationDesk
from collector_desktop.ui.widgets.buttons import KeyButton

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def asked(seats: Seats) -> tuple[Ask, ...]:
    """An objection with a paper, a list for the manager, handed over on the stick."""
    session = seats.session
    door = seats.owing(0)
    paper = NewFile(
        content=table_pdf("停电记录", "", ("日期",), [("2026-10-02",)]), media=MediaType.PDF, title="停电记录"
    )
    asks = (
        Ask(
            id=new_act_id(),
            account=door.account,
            matter=GradeObjection(grade="B", line="按时缴费"),
            reason="那天停电",
            files=(paper,),
        ),
        Ask(
            id=new_act_id(),
            village=door.village,
            matter=UnmaskedListWanted(villages=(door.village,), purpose="核对迁出户"),
            reason="村委会书面要求",
        ),
    )
    for ask in asks:
        request(session.ledger, ask, session.stamp())
    hand_over(session.ledger, seats.folder, session.stamp())
    return asks


@pytest.fixture
def desk(seats: Seats, asked: tuple[Ask, ...], look: Look, qtbot: QtBot) -> StationDesk:
    session = seats.station_session(look)
    desk = StationDesk(session)
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    return desk


def primary(desk: StationDesk) -> list[str]:
    page = desk.exchange
    return [each.text() for each in page.findChildren(KeyButton) if each.is_primary and each.isVisible()]


def take_in(desk: StationDesk, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.exchange.notice.isVisible)


def test_what_lies_in_the_folder_is_taken_in_with_one_key(desk: StationDesk, qtbot: QtBot) -> None:
    assert desk.place == EXCHANGE
    assert focused() is desk.exchange.take_in
    assert primary(desk) == [desk.exchange.take_in.text()]
    take_in(desk, qtbot)
    assert "收下 1 个日包" in desk.exchange.notice.text
    assert not desk.exchange.take_in.isEnabled()
    assert primary(desk) == [desk.exchange.issue.text()]
    assert focused() is desk.exchange.issue


def test_a_package_taken_in_again_is_said_to_be_known(desk: StationDesk, seats: Seats, qtbot: QtBot) -> None:
    take_in(desk, qtbot)
    again = tuple(seats.folder.glob("*.zsday"))
    with qtbot.waitSignal(desk.exchange.changed):
        desk.exchange.take_in_from(again)
    assert "这个日包以前收过,什么都没有变" in desk.exchange.notice.text


def test_a_request_is_decided_and_reaches_the_laptop_with_the_next_route(
    desk: StationDesk, seats: Seats, asked: tuple[Ask, ...], qtbot: QtBot
) -> None:
    take_in(desk, qtbot)
    press(qtbot, Qt.Key.Key_F2)
    page = desk.decisions
    assert page.model.rowCount() == 2
    at = [row.line.request.id for row in page.model.rows].index(asked[0].id)
    page.table.go_to(at)
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "停电记录属实")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "郑主任")
    qtbot.keyClick(focused(), Qt.Key.Key_Y, ALT)
    assert "已同意" in page.notice.text
    assert page.model.rowCount() == 1
    press(qtbot, Qt.Key.Key_F1)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.exchange.notice.isVisible)
    session = seats.session
    with seats.station.reading() as conn:
        number = highest_number(conn, Direction.OUT, "route", session.seat.device)
    (route,) = seats.folder.glob(f"*_{number:04d}.zsroute")
    take_route(session.ledger, session.keys, route, session.stamp())
    with session.ledger.reading() as conn:
        (line,) = [line for line in requests(conn) if line.decision]
    assert line.decision is not None
    assert (line.decision.decided_by, line.decision.reason) == ("郑主任", "停电记录属实")


def test_what_is_copied_of_requests_names_nobody(desk: StationDesk, seats: Seats, qtbot: QtBot) -> None:
    take_in(desk, qtbot)
    desk.go(DECISIONS)
    table = desk.decisions.table
    table.selectAll()
    table.copy()
    copied = QGuiApplication.clipboard().text()
    of_households = [row for row in table._rows.rows if row.account]
    assert of_households
    for row in of_households:
        assert row.account.number not in copied
        assert mask_name(row.account.name) in copied


def test_a_refusal_needs_a_reason_and_a_name_and_says_so(desk: StationDesk, qtbot: QtBot) -> None:
    take_in(desk, qtbot)
    press(qtbot, Qt.Key.Key_F2)
    page = desk.decisions
    page.refuse()
    assert "没有写决定人" in page.notice.text
    page.form.name.setText("郑主任")
    page.refuse()
    assert "要写明原因" in page.notice.text
    assert page.model.rowCount() == 2


def test_the_managers_matter_is_answered_as_the_manager(desk: StationDesk, seats: Seats, qtbot: QtBot) -> None:
    take_in(desk, qtbot)
    press(qtbot, Qt.Key.Key_F2)
    page = desk.decisions
    at = [row.line.request.village != "" for row in page.model.rows].index(True)
    page.table.go_to(at)
    assert page.form.role is Role.MANAGER
    page.form.name.setText("郑所长")
    page.approve()
    with seats.station.reading() as conn:
        (line,) = [line for line in requests(conn) if line.decision]
    assert line.decision is not None
    assert line.decision.role is Role.MANAGER


def test_less_may_be_granted_than_was_asked_for_but_not_more(desk: StationDesk, seats: Seats, qtbot: QtBot) -> None:
    form = desk.decisions.form
    form.ask(PrepaymentRefundWanted(amount=Money(5000)), "", needs_manager=False)
    form.amount.setText("20")
    assert form.granted == PrepaymentRefundWanted(amount=Money(2000))
    form.amount.setText("50.01")
    page = desk.decisions
    page.approve()
    with pytest.raises(Exception, match="MoneyNotUnderstood"):
        _ = form.granted


def test_a_paper_that_came_with_a_request_is_opened_and_closed(
    desk: StationDesk, asked: tuple[Ask, ...], qtbot: QtBot
) -> None:
    take_in(desk, qtbot)
    press(qtbot, Qt.Key.Key_F2)
    page = desk.decisions
    page.table.go_to([row.line.request.id for row in page.model.rows].index(asked[0].id))
    file = page.table.current()
    assert file is not None
    page.card.file_wanted.emit(file.line.request.attachments[0])
    QApplication.processEvents()
    assert not page.table.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_decided_requests_stay_to_be_read(desk: StationDesk, qtbot: QtBot) -> None:
    take_in(desk, qtbot)
    press(qtbot, Qt.Key.Key_F2)
    page = desk.decisions
    page.form.name.setText("郑所长")
    page.approve()
    page.reload()
    page._show_decided()
    assert page.model.rowCount() == 1
    assert not page.form.isVisible()


def test_an_account_is_found_from_anywhere(desk: StationDesk, asked: tuple[Ask, ...], qtbot: QtBot) -> None:
    desk.show_account(asked[0].account)
    assert desk.place == ACCOUNTS


def test_who_calls_the_number_on_the_slip_is_given_an_evening_that_the_collector_learns_with_the_route(
    desk: StationDesk, seats: Seats, qtbot: QtBot
) -> None:
    door = seats.owing(3)
    page = desk.page(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    desk.go(ACCOUNTS)
    qtbot.waitUntil(lambda: page.model.rowCount() > 3)
    page.table.go_to([line.number for line in page.model.rows].index(door.account))
    page.history.household.click()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert page.household.isVisible()
    assert page.household.account == door.account
    assert not page.history.isVisible()
    assert unnamed_or_small(page.household) == []
    agreed = DAY + timedelta(days=2)
    known = []
    seats.issue()
    route = max(seats.folder.glob("*.zsroute"), key=lambda path: path.name)
    session = seats.session
    take_route(session.ledger, session.keys, route, session.stamp())
    for ledger in (seats.station, session.ledger):
        with ledger.reading() as conn:
            (appointment,) = household_of(conn, door.account, DAY).appointments
        known.append((appointment.on, appointment.slot))
    assert known == [(agreed, Slot.EVENING)] * 2
    press(qtbot, Qt.Key.Key_Escape)
    assert page.history.isVisible()
    page.history.household.click()
    page.table.go_to(0)
    assert not page.household.isVisible()


def test_every_place_of_the_station_is_seen_whole_and_every_control_has_a_name(desk: StationDesk, qtbot: QtBot) -> None:
    take_in(desk, qtbot)
    for place in desk.places:
        desk.go(place)
        QApplication.processEvents()
        assert desk.needed.width() <= 1280
        assert desk.needed.height() <= 720
        assert unnamed_or_small(as_widget(desk.page(place))) == []


def test_no_account_means_nothing_is_found(desk: StationDesk) -> None:
    desk.show_account(AccountNumber("4299999999"))
    assert desk.place == ACCOUNTS
    desk.go(DECISIONS)
    assert desk.place == DECISIONS


def test_a_plan_accepted_says_where_it_stands_beside_its_decision(
    desk: StationDesk, seats: Seats, asked: tuple[Ask, ...], qtbot: QtBot
) -> None:
    with seats.session.ledger.reading() as conn:
        found = doors(conn, DAY, seats.session.policy(), seats.session.seat.device)
    account = next(door.account for door in found if door.overdue_days)
    agree_in(seats, account, 2, DAY + timedelta(days=2))
    press(qtbot, Qt.Key.Key_F2)
    page = desk.decisions
    page.reload()
    page._show_decided()
    page.table.go_to([row.line.request.account for row in page.model.rows].index(account))
    assert page.card.standing.isVisible()
    assert page.card.standing.text().startswith("还款协议:分期 11月25日 到期")
    assert "起失效" in page.card.course.text()

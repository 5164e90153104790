"""对账 at the station: what is over or short is decided beside the days, by the manager, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from staffed_seats import BOSS, CLERK, acting, name_people, session_of
from ui_hand import focused, keep, press, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.names import Badge
from collector_desktop.domain.over_short import CashOutcome, Decided
from collector_desktop.services.closing import close
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.taking_in import take_in
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.desk import INSIGHTS, StationDesk
from collector_desktop.ui.station.manager_note import ManagerNote
from collector_desktop.ui.station.statistics.decide_panel import DecideForm
from collector_desktop.ui.station.statistics.page import RECONCILE
from collector_desktop.ui.station.statistics.reconcile_model import Shelf
from collector_desktop.ui.station.statistics.reconcile_tab import ReconcileTab

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def staffed(seats: Seats) -> Seats:
    """A station with its manager and a clerk."""
    name_people(seats)
    return seats


def counted(seats: Seats, difference: int) -> None:
    """Two households paid, the drawer was that many fen off, and the day lies at the station."""
    session = seats.session
    taken = sum(seats.pay(seats.owing(0).account).received.fen for _ in range(2))
    count = CashCount.of({1: taken + difference})
    close(session.ledger, DAY, count, "找错零钱" if difference else "", session.stamp())
    package = hand_over(session.ledger, seats.folder, session.stamp()).path
    take_in(seats.station, seats.station_keys, package, acting(seats, CLERK))


def reconciling(seats: Seats, look: Look, qtbot: QtBot, badge: Badge = BOSS) -> ReconcileTab:
    """The tab, opened by somebody who signed on."""
    desk = StationDesk(session_of(seats, look, badge))
    keep(desk, qtbot)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.go(INSIGHTS)
    desk.statistics.go(RECONCILE)
    tab = desk.statistics.reconcile
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    press_alt_d(qtbot)
    return tab


def press_alt_d(qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_D, ALT)


def form_of(tab: ReconcileTab) -> DecideForm:
    assert isinstance(tab.panel.content, DecideForm)
    return tab.panel.content


def decided(tab: ReconcileTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tab.panel.isVisible() and bool(tab.notice.text))
    tab.choice.choose(Shelf.ALL)
    tab.choice.changed.emit(Shelf.ALL)
    qtbot.waitUntil(lambda: bool(tab.model.rows) and tab.model.rows[0].decision is not None)


def test_what_is_short_is_decided_with_the_keyboard_alone(staffed: Seats, look: Look, qtbot: QtBot) -> None:
    counted(staffed, -100)
    tab = reconciling(staffed, look, qtbot)
    assert tab.choice.value() is Shelf.WAITING
    assert form_of(tab).possible == (CashOutcome.MADE_GOOD, CashOutcome.BORNE)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert set(form_of(tab).errors()) == {"paper"}
    type_text(qtbot, "0088")
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    decided(tab, qtbot)
    (day,) = tab.model.rows
    assert day.decision is not None
    assert (day.decided, day.decision.outcome, day.decision.paper) == (
        Decided.DONE,
        CashOutcome.MADE_GOOD,
        "0088",
    )
    assert day.decision.decided_by == "郑所长"
    assert tab.count == 0
    assert focused() is tab.table


def test_the_first_look_is_at_what_waits_and_after_the_last_decision_at_every_day(
    staffed: Seats, look: Look, qtbot: QtBot
) -> None:
    counted(staffed, -100)
    tab = reconciling(staffed, look, qtbot)
    press(qtbot, Qt.Key.Key_2, Qt.Key.Key_Return)
    type_text(qtbot, "尾差")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.choice.value() is Shelf.ALL)
    assert [day.decided for day in tab.model.rows] == [Decided.DONE]


def test_what_is_over_is_kept_and_later_paid_in_from_its_papers(staffed: Seats, look: Look, qtbot: QtBot) -> None:
    counted(staffed, 100)
    tab = reconciling(staffed, look, qtbot)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_Return)
    type_text(qtbot, "等人来找")
    press(qtbot, Qt.Key.Key_Return)
    decided(tab, qtbot)
    tab.table.setFocus()
    tab.table.selectRow(0)
    press(qtbot, Qt.Key.Key_Return)
    assert "挂账待查" in tab._paper_says.text()
    press_alt_d(qtbot)
    assert form_of(tab).possible == (CashOutcome.RETURNED, CashOutcome.PAID_IN)
    press(qtbot, Qt.Key.Key_2, Qt.Key.Key_Return)
    type_text(qtbot, "12")
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已定:缴入所里" in tab._paper_says.text())
    press(qtbot, Qt.Key.Key_Escape)
    press_alt_d(qtbot)
    assert form_of(tab).possible == ()
    assert not tab.panel.primary.isVisible()


def test_a_clerk_sees_what_waits_and_whose_it_is(staffed: Seats, look: Look, qtbot: QtBot) -> None:
    counted(staffed, -100)
    tab = reconciling(staffed, look, qtbot, CLERK)
    assert tab.panel.isVisible()
    assert form_of(tab).possible == ()
    assert not tab.panel.primary.isVisible()
    assert [note.text() for note in form_of(tab).findChildren(ManagerNote) if note.isVisible()] == [
        "这些由所长办;王会计 是营业员,请所长签到"
    ]
    press(qtbot, Qt.Key.Key_Escape)
    assert not tab.panel.isVisible()
    assert focused() is tab.table


def test_an_even_day_has_nothing_to_decide(staffed: Seats, look: Look, qtbot: QtBot) -> None:
    counted(staffed, 0)
    tab = reconciling(staffed, look, qtbot)
    assert tab.choice.value() is Shelf.ALL
    assert not tab.panel.isVisible()
    assert not tab.decide_button.isEnabled()


def test_the_panel_is_seen_whole_and_every_control_has_a_name(staffed: Seats, look: Look, qtbot: QtBot) -> None:
    counted(staffed, 100)
    tab = reconciling(staffed, look, qtbot)
    press(qtbot, Qt.Key.Key_2)
    QApplication.processEvents()
    assert form_of(tab).account.isVisible()
    assert unnamed_or_small(tab) == []

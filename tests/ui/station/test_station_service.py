"""服务 at the station: whoever comes to the counter is served from the same lists, and the laptop learns of it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, type_text
from ui_seats import DAY, Seats

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.services.taking_route import take_route
from collector_desktop.store.queries import balances, policies, savings, service
from collector_desktop.ui.collector.service.entitled_tab import EntitledTab
from collector_desktop.ui.collector.service.page import ENTITLED, SAVINGS, ServicePage
from collector_desktop.ui.collector.service.savings_card import Action
from collector_desktop.ui.collector.service.savings_forms import RefundForm, SaverForm
from collector_desktop.ui.collector.service.savings_model import Shelf
from collector_desktop.ui.collector.service.savings_tab import SavingsTab
from collector_desktop.ui.collector.village.committee_tab import CommitteeTab
from collector_desktop.ui.collector.village.page import COMMITTEE, VillagePage
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.desk import ACCOUNTS, SERVICE, VILLAGE, StationDesk
from collector_desktop.ui.widgets.label import Label

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(seats: Seats, look: Look, qtbot: QtBot) -> StationDesk:
    session = seats.station_session(look)
    desk = StationDesk(session)
    show(desk, qtbot)
    return desk


def page_of(desk: StationDesk, qtbot: QtBot) -> ServicePage:
    press(qtbot, Qt.Key.Key_F8)
    assert desk.place == SERVICE
    page = desk.page(SERVICE)
    assert isinstance(page, ServicePage)
    return page


def money_held(desk: StationDesk, qtbot: QtBot) -> SavingsTab:
    page = page_of(desk, qtbot)
    page.go(SAVINGS)
    tab = page.tabs[SAVINGS]
    assert isinstance(tab, SavingsTab)
    return tab


def prepaid(seats: Seats, account: AccountNumber) -> tuple[Money, Money]:
    """What each seat holds for an account."""
    held = []
    for ledger in (seats.station, seats.session.ledger):
        with ledger.reading() as conn:
            held.append(balances.held(conn, account).prepay)
    return held[0], held[1]


def carry_route(seats: Seats) -> None:
    session = seats.session
    take_route(session.ledger, session.keys, seats.issue(), session.stamp())


def test_a_refund_asked_for_at_the_counter_is_decided_under_f2_and_known_at_the_door(
    desk: StationDesk, seats: Seats, qtbot: QtBot
) -> None:
    tab = money_held(desk, qtbot)
    line = tab.table.current()
    assert line is not None
    assert line.prepay > Money(500)
    tab.act(Action.REFUND)
    form = tab.panel.content
    assert isinstance(form, RefundForm)
    assert any("在「审批」里决定" in label.text() for label in tab.panel.findChildren(Label))
    form.amount.setText("5")
    form.reason.setFocus()
    type_text(qtbot, "外出打工")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    press(qtbot, Qt.Key.Key_F2)
    page = desk.decisions
    assert page.model.rowCount() == 1
    page.form.name.setText("郑所长")
    page.approve()
    assert prepaid(seats, line.account) == (line.prepay - Money(500), line.prepay)
    carry_route(seats)
    assert prepaid(seats, line.account) == (line.prepay - Money(500),) * 2


def test_an_answer_slip_brought_to_the_counter_makes_a_saver_the_laptop_knows(
    desk: StationDesk, seats: Seats, qtbot: QtBot
) -> None:
    tab = money_held(desk, qtbot)
    tab.choice.changed.emit(Shelf.SAVERS)
    rows = tab.models[Shelf.SAVERS].rows
    line = next(line for line in rows if line.saver is None)
    tab.table.go_to(rows.index(line))
    tab.act(Action.SAVER)
    form = tab.panel.content
    assert isinstance(form, SaverForm)
    form.bank.setText("柳泉信用社")
    tab.panel.primary.click()
    carry_route(seats)
    with seats.session.ledger.reading() as conn:
        assert line.account in savings.saver_accounts(conn)


def test_a_check_booked_by_telephone_is_among_the_bookings_of_the_laptop(
    desk: StationDesk, seats: Seats, qtbot: QtBot
) -> None:
    tab = page_of(desk, qtbot).tabs[ENTITLED]
    assert isinstance(tab, EntitledTab)
    line = tab.table.current()
    assert line is not None
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    carry_route(seats)
    with seats.session.ledger.reading() as conn:
        booked = service.open_booking(conn, line.account, DAY)
        (right,) = (each for each in service.households(conn, DAY, policies.policy(conn)) if each.booking == booked)
    assert booked is not None
    assert right.account == line.account


def test_where_the_laptop_has_its_card_the_station_has_the_line_of_its_ledger(desk: StationDesk, qtbot: QtBot) -> None:
    tab = money_held(desk, qtbot)
    assert tab.card.buttons[Action.CARD].text() == "看台账"
    tab.act(Action.CARD)
    assert desk.place == ACCOUNTS


def test_what_is_noted_at_the_station_is_said_to_go_out_with_a_route(desk: StationDesk) -> None:
    desk.go(VILLAGE)
    page = desk.page(VILLAGE)
    assert isinstance(page, VillagePage)
    page.go(COMMITTEE)
    tab = page.tabs[COMMITTEE]
    assert isinstance(tab, CommitteeTab)
    tab.add()
    tab.name.setText("柳支书")
    tab.keep()
    assert "随下一个线路包带给收费员" in tab.notice.text

"""The terms of a card: the contract with its doubts, and a waiver asked for at the door."""

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui_hand import show
from ui_seats import Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.requests import RequestMade
from collector_desktop.domain.contract import Contract
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.requests import Role, WaiverWanted
from collector_desktop.services import taking_route
from collector_desktop.services.contracts import RegisterContract, register
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.waiving import AskWaiver, ask
from collector_desktop.store.queries import bills
from collector_desktop.store.queries.facts import facts
from collector_desktop.ui.collector.collect.page import CollectPage
from collector_desktop.ui.collector.collect.waiver_panel import WaiverForm
from collector_desktop.ui.widgets.buttons import KeyButton


def with_penalty(seats: Seats) -> AccountNumber:
    """The first door that owes a penalty."""
    at = 0
    while not seats.owing(at).penalty:
        at += 1
    return seats.owing(at).account


def open_terms(seats: Seats, qtbot: QtBot, account: AccountNumber) -> CollectPage:
    page = CollectPage(seats.session)
    show(page, qtbot)
    page.open(account)
    page.explain()
    return page


def test_a_waiver_is_asked_for_with_its_reason_and_then_waits(seats: Seats, qtbot: QtBot) -> None:
    account = with_penalty(seats)
    page = open_terms(seats, qtbot, account)
    terms = page.side.explanation.terms
    assert "没有登记合同" in terms.doubts.text()
    terms.ask.click()
    form = page.waiver.content
    assert isinstance(form, WaiverForm)
    page.waiver.primary.click()
    assert list(form.errors()) == ["reason"]
    form.reason.set_text("住院两个月")
    form.amount.setText("99999")
    page.waiver.primary.click()
    assert list(form.errors()) == ["amount"]
    form.amount.setText("0．01")
    page.waiver.primary.click()
    assert page.waiver.isHidden()
    with seats.session.ledger.reading() as conn:
        (asked,) = facts(conn, RequestMade, account=account)
    assert isinstance(asked.matter, WaiverWanted)
    assert asked.matter.amount == Money(1)
    page.open(account)
    assert "等供电所批准" in terms.waivers.text()


def test_without_a_penalty_there_is_nothing_to_ask_for(seats: Seats, qtbot: QtBot) -> None:
    account = with_penalty(seats)
    seats.pay(account)
    page = open_terms(seats, qtbot, account)
    assert not page.side.explanation.terms.ask.isEnabled()


def test_the_contract_registered_at_the_station_stands_on_the_card(seats: Seats, qtbot: QtBot) -> None:
    account = with_penalty(seats)
    said = Contract(
        account=account,
        number="GYD-7",
        signed_on=date(2020, 5, 6),
        agreed_permille=Decimal("0.5"),
        agreed_cap_percent=20,
        instalment_terms="可分 3 期",
    )
    register(seats.station, RegisterContract(id=new_act_id(), contract=said), seats.stamp())
    taking_route.take_route(seats.session.ledger, seats.session.keys, seats.issue(), seats.session.stamp())
    terms = open_terms(seats, qtbot, account).side.explanation.terms
    assert "GYD-7" in terms.contract.text()
    assert "0.5‰" in terms.contract.text()
    assert "20%" in terms.contract.text()
    assert "可分 3 期" in terms.contract.text()
    assert not terms.doubts.isVisible()


def test_however_much_was_agreed_and_asked_for_everything_can_be_read_and_pressed(seats: Seats, qtbot: QtBot) -> None:
    account = with_penalty(seats)
    page = open_terms(seats, qtbot, account)
    page.setFixedSize(1188, 636)
    with seats.session.ledger.reading() as conn:
        (bill, *_) = bills.collectable(conn, account, seats.session.seat.device)
    for number in range(1, 9):
        wanted = AskWaiver(
            id=new_act_id(),
            account=account,
            bill=bill.id,
            amount=Money(1),
            reason=f"第 {number} 次:户主住院两个月,有出院证明,家里没有别的人",
        )
        decided = Decide(request=wanted.id, approved=False, reason="证明看不清", decided_by="郑所长", role=Role.MANAGER)
        page.refresh(ask(seats.session.ledger, wanted, seats.session.stamp()))
        seats.take_in(hand_over(seats.session.ledger, seats.folder, seats.session.stamp()).path)
        decide(seats.station, decided, seats.stamp())
        taking_route.take_route(seats.session.ledger, seats.session.keys, seats.issue(), seats.session.stamp())
    page.open(account)
    page.explain()
    QApplication.processEvents()
    card = page.side.explanation
    assert card.terms.waivers.text().count("没有批准:证明看不清") == 8
    for button in card.findChildren(KeyButton):
        assert card.rect().contains(button.geometry())
        assert button.height() >= button.minimumSizeHint().height()
    for label in (card.terms.waivers, card.terms.contract):
        assert label.height() >= label.heightForWidth(label.width())

"""What opens beside a door, a card and an account: people hard to meet, the household, a waiver, a plan, a contract."""

from datetime import date

from PySide6.QtCore import Qt

from collector_desktop.app.tour.hand import Hand
from collector_desktop.domain.acts.household import ContactNoted
from collector_desktop.domain.names import AccountNumber
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, repayment
from collector_desktop.store.queries.contracts import contracts
from collector_desktop.store.queries.facts import facts
from collector_desktop.ui.collector.accounts.page import AccountsPage
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.frame import Frame
from collector_desktop.ui.station.contracts.page import ContractsPage

_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def look_beside_the_card(hand: Hand, desk: Desk, ledger: Ledger, on: date) -> None:
    """The list of people hard to meet, what is known of a household, a form for less penalty, a plan that runs."""
    hand.press(Qt.Key.Key_F1)
    hand.press(Qt.Key.Key_4, _CTRL)
    hand.picture("hard_to_meet")
    hand.press(Qt.Key.Key_4, _CTRL)
    with ledger.reading() as conn:
        kept = repayment.kept_plans(conn, on, policies.policy(conn))
        known = facts(conn, ContactNoted)
    desk.open_account(known[-1].account)
    hand.press(Qt.Key.Key_H, _ALT)
    hand.picture("household")
    desk.collect.side.household.add_buttons[0].click()
    hand.picture("household_appointment")
    desk.open_account(next(iter(kept)))
    desk.collect.explain()
    desk.collect.side.explanation.terms.ask.click()
    hand.picture("waiver_asked_for")
    desk.collect.waiver.close_panel()
    hand.press(Qt.Key.Key_F, _ALT)
    hand.picture("repayment_plan")
    desk.collect.plan.close_panel()


def look_beside_an_account(hand: Hand, desk: Frame, ledger: Ledger) -> None:
    """The household at the station, where people call, and one contract as it was signed."""
    accounts, register = desk.page("accounts"), desk.page("contracts")
    assert isinstance(accounts, AccountsPage)
    assert isinstance(register, ContractsPage)
    with ledger.reading() as conn:
        known = facts(conn, ContactNoted)
        doubtful = next(line for line in contracts(conn, policies.policy(conn)) if line.contract and line.warnings)
    desk.go("accounts")
    _go_to(accounts, known[-1].account)
    accounts.history.household.click()
    hand.picture("household")
    desk.go("contracts")
    register.panel.ask(doubtful)
    hand.picture("contract")
    register.panel.close_panel()


def _go_to(page: AccountsPage, account: AccountNumber) -> None:
    page.table.go_to([line.number for line in page.model.rows].index(account))

"""Practice 1 across both seats: prepayment, legacy deposits, bank savers, the free yearly check."""

import csv

import pytest
from journey_seats import DAY, Journey
from practice import Practice, export_bill, ledgers, owed
from PySide6.QtCore import Qt
from pytest_bdd import given, parsers, scenarios, then, when

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult
from collector_desktop.domain.visit import Slot
from collector_desktop.printing.tables import table_pdf
from collector_desktop.services import bank_debits, checking, depositing, refunding, savers, savings_papers, serving
from collector_desktop.services.attaching import NewFile
from collector_desktop.store.queries import accounts, balances, bills, doors, policies, savings, service
from collector_desktop.ui.collector.service.page import SAVINGS, ServicePage
from collector_desktop.ui.collector.service.savings_model import Shelf
from collector_desktop.ui.collector.service.savings_tab import SavingsTab
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label

scenarios("practice_1_savings.feature")


@given("a household that paid ahead")
def _paid_ahead(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        held = balances.prepayments(conn)
    practice.account = next(account for account, amount in sorted(held.items()) if amount >= Money(2000))
    practice.before = held[practice.account]


def ask_refund(journey: Journey, practice: Practice, way: refunding.RefundWay) -> None:
    wanted = refunding.AskRefund(
        id=new_act_id(), account=practice.account, amount=Money(1000), way=way, reason="客户要求"
    )
    refunding.ask(journey.session.ledger, wanted, journey.session.stamp())


@when("it wants 10 yuan back in cash at the door")
def _cash(journey: Journey, practice: Practice) -> None:
    with pytest.raises(Refusal) as refusal:
        ask_refund(journey, practice, refunding.RefundWay.CASH_AT_THE_DOOR)
    practice.refused = refusal.value


@then("that is refused because nothing is paid out of takings")
def _refused(practice: Practice) -> None:
    assert type(practice.refused).__name__ == "RefundInCashNotAllowed"


@when("it wants 10 yuan back at the counter")
def _counter(journey: Journey, practice: Practice) -> None:
    ask_refund(journey, practice, refunding.RefundWay.AT_THE_COUNTER)


@then("its prepayment is 10 yuan less on both seats")
def _less(journey: Journey, practice: Practice) -> None:
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            assert balances.held(conn, practice.account).prepay == practice.before - Money(1000)


@given("a household with a legacy deposit that owes something")
def _deposit(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        lines = accounts.lines(conn, DAY, policies.policy(conn))
        asked = {line.account for line in savings.savings(conn, DAY, policies.policy(conn)) if line.deposit_request}
    enough = Money(2000)
    line = next(line for line in lines if line.deposit >= enough and line.due >= enough and line.number not in asked)
    practice.account, practice.before = line.number, line.deposit
    practice.owed = owed(journey.session.ledger, line.number)


@when("it wishes in writing to use 10 yuan of the deposit")
def _wish(journey: Journey, practice: Practice) -> None:
    paper = NewFile(
        content=table_pdf("申请", "", ("内容",), [("用保证金抵电费",)]), media=MediaType.PDF, title="书面申请"
    )
    wanted = depositing.AskOffset(
        id=new_act_id(), account=practice.account, amount=Money(1000), reason="客户书面申请", wish=(paper,)
    )
    depositing.ask_offset(journey.session.ledger, wanted, journey.session.stamp())


@then("10 yuan less is held for it and 10 yuan less is owed on both seats")
def _offset(journey: Journey, practice: Practice) -> None:
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            assert balances.held(conn, practice.account).deposit == practice.before - Money(1000)
        assert owed(ledger, practice.account) == practice.owed - Money(1000)


@given("a household entitled to the free check")
def _entitled(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        found = service.households(conn, DAY, policies.policy(conn))
    practice.account = next(
        each.account for each in found if each.entitlement.is_entitled and each.entitlement.left and not each.booking
    )


@when("its check is booked for this evening")
def _book(journey: Journey, practice: Practice) -> None:
    practice.act = new_act_id()
    wanted = serving.BookCheck(id=practice.act, account=practice.account, on=DAY, slot=Slot.EVENING)
    journey.desk.apply(serving.book(journey.session.ledger, wanted, journey.session.stamp()))


@then("its door leads the evening")
def _leads(journey: Journey, practice: Practice) -> None:
    """Nobody stands before it to whom we have not given our word for this evening."""
    journey.hand.press(Qt.Key.Key_F1)
    journey.hand.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    today = journey.today
    while (door := today.current_door()) is not None and door.account != practice.account:
        assert door.appointment or door.promise or door.booked
        journey.hand.press(Qt.Key.Key_Down)
    assert door is not None


@when("the check is made and everything is in order")
def _check(journey: Journey, practice: Practice) -> None:
    items = tuple(CheckedItem(item=item, result=CheckResult.OK) for item in CheckItem)
    made = checking.CompleteCheck(
        id=new_act_id(), account=practice.account, slot=Slot.EVENING, booking=practice.act, items=items, minutes=15
    )
    checking.complete(journey.session.ledger, made, journey.session.stamp())


@then("the station knows the check and none is left this year")
def _counted(journey: Journey, practice: Practice) -> None:
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            right = service.entitlement_of(conn, practice.account, DAY, policies.policy(conn))
        assert (right.used, right.left) == (1, 0)


@given("a household that owes nothing and pays 50 yuan ahead at its door")
def _pays_ahead(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        lines = savings.savings(conn, DAY, policies.policy(conn))
    practice.account = next(line.account for line in lines if not (line.due or line.prepay or line.deposit))
    journey.desk.open_account(practice.account)
    journey.hand.type("50")
    journey.hand.press(Qt.Key.Key_Return)
    with journey.session.ledger.reading() as conn:
        assert balances.held(conn, practice.account).prepay == Money(5000)


@when("the station's next export bills it 30 yuan for November")
def _billed(journey: Journey, practice: Practice) -> None:
    export_bill(journey, practice.account, "202611", 30)


@then("on both seats that bill is settled from the 50 yuan and 20 yuan are left")
def _settled(journey: Journey, practice: Practice) -> None:
    with journey.station.reading() as conn:
        (bill,) = (each for each in bills.of_account(conn, practice.account) if each.month == BillingMonth(2026, 11))
    assert (bill.amount, bill.open) == (Money(3000), Money.ZERO)
    for ledger in ledgers(journey):
        assert owed(ledger, practice.account) == Money.ZERO
        with ledger.reading() as conn:
            assert balances.held(conn, practice.account).prepay == Money(2000)


@then("its statement tells what came in and what was used")
def _stated(journey: Journey, practice: Practice) -> None:
    for ledger in ledgers(journey):
        told = savings_papers.statement_of(ledger, practice.account, DAY)
        assert (told.came_in, told.went_out) == (Money(5000), Money(3000))
        assert told.prepayment.closing == Money(2000)


@given("a household whose bank pays, noted from its answer slip")
def _saver(journey: Journey, practice: Practice) -> None:
    session = journey.session
    with session.ledger.reading() as conn:
        lines = savings.savings(conn, DAY, policies.policy(conn))
        owing = bills.collectable_by_account(conn, session.seat.device)
    practice.account = next(line.account for line in lines if line.account in owing and not line.saver)
    practice.owed = owed(session.ledger, practice.account)
    noted = savers.NoteSaver(
        id=new_act_id(), account=practice.account, active=True, bank="柳泉信用社", last_digits="6677"
    )
    journey.desk.apply(savers.note(session.ledger, noted, session.stamp()))


@when(parsers.parse('the station takes in the bank\'s file: its newest month failed for "{reason}"'))
def _failed(journey: Journey, practice: Practice, reason: str) -> None:
    with journey.station.reading() as conn:
        assert practice.account in savings.saver_accounts(conn)
        newest = max(
            (bill for bill in bills.of_account(conn, practice.account) if bill.open > Money.ZERO),
            key=lambda bill: bill.month,
        )
    file = journey.paths.folder / "代扣结果.csv"
    with file.open("w", encoding="gb18030", newline="") as written:
        rows = csv.writer(written)
        rows.writerow(("户号", "电费年月", "扣款金额", "扣款结果", "失败原因", "扣款日期"))
        rows.writerow((practice.account, str(newest.month), str(newest.open), "失败", reason, DAY.isoformat()))
    assert bank_debits.import_bank_debits(journey.station, file, journey.clerk()).failed == 1


@then(parsers.parse('its door is on today\'s list and says that the bank failed for "{reason}"'))
def _on_the_list(journey: Journey, practice: Practice, reason: str) -> None:
    session = journey.session
    with session.ledger.reading() as conn:
        found = doors.doors(conn, DAY, policies.policy(conn), session.seat.device)
    assert [door.debit_failed for door in found if door.account == practice.account] == [reason]
    journey.today.select(practice.account)
    door = journey.today.current_door()
    assert door is not None
    assert door.account == practice.account
    shown = [label.text() for label in journey.today.findChildren(Label) if label.isVisible()]
    assert any(f"代扣失败:{reason}" in text for text in shown)


@when("it pays what it owes at its door")
def _pays(journey: Journey, practice: Practice) -> None:
    journey.desk.open_account(practice.account)
    journey.hand.press(Qt.Key.Key_Return)
    assert owed(journey.session.ledger, practice.account) == Money.ZERO


@then("no bank failure waits there any more")
def _none_waits(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        assert practice.account not in savings.failed_debits(conn)


@then("no bank failure waits at the station either")
def _none_waits_there(journey: Journey, practice: Practice) -> None:
    with journey.station.reading() as conn:
        assert practice.account not in savings.failed_debits(conn)


@when("I look at the list of legacy deposits")
def _new_deposit(journey: Journey) -> None:
    journey.hand.press(Qt.Key.Key_F5)
    journey.hand.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    money_held(journey).choice.changed.emit(Shelf.DEPOSIT)


@then("nothing there takes a new deposit and it says that this is treated as abuse")
def _abuse(journey: Journey) -> None:
    card = money_held(journey).card
    assert not [each for each in card.findChildren(KeyButton) if each.isVisible() and "收" in each.text()]
    assert any("新收保证金按违规收费处理" in each.text() for each in card.findChildren(Label))


def money_held(journey: Journey) -> SavingsTab:
    page = journey.desk.page("service")
    assert isinstance(page, ServicePage)
    tab = page.tabs[SAVINGS]
    assert isinstance(tab, SavingsTab)
    return tab

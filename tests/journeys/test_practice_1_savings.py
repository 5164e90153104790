"""Practice 1 across both seats: prepayment, legacy deposits, the free yearly check."""

import pytest
from journey_seats import DAY, Journey
from practice import Practice, ledgers, owed
from PySide6.QtCore import Qt
from pytest_bdd import given, scenarios, then, when

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult
from collector_desktop.domain.visit import Slot
from collector_desktop.printing.tables import table_pdf
from collector_desktop.services import (
    checking,
    depositing,
    refunding,
    serving,
)
from collector_desktop.services.attaching import NewFile
from collector_desktop.store.queries import (
    accounts,
    balances,
    policies,
    service,
)

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
    line = next(line for line in lines if line.deposit >= Money(2000) and line.due >= Money(2000))
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
    journey.hand.press(Qt.Key.Key_F1)
    with journey.session.ledger.reading() as conn:
        assert service.booked_slots(conn, DAY)[practice.account] is Slot.EVENING


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

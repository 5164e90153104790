"""Practice 3 across both seats: waivers, contracts, repayment plans."""

from datetime import date, timedelta
from decimal import Decimal

from journey_seats import DAY, Journey
from plan_seats import SIGNATURE
from practice import Practice, ledgers
from PySide6.QtCore import Qt
from pytest_bdd import given, parsers, scenarios, then, when

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.case import Condition, Missing, Step
from collector_desktop.domain.contract import Contract, ContractWarning, most_permille
from collector_desktop.domain.instalments import even_instalments
from collector_desktop.domain.ladder_steps import may
from collector_desktop.domain.money import Money
from collector_desktop.domain.penalty import penalty
from collector_desktop.services import contracts, repaying
from collector_desktop.services.contracts import RegisterContract
from collector_desktop.services.repaying import ProposePlan
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, cases, policies, receipts
from collector_desktop.store.queries.account_terms import account_terms
from collector_desktop.store.queries.waivers import unapproved_waivers
from collector_desktop.ui.collector.collect.waiver_panel import WaiverForm

scenarios("practice_3_penalty.feature")

MORE_THAN = Money(200)
LESS = Money(100)


def bill_of(ledger: Ledger, practice: Practice) -> Bill:
    with ledger.reading() as conn:
        return next(bill for bill in bills.of_account(conn, practice.account) if bill.id == practice.code)


def open_penalty(ledger: Ledger, practice: Practice) -> Money:
    with ledger.reading() as conn:
        return penalty(bill_of(ledger, practice), DAY, policies.policy(conn)).open


@given("a household that owes a penalty of more than 2 yuan on one bill")
def _owes(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        policy = policies.policy(conn)
        owed = bills.collectable_by_account(conn, journey.session.seat.device)
        practice.account, bill = next(
            (account, bill)
            for account in sorted(owed)
            for bill in owed[account]
            if penalty(bill, DAY, policy).open > MORE_THAN and bill.terms is None and not bill.waived
        )
    practice.code = bill.id
    practice.owed = open_penalty(journey.session.ledger, practice)


@when(parsers.parse('I ask on its card for 1 yuan less because "{reason}"'))
def _ask(journey: Journey, practice: Practice, reason: str) -> None:
    journey.desk.open_account(practice.account)
    page = journey.desk.collect
    page.explain()
    page.side.explanation.terms.ask.click()
    form = page.waiver.content
    assert isinstance(form, WaiverForm)
    form.bill.setCurrentIndex(form.bill.findData(practice.code))
    journey.hand.press(Qt.Key.Key_Return)
    form.amount.selectAll()
    journey.hand.type("1")
    journey.hand.press(Qt.Key.Key_Return)
    journey.hand.type(reason)
    journey.hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.waiver.isHidden(), page.waiver.notice.text


@then("the card says that the station has not answered")
def _waits(journey: Journey) -> None:
    assert "等供电所批准" in journey.desk.collect.side.explanation.terms.waivers.text()
    journey.hand.press(Qt.Key.Key_F1)


@then("its penalty is the same on both seats")
def _same(journey: Journey, practice: Practice) -> None:
    assert {open_penalty(ledger, practice) for ledger in ledgers(journey)} == {practice.owed}


@then("its penalty is 1 yuan less on both seats")
def _less(journey: Journey, practice: Practice) -> None:
    assert {open_penalty(ledger, practice) for ledger in ledgers(journey)} == {practice.owed - LESS}


@when("it pays everything at the door")
def _pays(journey: Journey, practice: Practice) -> None:
    journey.desk.open_account(practice.account)
    journey.hand.press(Qt.Key.Key_Return)


@then("the receipt names 1 yuan waived and the number of the approval, and how the penalty came about")
def _receipt(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        last = receipts.last(conn, journey.session.seat.device)
    assert last is not None
    (line,) = [line for line in last.receipt.lines if line.bill == practice.code]
    assert line.waived == LESS
    assert line.approval.startswith(f"{DAY:%Y%m%d}-")
    assert line.run is not None
    assert (line.run.waived, line.run.open) == (LESS, line.penalty)


@then("no waiver at either seat lacks its approval")
def _none_unapproved(journey: Journey) -> None:
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            assert not unapproved_waivers(conn)


@when("the station registers its contract with 5 permille a day as it was signed")
def _contract(journey: Journey, practice: Practice) -> None:
    said = Contract(account=practice.account, number="GYD-5", signed_on=date(2015, 3, 2), agreed_permille=Decimal(5))
    wanted = RegisterContract(id=new_act_id(), contract=said, as_signed=True)
    contracts.register(journey.station, wanted, journey.clerk())


@then("its card warns that the rate is over the law")
def _warns(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        terms = account_terms(conn, practice.account, DAY, policies.policy(conn))
    assert terms.warnings == (ContractWarning.RATE_OVER_THE_LAW,)
    journey.desk.open_account(practice.account)
    assert "比例超过规定" in journey.desk.collect.side.explanation.terms.doubts.text()


@then("its penalty on both seats is what the most the law allows comes to")
def _law(journey: Journey, practice: Practice) -> None:
    for ledger in ledgers(journey):
        bill = bill_of(ledger, practice)
        with ledger.reading() as conn:
            policy = policies.policy(conn)
        run = penalty(bill, DAY, policy)
        assert {stretch.permille for stretch in run.stretches} == {most_permille(bill.use, policy.penalty)}


@given("a household more than 30 days overdue")
def _overdue(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        found = cases.cases(conn, DAY, policies.policy(conn), journey.session.seat.device)
    free = [each for each in found if each.state.plan is None]
    practice.account = max(free, key=lambda each: each.state.due.overdue_days).account.number


@when("it signs a plan of 3 parts")
def _signs(journey: Journey, practice: Practice) -> None:
    session = journey.session
    with session.ledger.reading() as conn:
        policy = policies.policy(conn)
        due = repaying.arrears(conn, practice.account, DAY, policy)
    first = repaying.first_day_suggested(DAY, policy)
    wanted = ProposePlan(
        id=new_act_id(),
        account=practice.account,
        instalments=even_instalments(due.total, 3, first),
        reason="家里有人住院",
        files=(SIGNATURE,),
    )
    repaying.propose(session.ledger, wanted, session.stamp())
    practice.day = first


def against(journey: Journey, practice: Practice, day: date) -> tuple[Missing, ...]:
    """What an application lacks on a day."""
    stamp = journey.session.stamp()
    with journey.session.ledger.reading() as conn:
        policy = policies.policy(conn)
        found = cases.case(conn, practice.account, day, policy)
    assert found is not None
    return may(Step.APPLY, found.state, stamp.at, policy)


@then("no disconnection can be asked for while the plan is kept")
def _holds(journey: Journey, practice: Practice) -> None:
    missing = {each.condition for each in against(journey, practice, practice.day)}
    assert Condition.NO_PLAN_KEPT in missing


@when("a month goes by without a payment")
def _month(practice: Practice) -> None:
    practice.day += timedelta(days=31)


@then("the plan has lapsed and no longer stands against it")
def _lapsed(journey: Journey, practice: Practice) -> None:
    missing = {each.condition for each in against(journey, practice, practice.day)}
    assert Condition.NO_PLAN_KEPT not in missing

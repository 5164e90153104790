"""A repayment plan (还款协议): what was agreed, and where it stands on a day, folded from the payments made.

Nothing of it is stored. The penalty runs on by law and contract while a plan is kept; what grows after it was agreed
is no part of it and stays due with its bill.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.requests import Instalment, PlanDebt, PlanWanted
from collector_desktop.domain.value import Value
from collector_desktop.domain.waiver import approval_number


class Plan(Value):
    """What household and station agreed on: the household signed the proposal, the station accepted it as it was."""

    request: ActId
    account: AccountNumber
    asked_on: date
    agreed_on: date
    approval: str
    """The decision's number (批准号), as papers name it."""
    debts: tuple[PlanDebt, ...]
    instalments: tuple[Instalment, ...]

    @property
    def total(self) -> Money:
        """What the instalments make up."""
        return Money.total(each.amount for each in self.instalments)

    @property
    def bills(self) -> frozenset[BillId]:
        """The bills it is about."""
        return frozenset(debt.bill for debt in self.debts)


class PlanPayment(Value):
    """What was settled of a plan's bills on a day after it was asked for, penalty included."""

    on: date
    amount: Money


class InstalmentStanding(StrEnum):
    """Where one instalment stands."""

    PAID = "paid"
    AHEAD = "ahead"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"


class InstalmentState(Value):
    """One instalment on a day."""

    number: int
    """From 1."""
    on: date
    """As agreed."""
    last_day: date
    """Moved to a working day if the policy says so (Civil Code art. 203)."""
    amount: Money
    paid: Money
    standing: InstalmentStanding

    @property
    def open(self) -> Money:
        """What is still to be paid of it."""
        return self.amount - self.paid


class PlanStanding(StrEnum):
    """Where a plan stands."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    """An instalment's day has passed; the plan still holds for some days."""
    LAPSED = "lapsed"
    FULFILLED = "fulfilled"


class PlanState(Value):
    """A plan on one day."""

    plan: Plan
    on: date
    standing: PlanStanding
    instalments: tuple[InstalmentState, ...]
    paid: Money
    """Of what was agreed; never more."""
    lapses_on: date | None
    """The first day on which it is over: it was, or it will be if nothing comes before. None once fulfilled."""

    @property
    def is_kept(self) -> bool:
        """Whether it binds both sides: as long as it is kept nothing stronger is done."""
        return self.standing in (PlanStanding.ON_TIME, PlanStanding.DUE_SOON, PlanStanding.OVERDUE)

    @property
    def open(self) -> Money:
        """What is still to be paid of what was agreed."""
        return self.plan.total - self.paid

    @property
    def next(self) -> InstalmentState | None:
        """The first instalment that is not paid whole; None once all are."""
        return next((each for each in self.instalments if each.open), None)

    @property
    def done(self) -> int:
        """How many instalments are paid."""
        return sum(not each.open for each in self.instalments)

    @property
    def reminds(self) -> bool:
        """Whether somebody should go and ask for an instalment now."""
        return self.standing in (PlanStanding.DUE_SOON, PlanStanding.OVERDUE)

    @property
    def wanted_now(self) -> Money:
        """What has to come now: the instalments overdue or due soon, as far as they are open."""
        ahead = (InstalmentStanding.PAID, InstalmentStanding.AHEAD)
        return Money.total(each.open for each in self.instalments if each.standing not in ahead)


def agreed_plan(asked: RequestMade, decision: RequestDecided | None) -> Plan | None:
    """The plan a request became; None if it waits, was refused, or is about something else."""
    if decision is None or not decision.approved or not isinstance(decision.granted, PlanWanted):
        return None
    return Plan(
        request=asked.id,
        account=asked.account,
        asked_on=asked.business_day,
        agreed_on=decision.business_day,
        approval=approval_number(decision),
        debts=decision.granted.debts,
        instalments=decision.granted.instalments,
    )


def plan_state(plan: Plan, payments: Iterable[PlanPayment], on: date, policy: Policy) -> PlanState:
    """Where a plan stands on a day. Payments cover the instalments in their order, whenever they came.

    A plan that lapsed stays so, whatever comes later, until everything agreed is paid.
    """
    made = sorted((each for each in payments if each.on <= on), key=lambda each: each.on)
    paid = min(Money.total(each.amount for each in made), plan.total)
    last_days = tuple(_last_day(each.on, policy) for each in plan.instalments)
    lapses = _lapses_on(plan, last_days, made, policy)
    instalments = tuple(_instalments(plan, last_days, paid, on, policy))
    return PlanState(
        plan=plan,
        on=on,
        standing=_standing(instalments, lapses, on),
        instalments=instalments,
        paid=paid,
        lapses_on=lapses,
    )


def payments_of(debt: PlanDebt, settled: Iterable[PlanPayment]) -> tuple[PlanPayment, ...]:
    """What came after the plan was asked for out of everything ever settled of a bill.

    What an export took back again (below zero) is owed besides the plan: it has to be settled before the plan is.
    """
    before, found = debt.settled, []
    for each in sorted(settled, key=lambda each: each.on):
        old = min(before, each.amount)
        before -= old
        if each.amount > old:
            found.append(each.model_copy(update={"amount": each.amount - old}))
    return tuple(found)


def _last_day(day: date, policy: Policy) -> date:
    return policy.calendar.next_working_day(day) if policy.penalty.due_moves_to_working_day else day


def _lapses_on(plan: Plan, last_days: Sequence[date], made: Sequence[PlanPayment], policy: Policy) -> date | None:
    """The day after the days of grace of the first instalment that was not paid within them."""
    due = Money.ZERO
    for instalment, last_day in zip(plan.instalments, last_days, strict=True):
        due += instalment.amount
        graced = last_day + timedelta(days=policy.repayment.lapse_days)
        if Money.total(each.amount for each in made if each.on <= graced) < due:
            covered = Money.total(each.amount for each in made) >= plan.total
            return None if covered else graced + timedelta(days=1)
    return None


def _instalments(
    plan: Plan, last_days: Sequence[date], paid: Money, on: date, policy: Policy
) -> Iterable[InstalmentState]:
    left = paid
    for number, (instalment, last_day) in enumerate(zip(plan.instalments, last_days, strict=True), start=1):
        covered = min(left, instalment.amount)
        left -= covered
        yield InstalmentState(
            number=number,
            on=instalment.on,
            last_day=last_day,
            amount=instalment.amount,
            paid=covered,
            standing=_instalment_standing(instalment.amount - covered, last_day, on, policy),
        )


def _instalment_standing(still: Money, last_day: date, on: date, policy: Policy) -> InstalmentStanding:
    if not still:
        return InstalmentStanding.PAID
    if on > last_day:
        return InstalmentStanding.OVERDUE
    if on == last_day:
        return InstalmentStanding.DUE_TODAY
    soon = last_day - timedelta(days=policy.repayment.soon_days)
    return InstalmentStanding.DUE_SOON if on >= soon else InstalmentStanding.AHEAD


def _standing(instalments: Iterable[InstalmentState], lapses: date | None, on: date) -> PlanStanding:
    standings = {each.standing for each in instalments}
    if standings == {InstalmentStanding.PAID}:
        return PlanStanding.FULFILLED
    if lapses is not None and lapses <= on:
        return PlanStanding.LAPSED
    if InstalmentStanding.OVERDUE in standings:
        return PlanStanding.OVERDUE
    if standings & {InstalmentStanding.DUE_SOON, InstalmentStanding.DUE_TODAY}:
        return PlanStanding.DUE_SOON
    return PlanStanding.ON_TIME

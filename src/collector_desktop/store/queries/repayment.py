"""Repayment plans as the books know them: what was asked for, what was agreed, and where it stands."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.repayment import Plan, PlanPayment, PlanState, agreed_plan, payments_of, plan_state
from collector_desktop.domain.requests import PlanDebt, PlanWanted
from collector_desktop.domain.value import Value
from collector_desktop.store.queries.requests import RequestLine, requests
from collector_desktop.store.tables.snapshot import BillRow, SettlementRow


class PlanLine(Value):
    """The newest plan of an account: as it was asked for, and its state once it was agreed."""

    line: RequestLine
    state: PlanState | None

    @property
    def account(self) -> AccountNumber:
        """Whose it is."""
        return self.line.request.account

    @property
    def wanted(self) -> PlanWanted:
        """What was asked for, and agreed if it was."""
        matter = self.line.request.matter
        assert isinstance(matter, PlanWanted), "only plans are read here"
        return matter

    @property
    def total(self) -> Money:
        """What its instalments make up."""
        return Money.total(each.amount for each in self.wanted.instalments)

    @property
    def binds(self) -> bool:
        """Whether there is no place for another: it waits for its decision, or is kept."""
        return self.line.is_open or (self.state is not None and self.state.is_kept)


def plans(conn: Connection, on: date, policy: Policy) -> tuple[PlanLine, ...]:
    """The newest plan of every account that ever asked for one, in the order they were asked for."""
    return _lines(conn, requests(conn), on, policy)


def plan_of(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> PlanLine | None:
    """The newest plan of an account; None if it never asked for one."""
    return next(iter(_lines(conn, requests(conn, account), on, policy)), None)


def newest_plans(conn: Connection, on: date, policy: Policy) -> tuple[PlanState, ...]:
    """Where the newest plan of every account stands, of those the station accepted."""
    return tuple(line.state for line in plans(conn, on, policy) if line.state is not None)


def kept_plans(conn: Connection, on: date, policy: Policy) -> dict[AccountNumber, PlanState]:
    """The plans that bind both sides on a day, by account."""
    return {state.plan.account: state for state in newest_plans(conn, on, policy) if state.is_kept}


def kept_plan(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> PlanState | None:
    """The plan one account keeps; None if it keeps none."""
    line = plan_of(conn, account, on, policy)
    return line.state if line is not None and line.state is not None and line.state.is_kept else None


def settled_of(conn: Connection, wanted: Collection[BillId]) -> dict[BillId, Money]:
    """What was ever settled of some bills: a plan counts only what comes on top of it."""
    return {bill: Money.total(each.amount for each in parts) for bill, parts in _settled(conn, wanted).items()}


def _lines(conn: Connection, every: Iterable[RequestLine], on: date, policy: Policy) -> tuple[PlanLine, ...]:
    asked = {line.request.account: line for line in every if isinstance(line.request.matter, PlanWanted)}
    agreed = {account: agreed_plan(line.request, line.decision) for account, line in asked.items()}
    settled = _settled(conn, {bill for plan in agreed.values() if plan is not None for bill in plan.bills})
    return tuple(
        PlanLine(line=line, state=None if plan is None else plan_state(plan, _payments(plan, settled), on, policy))
        for account, line in asked.items()
        for plan in [agreed[account]]
    )


def _payments(plan: Plan, settled: dict[BillId, list[PlanPayment]]) -> tuple[PlanPayment, ...]:
    return tuple(each for debt in plan.debts for each in _payments_of(debt, plan, settled))


def _payments_of(debt: PlanDebt, plan: Plan, settled: dict[BillId, list[PlanPayment]]) -> tuple[PlanPayment, ...]:
    """A bill these books no longer hold was settled whole so long ago that no route brings it any more."""
    if debt.bill not in settled:
        return (PlanPayment(on=plan.asked_on, amount=debt.fee + debt.penalty),)
    return payments_of(debt, settled[debt.bill])


def _settled(conn: Connection, wanted: Collection[BillId]) -> dict[BillId, list[PlanPayment]]:
    """Everything ever settled of the bills these books hold, whoever paid."""
    rows = conn.execute(
        select(BillRow.id, SettlementRow.day, SettlementRow.principal, SettlementRow.penalty)
        .outerjoin(SettlementRow, SettlementRow.bill == BillRow.id)
        .where(BillRow.id.in_(wanted))
    )
    found: dict[BillId, list[PlanPayment]] = {}
    for row in rows:
        parts = found.setdefault(BillId(row.id), [])
        if row.day is not None:
            parts.append(PlanPayment(on=row.day, amount=row.principal + row.penalty))
    return found

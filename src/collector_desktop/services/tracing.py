"""What a number of the insights is made of: rows that add up to it."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from collector_desktop.domain.acts.serving import CheckDone, RepairDone, SafetyTalkGiven, TariffExplained
from collector_desktop.domain.ageing import Age, age_of
from collector_desktop.domain.hard_to_meet import HardToMeet
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import effective_due, moved_due
from collector_desktop.domain.penalty_report import bill_figures
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.recovery import Recovery, received_until
from collector_desktop.domain.township_report import month_days
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot
from collector_desktop.services.hard_households import hard_households
from collector_desktop.services.insights import MONTHS, home_since
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import accounts, bills, policies
from collector_desktop.store.queries.facts import any_facts
from collector_desktop.store.queries.insights import (
    BillState,
    DoorKnock,
    bill_states,
    knocks,
    newest_month,
    settled_of_month,
    waits,
)
from collector_desktop.store.queries.penalties import penalty_accounts, received_between
from collector_desktop.store.queries.promises import judged_between


class Figure(StrEnum):
    """What a number of the page belongs to."""

    RECOVERY_DAY = "recovery_day"
    RECOVERY_MONTH = "recovery_month"
    RECOVERY_VILLAGE = "recovery_village"
    AGEING = "ageing"
    PENALTY_BILLED = "penalty_billed"
    PENALTY_RECEIVED = "penalty_received"
    KNOCKS = "knocks"
    HOME = "home"
    PROMISES = "promises"
    SERVICES = "services"
    WAITING = "waiting"
    WAITING_TODAY = "waiting_today"
    HARD_TO_MEET = "hard_to_meet"

    @property
    def is_recovery(self) -> bool:
        """Whether it is a rate: its rows are bills with receivable, received and open."""
        return self in (Figure.RECOVERY_DAY, Figure.RECOVERY_MONTH, Figure.RECOVERY_VILLAGE)


class Trace(Value):
    """Which number of which figure: a day, a month (202611), a village, an age, or slot and weekday."""

    figure: Figure
    key: str


class TracedRow(Value):
    """One row a number is made of."""

    account: AccountNumber
    name: str
    village: str
    day: date | None
    what: str
    """A receipt's number, or codes with a colon between, for which the page finds the words."""
    amount: Money | None = None
    recovery: Recovery | None = None
    """Of a bill a rate is made of."""
    hard: HardToMeet | None = None
    """Why a household is hard to meet."""


def trace(ledger: Ledger, wanted: Trace, on: date) -> tuple[TracedRow, ...]:
    """The rows one number is made of; nothing if there are none."""
    with ledger.reading() as conn:
        policy = policies.policy(conn)
        match wanted.figure:
            case Figure.RECOVERY_DAY:
                return _on_the_evening(conn, date.fromisoformat(wanted.key), policy)
            case Figure.RECOVERY_MONTH:
                return _recovered(bill_states(conn, BillingMonth.parse(wanted.key)), policy)
            case Figure.RECOVERY_VILLAGE:
                month = newest_month(conn)
                return () if month is None else _recovered(bill_states(conn, month, wanted.key), policy)
            case Figure.AGEING:
                return _aged(conn, Age(wanted.key), on, policy)
            case Figure.HOME:
                slot, weekday = wanted.key.split("-")
                found = knocks(conn, home_since(on), on)
                return _knocked(conn, [k for k in found if k.slot is Slot(slot) and k.day.weekday() == int(weekday)])
            case Figure.HARD_TO_MEET:
                return _hard(conn, hard_households(conn, ledger.seat, on, policy))
            case Figure.WAITING_TODAY:
                day = date.fromisoformat(wanted.key)
                return _waited(conn, day, day)
            case _:
                return _of_month(conn, wanted.figure, BillingMonth.parse(wanted.key), on, policy)


def _of_month(conn: Connection, figure: Figure, month: BillingMonth, on: date, policy: Policy) -> tuple[TracedRow, ...]:
    """What happened in a calendar month, up to a day."""
    first, last = month_days(month)
    last = min(last, on)
    match figure:
        case Figure.PENALTY_BILLED:
            return _billed(conn, month, on, policy)
        case Figure.PENALTY_RECEIVED:
            return _received(conn, first, last)
        case Figure.PROMISES:
            return _agreed(conn, first, last, on)
        case Figure.SERVICES:
            return _served(conn, first, last)
        case Figure.WAITING:
            return _waited(conn, first, last)
        case _:
            return _knocked(conn, knocks(conn, first, last))


def _on_the_evening(conn: Connection, day: date, policy: Policy) -> tuple[TracedRow, ...]:
    """The newest month's bills as they stood on the evening of a day."""
    month = newest_month(conn)
    if month is None:
        return ()
    settled = settled_of_month(conn, month)

    def then(bill: BillState) -> BillState:
        received = received_until(bill.recovery.received, settled.get(bill.bill, ()), day)
        return bill._replace(recovery=bill.recovery.model_copy(update={"received": received}))

    return _recovered((then(bill) for bill in bill_states(conn, month)), policy)


def _recovered(found: Iterable[BillState], policy: Policy) -> tuple[TracedRow, ...]:
    """Every bill of a rate in paper order, what is still open first."""
    rows = (
        TracedRow(
            account=bill.account,
            name=bill.name,
            village=bill.village,
            day=moved_due(bill.due_on, policy),
            what=f"bill:{bill.month}",
            recovery=bill.recovery,
        )
        for bill in found
    )
    return tuple(sorted(rows, key=_is_settled))


def _is_settled(row: TracedRow) -> bool:
    return row.recovery is not None and not row.recovery.outstanding


def _aged(conn: Connection, age: Age, on: date, policy: Policy) -> tuple[TracedRow, ...]:
    return _rows(
        conn,
        (
            (account, effective_due(bill, policy), f"bill:{bill.month}", bill.open)
            for account, owed in bills.owing_by_account(conn).items()
            for bill in owed
            if age_of(bill, on, policy) is age
        ),
    )


def _billed(conn: Connection, month: BillingMonth, on: date, policy: Policy) -> tuple[TracedRow, ...]:
    """What the penalty of each bill grew by in a month."""
    known = penalty_accounts(conn, month_days(BillingMonth.of(on).plus(1 - MONTHS))[0])
    return _rows(
        conn,
        (
            (each.bill.account, effective_due(each.bill, policy), f"bill:{each.bill.month}", figures.accrued)
            for each, figures in bill_figures(known, month, on, policy)
            if figures.accrued
        ),
    )


def _received(conn: Connection, first: date, last: date) -> tuple[TracedRow, ...]:
    return _rows(
        conn,
        (
            (each.account, each.day, each.receipt or f"by:{each.source}", each.amount)
            for each in received_between(conn, first, last)
        ),
    )


def _knocked(conn: Connection, found: Iterable[DoorKnock]) -> tuple[TracedRow, ...]:
    return _rows(conn, ((each.account, each.day, f"knock:{each.slot}:{each.outcome}", None) for each in found))


def _agreed(conn: Connection, first: date, last: date, on: date) -> tuple[TracedRow, ...]:
    return _rows(
        conn,
        (
            (each.agreement.account, each.agreement.on, f"promise:{each.kept}", None)
            for each in judged_between(conn, first, last, on)
        ),
    )


def _served(conn: Connection, first: date, last: date) -> tuple[TracedRow, ...]:
    done = any_facts(conn, (CheckDone, RepairDone, SafetyTalkGiven, TariffExplained), since=first, until=last)
    return _rows(conn, ((fact.account, fact.business_day, f"service:{fact.kind}", None) for fact in done))


def _waited(conn: Connection, first: date, last: date) -> tuple[TracedRow, ...]:
    found = waits(conn, first, last)
    return _rows(conn, ((each.account, each.day, f"waited:{each.seconds}", None) for each in found))


def _hard(conn: Connection, found: Mapping[AccountNumber, HardToMeet]) -> tuple[TracedRow, ...]:
    rows = _rows(conn, ((account, hard.suggestion.on, "hard", None) for account, hard in found.items()))
    return tuple(row.model_copy(update={"hard": found[row.account]}) for row in rows)


def _rows(conn: Connection, found: Iterable[tuple[AccountNumber, date, str, Money | None]]) -> tuple[TracedRow, ...]:
    known = accounts.names(conn)
    villages = accounts.villages_of(conn)
    return tuple(
        TracedRow(
            account=account,
            name=known.get(account, ""),
            village=villages.get(account, ""),
            day=day,
            what=what,
            amount=amount,
        )
        for account, day, what, amount in found
    )

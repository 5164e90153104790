"""What the day plan learns from: every household with its knocks and what its meter tells."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from statistics import median
from typing import Any

from sqlalchemy import Connection, func, select

from collector_desktop.domain.acts.household import AppointmentMade, AwayEnded, AwayNoted, DoorSlipLeft
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Record, Usage, VisitCount, usage
from collector_desktop.domain.planning.counts import count, setting_of, text_of
from collector_desktop.domain.planning.history import attempts
from collector_desktop.domain.planning.prospect import DayIn
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.village_days import ORDINARY_DAYS, circumstances
from collector_desktop.domain.visit import Knock, Outcome, Slot
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.rounds import days_of_villages, rainy_slots
from collector_desktop.store.tables.ledger import VisitRow
from collector_desktop.store.tables.snapshot import AccountRow, BillRow, VisitCountRow

HISTORY = timedelta(days=800)
"""Older knocks weigh less than a quarter and are left out."""
_METERED = timedelta(days=400)
_LONG_OVERDUE = timedelta(days=60)


def day_in_villages(conn: Connection, policy: Policy) -> DayIn:
    """What any day is like in a village, by what was said of it."""
    known, calendar = days_of_villages(conn), policy.calendar

    @cache
    def day_in(village: str, day: date) -> frozenset[Circumstance]:
        return circumstances(day, known.get(village, ORDINARY_DAYS), calendar)

    return day_in


def records(conn: Connection, before: date, day_in: DayIn) -> tuple[Record, ...]:
    """Every account of the books with its knocks before a day, oldest first, and what others learned there."""
    made = attempts_by_account(conn, before, day_in)
    usages, bills, counts = _usages(conn, before), _bills_paid_and_owed(conn, before), visit_counts(conn)
    rows = conn.execute(
        select(AccountRow.number, AccountRow.village, AccountRow.village_group).order_by(AccountRow.number)
    )
    return tuple(
        Record(
            number,
            usages.get(number, Usage.UNKNOWN),
            made.get(number, ()),
            *bills.get(number, (0, 0)),
            counts=counts.get(number, ()),
            place=f"{village}{group}",
        )
        for number, village, group in ((AccountNumber(row.number), row.village, row.village_group) for row in rows)
    )


def attempts_by_account(
    conn: Connection, before: date, day_in: DayIn, without: DeviceCode | None = None
) -> dict[AccountNumber, tuple[Attempt, ...]]:
    """The knocks before a day, oldest first; visits taken back are left out, and those of one device if it is named.

    Whoever was away was not at home: such a miss says nothing of other days.
    """
    since, yesterday = before - HISTORY, before - timedelta(days=1)
    rainy = rainy_slots(conn, since, yesterday)
    expected, away = _expected(conn, since), _away(conn)
    knocks: dict[AccountNumber, list[Knock]] = {}
    statement = (
        select(
            VisitRow.account, VisitRow.day, VisitRow.slot, VisitRow.outcome, VisitRow.promise_on, VisitRow.promise_slot
        )
        .where(VisitRow.undone_by.is_(None), VisitRow.day.between(since, yesterday))
        .order_by(VisitRow.at)
    )
    for row in conn.execute(statement if without is None else statement.where(VisitRow.device != without)):
        account = AccountNumber(row.account)
        knock = Knock(on=row.day, slot=Slot(row.slot), outcome=Outcome(row.outcome))
        if not knock.outcome.met and any(first <= row.day <= last for first, last in away.get(account, ())):
            continue
        knocks.setdefault(account, []).append(knock)
        if row.promise_on is not None:
            expected.setdefault(account, set()).add((row.promise_on, Slot(row.promise_slot)))
    found = {}
    for number, village in conn.execute(select(AccountRow.number, AccountRow.village)):

        def under(day: date, slot: Slot, village: str = village) -> Collection[Circumstance]:
            rain = [Circumstance.RAIN] if (day, slot) in rainy else []
            return [*day_in(village, day), *rain]

        account = AccountNumber(number)
        if account in knocks:
            found[account] = attempts(knocks[account], under, expected.get(account, ()))
    return found


def visit_counts(conn: Connection) -> dict[AccountNumber, tuple[VisitCount, ...]]:
    """What other collectors learned at the doors, as the newest route brought it."""
    found: dict[AccountNumber, list[VisitCount]] = {}
    for row in conn.execute(select(*VisitCountRow.__table__.c)):
        each = VisitCount(
            BillingMonth.parse(row.month), setting_of(Slot(row.slot), row.circumstances), row.met, row.missed
        )
        found.setdefault(AccountNumber(row.account), []).append(each)
    return {account: tuple(counts) for account, counts in found.items()}


def counts_for(
    conn: Connection, device: DeviceCode, accounts: Collection[AccountNumber], before: date, day_in: DayIn
) -> tuple[dict[str, Any], ...]:
    """The counts a device's route package carries: what all others learned; its own knocks it has itself."""
    return tuple(
        {
            "account": account,
            "month": str(each.month),
            "slot": str(each.setting.slot),
            "circumstances": text_of(each.setting),
            "met": each.met,
            "missed": each.missed,
        }
        for account, made in sorted(attempts_by_account(conn, before, day_in, without=device).items())
        if account in accounts
        for each in count(made)
    )


def using_nothing(conn: Connection, on: date) -> frozenset[AccountNumber]:
    """Accounts whose newest month has no kWh at all."""
    return frozenset(account for account, months in _kwh_by_month(conn, on).items() if not months[max(months)])


def _expected(conn: Connection, since: date) -> dict[AccountNumber, set[tuple[date, Slot]]]:
    """The slots in which households knew we would come, promises left out."""
    found: dict[AccountNumber, set[tuple[date, Slot]]] = {}
    for made in facts(conn, AppointmentMade, since=since):
        found.setdefault(made.account, set()).add((made.on, made.slot))
    for left in facts(conn, DoorSlipLeft, since=since):
        found.setdefault(left.account, set()).update((evening, Slot.EVENING) for evening in left.evenings)
    return found


def _away(conn: Connection) -> dict[AccountNumber, list[tuple[date, date]]]:
    """The first and last days on which households were known to be away."""
    ended = {fact.about: fact.business_day for fact in facts(conn, AwayEnded)}
    found: dict[AccountNumber, list[tuple[date, date]]] = {}
    for noted in facts(conn, AwayNoted):
        last = min(noted.until, ended.get(noted.id, noted.until))
        found.setdefault(noted.account, []).append((noted.business_day, last))
    return found


def _bills_paid_and_owed(conn: Connection, on: date) -> dict[AccountNumber, tuple[int, int]]:
    """How many bills of the last year are paid, and how many long overdue."""
    late = BillRow.due_on < on - _LONG_OVERDUE
    rows = conn.execute(
        select(
            BillRow.account,
            func.count().filter(BillRow.open == Money.ZERO).label("paid"),
            func.count().filter(late & (BillRow.open > Money.ZERO)).label("owed"),
        )
        .where(BillRow.amount > Money.ZERO, BillRow.due_on >= on - _METERED)
        .group_by(BillRow.account)
    )
    return {AccountNumber(row.account): (row.paid, row.owed) for row in rows}


def _usages(conn: Connection, on: date) -> dict[AccountNumber, Usage]:
    """What each meter tells, beside the others of its village."""
    used = {account: round(sum(months.values()) / len(months)) for account, months in _kwh_by_month(conn, on).items()}
    rows = conn.execute(select(AccountRow.number, AccountRow.village, AccountRow.residential)).all()
    by_village: dict[str, list[int]] = {}
    for row in rows:
        if row.number in used:
            by_village.setdefault(row.village, []).append(used[AccountNumber(row.number)])
    middles = {village: round(median(found)) for village, found in by_village.items()}
    return {
        AccountNumber(row.number): usage(
            used.get(AccountNumber(row.number)), middles.get(row.village, 0), is_business=not row.residential
        )
        for row in rows
    }


def _kwh_by_month(conn: Connection, on: date) -> Mapping[AccountNumber, Mapping[str, Decimal]]:
    """kWh billed in the last year, by account and month."""
    rows = conn.execute(
        select(BillRow.account, BillRow.month, BillRow.kwh).where(
            BillRow.kwh.is_not(None), BillRow.due_on >= on - _METERED
        )
    )
    found: dict[AccountNumber, dict[str, Decimal]] = {}
    for row in rows:
        months = found.setdefault(AccountNumber(row.account), {})
        months[row.month] = months.get(row.month, Decimal(0)) + Decimal(row.kwh)
    return found

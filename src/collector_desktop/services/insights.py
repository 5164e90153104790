"""Insights: the figures a collector and a station steer by, each traceable to the rows it is made of."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from collector_desktop.domain.acts.serving import CheckDone, RepairDone, SafetyTalkGiven, TariffExplained
from collector_desktop.domain.ageing import Age, AgeGroup, age_of, ageing
from collector_desktop.domain.knocks import HomeCell, KnockFigures, at_home, knock_figures
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.promises import AgreementFigures, figures
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.domain.waiting import Waiting
from collector_desktop.services.plan_gain import MonthGain, newest_gain
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import accounts, bills, policies, reports, service
from collector_desktop.store.queries.facts import any_facts
from collector_desktop.store.queries.insights import (
    DoorKnock,
    bill_states,
    knocks,
    newest_month,
    receipts_between,
    settled_by_day,
)
from collector_desktop.store.queries.promises import judged_between
from collector_desktop.store.queries.service import ServiceCounts
from collector_desktop.store.queries.waiting import waiting

_MONTHS = 6
_HOME_DAYS = timedelta(days=180)


class Figure(StrEnum):
    """What a number of the page belongs to."""

    RECOVERY_DAY = "recovery_day"
    RECOVERY_MONTH = "recovery_month"
    RECOVERY_VILLAGE = "recovery_village"
    AGEING = "ageing"
    RECEIVED = "received"
    KNOCKS = "knocks"
    HOME = "home"
    PROMISES = "promises"
    SERVICES = "services"
    WAITING = "waiting"


class Trace(Value):
    """Which number of which figure: a day, a month (202611), a village, an age, or slot and weekday."""

    figure: Figure
    key: str


class DayRecovery(Value):
    """How far the newest month had come on the evening of a day."""

    day: date
    recovery: Recovery


class MonthRecovery(Value):
    """One billing month."""

    month: BillingMonth
    recovery: Recovery


class VillageRecovery(Value):
    """The newest month in one village."""

    village: str
    recovery: Recovery


class MonthTakings(Value):
    """Valid receipts of one calendar month."""

    month: BillingMonth
    receipts: int
    fees: Money
    penalties: Money


class MonthKnocks(Value):
    """The knocks of one calendar month."""

    month: BillingMonth
    figures: KnockFigures


class Insights(Value):
    """Everything the page shows; `month` is the newest that was billed, None before any bill."""

    month: BillingMonth | None
    target: Decimal
    by_day: tuple[DayRecovery, ...]
    by_month: tuple[MonthRecovery, ...]
    by_village: tuple[VillageRecovery, ...]
    ageing: tuple[AgeGroup, ...]
    takings: tuple[MonthTakings, ...]
    knocks: tuple[MonthKnocks, ...]
    home: tuple[HomeCell, ...]
    this_month: BillingMonth
    """The calendar month the next three are about."""
    promises: AgreementFigures
    services: ServiceCounts
    waiting: Waiting
    gain: MonthGain | None = None
    """What the day plan brought; None where there is too little to tell."""

    @property
    def recovery(self) -> Recovery:
        """The newest month in all villages."""
        return Recovery.together(each.recovery for each in self.by_village)


class TracedRow(Value):
    """One row a number is made of."""

    account: AccountNumber
    name: str
    village: str
    day: date | None
    what: str
    """A receipt's number, a billing month, or codes with a colon between, for which the page finds the words."""
    amount: Money | None


def insights(ledger: Ledger, on: date) -> Insights:
    """The figures as they stand on a day."""
    with ledger.reading() as conn:
        policy = policies.policy(conn)
        month = newest_month(conn)
        recoveries = reports.recoveries(conn)
        months = sorted({key.month for key in recoveries})[-_MONTHS:]
        owing = [bill for owed in bills.owing_by_account(conn).values() for bill in owed]
        calendar = tuple(BillingMonth.of(on).plus(-back) for back in reversed(range(_MONTHS)))
        every_knock = knocks(conn, _first(calendar[0]), on)
        this_month = calendar[-1]
        return Insights(
            this_month=this_month,
            promises=figures(judged_between(conn, _first(this_month), on, on)),
            services=service.counts(conn, _first(this_month), on),
            waiting=waiting(conn, _first(this_month), on),
            gain=newest_gain(conn, on, policy),
            month=month,
            target=policy.reports.recovery_target_percent,
            by_day=() if month is None else _by_day(conn, month, on),
            by_month=tuple(
                MonthRecovery(
                    month=each,
                    recovery=Recovery.together(part for key, part in recoveries.items() if key.month == each),
                )
                for each in months
            ),
            by_village=tuple(
                VillageRecovery(village=key.village, recovery=part)
                for key, part in sorted(recoveries.items(), key=lambda item: item[0].village)
                if key.month == month
            ),
            ageing=ageing(owing, on, policy),
            takings=_takings(conn, calendar, on),
            knocks=tuple(MonthKnocks(month=each, figures=_knocks(every_knock, each)) for each in calendar),
            home=at_home([(k.day, k.slot, k.outcome) for k in every_knock if k.day > on - _HOME_DAYS]),
        )


def trace(ledger: Ledger, wanted: Trace, on: date) -> tuple[TracedRow, ...]:
    """The rows one number is made of; nothing if there are none."""
    with ledger.reading() as conn:
        match wanted.figure:
            case Figure.RECOVERY_DAY | Figure.RECEIVED:
                return _receipts(conn, wanted)
            case Figure.RECOVERY_MONTH:
                return _bills(conn, BillingMonth.parse(wanted.key), "")
            case Figure.RECOVERY_VILLAGE:
                month = newest_month(conn)
                return () if month is None else _bills(conn, month, wanted.key)
            case Figure.AGEING:
                return _aged(conn, Age(wanted.key), on, policies.policy(conn))
            case Figure.KNOCKS:
                month = BillingMonth.parse(wanted.key)
                return _knocked(conn, knocks(conn, _first(month), min(_last(month), on)))
            case Figure.PROMISES:
                month = BillingMonth.parse(wanted.key)
                return _agreed(conn, _first(month), min(_last(month), on), on)
            case Figure.SERVICES:
                month = BillingMonth.parse(wanted.key)
                return _served(conn, _first(month), min(_last(month), on))
            case Figure.WAITING:
                month = BillingMonth.parse(wanted.key)
                return _waited(conn, _first(month), min(_last(month), on))
            case Figure.HOME:
                slot, weekday = wanted.key.split("-")
                since = max(on - _HOME_DAYS + timedelta(days=1), _first(BillingMonth.of(on).plus(1 - _MONTHS)))
                found = knocks(conn, since, on)
                return _knocked(conn, [k for k in found if k.slot is Slot(slot) and k.day.weekday() == int(weekday)])


def _by_day(conn: Connection, month: BillingMonth, on: date) -> tuple[DayRecovery, ...]:
    """From the first day of the month after the one billed; what came before stands on that day."""
    whole = Recovery.together(part for key, part in reports.recoveries(conn).items() if key.month == month)
    settled = settled_by_day(conn, month)
    day = _first(month.plus(1))
    days = []
    while day <= on:
        received = Money.total(amount for settled_on, amount in settled.items() if settled_on <= day)
        days.append(
            DayRecovery(day=day, recovery=Recovery(receivable=whole.receivable, received=min(received, whole.received)))
        )
        day += timedelta(days=1)
    return tuple(days)


def _takings(conn: Connection, months: tuple[BillingMonth, ...], on: date) -> tuple[MonthTakings, ...]:
    given = receipts_between(conn, _first(months[0]), on)
    return tuple(
        MonthTakings(
            month=month,
            receipts=len(own),
            fees=Money.total(receipt.fees for receipt in own),
            penalties=Money.total(receipt.penalties for receipt in own),
        )
        for month in months
        for own in [[receipt for receipt in given if BillingMonth.of(receipt.day) == month]]
    )


def _knocks(every: Iterable[DoorKnock], month: BillingMonth) -> KnockFigures:
    return knock_figures((k.account, k.outcome) for k in every if BillingMonth.of(k.day) == month)


def _receipts(conn: Connection, wanted: Trace) -> tuple[TracedRow, ...]:
    if wanted.figure is Figure.RECOVERY_DAY:
        since = until = date.fromisoformat(wanted.key)
    else:
        month = BillingMonth.parse(wanted.key)
        since, until = _first(month), _last(month)
    return tuple(
        TracedRow(
            account=receipt.account,
            name=receipt.name,
            village=receipt.village,
            day=receipt.day,
            what=receipt.number,
            amount=receipt.received if wanted.figure is Figure.RECOVERY_DAY else receipt.penalties,
        )
        for receipt in receipts_between(conn, since, until)
        if wanted.figure is Figure.RECOVERY_DAY or receipt.penalties
    )


def _bills(conn: Connection, month: BillingMonth, village: str) -> tuple[TracedRow, ...]:
    return tuple(
        TracedRow(
            account=bill.account,
            name=bill.name,
            village=bill.village,
            day=bill.due_on,
            what=str(bill.month),
            amount=bill.open,
        )
        for bill in bill_states(conn, month, village)
        if bill.open > Money.ZERO
    )


def _aged(conn: Connection, age: Age, on: date, policy: Policy) -> tuple[TracedRow, ...]:
    known = {line.number: line for line in accounts.lines(conn, on, policy)}
    return tuple(
        TracedRow(
            account=account,
            name=known[account].name,
            village=known[account].village,
            day=bill.due_on,
            what=str(bill.month),
            amount=bill.open,
        )
        for account, owed in bills.owing_by_account(conn).items()
        for bill in owed
        if age_of(bill, on, policy) is age
    )


def _knocked(conn: Connection, found: Iterable[DoorKnock]) -> tuple[TracedRow, ...]:
    names = accounts.names(conn)
    return tuple(
        TracedRow(
            account=knock.account,
            name=names[knock.account],
            village=knock.village,
            day=knock.day,
            what=_knock_code(knock.slot, knock.outcome),
            amount=None,
        )
        for knock in found
    )


def _agreed(conn: Connection, first: date, last: date, on: date) -> tuple[TracedRow, ...]:
    return _rows(
        conn,
        (
            (each.agreement.account, each.agreement.on, f"promise:{each.kept}")
            for each in judged_between(conn, first, last, on)
        ),
    )


def _served(conn: Connection, first: date, last: date) -> tuple[TracedRow, ...]:
    done = any_facts(conn, (CheckDone, RepairDone, SafetyTalkGiven, TariffExplained), since=first, until=last)
    return _rows(conn, ((fact.account, fact.business_day, f"service:{fact.kind}") for fact in done))


def _waited(conn: Connection, first: date, last: date) -> tuple[TracedRow, ...]:
    return _rows(
        conn,
        (
            (receipt.account, receipt.day, f"waited:{receipt.waited}")
            for receipt in receipts_between(conn, first, last)
            if receipt.waited is not None
        ),
    )


def _rows(conn: Connection, found: Iterable[tuple[AccountNumber, date, str]]) -> tuple[TracedRow, ...]:
    known = accounts.names(conn)
    villages = accounts.villages_of(conn)
    return tuple(
        TracedRow(
            account=account,
            name=known.get(account, ""),
            village=villages.get(account, ""),
            day=day,
            what=what,
            amount=None,
        )
        for account, day, what in found
    )


def _knock_code(slot: Slot, outcome: Outcome) -> str:
    return f"knock:{slot}:{outcome}"


def _first(month: BillingMonth) -> date:
    return date(month.year, month.month, 1)


def _last(month: BillingMonth) -> date:
    return _first(month.plus(1)) - timedelta(days=1)

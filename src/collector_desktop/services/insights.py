"""Insights: the figures a collector and a station steer by, each traceable to the rows it is made of."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from collector_desktop.domain.ageing import AgeGroup, ageing
from collector_desktop.domain.knocks import HomeCell, KnockFigures, at_home, knock_figures
from collector_desktop.domain.money import Money
from collector_desktop.domain.penalty_report import PenaltyFigures, bill_figures
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.promises import AgreementFigures, figures
from collector_desktop.domain.recovery import Recovery, came_in
from collector_desktop.domain.township_report import month_days
from collector_desktop.domain.value import Value
from collector_desktop.domain.waiting import Waiting
from collector_desktop.services.hard_households import hard_households
from collector_desktop.services.plan_gain import MonthGain, newest_gain
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import bills, policies, reports, service
from collector_desktop.store.queries.insights import (
    DoorKnock,
    bill_states,
    knocks,
    newest_month,
    settled_of_month,
)
from collector_desktop.store.queries.penalties import penalty_accounts
from collector_desktop.store.queries.promises import judged_between
from collector_desktop.store.queries.service import ServiceCounts
from collector_desktop.store.queries.waiting import waiting

MONTHS = 6
"""Calendar months next to each other, and billing months."""
_HOME_DAYS = timedelta(days=180)


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


class MonthPenalties(Value):
    """The penalties of one calendar month as the penalty report tells them."""

    month: BillingMonth
    figures: PenaltyFigures


class MonthKnocks(Value):
    """The knocks of one calendar month."""

    month: BillingMonth
    figures: KnockFigures


class Insights(Value):
    """Everything the page shows; `month` is the newest that was billed, None before any bill."""

    on: date
    month: BillingMonth | None
    target: Decimal
    by_day: tuple[DayRecovery, ...]
    by_month: tuple[MonthRecovery, ...]
    by_village: tuple[VillageRecovery, ...]
    ageing: tuple[AgeGroup, ...]
    penalties: tuple[MonthPenalties, ...]
    knocks: tuple[MonthKnocks, ...]
    home: tuple[HomeCell, ...]
    this_month: BillingMonth
    """The calendar month the next three are about."""
    promises: AgreementFigures
    services: ServiceCounts
    waiting: Waiting
    waiting_today: Waiting
    hard_to_meet: int
    """Households that owe and that nobody has met for long."""
    gain: MonthGain | None = None
    """What the day plan brought; None where there is too little to tell."""

    @property
    def recovery(self) -> Recovery:
        """The newest month in all villages."""
        return Recovery.together(each.recovery for each in self.by_village)


def insights(ledger: Ledger, on: date) -> Insights:
    """The figures as they stand on a day."""
    with ledger.reading() as conn:
        policy = policies.policy(conn)
        month = newest_month(conn)
        recoveries = reports.recoveries(conn)
        months = sorted({key.month for key in recoveries})[-MONTHS:]
        owing = [bill for owed in bills.owing_by_account(conn).values() for bill in owed]
        calendar = tuple(BillingMonth.of(on).plus(-back) for back in reversed(range(MONTHS)))
        every_knock = knocks(conn, month_days(calendar[0])[0], on)
        this_month = calendar[-1]
        first = month_days(this_month)[0]
        return Insights(
            on=on,
            this_month=this_month,
            promises=figures(judged_between(conn, first, on, on)),
            services=service.counts(conn, first, on),
            waiting=waiting(conn, first, on),
            waiting_today=waiting(conn, on, on),
            hard_to_meet=len(hard_households(conn, ledger.seat, on, policy)),
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
            penalties=_penalties(conn, calendar, on, policy),
            knocks=tuple(MonthKnocks(month=each, figures=_knocks(every_knock, each)) for each in calendar),
            home=at_home([(k.day, k.slot, k.outcome) for k in every_knock if k.day >= home_since(on)]),
        )


def home_since(on: date) -> date:
    """The first day whose knocks tell when people are home: half a year back, whole months shown only."""
    return max(on - _HOME_DAYS + timedelta(days=1), month_days(BillingMonth.of(on).plus(1 - MONTHS))[0])


def _by_day(conn: Connection, month: BillingMonth, on: date) -> tuple[DayRecovery, ...]:
    """From the first day of the month after the one billed; what came before stands on that day."""
    settled = settled_of_month(conn, month)
    whole, came = Recovery(), dict[date, Money]()
    for bill in bill_states(conn, month):
        whole = Recovery.together((whole, bill.recovery))
        for day, amount in came_in(bill.recovery.received, settled.get(bill.bill, ())):
            came[day] = came.get(day, Money.ZERO) + amount
    day = month_days(month.plus(1))[0]
    days = []
    while day <= on:
        later = Money.total(amount for came_on, amount in came.items() if came_on > day)
        days.append(
            DayRecovery(day=day, recovery=Recovery(receivable=whole.receivable, received=whole.received - later))
        )
        day += timedelta(days=1)
    return tuple(days)


def _penalties(
    conn: Connection, months: tuple[BillingMonth, ...], on: date, policy: Policy
) -> tuple[MonthPenalties, ...]:
    known = penalty_accounts(conn, month_days(months[0])[0])
    return tuple(
        MonthPenalties(
            month=month,
            figures=sum((figures for _bill, figures in bill_figures(known, month, on, policy)), PenaltyFigures()),
        )
        for month in months
    )


def _knocks(every: Iterable[DoorKnock], month: BillingMonth) -> KnockFigures:
    return knock_figures((k.account, k.outcome) for k in every if BillingMonth.of(k.day) == month)

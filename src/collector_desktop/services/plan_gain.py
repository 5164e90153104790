"""What the day plan brought in a month, compared with paper order, from the books."""

from datetime import date, timedelta
from functools import cache

from collector_desktop.domain.day_outline import times_of
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.planning.attempts import Circumstance, Setting, setting
from collector_desktop.domain.planning.gain import Gain, Logged, Place, gain, tells
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.township_report import month_days
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services.planning_day import usually_home, window_minutes
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries.book import in_paper_order, owed_since
from collector_desktop.store.queries.insights import knocks
from collector_desktop.store.queries.knocks_learned import day_in_villages, records
from collector_desktop.store.queries.rounds import rainy_slots

_PAID = frozenset({Outcome.PAID, Outcome.PART_PAID})
_NOT_COLLECTING = frozenset({Outcome.SERVICED, Outcome.NOTICE_SERVED})
_A_DAY = timedelta(days=1)


class MonthGain(Value):
    """A calendar month and what the plan brought in it."""

    month: BillingMonth
    gain: Gain


def newest_gain(conn: Connection, on: date, policy: Policy) -> MonthGain | None:
    """Of the month that runs, or of the one before if it is too young to tell; None if neither tells anything."""
    for back in (0, 1):
        month = BillingMonth.of(on).plus(-back)
        found = plan_gain(conn, month, on, policy)
        if found is not None:
            return MonthGain(month=month, gain=found)
    return None


def plan_gain(conn: Connection, month: BillingMonth, on: date, policy: Policy) -> Gain | None:
    """Of one month, up to a day; None where there is too little to tell."""
    first, end = month_days(month)
    last = min(end, on)
    log = [
        Logged(knock.day, knock.slot, knock.account, knock.outcome.met, knock.outcome in _PAID)
        for knock in knocks(conn, first, last)
        if knock.outcome not in _NOT_COLLECTING
    ]
    if not tells(log):
        return None
    day_in = day_in_villages(conn, policy)
    rainy = rainy_slots(conn, first, last)
    book = in_paper_order(conn)
    villages = {place.account: place.village for place in book}
    due = {knock.account for knock in log} | owed_since(conn, log[0].on)

    @cache
    def in_village(village: str, day: date, slot: Slot) -> Setting:
        rain = [Circumstance.RAIN] if (day, slot) in rainy else []
        return setting(slot, [*day_in(village, day), *rain])

    def setting_at(account: AccountNumber, day: date, slot: Slot) -> Setting:
        return in_village(villages[account], day, slot)

    return gain(
        log,
        [Place(place.account, f"{place.village}{place.group}") for place in book if place.account in due],
        Knowledge(records(conn, last + _A_DAY, day_in), last, usually_home(policy.visits)),
        setting_at,
        times_of(policy.visits),
        {window.slot: window_minutes(window) for window in policy.visits.windows},
    )

"""What the day plan is told besides visits: villages' days, rain, and what the collector wants otherwise."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from collector_desktop.domain.acts.rounds import DoorArranged, RainNoted, VillageDaysNoted, Wish
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.village_days import VillageDays
from collector_desktop.domain.visit import Slot
from collector_desktop.store.queries.facts import facts


def days_of_villages(conn: Connection) -> dict[str, VillageDays]:
    """The newest word on each village of which anything was said."""
    return {noted.village: noted.days for noted in facts(conn, VillageDaysNoted)}


def rainy_slots(conn: Connection, since: date, until: date) -> frozenset[tuple[date, Slot]]:
    """The slots in which it rained, between two days, both included."""
    said = {(noted.business_day, noted.slot): noted.rains for noted in facts(conn, RainNoted, since=since, until=until)}
    return frozenset(slot for slot, rains in said.items() if rains)


def arranged(conn: Connection, on: date) -> Mapping[AccountNumber, DoorArranged]:
    """What the collector wants otherwise on a day, by door, in the order it was said."""
    newest: dict[AccountNumber, DoorArranged] = {}
    for each in facts(conn, DoorArranged, since=on, until=on):
        if each.on == on:
            newest.pop(each.account, None)
            newest[each.account] = each
    return {account: each for account, each in newest.items() if each.wish is not Wish.AS_PLANNED}

"""Differences at closes, and what the station decided of them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.ledger import DayCloseRow


class Difference(NamedTuple):
    """Counted minus expected at a close that stands; zero if the drawer agreed."""

    close: ActId
    amount: Money


def difference(conn: Connection, device: DeviceCode, day: date) -> Difference | None:
    """The difference at the close that stands for a laptop's day; None if it was not closed."""
    row = conn.execute(
        select(DayCloseRow.act, DayCloseRow.counted, DayCloseRow.expected).where(
            DayCloseRow.device == device, DayCloseRow.day == day
        )
    ).one_or_none()
    return None if row is None else Difference(ActId(row.act), row.counted - row.expected)


def last_word(conn: Connection, close: ActId) -> CashDecided | None:
    """What stands decided of one close."""
    return _standing(facts(conn, CashDecided, about=close)).get(close)


def last_words(conn: Connection) -> Mapping[ActId, CashDecided]:
    """What stands decided, by the close it is about."""
    return _standing(said(conn))


def said(conn: Connection) -> tuple[CashDecided, ...]:
    """Everything ever decided, oldest first."""
    return facts(conn, CashDecided)


def said_of_day(conn: Connection, device: DeviceCode, day: date) -> tuple[CashDecided, ...]:
    """Everything ever decided of a laptop's day, also of a close that no longer stands; oldest first."""
    return tuple(each for each in said(conn) if (each.device, each.day) == (device, day))


def told_since(conn: Connection, device: DeviceCode, since: date) -> tuple[CashDecided, ...]:
    """What stands decided of a laptop's days, as far as it was decided on a business day or later; newest first."""
    found = [each for each in last_words(conn).values() if each.device == device and each.business_day >= since]
    return tuple(sorted(found, key=lambda each: (each.business_day, each.at), reverse=True))


def _standing(decisions: tuple[CashDecided, ...]) -> Mapping[ActId, CashDecided]:
    replaced = {each.replaces for each in decisions}
    return {each.about: each for each in decisions if each.id not in replaced}

"""The newest act of a seat's own journal, for whoever doubts the clock."""

from datetime import date
from typing import Final

from sqlalchemy import Connection, Select, select

from collector_desktop.domain.acts.books import BusinessDayConfirmed
from collector_desktop.domain.business_day import LastAct
from collector_desktop.domain.names import ChainId, DeviceCode, generation_of
from collector_desktop.store.journal import Entry
from collector_desktop.store.queries import closes
from collector_desktop.store.tables.machinery import ChainRow, JournalRow

_OPENING, _CONFIRMED = "chain_started", "business_day_confirmed"
"""Written before anybody could confirm the day; and the confirmation itself, on which nothing is done yet."""
_LINES_BACK: Final = 2000
"""Some weeks: whoever confirmed a wrong day sees it sooner."""


def last_act(conn: Connection, device: DeviceCode) -> LastAct | None:
    """The newest act of a device; None before its first."""
    newest = _newest(conn, device, select(JournalRow.content).where(JournalRow.kind != _OPENING))
    if newest is None:
        return None
    done = _newest(conn, device, select(JournalRow.content).where(JournalRow.kind.not_in((_OPENING, _CONFIRMED))))
    act = Entry.read(newest).act
    return LastAct(
        business_day=act.business_day,
        at=act.at,
        closed=closes.of_day(conn, act.business_day, device) is not None,
        done_on=None if done is None else Entry.read(done).act.business_day,
    )


def left_day(conn: Connection, device: DeviceCode) -> date | None:
    """The earliest business day a device left of late by confirming another; None where it confirmed none."""
    found: list[date] = []
    for chain, last_line in _chains(conn, device):
        contents = conn.execute(
            select(JournalRow.content)
            .where(JournalRow.chain == chain, JournalRow.line > last_line - _LINES_BACK)
            .where(JournalRow.kind == _CONFIRMED)
        ).scalars()
        acts = [Entry.read(content).act for content in contents]
        found += [act.last_day for act in acts if isinstance(act, BusinessDayConfirmed)]
    return min(found, default=None)


def _newest(conn: Connection, device: DeviceCode, contents: Select[str]) -> str | None:
    for chain, _last_line in _chains(conn, device):
        content: str | None = conn.execute(
            contents.where(JournalRow.chain == chain).order_by(JournalRow.line.desc()).limit(1)
        ).scalar_one_or_none()
        if content is not None:
            return content
    return None


def _chains(conn: Connection, device: DeviceCode) -> list[tuple[ChainId, int]]:
    """Every chain of a device with its last line, the newest first."""
    rows = conn.execute(select(ChainRow.id, ChainRow.last_line).where(ChainRow.device == device))
    chains = [(ChainId(row.id), row.last_line) for row in rows]
    return sorted(chains, key=lambda each: generation_of(each[0]), reverse=True)

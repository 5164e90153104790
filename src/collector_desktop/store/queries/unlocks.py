"""Laptops whose PIN was forgotten, and that the station unlocked."""

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.station import LaptopUnlocked
from collector_desktop.store.journal import Entry
from collector_desktop.store.tables.machinery import JournalRow

_UNLOCKED = "laptop_unlocked"


def is_granted(conn: Connection, fingerprint: str) -> bool:
    """Whether the unlock request with this fingerprint was granted before."""
    contents = conn.execute(select(JournalRow.content).where(JournalRow.kind == _UNLOCKED)).scalars()
    acts = (Entry.read(content).act for content in contents)
    return any(isinstance(act, LaptopUnlocked) and act.fingerprint == fingerprint for act in acts)

"""Typed declarative tables, one file a subject."""

from collector_desktop.store.tables import facts, ledger, machinery, snapshot, station
from collector_desktop.store.tables.columns import Base

__all__ = ["Base", "facts", "ledger", "machinery", "snapshot", "station"]

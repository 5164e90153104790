"""Typed declarative tables, one file a subject."""

from collector_desktop.store.tables import ledger, machinery, snapshot
from collector_desktop.store.tables.columns import Base

__all__ = ["Base", "ledger", "machinery", "snapshot"]

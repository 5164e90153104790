"""Sealing the station's word in the journal, wherever it changes: an export read, or what it brought applied late."""

from collections.abc import Iterator
from contextlib import contextmanager

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.station import SnapshotSealed
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.held_changes import apply_held_changes, has_held_changes
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.snapshot_seal import seal_of


@contextmanager
def sealing(ledger: Ledger, conn: Connection, stamp: Stamp) -> Iterator[None]:
    """Whatever is changed within of what exports told is sealed at the end."""
    before = seal_of(conn)
    yield
    seal = seal_of(conn)
    if seal != before:
        ledger.post(conn, SnapshotSealed(**dict(stamp) | {"id": new_act_id()}, before=before, seal=seal))


def bring_changes_home(ledger: Ledger, conn: Connection, device: DeviceCode, stamp: Stamp) -> None:
    """Apply what exports brought for bills out with a device; called when they return or are issued anew."""
    if has_held_changes(conn, device):
        with sealing(ledger, conn, stamp):
            apply_held_changes(conn, device, stamp.business_day)

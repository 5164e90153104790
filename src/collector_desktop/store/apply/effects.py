"""The shape of an act's effects: it records ledger rows once for ever, and moves figures.

A rebase on a laptop repeats only the moves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Connection

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import DeviceCode

A = TypeVar("A", bound=Act)


def nothing(_conn: Connection, _act: Act, _device: DeviceCode) -> None:
    """No effect of this kind."""


@dataclass(frozen=True)
class Effects(Generic[A]):
    """What one kind of act does, inside the transaction it is posted in."""

    changes: Callable[[A], Changes]
    record: Callable[[Connection, A, DeviceCode], None] = nothing
    move: Callable[[Connection, A, DeviceCode], None] = nothing

"""Who works at the station, and which acts only its manager (所长) may do; a clerk (营业员) does the ordinary work."""

from datetime import date
from typing import Final

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import ChainStarted
from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.acts.devices import DeviceRevoked, HeldRejected, HeldReleased, KeysAsked
from collector_desktop.domain.acts.requests import RequestDecided
from collector_desktop.domain.acts.rules import PolicySet
from collector_desktop.domain.acts.savings import HeldCredited
from collector_desktop.domain.acts.staff import PinSet, RecoveryKeyMade, StaffAdded, StaffChanged, StaffLeft
from collector_desktop.domain.acts.station import DeviceEnrolled, LaptopUnlocked
from collector_desktop.domain.names import Badge
from collector_desktop.domain.requests import Role
from collector_desktop.domain.value import Value

MANAGER_ONLY: Final[tuple[type[Act], ...]] = (
    RequestDecided,
    DeviceEnrolled,
    LaptopUnlocked,
    DeviceRevoked,
    KeysAsked,
    HeldReleased,
    HeldRejected,
    HeldCredited,
    CashDecided,
    StaffAdded,
    StaffChanged,
    StaffLeft,
    RecoveryKeyMade,
    PolicySet,
)
"""Decisions: whatever gives money up, lets somebody in, or keeps somebody out."""


class Member(Value):
    """One person at the station; `left_on` if they work here no longer."""

    badge: Badge
    name: str
    role: Role
    since: date
    left_on: date | None = None

    @property
    def works_here(self) -> bool:
        """Whether they may do anything."""
        return self.left_on is None

    @property
    def decides(self) -> bool:
        """Whether they may decide."""
        return self.works_here and self.role is Role.MANAGER


def written_by_itself(act: Act) -> bool:
    """Whether the program writes this whoever sits there, also before anybody signed on."""
    return isinstance(act, ChainStarted)


def needs_manager(act: Act) -> bool:
    """Whether only the manager may do this; one's own PIN everybody sets."""
    return isinstance(act, MANAGER_ONLY) or (isinstance(act, PinSet) and act.badge != act.by)

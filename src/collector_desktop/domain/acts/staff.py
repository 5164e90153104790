"""Who works at the station: added, changed, left; every act names the manager by whom."""

from typing import Literal

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.names import Badge
from collector_desktop.domain.requests import Role


class StaffAdded(Act):
    """Somebody may work at the station from now on."""

    kind: Literal["staff_added"] = "staff_added"
    badge: Badge
    name: str
    role: Role


class StaffChanged(Act):
    """Somebody's name or role changed."""

    kind: Literal["staff_changed"] = "staff_changed"
    badge: Badge
    name: str
    role: Role


class StaffLeft(Act):
    """Somebody works here no longer; what they did stays."""

    kind: Literal["staff_left"] = "staff_left"
    badge: Badge
    reason: str


class PinSet(Act):
    """Somebody's PIN was set: by themselves, by the manager, or with the recovery key."""

    kind: Literal["pin_set"] = "pin_set"
    badge: Badge


class RecoveryKeyMade(Act):
    """The station's keys were sealed for a second key that lies in the safe; an older one opens nothing new."""

    kind: Literal["recovery_key_made"] = "recovery_key_made"
    recipient: str

"""Seats: the laptop at the doors and the computer at the supply station."""

from enum import StrEnum

from collector_desktop.domain.names import Badge, DeviceCode, StationCode
from collector_desktop.domain.value import Value

STATION_DEVICE = DeviceCode("00")


class SeatKind(StrEnum):
    """Which of the two programs a database belongs to."""

    COLLECTOR = "collector"
    STATION = "station"


class Seat(Value):
    """Whose books these are. `demo` marks made-up villages on every screen and paper."""

    kind: SeatKind
    station_code: StationCode
    station_name: str
    device: DeviceCode
    collector_name: str
    badge: Badge
    demo: bool = False

"""Names of package files: kind, station, device, day and number, for people to sort and tell apart.

A name is a label and never believed: what a package is stands inside, signed. So a name that a stick or a mail
program mangled does no harm, and no second, ASCII form is needed.
"""

import re
import unicodedata
from datetime import date
from typing import Final, Self

from collector_desktop.domain.names import DeviceCode, StationCode
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.domain.value import Value
from collector_desktop.exchange.package import PackageHeader, PackageKind

EXTENSIONS: Final = {PackageKind.ROUTE: ".zsroute", PackageKind.DAY: ".zsday"}
_LABELS: Final = {PackageKind.ROUTE: "线路", PackageKind.DAY: "日包"}
_KINDS: Final = {extension: kind for kind, extension in EXTENSIONS.items()}
_NAME: Final = re.compile(
    r"[^_]*_(?P<station>[0-9]{8})_(?P<device>[0-9]{2})_(?P<day>[0-9]{8})_(?P<number>[0-9]{4,9})"
    r"(?:[ (（-].*)?"  # what file managers add to a copy: " (2)", " - 副本"
    r"(?P<extension>\.[a-z]+)",
    re.IGNORECASE | re.DOTALL,
)


class PackageName(Value):
    """What the name of a package file says; the device is the laptop's, whichever way the package goes."""

    kind: PackageKind
    station: StationCode
    device: DeviceCode
    day: date
    number: int

    @classmethod
    def of(cls, header: PackageHeader) -> Self:
        """The name that belongs to a package."""
        device = header.receiver if header.kind is PackageKind.ROUTE else header.sender
        return cls(kind=header.kind, station=header.station, device=device, day=header.day, number=header.number)

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """What the file name (without folder) says, None if it is no package's name."""
        match = _NAME.fullmatch(unicodedata.normalize("NFC", name))
        if match is None or match["extension"].lower() not in _KINDS:
            return None
        try:
            day = date.fromisoformat(match["day"])
        except ValueError:
            return None
        return cls(
            kind=_KINDS[match["extension"].lower()],
            station=StationCode(match["station"]),
            device=DeviceCode(match["device"]),
            day=day,
            number=int(match["number"]),
        )

    @property
    def receiver(self) -> DeviceCode:
        """Whom the package goes to."""
        return self.device if self.kind is PackageKind.ROUTE else STATION_DEVICE

    def __str__(self) -> str:
        label, extension = _LABELS[self.kind], EXTENSIONS[self.kind]
        return f"{label}_{self.station}_{self.device}_{self.day:%Y%m%d}_{self.number:04d}{extension}"

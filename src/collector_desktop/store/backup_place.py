"""The backup place: a folder on a stick, or a second folder, with a part for each seat that backs up there."""

from pathlib import Path

from collector_desktop.domain.seat import Seat

BACKUPS, MIRROR = "backups", "mirror"


class BackupPlace:
    """One seat's part of the place. It is made only when the place is chosen.

    So an empty mount point, or another stick under the same name, reads as "not there" and is never written to.
    """

    def __init__(self, chosen: Path, station: str, device: str) -> None:
        self.chosen = chosen
        self.device = device
        self.folder = chosen / f"zoushou-{station}-{device}"

    @classmethod
    def of(cls, chosen: Path, seat: Seat) -> "BackupPlace":
        """The part of this seat."""
        return cls(chosen, seat.station_code, seat.device)

    @property
    def is_there(self) -> bool:
        """Whether the medium is in."""
        return self.mirror.is_dir()

    @property
    def mirror(self) -> Path:
        """The folder of the journal mirror."""
        return self.folder / MIRROR

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.folder / BACKUPS

    def make(self) -> None:
        """Make the folders; the place has just been chosen. Raises OSError."""
        self.backups.mkdir(parents=True, exist_ok=True)
        self.mirror.mkdir(exist_ok=True)

    def shares_disk_with(self, file: Path) -> bool:
        """Whether losing the disk of that file loses the place too."""
        there = next(each for each in (self.chosen, *self.chosen.parents) if each.exists())
        return there.stat().st_dev == file.stat().st_dev


def places_below(chosen: Path) -> tuple[BackupPlace, ...]:
    """Every seat's part found in a folder somebody points at, whoever's it is."""
    found = []
    for each in sorted(chosen.glob("zoushou-*-*")) if chosen.is_dir() else ():
        _program, station, device = each.name.split("-", 2)
        place = BackupPlace(chosen, station, device)
        if place.is_there:
            found.append(place)
    return tuple(found)

"""Where the demo seats lie in a folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DemoPaths:
    """The files and folders of both demo seats."""

    folder: Path

    @property
    def exports(self) -> Path:
        """The station's files."""
        return self.folder / "exports"

    @property
    def station(self) -> Path:
        """The station's books."""
        return self.folder / "station.db"

    @property
    def station_keys(self) -> Path:
        """The station's keys."""
        return self.folder / "station.keys"

    @property
    def laptop(self) -> Path:
        """The laptop's books."""
        return self.folder / "laptop" / "books.db"

    @property
    def laptop_keys(self) -> Path:
        """The laptop's keys."""
        return self.folder / "laptop" / "device.keys"

    @property
    def stick(self) -> Path:
        """The stick that goes between them."""
        return self.folder / "stick"

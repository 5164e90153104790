"""The files of one seat's books, which belong together."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from collector_desktop.domain.refusals import Refusal

DATABASE, KEYS, VAULT, SEALED_KEYS = "books.db", "device.keys", "vault", "device.keys.recovery"
"""How they are called in a backup."""


class BooksOnServer(Refusal):
    """The books are a database server's, which this program does not back up."""


def sealed_beside(keys_file: Path) -> Path:
    """Where a station's keys lie sealed for its second key."""
    return keys_file.with_name(f"{keys_file.name}.recovery")


@dataclass(frozen=True)
class BooksFiles:
    """Where they lie; books without a PIN have no vault. Of a station there are `sealed_keys`."""

    database: Path
    keys: Path
    vault: Path | None = None
    sealed_keys: Path | None = None
    """The station's keys, sealed for the second key in the safe; the file is there once that key was made."""

    @classmethod
    def of_station(cls, database: Path, keys: Path) -> Self:
        """Those of a station's books."""
        return cls(database, keys, sealed_keys=sealed_beside(keys))

    @property
    def are_stations(self) -> bool:
        """Whether they are a station's: plain, but on a computer that is not carried about."""
        return self.sealed_keys is not None

    @property
    def has_second_key(self) -> bool:
        """Whether a station's keys lie sealed for a second key."""
        return self.sealed_keys is not None and self.sealed_keys.exists()

    @property
    def backups(self) -> Path:
        """The folder of the backups on this disk; a laptop's books may lie beside a station's."""
        if self.are_stations:
            return self.database.with_name(f"{self.database.name}.backups")
        return self.database.parent / "backups"

    @property
    def beside(self) -> tuple[tuple[Path, str], ...]:
        """What goes into a backup beside the database: the file, and its name there."""
        found = [(self.keys, KEYS)]
        if self.vault is not None:
            found.append((self.vault, VAULT))
        if self.sealed_keys is not None and self.has_second_key:
            found.append((self.sealed_keys, SEALED_KEYS))
        return tuple(found)

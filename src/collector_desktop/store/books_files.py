"""The files of one seat's books, which belong together."""

from dataclasses import dataclass
from pathlib import Path

DATABASE, KEYS, VAULT = "books.db", "device.keys", "vault"
"""How they are called in a backup."""


@dataclass(frozen=True)
class BooksFiles:
    """Where they lie; books without a PIN have no vault."""

    database: Path
    keys: Path
    vault: Path | None = None

    @property
    def backups(self) -> Path:
        """The folder of the backups on this disk."""
        return self.database.parent / "backups"

    @property
    def beside(self) -> tuple[tuple[Path, str], ...]:
        """What goes into a backup beside the database: the file, and its name there."""
        found = [(self.keys, KEYS)]
        if self.vault is not None:
            found.append((self.vault, VAULT))
        return tuple(found)

"""What the door can do; composed by app, which knows where each collector's files lie."""

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from collector_desktop.domain.value import Value
from collector_desktop.services.unlocking import UnlockAsked


class Shut(StrEnum):
    """Why no PIN opens a collector's books here."""

    DAMAGED = "damaged"
    """The vault is damaged, or gone from beside encrypted books: a backup helps."""
    DAMAGED_REQUEST = "damaged_request"
    """The same where there are no books yet: the request is made anew."""
    NEWER_PROGRAM = "newer_program"
    """A newer program wrote the vault."""


class Collector(Value):
    """One collector of this laptop. `has_pin` is false for books from before there were PINs."""

    id: str
    label: str
    """Empty where nothing says whose it is."""
    has_pin: bool
    nth: int
    """Which one of this laptop, from 1."""
    shut: Shut | None = None


class DoorActions(Protocol):
    """Each raises refusals and OSError and leaves nothing half done; those that stretch a PIN take half a second."""

    def collectors(self) -> tuple[Collector, ...]:
        """Everybody with books, or a request for some, on this laptop."""

    def wait(self, collector: str) -> float:
        """Seconds until a PIN may be tried."""

    def locked(self, collector: str) -> bool:
        """Whether only the station's unlock file helps."""

    def open(self, collector: str, pin: str) -> None:
        """Try a PIN."""

    def protect(self, collector: str, pin: str) -> None:
        """Set the first PIN: books and keys that lie open are encrypted."""

    def change_pin(self, collector: str, old: str, new: str) -> None:
        """Another PIN for the same books."""

    def request_unlock(self, collector: str, folder: Path) -> UnlockAsked:
        """Write the request for the station into a folder."""

    def read_unlock(self, collector: str, file: Path) -> None:
        """Read the station's unlock file; a new PIN is set with `set_pin` then."""

    def set_pin(self, collector: str, pin: str) -> None:
        """The PIN after the station's unlock file was read."""

"""What the door can do; composed by app, which knows where each collector's files lie."""

from pathlib import Path
from typing import Protocol

from collector_desktop.domain.value import Value
from collector_desktop.services.unlocking import UnlockAsked


class Collector(Value):
    """One collector of this laptop. `has_pin` is false for books from before there were PINs.

    Where the vault is damaged, or gone from beside encrypted books, no PIN opens them: only a backup helps.
    """

    id: str
    label: str
    has_pin: bool
    is_damaged: bool = False


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

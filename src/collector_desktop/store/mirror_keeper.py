"""Keeps a mirror up with the books on a thread of its own: a slow stick, or none, holds nobody up."""

import logging
from collections.abc import Callable
from enum import StrEnum
from threading import Event, Thread

from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.mirror import Mirror

log = logging.getLogger(__name__)

LONGEST_GOODBYE_S = 5.0
"""How long the end of the program waits for a stick; what is not written then is written at the next start."""


class MirrorHealth(StrEnum):
    """How the mirror stands with the books."""

    UP_TO_DATE = "up_to_date"
    WRITING = "writing"
    MISSING = "missing"
    """The medium is not there."""
    FAULTY = "faulty"
    """The medium refuses."""


class MirrorStatus(Value):
    """What the top bar says: `behind` are committed lines that are not in the mirror."""

    health: MirrorHealth
    behind: int = 0
    fault: str = ""


class MirrorKeeper:
    """Follows one ledger. `told` is called on the keeper's own thread after each round."""

    def __init__(
        self, ledger: Ledger, mirror: Mirror, told: Callable[[MirrorStatus], None] = lambda _status: None
    ) -> None:
        self.mirror = mirror
        self.status = MirrorStatus(health=MirrorHealth.WRITING)
        self._ledger = ledger
        self._told = told
        self._wanted = Event()
        self._closing = False
        self._thread = Thread(target=self._keep, name="mirror", daemon=True)
        self._wanted.set()
        ledger.followers.append(self)
        self._thread.start()

    def committed(self) -> None:
        """There may be a new line."""
        self._wanted.set()

    def look_again(self) -> None:
        """The stick may be back."""
        self._wanted.set()

    def close(self) -> None:
        """Write what is left, if the medium lets us in time; afterwards nothing is followed any more."""
        self._ledger.followers.remove(self)
        self._closing = True
        self._wanted.set()
        self._thread.join(LONGEST_GOODBYE_S)

    def _keep(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            is_last = self._closing
            self.status = self._round()
            self._told(self.status)
            if is_last:
                return

    def _round(self) -> MirrorStatus:
        with self._ledger.reading() as conn:
            try:
                self.mirror.catch_up(conn)
                return MirrorStatus(health=MirrorHealth.UP_TO_DATE)
            except FileNotFoundError:
                health, fault = MirrorHealth.MISSING, ""
            except OSError as error:
                log.warning("the mirror refuses: %s", error.strerror)
                health, fault = MirrorHealth.FAULTY, error.strerror or ""
            return MirrorStatus(health=health, behind=self.mirror.lines_behind(conn), fault=fault)

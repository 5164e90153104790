"""Keeps a mirror up with the books on a thread of its own: a slow stick, or none, holds nobody up.

Whoever writes waits a moment for the mirror to hold the line too, so that an act shown as done outlives the disk; a
stick that takes longer is followed without waiting for it.
"""

import logging
from collections.abc import Callable
from enum import StrEnum
from threading import Condition, Thread

from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.mirror import Mirror

log = logging.getLogger(__name__)

PATIENCE_S = 0.08
"""How long a writer waits for the mirror: less than anybody notices."""
LONGEST_GOODBYE_S = 5.0
"""How long the end of the program waits for a stick; what is not written then is written at the next start."""


class MirrorHealth(StrEnum):
    """How the mirror stands with the books."""

    UP_TO_DATE = "up_to_date"
    AHEAD = "ahead"
    """Up to date, and it holds lines the books lost, as after an old backup was restored."""
    WRITING = "writing"
    MISSING = "missing"
    """The medium is not there."""
    FAULTY = "faulty"
    """The medium refuses."""


_FOLLOWED = frozenset({MirrorHealth.UP_TO_DATE, MirrorHealth.AHEAD})


class MirrorStatus(Value):
    """What the top bar says: `behind` are committed lines not in the mirror, `ahead` those only the mirror holds."""

    health: MirrorHealth
    behind: int = 0
    ahead: int = 0
    fault: str = ""


class MirrorKeeper:
    """Follows one ledger. `told` is called on the keeper's own thread after each round."""

    def __init__(
        self,
        ledger: Ledger,
        mirror: Mirror,
        told: Callable[[MirrorStatus], None] = lambda _status: None,
        patience: float = PATIENCE_S,
    ) -> None:
        self.mirror = mirror
        self.status = MirrorStatus(health=MirrorHealth.WRITING)
        self._ledger = ledger
        self._told = told
        self._patience = patience
        self._state = Condition()
        self._asked, self._done = 1, 0
        self._closing = False
        self._thread = Thread(target=self._keep, name="mirror", daemon=True)
        ledger.followers.append(self)
        self._thread.start()

    def committed(self) -> None:
        """There may be a new line: wait a moment for it to be in the mirror, where there is one."""
        with self._state:
            mine = self._ask()
            if self.status.health in _FOLLOWED:
                self._state.wait_for(lambda: self._done >= mine, self._patience)

    def look_again(self) -> None:
        """The stick may be back."""
        with self._state:
            self._ask()

    def close(self) -> None:
        """Write what is left, if the medium lets us in time; afterwards nothing is followed any more."""
        self._ledger.followers.remove(self)
        with self._state:
            self._closing = True
            self._ask()
        self._thread.join(LONGEST_GOODBYE_S)

    def _ask(self) -> int:
        self._asked += 1
        self._state.notify_all()
        return self._asked

    def _keep(self) -> None:
        is_last = False
        while not is_last:
            with self._state:
                self._state.wait_for(lambda: self._asked > self._done)
                asked, is_last = self._asked, self._closing
            status = self._round()
            with self._state:
                self.status, self._done = status, asked
                self._state.notify_all()
            self._told(status)

    def _round(self) -> MirrorStatus:
        try:
            with self._ledger.reading() as conn:
                return self._follow(conn)
        except Exception:
            log.exception("the mirror could not follow")
            return MirrorStatus(health=MirrorHealth.FAULTY)

    def _follow(self, conn: Connection) -> MirrorStatus:
        try:
            self.mirror.catch_up(conn)
            ahead = self.mirror.lines_ahead(conn)
            return MirrorStatus(health=MirrorHealth.AHEAD if ahead else MirrorHealth.UP_TO_DATE, ahead=ahead)
        except FileNotFoundError:
            health, fault = MirrorHealth.MISSING, ""
        except OSError as error:
            log.warning("the mirror refuses: %s", error.strerror)
            health, fault = MirrorHealth.FAULTY, error.strerror or ""
        return MirrorStatus(health=health, behind=self.mirror.lines_behind(conn), fault=fault)

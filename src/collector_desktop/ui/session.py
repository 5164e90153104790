"""What the windows work with: the books, the keys, the clock and the day; composed by app."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.seat import Seat
from collector_desktop.domain.staff import Member
from collector_desktop.domain.visit import Slot, slot_at
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, staff
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.keeping import Keeping
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.station_backups import StationBackups
from collector_desktop.ui.table_looks import TableLooks
from collector_desktop.ui.worker import Lane


@dataclass(frozen=True)
class Session:
    """One collector at one laptop on one business day."""

    ledger: Ledger
    keys: DeviceKeys
    business_day: date
    clock: Callable[[], datetime]
    look: Look
    printer: Printer
    drafts: Drafts
    exchange_folder: Path
    """Where packages are looked for and written until another folder is chosen."""
    tables: TableLooks = field(default_factory=TableLooks)
    """How the reader left the tables."""
    lane: Lane = field(default_factory=Lane)
    """Long work goes here, never on the window's own thread."""
    keeping: Keeping | None = None
    """Backups and the journal mirror; None for the demo villages, which nobody needs back."""
    backups: StationBackups | None = None
    """Backups of a station's file; None at a laptop, in the demo, and where a server keeps the books."""
    printing_changed: Callable[[], None] = lambda: None
    """Called after another printer or paper was chosen, to remember it."""
    lock: Callable[[], None] | None = None
    """Locks the screen; None where there is no PIN to open it again."""
    ask_day: Callable[[], None] | None = None
    """Asks again which business day it is; None where nobody is asked."""
    signed_on: Member | None = None
    """Who signed on at the station's window; None at a laptop, in the demo, and where the books know nobody."""

    @property
    def seat(self) -> Seat:
        """Whose books these are."""
        return self.ledger.seat

    def policy(self) -> Policy:
        """The station's policy in force."""
        with self.ledger.reading() as conn:
            return policies.policy(conn)

    def stamp(self) -> Stamp:
        """Who acts, and when."""
        by = self.seat.badge if self.signed_on is None else self.signed_on.badge
        return Stamp(by=by, business_day=self.business_day, at=self.clock())

    def acting(self) -> Member | None:
        """Who acts, as the books know them now; None where they know nobody."""
        with self.ledger.reading() as conn:
            return staff.member(conn, self.stamp().by)

    def decides(self) -> bool:
        """Whether who acts may decide: the manager, or anybody where the books know nobody."""
        acting = self.acting()
        return acting is None or acting.decides

    def slot(self) -> Slot:
        """The slot the clock is in, or nearest to."""
        return slot_at(self.clock().time(), self.policy().visits.windows)

"""The two seats of a journey, and what a scenario does with them."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.demo.seats import CLERK, MANAGER
from collector_desktop.app.tour.hand import Clock, Hand, wait_until
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.founding import open_station
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import sync
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.desk import StationDesk

DAY = date(2026, 11, 23)
HOUSEHOLDS = 240
AGREEING = ("received_fen", "fees_fen", "penalties_fen", "prepayment_fen", "cash_counted_fen", "receipts", "voided")
NOBODY = AccountNumber("")


@dataclass
class Journey:
    """Everything a scenario works with."""

    paths: DemoPaths
    session: Session
    desk: Desk
    hand: Hand
    clock: Clock
    station: Ledger
    station_keys: DeviceKeys
    account: AccountNumber = NOBODY
    numbers: list[ReceiptNumber] = field(default_factory=list)
    packages: dict[str, Path] = field(default_factory=dict)
    keys_of_payments: list[int] = field(default_factory=list)
    keys_of_knocks: list[int] = field(default_factory=list)
    rest: int = 0
    """Fen by which what was paid differs from what was due."""
    told: str = ""
    """What the station's window said of the last receipt shown."""

    @property
    def today(self) -> TodayPage:
        """The day, once the plan that was on its way has come."""
        self.settle()
        return self.desk.today

    def settle(self) -> None:
        """Wait for the plan that is on its way."""
        wait_until(lambda: not self.desk.today.is_planning)

    def clerk(self) -> Stamp:
        """The station acts now."""
        self.clock.advance(60)
        return at(self.clock)

    def manager(self) -> Stamp:
        """The station's manager decides now."""
        return self.clerk().model_copy(update={"by": MANAGER})

    def reopen_station(self) -> None:
        """The station's program starts again."""
        self.station, self.station_keys = open_station(str(self.paths.station), self.paths.station_keys, self.clerk())

    def open_station_window(self) -> tuple[StationDesk, Hand]:
        """The station's own window in front, and a hand at its keyboard."""
        session = Session(
            ledger=self.station,
            keys=self.station_keys,
            business_day=DAY,
            clock=self.clock,
            look=self.session.look,
            printer=self.session.printer,
            drafts=Drafts(self.paths.folder / "station.drafts"),
            exchange_folder=self.paths.stick,
        )
        desk = StationDesk(session)
        return desk, Hand(desk, self.clock)

    def close_station_window(self, desk: StationDesk) -> None:
        """The station's window is closed; its books are opened again, and the laptop's window is in front."""
        desk.close()
        self.reopen_station()
        self.desk.activateWindow()
        QTest.qWaitForWindowActive(self.desk)

    def hand_over(self) -> Path:
        """Write the day package at the place for it; the file."""
        before = set(self.paths.stick.glob("*.zsday"))
        self.hand.press(Qt.Key.Key_F8)
        self.hand.press(Qt.Key.Key_Return)
        wait_until(lambda: set(self.paths.stick.glob("*.zsday")) != before and not self.session.lane.busy)
        self.hand.press(Qt.Key.Key_F1)
        (package,) = set(self.paths.stick.glob("*.zsday")) - before
        return package

    def take_route(self, package: Path) -> None:
        """Take a route package at the place for it."""
        self.hand.press(Qt.Key.Key_F8)
        while not self.desk.sync.take_route.hasFocus():
            self.hand.press(Qt.Key.Key_Tab)
        self.hand.press(Qt.Key.Key_Return)
        wait_until(lambda: self._route_is_in(package) and not self.session.lane.busy)
        self.hand.press(Qt.Key.Key_F1)

    def _route_is_in(self, package: Path) -> bool:
        with self.session.ledger.reading() as conn:
            return any(entry.name == package.name for entry in sync.packages(conn))


def at(clock: Clock) -> Stamp:
    """The clerk, now."""
    return Stamp(by=CLERK, business_day=DAY, at=clock())

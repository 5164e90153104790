"""The station's window over books and keys that a command has opened: who signs on sits at it until they change."""

import sys
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMainWindow

from collector_desktop.app.edge import tell
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import application, local_now
from collector_desktop.app.settings import load_settings
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.staff import Member
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.ledger import Ledger
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.language import speak
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.station.sign_on.page import SignOn
from collector_desktop.ui.theme import THEMES


class StationProgram:
    """Which window is shown: the one that asks who it is, or the desk of whoever said it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.window: QMainWindow | None = None

    def start(self) -> None:
        """Ask who sits there; the demo asks nobody."""
        if self._session.seat.demo:
            self._sit_down(None)
        else:
            self._ask()

    def unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An error nobody caught is told on the window that is open."""
        tell(self.window, kind, error, trace)

    def _ask(self) -> None:
        session = self._session
        window = SignOn(session.ledger, session.drafts, session.stamp)
        window.signed_on.connect(self._sit_down)
        self._show(window)

    def _sit_down(self, member: Member | None) -> None:
        desk = StationDesk(replace(self._session, signed_on=member))
        desk.change_wanted.connect(self._stand_up)
        self._show(desk)

    def _stand_up(self) -> None:
        """Somebody else is to sign on: the desk goes, the books stay open."""
        if isinstance(self.window, StationDesk):
            self.window.hand_on()
        self._ask()

    def _show(self, window: QMainWindow) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def station_session(
    ledger: Ledger, keys: DeviceKeys, look: Look, stamp: Stamp, exchange_folder: Path, places: Places
) -> Session:
    """What the window of the station's books works with on a business day."""
    settings = load_settings(places.settings_file)
    look.wear(THEMES[settings.theme])
    speak(settings.language)
    exchange_folder.mkdir(parents=True, exist_ok=True)
    return Session(
        ledger=ledger,
        keys=keys,
        business_day=stamp.business_day,
        clock=local_now,
        look=look,
        printer=Printer(settings.printer, settings.paper),
        drafts=Drafts(places.settings_file.with_name("station.drafts")),
        exchange_folder=exchange_folder,
    )


def run_station(ledger: Ledger, keys: DeviceKeys, stamp: Stamp, exchange_folder: Path | None) -> int:
    """Show the station's window until it is closed; the exit code."""
    places = Places.of_user()
    _app, look = application(fit_screen=True)
    program = StationProgram(station_session(ledger, keys, look, stamp, exchange_folder or places.exchange, places))
    sys.excepthook = program.unexpected
    program.start()
    return QApplication.exec()

"""The station's window over books and keys that a command has opened."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from collector_desktop.app.edge import tell
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import application, local_now
from collector_desktop.app.settings import load_settings
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.ledger import Ledger
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.language import speak
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.theme import THEMES


def station_desk(
    ledger: Ledger, keys: DeviceKeys, look: Look, stamp: Stamp, exchange_folder: Path, places: Places
) -> StationDesk:
    """The window of the station's books on a business day."""
    settings = load_settings(places.settings_file)
    look.wear(THEMES[settings.theme])
    speak(settings.language)
    exchange_folder.mkdir(parents=True, exist_ok=True)
    return StationDesk(
        Session(
            ledger=ledger,
            keys=keys,
            business_day=stamp.business_day,
            clock=local_now,
            look=look,
            printer=Printer(settings.printer, settings.paper),
            drafts=Drafts(places.settings_file.with_name("station.drafts")),
            exchange_folder=exchange_folder,
        )
    )


def run_station(ledger: Ledger, keys: DeviceKeys, stamp: Stamp, exchange_folder: Path | None) -> int:
    """Show the station's window until it is closed; the exit code."""
    places = Places.of_user()
    _app, look = application(fit_screen=True)
    desk = station_desk(ledger, keys, look, stamp, exchange_folder or places.exchange, places)
    sys.excepthook = partial(tell, desk)
    desk.show()
    return QApplication.exec()

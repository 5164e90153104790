"""Opening a session: the Qt application with our look, and a laptop's books with everything the windows need."""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.security.data_key import DataKey, books_key
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.changing_keys import open_with_keys
from collector_desktop.store.ledger import Ledger
from collector_desktop.ui.cycles import CycleCollector
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.fonts import load_fonts, load_qt_texts
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.scale import fitting_scale
from collector_desktop.ui.session import Session
from collector_desktop.ui.table_looks import TableLooks

Clock = Callable[[], datetime]
_TURN_S = 0.0005


def application(*, fit_screen: bool = False) -> tuple[QApplication, Look]:
    """The Qt application with our typeface and look, the same in every language of the system; the one that runs
    already if there is one.

    With `fit_screen` a new one is drawn smaller where the system's scale leaves no room for a whole place.
    """
    # The window gets its turn back from what is thought beside it after half a millisecond, not after five.
    sys.setswitchinterval(_TURN_S)
    # Qt shapes text and writes numbers as the system's language does, unless it is told: F1 is set closer in German.
    QLocale.setDefault(QLocale("zh_CN"))
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    if fit_screen and existing is None:
        app = _fitted(app)
    if app.findChild(CycleCollector) is None:
        CycleCollector(app)
    app.setApplicationName("collector-desktop")
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    load_fonts(app)
    load_qt_texts(app)
    return app, Look(app)


def _fitted(app: QApplication) -> QApplication:
    """Qt takes its scale when it starts: where another one is needed it starts once more."""
    factor = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    fitting = fitting_scale(app.primaryScreen().availableSize(), factor)
    if fitting == factor or app.platformName() == "offscreen":
        return app
    app.shutdown()
    os.environ["QT_SCALE_FACTOR"] = f"{fitting:.4f}"
    return QApplication(sys.argv[:1])


def open_ledger(
    database: Path, keys_file: Path, *, day: date, at: datetime, key: DataKey | None = None
) -> tuple[Ledger, DeviceKeys]:
    """A laptop's books and keys. Raises the refusals of open_with_keys; OSError."""
    stamp = Stamp(by=Badge(""), business_day=day, at=at)
    return open_with_keys(database, keys_file, stamp, key=key, books_key=books_key(key))


def open_session(
    database: Path,
    keys_file: Path,
    look: Look,
    *,
    day: date,
    clock: Clock,
    printer: Printer,
    exchange_folder: Path,
    tables: TableLooks | None = None,
    printing_changed: Callable[[], None] = lambda: None,
) -> Session:
    """The session of a laptop's plain books, as the demo's are. Raises as open_ledger."""
    ledger, keys = open_ledger(database, keys_file, day=day, at=clock())
    return Session(
        ledger=ledger,
        keys=keys,
        business_day=day,
        clock=clock,
        look=look,
        printer=printer,
        drafts=Drafts(database.with_suffix(".drafts")),
        exchange_folder=exchange_folder,
        tables=tables or TableLooks(),
        printing_changed=printing_changed,
    )


def local_now() -> datetime:
    """The clock of this machine with its offset."""
    return datetime.now().astimezone()

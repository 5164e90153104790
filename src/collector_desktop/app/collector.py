"""The collector's program: opens the books and shows the desk."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtWidgets import QApplication

from collector_desktop.app.demo.seats import DemoPaths, make_demo
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.opening import open_books
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.fonts import load_fonts, load_qt_texts
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session

Clock = Callable[[], datetime]


def application() -> tuple[QApplication, Look]:
    """The Qt application with our typeface and look; the one that runs already if there is one."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("collector-desktop")
    load_fonts(app)
    load_qt_texts(app)
    return app, Look(app)


def open_session(
    database: Path,
    keys_file: Path,
    look: Look,
    *,
    day: date,
    clock: Clock,
    printer: Printer,
    exchange_folder: Path,
) -> Session:
    """The session of a laptop's books. Raises the refusals of open_books and DeviceKeys.load."""
    keys = DeviceKeys.load(keys_file)
    ledger = open_books(database, keys, Stamp(by=Badge(""), business_day=day, at=clock()))
    return Session(
        ledger=ledger,
        keys=keys,
        business_day=day,
        clock=clock,
        look=look,
        printer=printer,
        drafts=Drafts(database.with_suffix(".drafts")),
        exchange_folder=exchange_folder,
    )


def local_now() -> datetime:
    """The clock of this machine with its offset; the only place that reads it."""
    return datetime.now().astimezone()


def main() -> int:
    """Start the program; with `--demo` on made-up villages."""
    parser = argparse.ArgumentParser(prog="collector-desktop", description="走收")
    parser.add_argument("--data", type=Path, default=user_data_path("collector-desktop"), help="folder of the books")
    parser.add_argument("--demo", action="store_true", help="try with demo villages")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_IM_MODULE", "ibus")
    app, look = application()
    paths = DemoPaths(arguments.data / "demo")
    day = local_now().date()
    if not paths.laptop.exists():
        make_demo(paths.folder, day).close()
    session = open_session(
        paths.laptop,
        paths.laptop_keys,
        look,
        day=day,
        clock=local_now,
        printer=Printer(),
        exchange_folder=paths.stick,
    )
    desk = Desk(session)
    desk.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())

"""The collector's program: what it is started with, and the one window it has."""

import argparse
import logging
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from collector_desktop.app.logs import close_log, open_log
from collector_desktop.app.only_one import OnlyOne
from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.app.sessions import application
from collector_desktop.ui.language import Language

log = logging.getLogger(__name__)


def main() -> int:
    """Start the program."""
    parser = argparse.ArgumentParser(prog="collector-desktop", description="走收")
    parser.add_argument("--data", type=Path, help="keep everything below this folder")
    parser.add_argument("--demo", action="store_true", help="open the demo villages")
    parser.add_argument("--language", type=Language, choices=list(Language), help="from now on: zh or en")
    arguments = parser.parse_args()
    places = Places.below(arguments.data) if arguments.data else Places.of_user()
    # Wheels of PySide6 carry no fcitx plugin; its users reach it through ibus's protocol.
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
    handler = open_log(places.log_file)
    try:
        app, look = application(fit_screen=True)
        only = OnlyOne(places.books.parent)
        if not only.claim():
            only.call_the_first()
            log.info("the program runs already; its window was called forward")
            return 0
        program = Program(places, look, arguments.language)
        only.called.connect(program.come_forward)
        app.aboutToQuit.connect(program.end)
        sys.excepthook = program.unexpected
        program.start(demo=arguments.demo)
        return QApplication.exec()
    finally:
        close_log(handler)


if __name__ == "__main__":
    sys.exit(main())

"""The collector's program: the first run or the desk, and a calm page for what nobody foresaw."""

import argparse
import logging
import os
import platform
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from collector_desktop import __version__
from collector_desktop.app.begin import Begin
from collector_desktop.app.logs import close_log, discreet, open_log
from collector_desktop.app.only_one import OnlyOne
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import application, local_now, open_session
from collector_desktop.app.settings import ThemeName, load_settings, save_settings
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.data_key import DataKey
from collector_desktop.services.restoring import Restored
from collector_desktop.services.sentences import sentence
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ground import check_ground
from collector_desktop.store.soundness import BooksDamaged, is_damage
from collector_desktop.store.swapping import finish_swap
from collector_desktop.ui.collector.first_run.page import FirstRun
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.keeping import Keeping
from collector_desktop.ui.language import Language, speak
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.restore.page import RestoreWindow
from collector_desktop.ui.restore.presenter import Restoring
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import THEMES
from collector_desktop.ui.unexpected import UnexpectedPage
from collector_desktop.ui.words import tr

log = logging.getLogger(__name__)


class Program:
    """Which window is shown, and what becomes of an error nobody caught."""

    def __init__(self, places: Places, look: Look, language: Language | None = None) -> None:
        self._places = places
        self._look = look
        self._begin = Begin(places, local_now)
        self._settings = load_settings(places.settings_file)
        self._printer = Printer(self._settings.printer, self._settings.paper)
        self._key: DataKey | None = None
        self.window: QMainWindow | None = None
        look.wear(THEMES[self._settings.theme])
        look.changed.connect(self._remember_look)
        if language is not None:
            self._remember(language=language)
        speak(self._settings.language)

    def start(self, *, demo: bool) -> None:
        """Open the books that are there; the first run if there are none, or if they can't stand where they are."""
        try:
            check_ground(self._places.demo if demo else self._places.books)
            finish_swap(self._begin.database)
        except (Refusal, OSError) as error:
            self._first_run(error)
            return
        if demo:
            self._begin.try_demo()
            self._open(demo=True)
        elif self._begin.database.exists():
            self._open(demo=False)
        else:
            self._first_run()

    def come_forward(self) -> None:
        """Another start of the program wants this window in front."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an error nobody caught and show the calm page; the transaction it broke was rolled back."""
        log.error("unexpected error", exc_info=(kind, error, trace))
        if is_damage(getattr(error, "orig", None)):
            self._restore(BooksDamaged(path=self._begin.database))
            return
        lines = "".join(traceback.format_exception(kind, error, trace))
        about = f"collector-desktop {__version__} · Python {platform.python_version()}"
        report = discreet(f"{about} · {platform.platform()}\n\n{lines}")
        UnexpectedPage(report, self.window).show()

    def _open(self, *, demo: bool) -> None:
        database = self._begin.demo.laptop if demo else self._begin.database
        keys_file = self._begin.demo.laptop_keys if demo else self._begin.keys_file
        exchange = self._begin.demo.stick if demo else self._places.exchange
        exchange.mkdir(parents=True, exist_ok=True)
        try:
            session = open_session(
                database,
                keys_file,
                self._look,
                day=local_now().date(),
                clock=local_now,
                printer=self._printer,
                exchange_folder=exchange,
                printing_changed=self._remember_printing,
            )
        except BooksDamaged as damaged:
            self._first_run(damaged) if demo else self._restore(damaged)
            return
        except (Refusal, OSError) as error:
            self._first_run(error)
            return
        log.info("books opened, demo %s", demo)
        if not demo:
            session = replace(session, keeping=self._keeping(session))
        desk = Desk(session)
        desk.restore_wanted.connect(self._restore)
        self._show(desk)

    def _files(self) -> BooksFiles:
        return BooksFiles(self._begin.database, self._begin.keys_file)

    def _keeping(self, session: Session) -> Keeping:
        folder = self._settings.backup_folder
        return Keeping(
            session.ledger, self._files(), self._key, session.lane, session.stamp, folder, self._remember_backups
        )

    def _restore(self, why: Refusal | None = None) -> None:
        """The restore window takes the place of what is shown; the books are closed by then."""
        restoring = Restoring(self._files(), self._stamp, self._settings.backup_folder, self._key)
        window = RestoreWindow(restoring, self._look, why)
        window.restored.connect(self._restored)
        window.left.connect(self._not_restored)
        self._show(window)
        window.reload()

    def _restored(self, restored: Restored) -> None:
        log.info("books restored, %s lines put back, chain %s", restored.lines_back, restored.chain)
        self._open(demo=False)

    def _not_restored(self) -> None:
        if self._begin.database.exists():
            self._open(demo=False)
        else:
            self._first_run()

    def _stamp(self) -> Stamp:
        now = local_now()
        return Stamp(by=Badge(""), business_day=now.date(), at=now)

    def _first_run(self, error: Refusal | OSError | None = None) -> None:
        window = FirstRun(self._begin, self._look, self._places.exchange)
        window.begun.connect(self._begun)
        window.restore_wanted.connect(self._restore)
        if isinstance(error, Refusal):
            said = sentence(error, tr)
            window.notice.say(said.what, said.advice)
        elif error is not None:
            window.notice.say(
                tr("账本打不开:{why}").format(why=fault_word(error)), tr("账本没有改动;请检查磁盘和权限,或从备份恢复")
            )
        self._show(window)

    def _begun(self, demo: bool) -> None:
        self._open(demo=demo)

    def _show(self, window: QMainWindow) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()

    def _remember_look(self) -> None:
        self._remember(theme=ThemeName(self._look.theme.name))

    def _remember_printing(self) -> None:
        self._remember(paper=self._printer.paper, printer=self._printer.name)

    def _remember_backups(self, folder: Path) -> None:
        self._remember(backup_folder=folder)

    def _remember(self, **changed: object) -> None:
        self._settings = self._settings.model_copy(update=changed)
        save_settings(self._places.settings_file, self._settings)


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
        _app, look = application(fit_screen=True)
        only = OnlyOne(places.books.parent)
        if not only.claim():
            only.call_the_first()
            log.info("the program runs already; its window was called forward")
            return 0
        program = Program(places, look, arguments.language)
        only.called.connect(program.come_forward)
        sys.excepthook = program.unexpected
        program.start(demo=arguments.demo)
        return QApplication.exec()
    finally:
        close_log(handler)


if __name__ == "__main__":
    sys.exit(main())

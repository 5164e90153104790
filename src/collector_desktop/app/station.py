"""The station's program: who signs on sits at its window until they change; damaged books lead to their backups."""

import errno
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMainWindow

from collector_desktop.app.edge import tell
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import application, local_now
from collector_desktop.app.settings import change_settings, load_settings, table_looks
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.staff import Member
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysDamaged
from collector_desktop.services.restoring import Restored
from collector_desktop.store.backup import backups_in
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.disk_faults import BooksFault
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import BooksEmpty
from collector_desktop.store.soundness import BooksDamaged
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.language import speak
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.restore.page import RestoreWindow
from collector_desktop.ui.restore.station_presenter import StationRestoring
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.station.sign_on.page import SignOn
from collector_desktop.ui.station_backups import StationBackups
from collector_desktop.ui.theme import THEMES

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StationBooks:
    """Books that can be opened, and opened again after a backup took their place."""

    open: Callable[[], tuple[Ledger, DeviceKeys]]
    stamp: Stamp
    exchange_folder: Path
    places: Places
    files: BooksFiles | None
    """What belongs together in a backup; None of a server's books."""

    def session(self, look: Look) -> Session:
        """What the window works with on a business day. Raises what `open` raises."""
        ledger, keys = self.open()
        settings = load_settings(self.places.settings_file)
        look.wear(THEMES[settings.theme])
        speak(settings.language)
        self.exchange_folder.mkdir(parents=True, exist_ok=True)
        session = Session(
            ledger=ledger,
            keys=keys,
            business_day=self.stamp.business_day,
            clock=local_now,
            look=look,
            printer=Printer(settings.printer, settings.paper),
            drafts=Drafts(self.places.settings_file.with_name("station.drafts")),
            exchange_folder=self.exchange_folder,
            tables=table_looks(self.places.settings_file),
        )
        if self.files is None or ledger.seat.demo:
            return session
        place = settings.backup_folder
        kept = StationBackups(ledger, self.files, session.lane, session.stamp, place, self._remember_place)
        return replace(session, backups=kept)

    def restoring(self, *, is_manager: bool) -> StationRestoring | None:
        """What a restore needs to know; None of a server's books."""
        if self.files is None:
            return None
        folder = load_settings(self.places.settings_file).backup_folder
        return StationRestoring(self.files, self._now, folder, is_manager=is_manager)

    def have_backups(self) -> bool:
        """Whether there is something to restore from."""
        return self.files is not None and bool(backups_in(self.files.backups))

    def _now(self) -> Stamp:
        return self.stamp.model_copy(update={"at": local_now()})

    def _remember_place(self, folder: Path) -> None:
        change_settings(self.places.settings_file, backup_folder=folder)


class StationProgram:
    """Which window is shown: the one that asks who it is, the desk of whoever said it, or the backups."""

    def __init__(self, books: StationBooks, look: Look) -> None:
        self._books, self._look = books, look
        self._session: Session | None = None
        self.window: QMainWindow | None = None

    def start(self) -> None:
        """Ask who sits there; the demo asks nobody. Books that are damaged or gone lead to their backups.

        Raises what opening them raises where there is nothing to restore from.
        """
        self._open()

    def end(self) -> None:
        """Let go of the books, also where nobody sat down."""
        if self._session is not None:
            self._session.lane.close()
            self._session.ledger.close()

    def unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An error nobody caught is told on the window that is open; damaged books lead to their backups."""
        damaged = isinstance(error, BooksFault) and error.errno == errno.EBADMSG
        if damaged and self._session is not None and self._session.backups is not None:
            self._restore(BooksDamaged(path=self._session.backups.files.database))
            return
        tell(self.window, kind, error, trace)

    def _open(self, restored: Restored | None = None) -> None:
        try:
            self._session = self._books.session(self._look)
        except (BooksDamaged, BooksEmpty, KeysDamaged) as damaged:
            if not self._books.have_backups():
                raise
            self._restore(damaged)
        except FileNotFoundError:
            if not self._books.have_backups():
                raise
            self._restore(None)
        else:
            self._begin(self._session, restored)

    def _begin(self, session: Session, restored: Restored | None) -> None:
        if session.seat.demo:
            self._sit_down(None)
        else:
            self._ask(restored)

    def _ask(self, restored: Restored | None = None) -> None:
        session = self._session
        assert session is not None, "nobody is asked before the books are open"
        window = SignOn(session.ledger, session.drafts, session.stamp)
        window.signed_on.connect(self._sit_down)
        if restored is not None:
            window.tell_restored(goes_on=restored.goes_on)
        self._show(window)

    def _sit_down(self, member: Member | None) -> None:
        session = self._session
        assert session is not None, "nobody sits down before the books are open"
        desk = StationDesk(replace(session, signed_on=member))
        desk.change_wanted.connect(self._stand_up)
        desk.restore_wanted.connect(self._restore_open)
        self._show(desk)

    def _stand_up(self) -> None:
        """Somebody else is to sign on: the desk goes, the books stay open."""
        if isinstance(self.window, StationDesk):
            self.window.hand_on()
        self._ask()

    def _restore_open(self) -> None:
        desk = self.window
        self._restore(None, is_manager=isinstance(desk, StationDesk) and desk.session.decides())

    def _restore(self, why: Refusal | None, *, is_manager: bool = False) -> None:
        """The restore window takes the place of what is shown; the books are closed first."""
        restoring = self._books.restoring(is_manager=is_manager)
        assert restoring is not None, "only books in a file are restored"
        before, self.window = self.window, None
        if before is not None:
            before.close()
            before.deleteLater()
        self.end()
        self._session = None
        window = RestoreWindow(restoring, self._look, why)
        window.restored.connect(self._restored)
        window.left.connect(self._leave)
        self._show(window)
        window.reload()

    def _restored(self, restored: Restored) -> None:
        log.info("books restored, chain %s", restored.chain)
        self._open(restored)

    def _leave(self) -> None:
        """Nobody restored: the books as they are, or the end where they can't be opened."""
        try:
            self._session = self._books.session(self._look)
        except (Refusal, OSError):
            log.info("left without restoring books that do not open")
            if self.window is not None:
                self.window.close()
            return
        self._begin(self._session, None)

    def _show(self, window: QMainWindow) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def run_station(books: StationBooks) -> int:
    """Show the station's window until it is closed; the exit code. Raises what `StationProgram.start` raises."""
    _app, look = application(fit_screen=True)
    program = StationProgram(books, look)
    sys.excepthook = program.unexpected
    try:
        program.start()
        return QApplication.exec()
    finally:
        program.end()

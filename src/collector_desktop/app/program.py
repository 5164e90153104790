"""Which window a laptop shows: the first run, the door, the question of the day, the desk, or the backups."""

import errno
import logging
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from collector_desktop.app.begin import Begin
from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.edge import tell
from collector_desktop.app.guard import Guard
from collector_desktop.app.homes import Home, finish_restores, homes
from collector_desktop.app.keeper import Keeper
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import Clock, local_now, open_ledger, open_session
from collector_desktop.app.settings import ThemeName, change_settings, load_settings, table_looks
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.business_day import same_day
from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysDamaged, VaultDamaged
from collector_desktop.security.vault import PinCost
from collector_desktop.services.confirming_day import ask_day, confirm_day
from collector_desktop.services.restoring import Restored
from collector_desktop.services.sentences import sentence
from collector_desktop.store.disk_faults import BooksFault
from collector_desktop.store.ground import check_ground
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import station_keys
from collector_desktop.store.queries.policies import policy
from collector_desktop.store.soundness import BooksDamaged
from collector_desktop.ui.collector.door.day_page import DayPage
from collector_desktop.ui.collector.door.page import Door
from collector_desktop.ui.collector.first_run.page import FirstRun
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.keeping import Keeping
from collector_desktop.ui.language import Language, speak
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.restore.page import RestoreWindow
from collector_desktop.ui.restore.presenter import Restoring
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import THEMES
from collector_desktop.ui.words import tr

log = logging.getLogger(__name__)

_MOST_DIALOGS: Final = 8


class Program:
    """Which window is shown, and what becomes of an error nobody caught."""

    def __init__(
        self,
        places: Places,
        look: Look,
        language: Language | None = None,
        *,
        clock: Clock = local_now,
        cost: PinCost | None = None,
    ) -> None:
        self._places = places
        self._look = look
        self._clock = clock
        self._cost = cost
        self._keeper = Keeper(places.books, clock, cost=cost)
        self._settings = load_settings(places.settings_file)
        self._tables = table_looks(places.settings_file)
        self._printer = Printer(self._settings.printer, self._settings.paper)
        self._guard: Guard | None = None
        self._desk: Desk | None = None
        self._home: Home | None = None
        """Whose desk is open."""
        self._opened_at = clock()
        """When; the business day may have been confirmed to be another than the clock's."""
        self._waiting: _Waiting | None = None
        self._begin: Begin | None = None
        self.window: QMainWindow | None = None
        look.wear(THEMES[self._settings.theme])
        look.changed.connect(self._remember_look)
        if language is not None:
            self._remember(language=language)
        speak(self._settings.language)

    def start(self, *, demo: bool) -> None:
        """The door of the books that are there; the first run if there are none, or they can't stand where they are."""
        try:
            check_ground(self._places.demo if demo else self._places.books)
            if demo:
                Begin(self._places, self._clock).try_demo()
                self._open_demo()
                return
            finish_restores(self._places.books)
            if homes(self._places.books):
                self._show_door()
            else:
                self._first_run(Begin(self._places, self._clock, cost=self._cost))
        except (Refusal, OSError) as error:
            self._first_run(Begin(self._places, self._clock, cost=self._cost), error)

    def come_forward(self) -> None:
        """Another start of the program wants this window in front."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def lock(self) -> None:
        """Put the door before the desk; what was being done waits behind it. What was being asked is asked again."""
        _close_what_asks()
        if self._waiting is not None:
            self._waiting.ledger.close()
            self._waiting = None
            self._show_door()
        elif self._desk is not None and self._home is not None and self.window is self._desk:
            self._desk.hide()
            self._show_door(locked_for=self._home.name)
            if self._desk.session.keeping is not None:
                self._desk.session.keeping.back_up()

    def end(self) -> None:
        """Let go of books whose window is behind the door, and of everything that watches."""
        self._leave_desk()
        self._stop_watching()

    def unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An error nobody caught is told on the window that is open; damaged books lead to their backups."""
        damaged = isinstance(error, BooksFault) and error.errno == errno.EBADMSG
        if not damaged or self._home is None:
            tell(self.window, kind, error, trace)
        elif self.window is self._desk:
            self._restore(self._home, self._keeper.key(self._home.name), BooksDamaged(path=self._home.database))
        else:
            self._leave_desk()  # behind the door: the PIN comes first, and opening finds the damage again
            self._show_door()

    def _show_door(self, *, locked_for: str = "") -> Door:
        door = Door(self._keeper, self._places.exchange, locked_for=locked_for)
        door.opened.connect(self._enter)
        door.another.connect(self._enrol_another)
        door.restore_wanted.connect(self._restore_behind)
        self._show(door)
        return door

    def _enter(self, collector: str) -> None:
        """The PIN was right: back to the desk behind the door, or open the books of whoever it was."""
        home, key = self._keeper.home(collector), self._keeper.key(collector)
        if self._desk is not None and home == self._home and same_day(self._opened_at, self._clock()):
            self._show(self._desk)
            return
        self._leave_desk()
        self._keeper.take(collector, key)
        if not home.has_books:
            self._first_run(Begin(self._places, self._clock, home, key, cost=self._cost))
            return
        self._open(home, key)

    def _leave_desk(self) -> None:
        """The desk's window lets go of its books."""
        if self._desk is not None and self._home is not None:
            self._desk.close()
            self._desk.deleteLater()
            self._keeper.forget(self._home.name)
            self._desk = self._home = None

    def _ask_day_again(self) -> None:
        """The collector says that the desk's business day is another: its books are opened anew with the question."""
        assert self._home is not None
        assert self._desk is not None
        home, key, day = self._home, self._keeper.key(self._home.name), self._desk.session.business_day
        self._leave_desk()
        self._keeper.take(home.name, key)
        self._open(home, key, day)

    def _open(self, home: Home, key: DataKey, open_day: date | None = None) -> None:
        try:
            self._open_home(home, key, open_day)
        except (BooksDamaged, KeysDamaged) as damaged:
            self._restore(home, key, damaged)
        except (Refusal, OSError) as error:
            self._show_door().say(*_why(error))

    def _open_home(self, home: Home, key: DataKey, open_day: date | None) -> None:
        if not home.keys_file.exists():
            raise KeysDamaged(path=home.keys_file)
        now = self._clock()
        ledger, keys = open_ledger(home.database, home.keys_file, day=now.date(), at=now, key=key)
        # What the station unlocks names the laptop by its keys: it is sealed again where those are others.
        sealed_before = self._keeper.is_sealed(home.name, keys)
        if not sealed_before:
            with ledger.reading() as conn:
                station = station_keys(conn)
            self._keeper.seal(home.name, keys, station, ledger.seat)
        self._waiting = _Waiting(home, key, keys, ledger, newly_sealed=not sealed_before, asked=open_day is not None)
        with ledger.reading() as conn:
            self._watch(policy(conn).laptop.lock_after_minutes)
        question = ask_day(ledger, now, open_day=open_day)
        if question is None:
            self._open_desk(now.date())
            return
        page = DayPage(question)
        page.confirmed.connect(self._day_confirmed)
        self._show(page)

    def _day_confirmed(self, day: date) -> None:
        assert self._waiting is not None
        waiting = self._waiting
        self._open_desk(confirm_day(waiting.ledger, day, self._clock(), asked=waiting.asked))

    def _open_desk(self, day: date) -> None:
        opened, self._waiting = self._waiting, None
        assert opened is not None
        self._places.exchange.mkdir(parents=True, exist_ok=True)
        session = Session(
            ledger=opened.ledger,
            keys=opened.keys,
            business_day=day,
            clock=self._clock,
            look=self._look,
            printer=self._printer,
            drafts=Drafts(opened.home.drafts_file, opened.key),
            exchange_folder=self._places.exchange,
            tables=self._tables,
            printing_changed=self._remember_printing,
            lock=self.lock,
            ask_day=self._ask_day_again,
        )
        keeping = Keeping(
            session.ledger,
            opened.home.files,
            opened.key,
            session.lane,
            session.stamp,
            self._settings.backup_folder,
            self._remember_backups,
        )
        self._home, self._opened_at = opened.home, self._clock()
        self._desk = Desk(replace(session, keeping=keeping))
        self._desk.restore_wanted.connect(self._restore_open)
        log.info("books opened")
        self._show(self._desk)
        if opened.newly_sealed:
            keeping.back_up()

    def _restore_open(self) -> None:
        if self._home is not None:
            self._restore(self._home, self._keeper.key(self._home.name))

    def _restore_behind(self, collector: str) -> None:
        """No PIN opens this home: its backups ask for theirs."""
        home = self._keeper.home(collector)
        self._restore(home, None, VaultDamaged(path=home.vault_file))

    def _restore(self, home: Home, key: DataKey | None, why: Refusal | None = None) -> None:
        """The restore window takes the place of what is shown; the books are closed first."""
        self._leave_desk()
        vaults = tuple(each.vault_file for each in homes(self._places.books))
        restoring = Restoring(home.files, self._stamp, self._settings.backup_folder, key, vaults)
        window = RestoreWindow(restoring, self._look, why)
        window.restored.connect(self._restored)
        window.left.connect(self._begin_anew)
        self._show(window)
        window.reload()

    def _restored(self, restored: Restored) -> None:
        log.info("books restored, %s lines put back, chain %s", restored.lines_back, restored.chain)
        self._begin_anew()
        if restored.files_lost and isinstance(self.window, Door):
            told = tr("账本恢复了;有 {count} 个附件找不回来").format(count=restored.files_lost)
            self.window.say(told, tr("它们的记录和收款都在;是哪几个,进去后在「交换」的提醒里看"))

    def _begin_anew(self) -> None:
        self._keeper = Keeper(self._places.books, self._clock, cost=self._cost)
        self.start(demo=False)

    def _stamp(self) -> Stamp:
        now = self._clock()
        return Stamp(by=Badge(""), business_day=now.date(), at=now)

    def _open_demo(self) -> None:
        demo = DemoPaths(self._places.demo)
        demo.stick.mkdir(parents=True, exist_ok=True)
        session = open_session(
            demo.laptop,
            demo.laptop_keys,
            self._look,
            day=self._clock().date(),
            clock=self._clock,
            printer=self._printer,
            exchange_folder=demo.stick,
            tables=self._tables,
            printing_changed=self._remember_printing,
        )
        log.info("demo opened")
        self._show(Desk(session))

    def _watch(self, minutes: int) -> None:
        self._stop_watching()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._guard = Guard(app, minutes * 60)
        self._guard.lock.connect(self.lock)

    def _stop_watching(self) -> None:
        if self._guard is not None:
            self._guard.stop()
            self._guard = None

    def _enrol_another(self) -> None:
        self._leave_desk()
        self._first_run(Begin(self._places, self._clock, cost=self._cost))

    def _first_run(self, begin: Begin, error: Refusal | OSError | None = None) -> None:
        self._begin = begin
        window = FirstRun(begin, self._look, self._places.exchange)
        window.begun.connect(self._begun)
        window.restore_wanted.connect(self._restore_first)
        if error is not None:
            window.notice.say(*_why(error))
        self._show(window)

    def _restore_first(self) -> None:
        assert self._begin is not None
        self._restore(self._begin.home, self._begin.key)

    def _begun(self, demo: bool) -> None:
        """Books were founded: whoever has just set the PIN goes in."""
        begin, self._begin = self._begin, None
        self._keeper = Keeper(self._places.books, self._clock, cost=self._cost)
        if demo or begin is None or begin.key is None:
            self.start(demo=demo)
            return
        self._keeper.take(begin.home.name, begin.key)
        self._enter(begin.home.name)

    def _show(self, window: QMainWindow) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None and before is not self._desk and before is not window:
            before.close()
            before.deleteLater()

    def _remember_look(self) -> None:
        self._remember(theme=ThemeName(self._look.theme.name))

    def _remember_printing(self) -> None:
        self._remember(paper=self._printer.paper, printer=self._printer.name)

    def _remember_backups(self, folder: Path) -> None:
        self._remember(backup_folder=folder)

    def _remember(self, **changed: object) -> None:
        self._settings = self._settings.model_copy(update=changed)
        change_settings(self._places.settings_file, **changed)


@dataclass(frozen=True)
class _Waiting:
    """Books that are open while their day is asked for."""

    home: Home
    key: DataKey
    keys: DeviceKeys
    ledger: Ledger
    newly_sealed: bool
    """Whether no backup has the vault as it is sealed now, nor the keys where they were changed."""
    asked: bool
    """Whether the collector wishes to be asked."""


def _close_what_asks() -> None:
    """Dialogs and menus that are open would stand before the door."""
    for _ in range(_MOST_DIALOGS):
        asking = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if asking is None:
            return
        asking.close()


def _why(error: Refusal | OSError) -> tuple[str, str]:
    """Why books did not open, and what to do."""
    if isinstance(error, Refusal):
        said = sentence(error, tr)
        return said.what, said.advice
    return tr("账本打不开:{why}").format(why=fault_word(error)), tr("账本没有改动;请检查磁盘和权限,或从备份恢复")

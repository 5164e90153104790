"""The desk: the collector's window with its places, top bar and status line; it passes on what pages say."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services import visiting
from collector_desktop.services.collecting import Collected
from collector_desktop.services.printing_out import order_reprint
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries import receipts, sync, takings
from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.ui.collector.accounts.page import AccountsPage
from collector_desktop.ui.collector.close.page import ClosePage
from collector_desktop.ui.collector.collect.page import CollectPage
from collector_desktop.ui.collector.sync.page import SyncPage
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.key_sheet import KeySheet
from collector_desktop.ui.place import Page, as_widget
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.rail import PlaceName, Rail
from collector_desktop.ui.session import Session
from collector_desktop.ui.status_line import StatusLine
from collector_desktop.ui.top_bar import TopBar
from collector_desktop.ui.widgets.roomy import Roomy
from collector_desktop.ui.widgets.toast import Toast
from collector_desktop.ui.words import tr, yuan

TODAY, COLLECT, ACCOUNTS, CLOSE, SYNC = "today", "collect", "accounts", "close", "sync"
_CLOCK_MS = 15_000


class Desk(QMainWindow):
    """The window of the collector seat."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setWindowTitle(tr("走收"))
        self.resize(1280, 720)
        self._session = session
        self._undoable: tuple[ActId, str] | None = None
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self.today = TodayPage(session)
        self.collect = CollectPage(session)
        self.accounts = AccountsPage(session)
        self.close_day = ClosePage(session)
        self.sync = SyncPage(session)
        self._pages: dict[str, Page] = {
            TODAY: self.today,
            COLLECT: self.collect,
            ACCOUNTS: self.accounts,
            CLOSE: self.close_day,
            SYNC: self.sync,
        }
        self._place = TODAY
        self._frame()
        self._connect()
        self._keys()
        self.toast = Toast(self._content)
        self.toast.undone.connect(self.undo)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._reload_index()
        self._show_figures()
        self.go(TODAY)
        if self.collect.left_open is not None:
            self.open_account(self.collect.left_open)

    @property
    def session(self) -> Session:
        """What this desk works with."""
        return self._session

    @property
    def place(self) -> str:
        """The place that is open."""
        return self._place

    @property
    def needed(self) -> QSize:
        """The size from which on every place is seen whole; in a smaller window places scroll, nothing is cut off."""
        page = self._stack.minimumSizeHint()
        width = self.rail.width() + max(page.width(), self.top.minimumSizeHint().width())
        return QSize(width, self.top.height() + page.height() + self.status.height())

    def go(self, place: str) -> None:
        """Open a place; what the toast said belongs to the one before."""
        self.toast.hide()
        self._place = place
        page = self._pages[place]
        self._stack.setCurrentWidget(as_widget(page))
        self.rail.show_place(place)
        page.activated()

    def open_account(self, account: str) -> None:
        """Open the card of an account."""
        self.collect.open(AccountNumber(account))
        self.go(COLLECT)

    def apply(self, changes: Changes) -> None:
        """Let every page that shows something changed read again."""
        for page in self._pages.values():
            page.refresh(changes)
        if Topic.SNAPSHOT in changes.topics:
            self._reload_index()
        self._show_figures()

    def undo(self) -> None:
        """Take back the last visit outcome, while it is fresh."""
        if self._undoable is None:
            return
        visit, line = self._undoable
        self._undoable = None
        try:
            changes = visiting.undo(self._session.ledger, visit, self._session.stamp())
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.toast.say(f"{said.what};{said.advice}")
            return
        self.apply(changes)
        self.toast.say(tr("已撤销:{line}").format(line=line))

    def reprint_last(self) -> None:
        """Print the last receipt once more."""
        session = self._session
        with session.ledger.reading() as conn:
            last = receipts.last(conn, session.seat.device)
        if last is None:
            self.toast.say(tr("还没有开过收据"))
            return
        number, copy_number = last.receipt.number, 0
        if last.printed:
            copy_number = order_reprint(session.ledger, number, session.stamp())
            self.toast.say(tr("补打第 {copy} 次:{number}").format(copy=copy_number, number=number))
        else:
            self.toast.say(tr("打印:{number}").format(number=number))
        self._queue.receipt(number, copy_number)
        self.apply(Changes(topics=frozenset({Topic.RECEIPTS})))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; the books are let go."""
        self._clock.stop()
        self._queue.ended.disconnect(self._printed)
        self._session.lane.close()
        self._session.ledger.close()
        super().closeEvent(event)

    def _frame(self) -> None:
        self.rail = Rail(
            (
                PlaceName(TODAY, "today", tr("今日"), "F1"),
                PlaceName(COLLECT, "collect", tr("收款"), "F2"),
                PlaceName(ACCOUNTS, "accounts", tr("台账"), "F3"),
                PlaceName(CLOSE, "close", tr("结账"), "F7"),
                PlaceName(SYNC, "sync", tr("交换"), "F8"),
            ),
            self._session.look,
        )
        self.top = TopBar(self._session.look)
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(as_widget(page))
        self.status = StatusLine(self._session.seat)
        self._show_look()
        self._content = QWidget()
        self._content.setObjectName("content")
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(Roomy(self._stack))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self._content, 1)
        column.addWidget(self.status)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addLayout(column, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.top.found.connect(self.open_account)
        self.top.search.left.connect(self._back_to_place)
        self.status.look_wanted.connect(self._next_look)
        self._session.look.changed.connect(self._show_look)
        self.today.card_wanted.connect(self.open_account)
        self.today.route_wanted.connect(self._go_sync)
        self.today.typed.connect(self.top.search.begin)
        self.collect.collected.connect(self._collected)
        self.collect.left.connect(self._go_today)
        self.collect.close_wanted.connect(self._go_close)
        self.collect.typed.connect(self.top.search.begin)
        for page in (self.today, self.collect):
            page.recorded.connect(self._recorded)
        self.accounts.card_wanted.connect(self.open_account)
        self.close_day.sync_wanted.connect(self._go_sync)
        for each in (self.today, self.collect, self.close_day, self.sync):
            each.changed.connect(self.apply)

    def _keys(self) -> None:
        sheet = KeySheet(
            (
                ("F1–F8", tr("换地方")),
                ("↑ ↓", tr("上一户、下一户")),
                ("↵", tr("打开、收款、下一步")),
                ("Esc", tr("退一步")),
                ("3 – 8", tr("约时间、不在家、拒付、有异议、搬走、已服务")),
                ("Ctrl+Z", tr("撤销刚记的上门结果")),
                ("Ctrl+O", tr("走访计划、纸质顺序")),
                ("P", tr("在收款里:找零存为预收")),
                ("/  Ctrl+F", tr("查找")),
                ("Ctrl+P", tr("补打上一张收据")),
                ("Ctrl+1 2 3", tr("早、午、晚")),
                ("Alt+1 – 8", tr("在收款里记上门结果")),
                ("Ctrl+T", tr("日间、强光、夜间")),
            ),
            self,
        )
        for key, place in (("F1", TODAY), ("F2", COLLECT), ("F3", ACCOUNTS), ("F7", CLOSE), ("F8", SYNC)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setProperty("place", place)
            shortcut.activated.connect(self._place_key)
        for key, slot in (
            ("F12", sheet.toggle),
            ("Ctrl+Z", self.undo),
            ("Ctrl+P", self.reprint_last),
            ("Ctrl+F", self._search),
            ("/", self._search),
            ("Ctrl+T", self._next_look),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _place_key(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.go(pressed.property("place"))

    def _search(self) -> None:
        self.top.search.begin()

    def _back_to_place(self) -> None:
        self._pages[self._place].activated()

    def _go_today(self) -> None:
        self.go(TODAY)

    def _go_sync(self) -> None:
        self.go(SYNC)

    def _go_close(self) -> None:
        self.go(CLOSE)

    def _collected(self, done: Collected) -> None:
        self._undoable = None
        self.apply(done.changes)
        self.go(TODAY)
        receipt = done.receipt
        self.toast.say(tr("已收 {name} {amount}").format(name=receipt.account_name, amount=yuan(receipt.received)))
        if not done.again:
            self._queue.receipt(receipt.number)

    def _printed(self, printed: Printed) -> None:
        self.apply(Changes(topics=frozenset({Topic.RECEIPTS})))
        if printed.waiting:
            self.toast.say(tr("收据没有打印出来,已存好并排队;到「结账」可再打"))

    def _recorded(self, visit: str, line: str) -> None:
        seconds = self._session.policy().visits.undo_seconds
        self._undoable = (ActId(visit), line)
        self.toast.say(line, undo=True, seconds=seconds)

    def _next_look(self) -> None:
        look = self._session.look
        look.wear(look.next_theme())

    def _show_look(self) -> None:
        self.status.show_look(self._session.look.theme)

    def _tick(self) -> None:
        session = self._session
        self.top.show_time(session.slot(), session.clock(), session.business_day)

    def _reload_index(self) -> None:
        with self._session.ledger.reading() as conn:
            self.top.search.use(AccountIndex.load(conn))

    def _show_figures(self) -> None:
        session = self._session
        device = session.seat.device
        with session.ledger.reading() as conn:
            in_hand = takings.in_hand(conn, device)
            unsent = sync.status(conn, device).unsent
            waiting = len(receipts.to_print(conn))
        self.top.show_cash(in_hand, session.policy().payment)
        self.top.show_unsent(unsent, waiting)
        self._tick()

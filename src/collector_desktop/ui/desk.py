"""The desk: the collector's window with its places, top bar and status line; it passes on what pages say."""

from datetime import date
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.day_close import is_late_for_the_bank
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.reminders import Due, Reminder
from collector_desktop.services import undoing
from collector_desktop.services.collecting import Collected
from collector_desktop.services.printing_out import order_reprint
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries import receipts, sync, takings
from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.ui.collector.accounts.page import AccountsPage
from collector_desktop.ui.collector.cases.page import CasesPage
from collector_desktop.ui.collector.close.page import ClosePage
from collector_desktop.ui.collector.collect.page import CollectPage
from collector_desktop.ui.collector.insights.page import InsightsPage
from collector_desktop.ui.collector.service.page import RECORD, WEEK, ServicePage
from collector_desktop.ui.collector.sync.page import SyncPage
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.collector.village.page import OPINION, VillagePage
from collector_desktop.ui.frame import Frame, Place
from collector_desktop.ui.kept_words import chip
from collector_desktop.ui.place import Page
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.rail import PlaceName
from collector_desktop.ui.session import Session
from collector_desktop.ui.top_bar import TopBar
from collector_desktop.ui.widgets.table_menu import table_keys
from collector_desktop.ui.words import tr, yuan

P = TypeVar("P")

TODAY, COLLECT, ACCOUNTS = "today", "collect", "accounts"
CASES, SERVICE, VILLAGE = "cases", "service", "village"
CLOSE, SYNC, INSIGHTS = "close", "sync", "insights"
_CLOCK_MS = 15_000


class Desk(Frame):
    """The window of the collector seat. `restore_wanted` when a backup is to take the books' place."""

    restore_wanted = Signal()

    def __init__(self, session: Session) -> None:
        self.top = TopBar(session.look, asks_day=session.ask_day is not None)
        super().__init__(session, tr("走收"), _places(), self.top)
        self._undoable: tuple[ActId, str] | None = None
        self._in_hand = Money.ZERO
        self._cash_since: date | None = None
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self.top.found.connect(self.open_account)
        if session.ask_day is not None:
            self.top.day_pressed.connect(session.ask_day)
        self.top.search.left.connect(self._back_to_place)
        self.toast.undone.connect(self.undo)
        self._take_keys(
            (
                ("Ctrl+Z", self.undo),
                ("Ctrl+P", self.reprint_last),
                ("Ctrl+F", self._search),
                ("/", self._search),
            ),
            _key_words(),
        )
        if session.keeping is not None:
            session.keeping.changed.connect(self._show_kept)
            self._show_kept()
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
    def today(self) -> TodayPage:
        """F1."""
        return self._of(TODAY, TodayPage)

    @property
    def collect(self) -> CollectPage:
        """F2."""
        return self._of(COLLECT, CollectPage)

    @property
    def accounts(self) -> AccountsPage:
        """F3."""
        return self._of(ACCOUNTS, AccountsPage)

    @property
    def close_day(self) -> ClosePage:
        """F7."""
        return self._of(CLOSE, ClosePage)

    @property
    def sync(self) -> SyncPage:
        """F8."""
        return self._of(SYNC, SyncPage)

    def open_account(self, account: str) -> None:
        """Open the card of an account."""
        self.collect.open(AccountNumber(account))
        self.go(COLLECT)

    def apply(self, changes: Changes) -> None:
        """Let every page that shows something changed read again, and the top bar with them."""
        super().apply(changes)
        if Topic.SNAPSHOT in changes.topics:
            self._reload_index()
        if Topic.CLOSE in changes.topics and self._session.keeping is not None:
            self._session.keeping.back_up()
        self._show_figures()

    def undo(self) -> None:
        """Take back the last visit outcome or small service, while it is fresh."""
        if self._undoable is None:
            return
        act, line = self._undoable
        self._undoable = None
        try:
            changes = undoing.undo(self._session.ledger, act, self._session.stamp())
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
        """Everything is saved already; the last backup is made when nobody looks, and the books are let go."""
        self._clock.stop()
        self._queue.ended.disconnect(self._printed)
        self._session.lane.close()
        if self._session.keeping is not None:
            self._session.keeping.changed.disconnect(self._show_kept)
            self.hide()
            self._session.keeping.close()
        self._session.ledger.close()
        super().closeEvent(event)

    def _connect(self, place: str, page: Page) -> None:
        match page:
            case TodayPage():
                page.card_wanted.connect(self.open_account)
                page.route_wanted.connect(self._go_sync)
                page.reminded.connect(self._go_to_due)
                page.typed.connect(self.top.search.begin)
                page.recorded.connect(self._recorded)
            case CollectPage():
                page.collected.connect(self._collected)
                page.left.connect(self._go_today)
                page.close_wanted.connect(self._go_close)
                page.typed.connect(self.top.search.begin)
                page.recorded.connect(self._recorded)
            case InsightsPage():
                page.card_wanted.connect(self.open_account)
                page.route_wanted.connect(self._go_sync)
                return
            case AccountsPage():
                page.card_wanted.connect(self.open_account)
                page.route_wanted.connect(self._go_sync)
            case ClosePage():
                page.sync_wanted.connect(self._go_sync)
            case ServicePage():
                page.card_wanted.connect(self.open_account)
                page.route_wanted.connect(self._go_sync)
            case CasesPage():
                page.card_wanted.connect(self.open_account)
            case VillagePage():
                page.route_wanted.connect(self._go_sync)
            case SyncPage():
                page.restore_wanted.connect(self.restore_wanted)
            case _:
                raise AssertionError(f"nobody listens to {place}")
        page.changed.connect(self.apply)

    def _of(self, place: str, kind: type[P]) -> P:
        page = self.page(place)
        assert isinstance(page, kind)
        return page

    def _search(self) -> None:
        self.top.search.begin()

    def _back_to_place(self) -> None:
        self._pages[self._place].activated()

    def _go_today(self) -> None:
        self.go(TODAY)

    def _go_sync(self) -> None:
        self.go(SYNC)

    def _go_to_due(self, reminder: Reminder, account: AccountNumber | None) -> None:
        """Where what is due is done: a card, the village's opinions, the services recorded, the week's bookings."""
        if account is not None:
            self.open_account(account)
            return
        if reminder.kind is Due.OPINION:
            village = self._of(VILLAGE, VillagePage)
            village.show_village(reminder.village)
            village.go(OPINION)
            self.go(VILLAGE)
            return
        service = self._of(SERVICE, ServicePage)
        service.go(RECORD if reminder.kind is Due.FOLLOW_UP else WEEK)
        self.go(SERVICE)

    def _go_close(self) -> None:
        self.go(CLOSE)

    def _collected(self, done: Collected) -> None:
        self._undoable = None
        self.apply(done.changes)
        self.go(TODAY)
        receipt = done.receipt
        name = mask_name(receipt.account_name)
        self.toast.say(tr("已收 {name} {amount}").format(name=name, amount=yuan(receipt.received)))
        if not done.again:
            self._queue.receipt(receipt.number)

    def _printed(self, printed: Printed) -> None:
        self.apply(Changes(topics=frozenset({Topic.RECEIPTS})))
        if printed.waiting:
            self.toast.say(tr("收据没有打印出来,已存好并排队;到「结账」可再打"))

    def _recorded(self, act: str, line: str) -> None:
        seconds = self._session.policy().visits.undo_seconds
        self._undoable = (ActId(act), line)
        self.toast.say(line, undo=True, seconds=seconds)

    def _tick(self) -> None:
        session = self._session
        now, policy = session.clock(), session.policy()
        self.top.show_time(session.slot(), now, session.business_day)
        is_late = is_late_for_the_bank(self._cash_since, session.business_day, now, policy.cash.bank_by)
        self.top.show_cash(self._in_hand, policy, is_late=is_late)
        self._of(TODAY, TodayPage).keep_time()
        if session.keeping is not None:
            session.keeping.look_again()

    def _show_kept(self) -> None:
        keeping = self._session.keeping
        if keeping is not None and keeping.can_leave_the_machine:
            self.top.show_kept(*chip(keeping.kept))

    def _reload_index(self) -> None:
        with self._session.ledger.reading() as conn:
            self.top.search.use(AccountIndex.load(conn))

    def _show_figures(self) -> None:
        session = self._session
        device = session.seat.device
        with session.ledger.reading() as conn:
            self._in_hand, self._cash_since = takings.in_hand(conn, device), takings.cash_since(conn, device)
            unsent = sync.status(conn, device).unsent
            waiting = len(receipts.to_print(conn))
        self.top.show_unsent(unsent, waiting)
        self._tick()


def _places() -> tuple[Place, ...]:
    return (
        Place(PlaceName(TODAY, "today", tr("今日"), "F1"), TodayPage, tr("⏎ 收款  4 不在家")),
        Place(PlaceName(COLLECT, "collect", tr("收款"), "F2"), CollectPage, tr("⏎ 收款并打印  Alt+4 不在家")),
        Place(PlaceName(ACCOUNTS, "accounts", tr("台账"), "F3"), AccountsPage),
        Place(PlaceName(CASES, "cases", tr("催收"), "F4"), CasesPage),
        Place(PlaceName(SERVICE, "service", tr("服务"), "F5"), ServicePage),
        Place(PlaceName(VILLAGE, "village", tr("村务"), "F6"), VillagePage),
        Place(PlaceName(CLOSE, "close", tr("结账"), "F7"), ClosePage),
        Place(PlaceName(SYNC, "sync", tr("交换"), "F8"), SyncPage),
        Place(PlaceName(INSIGHTS, "insights", tr("统计"), "F9"), InsightsPage),
    )


def _key_words() -> tuple[tuple[str, str], ...]:
    return (
        ("F1–F9", tr("换地方")),
        ("↑ ↓", tr("上一户、下一户")),
        ("⏎", tr("打开、收款、下一步")),
        ("Esc", tr("退一步")),
        ("3 – 8", tr("约时间、不在家、拒付、有异议、搬走、已服务")),
        ("9", tr("不在家,并打印留条")),
        ("Alt+X A D", tr("在收款里记小修理、安全讲解、讲清电费")),
        ("Alt+H  Alt+Y  Alt+F", tr("在收款里看住户情况、约免费检查、分期还款")),
        ("Ctrl+Z", tr("撤销刚记的上门结果或服务")),
        ("Ctrl+O", tr("走访计划、纸质顺序")),
        ("P", tr("在收款里:找零存为预收")),
        ("/  Ctrl+F", tr("查找")),
        ("Ctrl+P", tr("补打上一张收据")),
        ("Ctrl+1 2 3 4", tr("早、午、晚、难见的户")),
        *table_keys(),
        (tr("空格  Alt+↑↓"), tr("就在这个时段去、挪位置")),
        ("Ctrl+Shift+1 2 3", tr("改到早上、中午、晚上")),
        ("Del  Backspace  Ctrl+R", tr("今天不去、照计划、下雨")),
        ("Alt+1 – 8", tr("在收款里记上门结果")),
        ("Ctrl+T  Ctrl+L", tr("日间、强光、夜间;锁屏")),
    )

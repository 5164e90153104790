"""The station's desk: the window of the computer at the supply station."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.store.queries import held
from collector_desktop.store.queries.requests import open_requests
from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.ui.collector.accounts.page import AccountsPage
from collector_desktop.ui.collector.cases.page import CasesPage
from collector_desktop.ui.collector.service.page import ServicePage
from collector_desktop.ui.collector.village.page import VillagePage
from collector_desktop.ui.frame import Frame, Place
from collector_desktop.ui.kept_words import station_chip
from collector_desktop.ui.place import Page
from collector_desktop.ui.rail import PlaceName
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.bar import StationBar
from collector_desktop.ui.station.contracts.page import ContractsPage
from collector_desktop.ui.station.debits.page import DebitsPage
from collector_desktop.ui.station.decisions.page import DecisionsPage
from collector_desktop.ui.station.devices.page import DevicesPage
from collector_desktop.ui.station.exchange.page import ExchangePage
from collector_desktop.ui.station.receipts.page import ReceiptsPage
from collector_desktop.ui.station.statistics.page import StatisticsPage
from collector_desktop.ui.widgets.table_menu import table_keys
from collector_desktop.ui.words import tr

EXCHANGE, DECISIONS, ACCOUNTS = "exchange", "decisions", "accounts"
CASES, CONTRACTS, VILLAGE = "cases", "contracts", "village"
DEBITS, SERVICE, INSIGHTS = "debits", "service", "insights"
DEVICES, RECEIPTS = "devices", "receipts"


class StationDesk(Frame):
    """The window of the station seat.

    `change_wanted` when somebody else is to sign on, `restore_wanted` when a backup is to take the books' place.
    """

    change_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, session: Session) -> None:
        self._hands_on = False
        self.bar = StationBar(session.look, session.seat, session.signed_on)
        super().__init__(session, tr("走收 · 供电所"), _places(), self.bar)
        self.bar.found.connect(self.show_account)
        self.bar.search.left.connect(self._back_to_place)
        self.bar.change_wanted.connect(self.change_wanted)
        self._take_keys((("Ctrl+F", self.bar.search.begin), ("/", self.bar.search.begin)), _key_words())
        self.bar.show_day(session.business_day)
        self._show_figures()
        self._reload_index()
        if session.backups is not None:
            session.backups.changed.connect(self._show_kept)
            session.backups.now_due()
            self._show_kept()
        self.go(EXCHANGE)

    @property
    def exchange(self) -> ExchangePage:
        """F1."""
        page = self.page(EXCHANGE)
        assert isinstance(page, ExchangePage)
        return page

    @property
    def decisions(self) -> DecisionsPage:
        """F2."""
        page = self.page(DECISIONS)
        assert isinstance(page, DecisionsPage)
        return page

    @property
    def devices(self) -> DevicesPage:
        """F10."""
        page = self.page(DEVICES)
        assert isinstance(page, DevicesPage)
        return page

    @property
    def receipts(self) -> ReceiptsPage:
        """F11."""
        page = self.page(RECEIPTS)
        assert isinstance(page, ReceiptsPage)
        return page

    @property
    def statistics(self) -> StatisticsPage:
        """F9."""
        page = self.page(INSIGHTS)
        assert isinstance(page, StatisticsPage)
        return page

    def show_account(self, account: str) -> None:
        """Find an account in the list of all."""
        page = self.page(ACCOUNTS)
        assert isinstance(page, AccountsPage)
        self.go(ACCOUNTS)
        page.find_text(account)

    def apply(self, changes: Changes) -> None:
        """Let every page that shows something changed read again, and the bar with them."""
        super().apply(changes)
        if Topic.SNAPSHOT in changes.topics:
            self._reload_index()
        self._back_up_after(changes)
        self._show_figures()

    def hand_on(self) -> None:
        """Somebody else sits down next: closing leaves the books open."""
        self._hands_on = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; the last backup is made when nobody looks, and the books are let go."""
        backups = self._session.backups
        if backups is not None:
            backups.changed.disconnect(self._show_kept)
        if not self._hands_on:
            self._session.lane.close()
            if backups is not None:
                self.hide()
                backups.close()
            self._session.ledger.close()
        super().closeEvent(event)

    def _connect(self, place: str, page: Page) -> None:
        match page:
            case DebitsPage() | ServicePage() | StatisticsPage():
                page.card_wanted.connect(self.show_account)
                page.changed.connect(self.apply)
            case CasesPage():
                page.card_wanted.connect(self.show_account)
                page.decision_wanted.connect(self._go_decisions)
                page.changed.connect(self.apply)
            case AccountsPage() | ExchangePage() | DecisionsPage() | ContractsPage() | VillagePage():
                page.changed.connect(self.apply)
            case DevicesPage():
                page.changed.connect(self.apply)
                page.restore_wanted.connect(self.restore_wanted)
            case ReceiptsPage():
                page.changed.connect(self.apply)
            case _:
                raise AssertionError(f"nobody listens to {place}")

    def _go_decisions(self, _account: str) -> None:
        self.go(DECISIONS)

    def _back_to_place(self) -> None:
        self.page(self.place).activated()

    def _reload_index(self) -> None:
        with self._session.ledger.reading() as conn:
            self.bar.search.use(AccountIndex.load(conn))

    def _back_up_after(self, changes: Changes) -> None:
        """At once after packages; what is decided one by one makes one backup together."""
        backups = self._session.backups
        if backups is None:
            return
        if Topic.SYNC in changes.topics:
            backups.back_up()
        else:
            backups.now_due()

    def _show_kept(self) -> None:
        if self._session.backups is not None:
            self.bar.show_kept(*station_chip(self._session.backups.kept, self._session.clock()))

    def _show_figures(self) -> None:
        with self._session.ledger.reading() as conn:
            self.bar.show_waiting(len(open_requests(conn)), held.waiting(conn))


def _places() -> tuple[Place, ...]:
    return (
        Place(PlaceName(EXCHANGE, "sync", tr("收发"), "F1"), ExchangePage),
        Place(PlaceName(DECISIONS, "check", tr("审批"), "F2"), DecisionsPage),
        Place(PlaceName(ACCOUNTS, "accounts", tr("台账"), "F3"), AccountsPage),
        Place(PlaceName(CASES, "cases", tr("催收"), "F4"), CasesPage),
        Place(PlaceName(CONTRACTS, "contracts", tr("合同"), "F5"), ContractsPage),
        Place(PlaceName(VILLAGE, "village", tr("村务"), "F6"), VillagePage),
        Place(PlaceName(DEBITS, "debits", tr("代扣"), "F7"), DebitsPage),
        Place(PlaceName(SERVICE, "service", tr("服务"), "F8"), ServicePage),
        Place(PlaceName(INSIGHTS, "insights", tr("统计"), "F9"), StatisticsPage),
        Place(PlaceName(DEVICES, "devices", tr("设备"), "F10"), DevicesPage),
        Place(PlaceName(RECEIPTS, "receipt", tr("查验"), "F11"), ReceiptsPage),
    )


def _key_words() -> tuple[tuple[str, str], ...]:
    return (
        ("F1–F11", tr("换地方")),
        ("⏎", tr("打开、下一步")),
        ("Esc", tr("退一步")),
        ("Alt+Y  Alt+N", tr("同意、不同意")),
        ("Alt+D", tr("对账里定长短款")),
        ("/  Ctrl+F", tr("查找")),
        *table_keys(),
        ("Ctrl+T", tr("日间、强光、夜间")),
    )

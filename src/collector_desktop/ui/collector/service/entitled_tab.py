"""应享: who may have a free check and why; booking one, and small things for people in one tap."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.seat import SeatKind
from collector_desktop.services import service_papers, serving
from collector_desktop.services.serving import QuickService
from collector_desktop.store.queries.service import EntitledHousehold
from collector_desktop.ui.collector.service.booking_side import BookingSide
from collector_desktop.ui.collector.service.household_card import HouseholdCard
from collector_desktop.ui.collector.service.model import entitled_columns
from collector_desktop.ui.collector.service.presenter import CONCERNS, ServiceDesk, Stage, stage_of
from collector_desktop.ui.collector.service.words import card_word, quick_word, stage_word, when_word
from collector_desktop.ui.no_books import NoBooks
from collector_desktop.ui.place_tab import PaperWanted, PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.travel_words import fact_travels
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr


class EntitledTab(PlaceTab):
    """The list at the left; at the right the household, or the panel that books."""

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = ServiceDesk(session)
        self._everybody: tuple[EntitledHousehold, ...] = ()
        self._build()

    @property
    def count(self) -> int:
        """How many may be booked now."""
        return sum(stage_of(each) is Stage.FREE for each in self._everybody)

    def activated(self) -> None:
        """The list takes the keyboard."""
        self.catch_up()
        self.side.show_card()
        self.table.setFocus()

    def reload(self) -> None:
        """Read everybody who is entitled."""
        self._stale = False
        self._everybody = self._desk.entitled()
        self._fill_villages()
        self._narrow()
        self.counted.emit()

    def book_current(self) -> None:
        """Open the panel for the household under the cursor."""
        line = self.table.current()
        if line is not None:
            self.side.book(line.account, mask_name(line.name), line.booking, self._session.slot())

    def _build(self) -> None:
        session = self._session
        self.village, self.stage = DropDown(), DropDown()
        self.village.setAccessibleName(tr("村"))
        self.stage.setAccessibleName(tr("今年的检查"))
        self.stage.addItem(tr("全部"), "")
        for stage in Stage:
            self.stage.addItem(stage_word(stage), stage)
        for box in (self.village, self.stage):
            box.currentIndexChanged.connect(self._narrow)
        self._sum = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.model = RowsModel(entitled_columns(), session.look, parent=self, account=lambda line: line.account)
        self.table: DataTable[EntitledHousehold] = DataTable(
            tr("应享免费检查的户"), self.model, session, "service/entitled"
        )
        self.table.opened.connect(self.book_current)
        self.table.chosen.connect(self._choose)
        self.notice = Notice()
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState(tr("没有这样的户"), tr("换一个村,或看全部。")))
        what = tr("近几个月按时交清的户和银行代扣户会列在这里,每年免费查一次。")
        nobody = NoBooks(tr("还没有应享免费检查的户"), what, session.seat)
        nobody.pressed.connect(self.route_wanted)
        self._stack.addWidget(nobody)
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self.village, self.stage, None, self._sum))
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 2)
        layout.addWidget(self._build_side(), 1)

    def _build_side(self) -> QWidget:
        self.card = HouseholdCard(self._session.look)
        self.card.card.setText(card_word(self._session.seat))
        self.card.book_asked.connect(self.book_current)
        self.card.cancel_asked.connect(self._ask_why)
        self.card.check_asked.connect(self._check)
        self.card.slip_asked.connect(self._slip)
        self.card.sheet_asked.connect(self._sheet)
        self.card.card_asked.connect(self._open_card)
        self.card.quick.connect(self._log)
        self.side = BookingSide(self._session, self.card)
        self.side.booked.connect(self._booked)
        self.side.cancelled.connect(self._cancelled)
        self.side.left.connect(self.table.setFocus)
        return self.side

    def _fill_villages(self) -> None:
        before = self.village.currentData() or ""
        self.village.blockSignals(True)
        self.village.clear()
        self.village.addItem(tr("所有村"), "")
        for village in dict.fromkeys(each.village for each in self._everybody):
            self.village.addItem(village, village)
        self.village.setCurrentIndex(max(self.village.findData(before), 0))
        self.village.blockSignals(False)

    def _narrow(self) -> None:
        before = self.table.current()
        village, stage = self.village.currentData(), self.stage.currentData() or ""
        shown = [
            each
            for each in self._everybody
            if (not village or each.village == village) and stage in ("", stage_of(each))
        ]
        self.model.show(shown)
        self._stack.setCurrentIndex(0 if shown else 1 if self._everybody else 2)
        if before is not None:
            accounts = [each.account for each in self.model.rows]
            self.table.go_to(accounts.index(before.account) if before.account in accounts else 0)
        counts = {stage: sum(stage_of(each) is stage for each in shown) for stage in Stage}
        self._sum.setText(
            tr("{all} 户:可约 {free} · 已约 {booked} · 今年已查 {used}").format(
                all=len(shown), free=counts[Stage.FREE], booked=counts[Stage.BOOKED], used=counts[Stage.USED]
            )
        )

    def _choose(self, line: EntitledHousehold | None) -> None:
        self.card.setVisible(line is not None)
        if line is not None:
            self.card.show_household(line, self._desk.past(line.account))
            self.side.show_card()

    def _booked(self, changes: Changes) -> None:
        self._tell(changes)
        line = self.table.current()
        if line is not None and line.booking is not None:
            self.notice.say(
                tr("约好了:{name},{when}").format(name=mask_name(line.name), when=when_word(line.booking)),
                self._booked_word(),
                tone=Tone.OK,
            )

    def _booked_word(self) -> str:
        seat = self._session.seat
        return fact_travels(seat) if seat.kind is SeatKind.STATION else tr("那天会排在「今日」这个时段的前面。")

    def _ask_why(self) -> None:
        line = self.table.current()
        if line is not None and line.booking is not None:
            self.side.cancel(mask_name(line.name), line.booking)

    def _cancelled(self, changes: Changes) -> None:
        self._tell(changes)
        self.notice.say(tr("预约取消了"), tr("这一次免费检查还留着,随时可以再约。"), tone=Tone.ACCENT)

    def _check(self) -> None:
        line = self.table.current()
        if line is not None:
            self.check_wanted.emit(line.account)

    def _slip(self) -> None:
        line = self.table.current()
        if line is not None:
            ledger, day, account = self._session.ledger, self._session.business_day, line.account
            self.paper_wanted.emit(PaperWanted(tr("工作单"), lambda: service_papers.blank_slip(ledger, account, day)))

    def _sheet(self) -> None:
        line = self.table.current()
        if line is not None:
            ledger, day, account = self._session.ledger, self._session.business_day, line.account
            make = PaperWanted(tr("电费明白纸"), lambda: service_papers.tariff_sheet(ledger, account, day))
            self.paper_wanted.emit(make)

    def _open_card(self) -> None:
        line = self.table.current()
        if line is not None:
            self.card_wanted.emit(line.account)

    def _log(self, service: QuickService) -> None:
        line = self.table.current()
        if line is None:
            return
        session = self._session
        changes = serving.log_quick(session.ledger, new_act_id(), line.account, service, session.stamp())
        self._tell(changes)
        said = tr("记下了:{name} {service}").format(name=mask_name(line.name), service=quick_word(service))
        self.notice.say(said, tone=Tone.OK)

    def _tell(self, changes: Changes) -> None:
        self._stale = True
        self.changed.emit(changes)
        if self._stale:  # nobody made this tab read again
            self.reload()

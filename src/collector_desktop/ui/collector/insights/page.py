"""统计: seven charts on one sheet; pressing a number opens the rows it is made of, Esc goes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.visit import Slot
from collector_desktop.services.insights import Insights
from collector_desktop.services.tracing import Trace, TracedRow
from collector_desktop.ui.collector.insights import presenter
from collector_desktop.ui.collector.insights.model import bill_columns, columns
from collector_desktop.ui.collector.insights.penalty_sheet import PenaltySheet
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.no_books import NoBooks
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.charts.bars import LyingBars, PairedBars, StandingBars
from collector_desktop.ui.widgets.charts.chart import Chart
from collector_desktop.ui.widgets.charts.heat import HeatGrid
from collector_desktop.ui.widgets.charts.line import LineChart
from collector_desktop.ui.widgets.charts.sheet import sheet_pdf
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import month_word, slot_word, tr
from collector_desktop.ui.worker import Done, Ended, Progress

_WHOLE = 100.0
_CHARTS, _ROWS, _EMPTY, _PENALTIES = range(4)
_TILES = 7


class InsightsPage(QWidget):
    """`card_wanted` carries an account chosen in a list; `route_wanted` asks for a first route."""

    card_wanted = Signal(str)
    loaded = Signal()
    route_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._stale = True
        self._reading = False
        self._opened_from: Chart | None = None
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self._build()

    def activated(self) -> None:
        """The place was opened: the first chart takes the keyboard."""
        self.notice.clear()
        self._catch_up()
        if self._sheets.currentIndex() == _ROWS:
            self._shown_rows.setFocus()
        elif self._sheets.currentIndex() == _PENALTIES:
            self.penalty_sheet.setFocus()
        else:
            self.by_village.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed, when one looks."""
        if changes.topics & presenter.CONCERNS:
            self._stale = True
            if self.isVisible():
                self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        self._catch_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a list or a report for the charts."""
        if event.key() == Qt.Key.Key_Escape and self._sheets.currentIndex() in (_ROWS, _PENALTIES):
            self.close_rows()
        else:
            super().keyPressEvent(event)

    def open_rows(self, wanted: Trace) -> None:
        """Show what a number is made of."""
        sender = self.sender()
        self._opened_from = sender if isinstance(sender, Chart) else None
        rows = presenter.rows_behind(self._session, wanted)
        self._shown_rows = self.bill_table if wanted.figure.is_recovery else self.table
        (self.bill_model if wanted.figure.is_recovery else self.model).show(rows)
        for table in (self.table, self.bill_table):
            table.setVisible(table is self._shown_rows)
        self._rows_title.setText(presenter.title_of(wanted))
        self._rows_sum.setText(presenter.sum_words(rows, wanted))
        self._sheets.setCurrentIndex(_ROWS)
        self._shown_rows.setFocus()

    def open_penalties(self) -> None:
        """The month's penalty report in the place of the charts."""
        self._opened_from = self.penalties
        self.penalty_sheet.show_month()
        self._sheets.setCurrentIndex(_PENALTIES)
        self.penalty_sheet.setFocus()

    def print_sheet(self) -> None:
        """All charts on one wide sheet, with the headline, as they are shown now."""
        pdf = self.pdf()
        self.notice.clear()
        self._queue.sheet(lambda: pdf)

    def pdf(self) -> bytes:
        """The paper of the charts."""
        session = self._session
        head = presenter.paper_head(session.seat, session.business_day)
        return sheet_pdf(self, self._headline.text(), session.look, head=head, demo=session.seat.demo)

    def close_rows(self) -> None:
        """Back to the charts, to the one that was pressed."""
        self._sheets.setCurrentIndex(_CHARTS)
        (self._opened_from or self.by_village).setFocus()

    def _catch_up(self) -> None:
        if not self._stale or self._reading:
            return
        self._stale, self._reading = False, True
        session = self._session

        def work(_progress: Progress) -> Insights:
            return presenter.read(session)

        job = session.lane.run(work)
        job.ended.connect(self._show)

    def _show(self, end: Ended) -> None:
        self._reading = False
        if not isinstance(end, Done):
            return
        found: Insights = end.value
        if found.month is None:
            self._sheets.setCurrentIndex(_EMPTY)
            return
        if self._sheets.currentIndex() == _EMPTY:
            self._sheets.setCurrentIndex(_CHARTS)
        target = float(found.target)
        self._headline.setText(
            tr("{month} 回收率 {rate}").format(
                month=month_word(found.month), rate=presenter.percent(found.recovery.rate)
            )
        )
        self._under.setText(tr("目标 {target}%").format(target=found.target))
        for button, (text, wanted) in zip(self.tiles, presenter.tiles(found), strict=True):
            button.setText(text)
            button.setProperty("trace", wanted)
        self.by_day.show_marks(presenter.by_day(found.by_day))
        self.by_day.set_target(target, f"{found.target}%")
        self.by_village.show_marks(presenter.by_village(found.by_village))
        self.by_village.set_target(target)
        self.by_month.show_marks(presenter.by_month(found.by_month, found.month))
        self.ageing.show_marks(presenter.ages(found))
        self.penalties.show_marks(presenter.penalties(found))
        self.knocks.show_marks(presenter.knocks(found))
        self.gain.setText(presenter.gain_word(found))
        self.home.show_marks(presenter.home(found))
        self.at_home.setText(presenter.home_word(found))
        self.loaded.emit()

    def _printed(self, printed: Printed) -> None:
        if printed.waiting:
            again = ((tr("再打一次"), self.print_sheet),)
            why = fault_word(printed.fault) if printed.fault else ""
            self.notice.say(tr("没有打印出来"), why, tone=Tone.DANGER, actions=again)
        else:
            self.notice.say(tr("已送打印机"), tone=Tone.OK)

    def _build(self) -> None:
        look = self._session.look
        self._headline = Label(size=Size.TITLE, bold=True)
        self._under = Label(tone=Tone.MUTED)
        self.by_day = LineChart(tr("本月回收进度"), look, most=_WHOLE)
        self.by_village = LyingBars(tr("各村回收率"), look, most=_WHOLE)
        self.by_month = StandingBars(tr("各月回收率"), look)
        self.ageing = LyingBars(tr("欠费账龄"), look)
        self.penalties = PairedBars(tr("违约金"), look)
        self.knocks = StandingBars(tr("收一户敲几次门"), look)
        self.gain = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.gain.setToolTip(
            tr("收费的敲门,到九成收款户收到为止;同样这些时段按纸质顺序走要敲几次,按记下的结果重演 200 遍,八成在范围里")
        )
        self.at_home = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.home = HeatGrid(tr("什么时候在家"), look, [slot_word(slot) for slot in Slot], presenter.weekday_words())
        charts = QWidget()
        grid = QGridLayout(charts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.S)
        feet: dict[Chart, QWidget] = {self.knocks: self.gain, self.home: self.at_home}
        for at, (chart, unit) in enumerate(
            (
                (self.by_day, tr("累计,对目标")),
                (self.by_month, tr("账单月份")),
                (self.by_village, tr("虚线是目标")),
                (self.ageing, tr("元 · 户")),
                (self.home, tr("敲门见到人的比例")),
                (self.knocks, tr("次,按月")),
                (self.penalties, tr("每月应收和收到,元")),
            )
        ):
            chart.opened.connect(self.open_rows)
            down, across, width = _PLACES[at]
            grid.addWidget(_sheet(chart, unit, feet.get(chart)), down, across, 1, width)
        for down in (0, 1):
            grid.setRowStretch(down, 1)
        for across in range(24):
            grid.setColumnStretch(across, 1)
        self.model = RowsModel(columns(), look, parent=self, account=lambda row: row.account)
        self.table: DataTable[TracedRow] = DataTable(tr("数字的来历"), self.model, self._session, "insights/rows")
        self.bill_model = RowsModel(bill_columns(), look, parent=self, account=lambda row: row.account)
        self.bill_table: DataTable[TracedRow] = DataTable(
            tr("回收率的来历"), self.bill_model, self._session, "insights/bills"
        )
        self._shown_rows = self.table
        for table in (self.table, self.bill_table):
            table.opened.connect(self._open_card)
        self._rows_title = Label(size=Size.LARGE, bold=True)
        self._rows_sum = Label(tone=Tone.MUTED)
        back = KeyButton(tr("返回"), "Esc")
        back.clicked.connect(self.close_rows)
        rows = Card(margin=Space.M)
        rows.column.setSpacing(Space.S)
        rows.column.addLayout(row(self._rows_title, Space.M, self._rows_sum, None, back))
        rows.column.addWidget(self.table, 1)
        rows.column.addWidget(self.bill_table, 1)
        self.tiles = [KeyButton("…", compact=True) for _ in range(_TILES)]
        for button in self.tiles:
            button.clicked.connect(self._open_tile)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(charts)
        self._sheets.addWidget(rows)
        nothing = NoBooks(tr("还没有账单"), tr("这里有回收率、账龄和上门的图。"), self._session.seat)
        nothing.pressed.connect(self.route_wanted)
        self._sheets.addWidget(nothing)
        self.penalty_sheet = PenaltySheet(self._session)
        self.penalty_sheet.left.connect(self.close_rows)
        self._sheets.addWidget(self.penalty_sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.M, Space.L + Space.XS, Space.M)
        layout.setSpacing(Space.S)
        self.notice = Notice()
        self.printing = KeyButton(tr("打印"), compact=True)
        self.printing.clicked.connect(self.print_sheet)
        self.reporting = KeyButton(tr("违约金月报"), compact=True)
        self.reporting.clicked.connect(self.open_penalties)
        *others, hard = self.tiles
        layout.addLayout(row(self._headline, Space.M, self._under, None, hard, self.reporting, self.printing))
        layout.addLayout(row(*others, None))
        layout.addWidget(self.notice)
        layout.addWidget(self._sheets, 1)

    def _open_tile(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        wanted = pressed.property("trace")
        if wanted is not None:
            self.open_rows(wanted)

    def _open_card(self, traced: TracedRow) -> None:
        self.card_wanted.emit(traced.account)


_PLACES = ((0, 0, 6), (0, 6, 5), (0, 11, 6), (0, 17, 7), (1, 0, 8), (1, 8, 8), (1, 16, 8))
"""Row, first of twenty-four columns, and width of each chart's sheet."""


def _sheet(chart: Chart, unit: str, foot: QWidget | None = None) -> Card:
    card = Card(margin=Space.M)
    card.column.addLayout(
        row(Label(chart.accessibleName().split(":")[0], bold=True), None, Label(unit, size=Size.SMALL, tone=Tone.MUTED))
    )
    card.column.addWidget(chart, 1)
    if foot is not None:
        card.column.addWidget(foot)
    return card

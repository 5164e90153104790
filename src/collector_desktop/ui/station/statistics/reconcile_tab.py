"""对账: every collector's day from receipt to bank, what does not come out even first; each opens its papers.

What is over or short is decided here.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.reconciliation import ReconciledDay, Standing
from collector_desktop.printing.sheets import day_close_pdf, remittance_pdf
from collector_desktop.services.reconciling import papers_of, reconcile
from collector_desktop.services.station_reports import receipts_table
from collector_desktop.ui.collector.village.paper_side import PaperSide, Variant
from collector_desktop.ui.collector.village.record_fields import ChoiceField
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.statistics.decide_panel import DecidePanel
from collector_desktop.ui.station.statistics.reconcile_model import (
    Shelf,
    columns,
    decided_word,
    on_shelf,
    shelf_word,
    standing_word,
)
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.paper_view import WIDEST
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import day_word, tr, yuan
from collector_desktop.ui.worker import Done, Ended, Progress

_TABLE, _PAPERS, _EMPTY = range(3)
_ROWS, _NONE = range(2)
_KEY = "Alt+D"


class ReconcileTab(PlaceTab):
    """The days, those of one collector or on one shelf, the papers of one day, and what becomes of its difference."""

    concerns = frozenset({Topic.RECEIPTS, Topic.CASH, Topic.CLOSE, Topic.DEVICES})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._days: tuple[ReconciledDay, ...] = ()
        self._opened: ReconciledDay | None = None
        self._build()

    @property
    def count(self) -> int:
        """How many days do not come out even."""
        wrong = (Standing.DIFFERS, Standing.SHORT, Standing.OVER)
        return sum(day.standing in wrong for day in self._days)

    def activated(self) -> None:
        """The tab was opened: the table takes the keyboard."""
        self.catch_up()
        (self.papers.print_button if self._sheets.currentIndex() == _PAPERS else self.table).setFocus()

    def reload(self) -> None:
        """Read the days beside the window: the books may be old."""
        self._stale = False
        ledger = self._session.ledger

        def work(_progress: Progress) -> tuple[ReconciledDay, ...]:
            return reconcile(ledger)

        self._session.lane.run(work).ended.connect(self._read)

    def open_day(self, day: ReconciledDay) -> None:
        """The close, the remittances and the receipts of a day, each as its paper."""
        session = self._session
        found = papers_of(session.ledger, day.device, day.day)
        receipts = receipts_table(found.receipts, day.device, day.day, session.seat)
        variants = [Variant(tr("收据清单"), receipts.pdf)]
        if found.close is not None:
            variants.insert(0, Variant(tr("日清日结单"), partial(day_close_pdf, found.close)))
        variants += [
            Variant(tr("缴款单 {slip}").format(slip=each.bank_slip), partial(remittance_pdf, each))
            for each in found.remittances
        ]
        title = f"{day_word(day.day)} · {day.device} {day.collector_name}"
        self._paper_title.setText(title)
        self._opened = day
        self._say_standing(day)
        self.papers.offer(title, f"{day.day.isoformat()}_{day.device}", variants)
        self._sheets.setCurrentIndex(_PAPERS)
        self.papers.print_button.setFocus()

    def decide(self) -> None:
        """What becomes of the difference of the day looked at, if it has one."""
        day = self._looked_at
        if day is not None and day.decided is not None and not self.panel.isVisible():
            self.notice.clear()
            self.panel.ask(day)

    def close_papers(self) -> None:
        """Back to the days."""
        self._opened = None
        self._sheets.setCurrentIndex(_TABLE)
        self._show_deciding()
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the papers."""
        if event.key() == Qt.Key.Key_Escape and self._sheets.currentIndex() == _PAPERS:
            self.close_papers()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        look, session = self._session.look, self._session
        self.who = ChoiceField(tr("收费员"), [(tr("全部收费员"), "")])
        self.who.activated.connect(self._show)
        self.choice: Choice[Shelf] = Choice(tr("看哪一些"), [(shelf, shelf_word(shelf)) for shelf in Shelf])
        self.choice.changed.connect(self._show)
        self._sum = Label(tone=Tone.MUTED, wrap=True)
        self.notice = Notice()
        self.model = RowsModel(columns(), look, parent=self)
        self.table: DataTable[ReconciledDay] = DataTable(tr("对账"), self.model, session, "station/reconcile")
        self.table.opened.connect(self.open_day)
        self.table.chosen.connect(self._show_deciding)
        opening = KeyButton(tr("看单据"), "⏎")
        opening.clicked.connect(self._open_current)
        self.decide_button, self.decide_opened = KeyButton(tr("定长短款"), _KEY), KeyButton(tr("定长短款"), _KEY)
        for button in (self.decide_button, self.decide_opened):
            button.clicked.connect(self.decide)
        QShortcut(QKeySequence(_KEY), self).activated.connect(self.decide)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(EmptyState(tr("没有这样的日子"), tr("换一个收费员,或看全部。")))
        days = QWidget()
        column = QVBoxLayout(days)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._rows, 1)
        column.addLayout(row(self.who, Space.M, self.choice, None, self.decide_button, opening))
        column.addWidget(self._sum)
        column.addWidget(sheet, 1)
        self._paper_title = Label(size=Size.LARGE, bold=True)
        self._paper_says = Label(tone=Tone.MUTED)
        back = KeyButton(tr("返回"), "Esc")
        back.clicked.connect(self.close_papers)
        self.papers = PaperSide(self._session, widest=WIDEST)
        papers = QWidget()
        beside = QVBoxLayout(papers)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.S)
        beside.addLayout(row(self._paper_title, Space.M, self._paper_says, None, self.decide_opened, back))
        beside.addWidget(self.papers, 1)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(days)
        self._sheets.addWidget(papers)
        self._sheets.addWidget(
            EmptyState(tr("还没有收款"), tr("收了日包以后,每个收费员每天收的、点的、缴的和还在手里的列在这里。"))
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(self.notice)
        layout.addWidget(self._sheets, 1)
        self.panel = DecidePanel(self, session)
        self.panel.decided.connect(self._tell)

    @property
    def _looked_at(self) -> ReconciledDay | None:
        return self._opened if self._sheets.currentIndex() == _PAPERS else self.table.current()

    def _tell(self, changes: Changes) -> None:
        self.notice.say(tr("已定下来"), tr("派工后随线路包回到收费员。"), tone=Tone.OK)
        self._stale = True
        self.changed.emit(changes)
        if self._stale:  # nobody made this tab read again
            self.reload()

    def _read(self, end: Ended) -> None:
        if not isinstance(end, Done):
            return
        self._days = end.value
        chosen = self.who.currentData()
        names = dict(sorted((day.device, day.collector_name) for day in self._days))
        self.who.offer([(tr("全部收费员"), ""), *((f"{code} {name}", code) for code, name in names.items())], chosen)
        waits = bool(on_shelf(self._days, Shelf.WAITING))
        if self.choice.value() is None or (self.choice.value() is Shelf.WAITING and not waits):
            self.choice.choose(Shelf.WAITING if waits else Shelf.ALL)
        if self._sheets.currentIndex() != _PAPERS:
            self._sheets.setCurrentIndex(_TABLE if self._days else _EMPTY)
        self._show()
        self.counted.emit()

    def _show(self) -> None:
        device = self.who.currentData()
        of_device = [day for day in self._days if device in ("", day.device)]
        shown = on_shelf(of_device, self.choice.value() or Shelf.ALL)
        self.model.show(shown)
        self._rows.setCurrentIndex(_ROWS if shown else _NONE)
        self._sum.setText(_sum_word(of_device))
        opened = self._opened
        if opened is not None:
            self._opened = next(
                (day for day in self._days if (day.device, day.day) == (opened.device, opened.day)), None
            )
        self._show_deciding()

    def _show_deciding(self) -> None:
        day = self._looked_at
        for button in (self.decide_button, self.decide_opened):
            button.setEnabled(day is not None and day.decided is not None)
        if self._opened is not None:
            self._say_standing(self._opened)

    def _say_standing(self, day: ReconciledDay) -> None:
        said = [standing_word(day.standing)]
        if day.decided is not None and day.standing is not Standing.KEPT:
            said.append(decided_word(day))
        self._paper_says.setText(" · ".join(said))

    def _open_current(self) -> None:
        day = self.table.current()
        if day is not None:
            self.open_day(day)


def _sum_word(days: Sequence[ReconciledDay]) -> str:
    held = Money.total(day.held for day in days)
    wrong = [day for day in days if day.closed is not None and day.closed.difference]
    net = Money.total(day.closed.difference for day in wrong if day.closed is not None)
    return tr("还在手里 {held};长短款 {count} 天,净 {net};待定 {waiting} 天,挂账待查 {kept} 天").format(
        held=yuan(held),
        count=len(wrong),
        net=yuan(net),
        waiting=len(on_shelf(days, Shelf.WAITING)),
        kept=len(on_shelf(days, Shelf.KEPT)),
    )

"""报表: a report chosen, its figures as a table, printed, or kept as PDF or spreadsheet."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Topic
from collector_desktop.domain.money import Money
from collector_desktop.security.whole_file import write_whole
from collector_desktop.services.report_table import Cell, ReportTable, shown
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.record_fields import ChoiceField
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.file_writer import FileWriter
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.statistics import reports_presenter as presenter
from collector_desktop.ui.station.statistics.reports_presenter import Report, Wanted
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress, Refused

Cells = Sequence[Cell]
_WIDEST, _A_CHARACTER = 260, 14


class ReportsTab(PlaceTab):
    """One report at a time; every report has a table of its own that remembers its columns."""

    concerns = frozenset(Topic)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._made: ReportTable | None = None
        self._wanted = Wanted(Report.RECOVERY)
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self._writer = FileWriter(session, self)
        self._writer.written.connect(self._kept)
        self._writer.failed.connect(self._not_kept)
        self._tables: dict[Report, DataTable[Cells]] = {}
        self._build()
        self._offer()

    @property
    def table(self) -> DataTable[Cells] | None:
        """The figures of the report shown; None before the first was made."""
        return self._tables.get(self._wanted.report)

    @property
    def made(self) -> ReportTable | None:
        """The report shown."""
        return self._made

    def activated(self) -> None:
        """The tab was opened: the choice of reports takes the keyboard."""
        self.catch_up()
        self.report.setFocus()

    def reload(self) -> None:
        """Make the report again, beside the window."""
        self._stale = False
        session, wanted = self._session, self._asked()
        self._wanted = wanted

        def work(_progress: Progress) -> tuple[Wanted, ReportTable | None]:
            return wanted, presenter.make(session, wanted)

        self._session.lane.run(work).ended.connect(self._show)

    def open_report(self, report: Report) -> None:
        """Choose a report."""
        self.report.choose(report)
        self._offer()
        self.reload()

    def keep_pdf(self) -> None:
        """Write the report's paper beside the packages."""
        if (made := self._made) is not None:
            self._keep("pdf", lambda path: write_whole(path, made.pdf()))

    def keep_spreadsheet(self) -> None:
        """Write the report as a spreadsheet beside the packages."""
        if (made := self._made) is not None:
            self._keep("xlsx", made.write_xlsx)

    def print_report(self) -> None:
        """Print the report's paper."""
        if self._made is not None:
            self.notice.clear()
            self._queue.sheet(self._made.pdf)

    def _build(self) -> None:
        reports = [(report, presenter.report_word(report)) for report in Report]
        self.report: Choice[Report] = Choice(tr("哪一张报表"), reports)
        self.report.choose(Report.RECOVERY)
        self.report.changed.connect(self.open_report)
        self.month = ChoiceField(tr("月份"), [])
        self.who = ChoiceField(tr("收费员"), [])
        self.village = ChoiceField(tr("村"), [])
        for choice in (self.month, self.who, self.village):
            choice.activated.connect(self.reload)
        printing, pdf, sheet = KeyButton(tr("打印")), KeyButton(tr("存 PDF")), KeyButton(tr("存表格"))
        self.ways = {printing: self.print_report, pdf: self.keep_pdf, sheet: self.keep_spreadsheet}
        for button, way in self.ways.items():
            button.clicked.connect(way)
        self._total = Label(bold=True, wrap=True)
        self.notice = Notice()
        self._sheets = QStackedWidget()
        self._sheets.addWidget(EmptyState(tr("没有"), tr("这张报表里还没有内容。")))
        card = Card(margin=Space.S)
        card.column.addWidget(self._sheets, 1)
        card.column.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(row(self.report, None))
        column.addLayout(row(self.month, self.who, self.village, None, printing, pdf, sheet))
        column.addWidget(self.notice)
        column.addWidget(card, 1)

    def _offer(self) -> None:
        """The choices that the report chosen is asked by."""
        report = self.report.value() or Report.RECOVERY
        self.month.offer(presenter.months(self._session, report), self.month.currentData())
        self.who.offer(presenter.collectors(self._session, report), self.who.currentData())
        self.village.offer(presenter.villages(self._session), self.village.currentData())
        self.month.setVisible(report in presenter.BY_MONTH)
        self.who.setVisible(report in presenter.BY_COLLECTOR)
        self.village.setVisible(report in presenter.BY_VILLAGE)

    def _asked(self) -> Wanted:
        report = self.report.value() or Report.RECOVERY
        return Wanted(
            report=report,
            month=self.month.currentData() if report in presenter.BY_MONTH else "",
            device=(self.who.currentData() or "") if report in presenter.BY_COLLECTOR else "",
            village=self.village.currentData() if report in presenter.BY_VILLAGE else "",
        )

    def _show(self, end: Ended) -> None:
        match end:
            case Done((Wanted() as wanted, made)) if wanted == self._wanted:
                self._put(made)
            case Refused(refusal):
                said = sentence(refusal, tr)
                self.notice.say(said.what, said.advice)
            case Faulted(fault):
                self.notice.say(tr("没有读成"), fault_word(fault), tone=Tone.DANGER)

    def _put(self, made: ReportTable | None) -> None:
        self._made = made
        for button in self.ways:
            button.setEnabled(made is not None)
        total = "" if made is None or made.total is None else _total_word(made)
        self._total.setText(total)
        self._total.setVisible(bool(total))
        if made is None or not made.rows:
            self._sheets.setCurrentIndex(0)
            return
        table = self._tables.get(self._wanted.report)
        if table is None:
            table = self._table_of(self._wanted.report, made)
        model = table.model()
        assert isinstance(model, RowsModel)
        model.show([tuple(cells) for cells in made.rows])
        self._sheets.setCurrentWidget(table)

    def _table_of(self, report: Report, made: ReportTable) -> DataTable[Cells]:
        model = RowsModel(_columns(made), self._session.look, parent=self)
        word = presenter.report_word(report)
        table: DataTable[Cells] = DataTable(word, model, self._session, f"station/report_{report}")
        self._tables[report] = table
        self._sheets.addWidget(table)
        return table

    def _keep(self, ending: str, write: Callable[[Path], None]) -> None:
        assert self._made is not None
        name = f"{self._made.title.replace(' ', '_')}.{ending}"
        self._writer.write(self._session.exchange_folder / name, write)

    def _not_kept(self, why: str) -> None:
        self.notice.say(tr("没有存下"), why, tone=Tone.DANGER)

    def _kept(self, path: Path) -> None:
        self.notice.say(
            tr("已存 {name}").format(name=path.name),
            tr("在 {folder}").format(folder=path.parent),
            tone=Tone.OK,
            actions=((tr("打开文件夹"), self._open_folder),),
        )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.exchange_folder)))

    def _printed(self, printed: Printed) -> None:
        if printed.waiting:
            self.notice.say(
                tr("没有打出来"),
                tr("打印机没有准备好,或纸不够大。可以存成 PDF,到别处打印。"),
                actions=((tr("再打一次"), self.print_report), (tr("存 PDF"), self.keep_pdf)),
            )
        else:
            self.notice.say(tr("已送打印机"), tone=Tone.OK)


def _columns(made: ReportTable) -> tuple[Column[Cells], ...]:
    widest = max(range(len(made.headers)), key=lambda at: 0 if at in made.figures else _longest(made, at))
    return tuple(
        Column(
            key=f"c{at}",
            title=tr(header),
            text=partial(_text, at),
            order=partial(_order, at),
            outside=partial(_outside, at),
            width=min(_WIDEST, _A_CHARACTER * (2 + _longest(made, at))),
            right=at in made.figures,
            fills=at == widest,
        )
        for at, header in enumerate(made.headers)
    )


def _longest(made: ReportTable, at: int) -> int:
    """The longest of a column's first cells, in Chinese characters; figures are half as wide."""
    return max((len(shown(cells[at]).encode("gb18030", "replace")) // 2 for cells in made.rows[:200]), default=0)


def _text(at: int, cells: Cells) -> str:
    """What is a word of ours is shown in the reader's language; names stay as they are."""
    return tr(shown(cells[at]))


def _order(at: int, cells: Cells) -> tuple[bool, int, str]:
    cell = cells[at]
    if isinstance(cell, Money):
        return True, cell.fen, ""
    return (True, cell, "") if isinstance(cell, int) else (False, 0, shown(cell))


def _outside(at: int, cells: Cells) -> Cell:
    return cells[at]


def _total_word(made: ReportTable) -> str:
    assert made.total is not None
    told = [
        f"{tr(header)} {shown(cell)}"
        for header, cell in zip(made.headers[1:], made.total[1:], strict=True)
        if cell not in ("", None)
    ]
    return f"{tr('合计')}:{' · '.join(told)}"

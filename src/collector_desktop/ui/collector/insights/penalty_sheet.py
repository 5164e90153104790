"""违约金月报 in the place of the charts: a month's page beside what it says, printed or kept as a spreadsheet."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collector_desktop.domain.penalty_report import PenaltyReport
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.printing.penalty_report import FEW, TITLE, penalty_report_pdf
from collector_desktop.services import penalty_report
from collector_desktop.ui.collector.village.paper_side import PaperSide, Variant
from collector_desktop.ui.collector.village.record_fields import ChoiceField
from collector_desktop.ui.file_writer import FileWriter
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import month_word, tr

_SIDE_WIDTH = 300


class PenaltySheet(QWidget):
    """`left` when one goes back to the charts."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        this_month = BillingMonth.of(session.business_day)
        months = [this_month.plus(-back) for back in range(penalty_report.MONTHS)]
        self.month = ChoiceField(tr("月份"), [(month_word(month), str(month)) for month in months])
        self.month.activated.connect(self.show_month)
        self._sums = [AmountLabel() for _ in _SUMS]
        self._unapproved = Label(wrap=True)
        self.notice = Notice()
        self.keep = KeyButton(tr("存表格"))
        self.keep.clicked.connect(self.keep_spreadsheet)
        self.back = KeyButton(tr("返回"), "Esc")
        self.back.clicked.connect(self.left)
        self.paper = PaperSide(session)
        self._writer = FileWriter(session, self)
        self._writer.written.connect(self._kept)
        self._writer.failed.connect(self._not_kept)
        self._lay_out()
        self.setFocusProxy(self.month)

    @property
    def chosen_month(self) -> BillingMonth:
        """The month reported."""
        return BillingMonth.parse(self.month.currentData())

    def show_month(self) -> None:
        """Make the report again."""
        self.notice.clear()
        made = self._report()
        found = made.total.figures
        for label, name in zip(self._sums, _SUMS, strict=True):
            label.setText(tr(FEW) if found is None else getattr(found, name).grouped())
        waivers = tr("减免 {count} 笔,每笔都有批准号").format(count=len(made.waivers))
        wrong = tr("未经批准的减免 {count} 笔").format(count=len(made.unapproved))
        none = tr("未经批准的减免:没有")
        self._unapproved.setText("\n".join((*([waivers] if made.waivers else []), wrong if made.unapproved else none)))
        self._unapproved.set_tone(Tone.DANGER if made.unapproved else Tone.OK)
        variant = Variant("A4", lambda: penalty_report_pdf(made))
        self.paper.offer(tr("{month}违约金月报").format(month=month_word(made.month)), self._file, (variant,))

    def keep_spreadsheet(self) -> None:
        """Write the report as a spreadsheet beside the packages."""
        path, report = self._session.exchange_folder / f"{self._file}.xlsx", self._report()
        self._writer.write(path, lambda path: penalty_report.write_spreadsheet(path, report))

    @property
    def _file(self) -> str:
        return f"{self._session.seat.station_name}{self.chosen_month.label}{TITLE}"

    def _report(self) -> PenaltyReport:
        return penalty_report.report(self._session.ledger, self.chosen_month, self._session.business_day)

    def _kept(self, path: Path) -> None:
        told = tr("在 {folder}").format(folder=path.parent)
        self.notice.say(tr("已存 {name}").format(name=path.name), told, tone=Tone.OK)

    def _not_kept(self, why: str) -> None:
        self.notice.say(tr("没有存下"), why, tone=Tone.DANGER)

    def _lay_out(self) -> None:
        side = Card()
        side.setFixedWidth(_SIDE_WIDTH)
        side.column.setSpacing(Space.S)
        side.column.addWidget(Label(tr("违约金月报"), size=Size.LARGE, bold=True))
        told = tr("按村、按月;不点名,户数少的合并。")
        side.column.addWidget(Label(told, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        side.column.addWidget(self.month)
        for label, name in zip(self._sums, _SUMS.values(), strict=True):
            side.column.addLayout(row(Label(tr(name), tone=Tone.MUTED), None, label))
        side.column.addSpacing(Space.S)
        side.column.addWidget(self._unapproved)
        side.column.addStretch(1)
        side.column.addWidget(self.notice)
        side.column.addWidget(self.keep)
        side.column.addWidget(self.back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(side)
        layout.addWidget(self.paper, 1)


_SUMS = {
    "opened": "期初未收",
    "accrued": "产生",
    "received": "收到",
    "waived": "减免",
    "open": "期末未收",
}
"""The figures of a month and their names."""

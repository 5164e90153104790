"""镇报: the month's report to the township beside what we ask for; kept as it went, on paper and as a spreadsheet."""

import json
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals import Refusal
from collector_desktop.printing.township_report import TITLE
from collector_desktop.services import township
from collector_desktop.services.sentences import sentence
from collector_desktop.services.township import SendReport
from collector_desktop.ui.collector.village.paper_side import PaperSide, Variant
from collector_desktop.ui.collector.village.record_fields import ChoiceField
from collector_desktop.ui.collector.village.tab import VillagePart
from collector_desktop.ui.collector.village.words import short_day
from collector_desktop.ui.file_writer import FileWriter
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.travel_words import fact_travels
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.roomy import Roomy
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.words import month_word, tr

_LONGEST = 80
_PAPER_AFTER_MS = 400
_SIDE_WIDTH = 456


class ReportTab(VillagePart):
    """All villages together: the report is the township's. What we ask for is suggested and may be rewritten."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.month = ChoiceField(tr("月份"), [(month_word(month), str(month)) for month in self._villages.months()])
        self.month.activated.connect(self._choose_month)
        most = session.policy().villages.asks_on_report
        self.asks = [
            TextArea(tr("请镇里帮助的事 {at}").format(at=at), tr("可不填"), lines=2, longest=_LONGEST)
            for at in range(1, most + 1)
        ]
        for ask in self.asks:
            ask.textChanged.connect(self._asks_written)
        self._paper_later = QTimer(self, singleShot=True, interval=_PAPER_AFTER_MS)
        self._paper_later.timeout.connect(self._show_paper)
        self.suggest = KeyButton(tr("按数字重新建议"))
        self.suggest.clicked.connect(self._suggest)
        self.keep = KeyButton(tr("存表格"))
        self.keep.clicked.connect(self.keep_spreadsheet)
        self.send = KeyButton(tr("已交镇里,记下"), primary=True)
        self.send.clicked.connect(self.send_report)
        self.notice = Notice()
        self.sent = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.paper = PaperSide(session)
        self._writer = FileWriter(session, self)
        self._writer.written.connect(self._written_out)
        self._writer.failed.connect(self._not_written)
        self._act = new_act_id()
        self._lay_out()
        self.setFocusProxy(self.month)

    @property
    def chosen_month(self) -> BillingMonth:
        """The month reported."""
        return BillingMonth.parse(self.month.currentData())

    def reload(self) -> None:
        """Make the report again."""
        self.notice.clear()
        kept = self._kept()
        asks = kept if kept is not None else self._villages.report(self.chosen_month, None).asks
        for at, field in enumerate(self.asks):
            field.blockSignals(True)
            field.set_text(asks[at] if at < len(asks) else "")
            field.blockSignals(False)
        self._show_sent()
        self._show_paper()

    def keep_spreadsheet(self) -> None:
        """Write the report as a spreadsheet beside the packages."""
        path = self._session.exchange_folder / f"{self._file}.xlsx"
        report = self._villages.report(self.chosen_month, self._written)
        self._writer.write(path, lambda path: township.write_spreadsheet(path, report))

    def send_report(self) -> None:
        """Note that the report went, and keep it as it was."""
        wanted = SendReport(id=self._act, month=self.chosen_month, asks=self._written)
        try:
            changes = self._villages.send_report(wanted)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self._act = new_act_id()
        self._told(changes)
        told = tr("交的那一页原样留底;{how}").format(how=fact_travels(self._session.seat))
        self.notice.say(tr("记下了"), told, tone=Tone.OK)

    @property
    def _written(self) -> tuple[str, ...]:
        return tuple(filter(None, ("".join(field.text().splitlines()) for field in self.asks)))

    @property
    def _file(self) -> str:
        return f"{self._session.seat.station_name}{self.chosen_month.label}{TITLE}"

    @property
    def _draft(self) -> str:
        return f"village/report/{self.chosen_month}"

    def _kept(self) -> tuple[str, ...] | None:
        try:
            kept = json.loads(self._session.drafts.get(self._draft) or "null")
        except ValueError:
            return None
        return tuple(map(str, kept)) if isinstance(kept, list) else None

    def _asks_written(self) -> None:
        """Kept with every key; the page is made once one rests."""
        self._session.drafts.put(self._draft, json.dumps(self._written, ensure_ascii=False))
        self._paper_later.start()

    def _suggest(self) -> None:
        self._session.drafts.put(self._draft, "")
        self.reload()

    def _choose_month(self) -> None:
        self.reload()

    def _show_paper(self) -> None:
        month, asks, today = self.chosen_month, self._written, self._villages.today
        ledger = self._session.ledger
        make = Variant("A4", lambda: township.paper(ledger, month, asks, today))
        self.paper.offer(tr("{month}镇报").format(month=month_word(month)), self._file, (make,))

    def _show_sent(self) -> None:
        days: list[date] = [each.business_day for each in self._villages.sent() if each.month == self.chosen_month]
        told = "、".join(map(short_day, days))
        self.sent.setText(tr("这个月的已在 {days} 交过").format(days=told) if days else tr("这个月的还没有交"))

    def _written_out(self, path: Path) -> None:
        self.notice.say(
            tr("已存 {name}").format(name=path.name), tr("在 {folder}").format(folder=path.parent), tone=Tone.OK
        )

    def _not_written(self, why: str) -> None:
        self.notice.say(tr("没有存下"), why, tone=Tone.DANGER)

    def _lay_out(self) -> None:
        side = Card()
        side.setFixedWidth(_SIDE_WIDTH)
        side.column.setSpacing(Space.S)
        side.column.addWidget(Label(tr("交给镇政府的月报"), size=Size.LARGE, bold=True))
        side.column.addWidget(
            Label(tr("全部村合在一页;不点名,户数少的合并。"), size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        )
        side.column.addWidget(self.month)
        side.column.addWidget(self.sent)
        asks = QWidget()
        column = QVBoxLayout(asks)
        column.setContentsMargins(0, Space.S, Space.XS, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("请镇里帮助的事"), size=Size.SMALL, tone=Tone.MUTED))
        for field in self.asks:
            column.addWidget(field)
        column.addStretch(1)
        scroll = Roomy(asks)
        if (ground := scroll.widget()) is not None:
            ground.setAutoFillBackground(False)
        side.column.addWidget(scroll, 1)
        side.column.addWidget(self.notice)
        side.column.addLayout(row(self.suggest, self.keep))
        side.column.addWidget(self.send)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(side)
        right = QVBoxLayout()
        right.addWidget(self.paper, 1)
        layout.addLayout(right, 1)

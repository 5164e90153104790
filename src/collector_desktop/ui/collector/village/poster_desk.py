"""欠费海报: group totals on a poster; asking for names says why not and offers the poster."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from collector_desktop.domain.exposure import VillagePoster
from collector_desktop.domain.refusals import Refusal
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.poster import PosterPaper, poster_pdf
from collector_desktop.services.publicity import write_poster
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.paper_side import PaperSide, Variant
from collector_desktop.ui.collector.village.publicity_presenter import Publicity
from collector_desktop.ui.file_writer import FileWriter
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import paper_word, tr, yuan

_PAPERS: tuple[PosterPaper, ...] = (Paper.A4, Paper.A3)


class PosterDesk(QWidget):
    """The figures at the left, the paper at the right."""

    def __init__(self, session: Session, publicity: Publicity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._publicity = publicity
        self._shown: VillagePoster | None = None
        self._title = Label(size=Size.LARGE, bold=True)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(Space.L)
        self._figures.setVerticalSpacing(Space.S)
        self.notice = Notice()
        self.names = KeyButton(tr("写上姓名"))
        self.names.clicked.connect(self._ask_names)
        self.table = KeyButton(tr("存表格"))
        self.table.clicked.connect(self._write_table)
        self.paper = PaperSide(session, for_everybody=True)
        self._writer = FileWriter(session, self)
        self._writer.written.connect(self._kept)
        self._writer.failed.connect(self._not_kept)
        card = Card()
        card.column.setSpacing(Space.S)
        card.column.addWidget(self._title)
        card.column.addWidget(Rule())
        card.column.addLayout(self._figures)
        card.column.addWidget(self.notice)
        card.column.addStretch(1)
        why = tr("海报只有每组的户数和金额,少于 5 户的组合并;贴出去看不出是哪一家。")
        self._why = Label(why, size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        card.column.addWidget(self._why)
        card.column.addLayout(row(self.names, self.table, None))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(card, 1)
        layout.addWidget(self.paper, 1)

    def reload(self) -> None:
        """Reckon the poster of the presenter's village."""
        self.notice.clear()
        self._clear()
        try:
            self._shown = self._publicity.poster()
        except Refusal as refusal:
            self._shown = None
            self._title.setText(tr("今天没有海报"))
            self._say(refusal, Tone.WARN)
        self.paper.setVisible(self._shown is not None)
        self.table.setEnabled(self._shown is not None)
        self._why.setVisible(self._shown is not None)
        if self._shown is not None:
            self._show(self._shown)

    def _show(self, shown: VillagePoster) -> None:
        smallest = self._session.policy().privacy.smallest_cell
        self._why.setText(
            tr("海报只有每组的户数和金额,少于 {smallest} 户的组合并;贴出去看不出是哪一家。").format(smallest=smallest)
        )
        self._title.setText(tr("到期未交的电费,按组合计"))
        cells = [(group.label, group.households, group.amount, False) for group in shown.groups]
        cells.append((tr("合计"), shown.households, shown.amount, True))
        for at, (label, households, amount, bold) in enumerate(cells):
            self._figures.addWidget(Label(label, bold=bold), at, 0)
            number = tr("{households} 户").format(households=households)
            self._figures.addWidget(AmountLabel(number, bold=bold), at, 1)
            self._figures.addWidget(AmountLabel(yuan(amount), bold=bold), at, 2)
        demo = self._session.seat.demo
        variants = [Variant(paper_word(paper), partial(poster_pdf, shown, paper, demo=demo)) for paper in _PAPERS]
        self.paper.offer(tr("欠费海报"), self._file, variants)

    def _clear(self) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _ask_names(self) -> None:
        try:
            self._publicity.names()
        except Refusal as refusal:
            self._say(refusal, Tone.DANGER)

    def _write_table(self) -> None:
        assert self._shown is not None
        shown = self._shown
        self._writer.write(self._session.exchange_folder / f"{self._file}.xlsx", lambda path: write_poster(path, shown))

    def _kept(self, path: Path) -> None:
        self.notice.say(
            tr("已存 {name}").format(name=path.name),
            tr("在 {folder}。").format(folder=path.parent),
            tone=Tone.OK,
            actions=((tr("打开文件夹"), self._open_folder),),
        )

    def _not_kept(self, why: str) -> None:
        self.notice.say(tr("没有存下"), why, tone=Tone.DANGER)

    def _say(self, refusal: Refusal, tone: Tone) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=tone)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.exchange_folder)))

    @property
    def _file(self) -> str:
        return tr("欠费海报_{village}_{day}").format(
            village=self._publicity.village, day=f"{self._session.business_day:%Y%m%d}"
        )

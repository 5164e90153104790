"""支付令与诉讼: the limitation board, one household's claim step by step, and its papers."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.court_papers import Made
from collector_desktop.services.limitation_board import HouseholdTimes
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.cases.court_card import Action, CourtCard
from collector_desktop.ui.collector.cases.court_model import columns, sum_word
from collector_desktop.ui.collector.cases.court_panel import CourtPanel
from collector_desktop.ui.collector.cases.court_paper import CourtPaperView
from collector_desktop.ui.collector.cases.court_presenter import CONCERNS, CourtDesk, Narrowed, narrowed
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Done, Ended, Progress, Refused

_SIDE = (320, 380)


class CourtTab(PlaceTab):
    """A board at the left, the household at the right; forms open in a panel, papers in place of the board."""

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = CourtDesk(session)
        self._lines: tuple[HouseholdTimes, ...] = ()
        self._to = Narrowed.ALL
        self._build()

    @property
    def count(self) -> int:
        """How many are soon out of time: somebody must act."""
        return sum(line.worth_attention for line in self._lines)

    def activated(self) -> None:
        """The board takes the keyboard, unless a paper is looked at."""
        self.catch_up()
        if self._stack.currentWidget() is self._board:
            self.table.setFocus()
        else:
            self.paper.print.setFocus()

    def reload(self) -> None:
        """Read the board."""
        self._stale = False
        self._lines = self._desk.read()
        self._fill_villages()
        self._narrow()
        self.counted.emit()

    def act(self, action: Action) -> None:
        """Do what a button of the card says, for the household under the cursor."""
        line = self.table.current()
        if line is None:
            return
        self.notice.clear()
        match action:
            case Action.FILE:
                self.panel.ask_claim(line)
            case Action.STEP:
                self.panel.ask_step(line)
            case Action.APPLICATION:
                self._make(tr("申请书"), line, self._desk.application)
            case Action.PACK:
                self._make(tr("证据材料"), line, self._desk.pack)

    def _build(self) -> None:
        session = self._session
        options = ((Narrowed.ALL, tr("全部逾期")), (Narrowed.SOON, tr("快到期")), (Narrowed.IN_COURT, tr("法院")))
        self.choice: Choice[Narrowed] = Choice(tr("看哪一些"), options)
        self.choice.choose(Narrowed.ALL)
        self.choice.changed.connect(self._go)
        self.village = DropDown()
        self.village.setAccessibleName(tr("村"))
        self.village.currentIndexChanged.connect(self._narrow)
        self._sum = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._law = Label(
            tr("诉讼时效三年,每次有凭据的催费重新起算(民法典 188、195)。"), size=Size.SMALL, tone=Tone.MUTED, wrap=True
        )
        self.notice = Notice()
        self.model = RowsModel(columns(), session.look, parent=self, account=lambda line: line.account.number)
        self.table = DataTable(tr("诉讼时效"), self.model, session, "cases/court")
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self._sheets = QStackedWidget()
        self._empty = EmptyState(tr("没有"), tr("没有这样的户;有逾期电费的户会自己出现。"))
        for view in (self.table, self._empty):
            self._sheets.addWidget(view)
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._sheets, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self.choice, None, self.village))
        left.addLayout(row(self._sum, None))
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        left.addWidget(self._law)
        self.card = CourtCard(session.look, is_station=self._desk.is_station)
        self.card.asked.connect(self.act)
        self.card.setMinimumWidth(_SIDE[0])
        self.card.setMaximumWidth(_SIDE[1])
        self._board = QWidget()
        line = QHBoxLayout(self._board)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.L)
        line.addLayout(left, 2)
        line.addWidget(self.card, 1)
        self.paper = CourtPaperView(session)
        self.paper.left.connect(self._back)
        self._stack = QStackedWidget()
        for part in (self._board, self.paper):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.panel = CourtPanel(self, self._desk)
        self.panel.written.connect(self._written)

    def _go(self, to: Narrowed) -> None:
        self._to = to
        self.notice.clear()
        self._narrow()

    def _fill_villages(self) -> None:
        before = self.village.currentData() or ""
        self.village.blockSignals(True)
        self.village.clear()
        self.village.addItem(tr("所有村"), "")
        for village in sorted({line.account.village for line in self._lines}):
            self.village.addItem(village, village)
        self.village.setCurrentIndex(max(self.village.findData(before), 0))
        self.village.blockSignals(False)

    def _narrow(self) -> None:
        before = self.table.current()
        shown = narrowed(self._lines, self._to, self.village.currentData() or "")
        self.model.show(shown)
        self._sheets.setCurrentWidget(self.table if shown else self._empty)
        self._sum.setText(sum_word(shown))
        accounts = [line.account.number for line in self.model.rows]
        kept = before is not None and before.account.number in accounts
        self.table.go_to(accounts.index(before.account.number) if before is not None and kept else 0)
        self._choose(self.table.current())

    def _choose(self, line: HouseholdTimes | None) -> None:
        self.card.setVisible(line is not None)
        if line is not None:
            claim = line.claim
            settled = claim is not None and self._desk.is_settled(line, claim)
            self.card.show_household(line, self._desk.papers(line.account.number), settled=settled)

    def _open(self, line: HouseholdTimes) -> None:
        if not self._desk.is_station:
            self.card_wanted.emit(line.account.number)
        else:
            self.act(Action.STEP if line.claim is not None and line.claim.is_open else Action.FILE)

    def _make(self, title: str, line: HouseholdTimes, make: Callable[[HouseholdTimes], Made]) -> None:
        def work(_progress: Progress) -> Made:
            return make(line)

        file = f"{title} {line.account.number}"

        def show(end: Ended) -> None:
            self._show_made(title, file, end)

        self._session.lane.run(work).ended.connect(show)

    def _show_made(self, title: str, file: str, end: Ended) -> None:
        if isinstance(end, Refused):
            self._refuse(end.refusal)
        elif isinstance(end, Done):
            made: Made = end.value
            self._stack.setCurrentWidget(self.paper)
            self.paper.show_paper(title, file, made.pdf)
            self.changed.emit(made.changes)
            self.refresh(made.changes)

    def _refuse(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)

    def _back(self) -> None:
        self._stack.setCurrentWidget(self._board)
        self.table.setFocus()

    def _written(self, said: str, changes: Changes) -> None:
        self.changed.emit(changes)
        self.refresh(changes)
        self.notice.say(said, tone=Tone.OK)

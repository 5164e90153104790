"""停催台阶: everybody on the ladder as columns, the household at hand with its next lawful step, and its papers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.case import Step
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.notices import DisconnectionNotice
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.noticing import IssueDisconnection, IssueDunning
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries.cases import Case
from collector_desktop.ui.collector.cases.ladder_card import Action, LadderCard
from collector_desktop.ui.collector.cases.ladder_panel import LadderPanel
from collector_desktop.ui.collector.cases.ladder_presenter import (
    CONCERNS,
    LadderDesk,
    columns_of,
    sum_words,
    villages_of,
)
from collector_desktop.ui.collector.cases.notice_view import Draft, NoticeView
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.columns_board import ColumnsBoard
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import tr

_SIDE = (320, 380)
_AT_HAND_NOW = frozenset((Step.SERVE_NOTICE, Step.CALL, Step.CHECK, Step.CUT, Step.RECONNECT))


class LadderTab(PlaceTab):
    """A board at the left, the household at the right; forms open in a panel, papers in place of the board.

    `decision_wanted` carries the account whose application waits for the station.
    """

    decision_wanted = Signal(str)

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._desk = LadderDesk(session)
        self._cases: dict[str, Case] = {}
        self._build()

    @property
    def count(self) -> int:
        """How many wait for a step with a day or a clock: a notice to serve, a cut, a reconnection."""
        return sum(case.step in _AT_HAND_NOW for case in self._cases.values())

    @property
    def case(self) -> Case | None:
        """The household at hand."""
        return self._cases.get(self.board.current)

    def activated(self) -> None:
        """The board takes the keyboard, unless a paper is looked at."""
        self.catch_up()
        if self._stack.currentWidget() is self._whole:
            self.board.setFocus()
        else:
            self.paper.primary.setFocus()

    def reload(self) -> None:
        """Read everybody on the ladder."""
        self._stale = False
        found = self._desk.read()
        self._cases = {case.account.number: case for case in found}
        self._fill_villages(villages_of(found))
        self._narrow()
        self.counted.emit()

    def act(self, action: Action) -> None:
        """Do what a button of the card says, for the household at hand."""
        case = self.case
        if case is None:
            return
        self.notice.clear()
        try:
            self._act(action, case)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)

    def _act(self, action: Action, case: Case) -> None:
        match action:
            case Action.STEP:
                self._step(case)
            case Action.CARD:
                self.card_wanted.emit(case.account.number)
            case Action.DISPUTE:
                self.panel.ask_dispute(case)
            case Action.PROTECT:
                self.panel.ask_protection(case)
            case Action.END:
                self.panel.ask_end(case)
            case Action.NOTICE | Action.PROOF:
                self._show_notice(case, is_proof=action is Action.PROOF)
            case Action.CHECK:
                self._show_paper(tr("停电前复核单"), self._desk.check_paper(case))

    def _step(self, case: Case) -> None:
        """The next step, if it may be done at this moment; what is shown may be some minutes old."""
        self._choose(case.account.number)
        if case.step is None or not self.card.buttons[Action.STEP].isEnabled():
            return
        if case.step is Step.DECIDE:
            self.decision_wanted.emit(case.account.number)
        elif case.step is Step.ISSUE_DUNNING:
            notice = self._desk.dunning(case.account.number)
            wanted = IssueDunning(id=new_act_id(), notice=notice)
            title = tr("催费通知单 {number}").format(number=notice.number)
            self._draft(Draft(title, self._desk.preview(notice), lambda: self._desk.write(wanted)))
        else:
            self.panel.ask_step(case.step, case)

    def _draft_disconnection(self, _case: Case, notice: DisconnectionNotice) -> None:
        wanted = IssueDisconnection(id=new_act_id(), notice=notice)
        title = tr("停电通知书 {number}").format(number=notice.number)
        self._draft(Draft(title, self._desk.preview(notice), lambda: self._desk.write(wanted)))

    def _draft(self, draft: Draft) -> None:
        self._stack.setCurrentWidget(self.paper)
        self.paper.show_draft(draft)

    def _show_notice(self, case: Case, *, is_proof: bool) -> None:
        """The newest notice that still counts, or its proof of service."""
        state = case.state
        issued = state.notice or (state.demands[-1].issued if state.demands else None)
        if issued is None:
            return
        number = issued.notice.number
        if is_proof:
            self._show_paper(tr("送达回证 {number}").format(number=number), self._desk.proof(issued.id))
        else:
            self._show_paper(tr("通知书 {number}").format(number=number), self._desk.paper(issued.id))

    def _show_paper(self, title: str, pdf: bytes) -> None:
        self._stack.setCurrentWidget(self.paper)
        self.paper.show_paper(title, pdf)

    def _build(self) -> None:
        session = self.session
        self.village = DropDown()
        self.village.setAccessibleName(tr("村"))
        self.village.currentIndexChanged.connect(self._narrow)
        self._sum = Label(tone=Tone.MUTED)
        self.weather = KeyButton(tr("恶劣天气"))
        self.weather.clicked.connect(self._ask_weather)
        self.notice = Notice()
        self.board = ColumnsBoard(session.look, tr("停催台阶"))
        self.board.chosen.connect(self._choose)
        self.board.opened.connect(self._open)
        self._empty = EmptyState(tr("没有逾期的户"), tr("到期没有交的电费会自己出现在这里。"))
        self._sheets = QStackedWidget()
        for view in (self.board, self._empty):
            self._sheets.addWidget(view)
        law = tr("没有批准、没有送达、没有提前 3 至 7 天通知,不能停电;交清随时取消(供电营业规则)。")
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self._sum, None, self.village, self.weather))
        left.addWidget(self.notice)
        left.addWidget(self._sheets, 1)
        left.addWidget(Label(law, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        self.card = LadderCard(session.look, is_station=self._desk.is_station)
        self.card.asked.connect(self.act)
        self.card.setMinimumWidth(_SIDE[0])
        self.card.setMaximumWidth(_SIDE[1])
        self._whole = QWidget()
        line = QHBoxLayout(self._whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.L)
        line.addLayout(left, 2)
        line.addWidget(self.card, 1)
        self.paper = NoticeView(session)
        self.paper.left.connect(self._back)
        self.paper.issued.connect(self._told)
        self._stack = QStackedWidget()
        for part in (self._whole, self.paper):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.panel = LadderPanel(self, self._desk, session.look)
        self.panel.written.connect(self._written)
        self.panel.drafted.connect(self._draft_disconnection)

    def _fill_villages(self, villages: tuple[str, ...]) -> None:
        before = self.village.currentData() or ""
        self.village.blockSignals(True)
        self.village.clear()
        self.village.addItem(tr("所有村"), "")
        for village in villages:
            self.village.addItem(village, village)
        self.village.setCurrentIndex(max(self.village.findData(before), 0))
        self.village.blockSignals(False)

    def _narrow(self) -> None:
        village = self.village.currentData() or ""
        shown = [case for case in self._cases.values() if not village or case.account.village == village]
        self._sheets.setCurrentWidget(self.board if shown else self._empty)
        self._sum.setText(sum_words(shown))
        self.board.show_columns(columns_of(shown, self._desk.missing(shown)))
        self._choose(self.board.current)

    def _choose(self, key: str) -> None:
        case = self._cases.get(key)
        self.card.setVisible(case is not None)
        if case is not None:
            missing = self._desk.missing((case,))[case.account.number]
            self.card.show_case(case, missing, self._desk.facts(case.account.number), self._desk.approver(case.state))

    def _open(self, _key: str) -> None:
        self.act(self.card.leading)

    def _ask_weather(self) -> None:
        self.notice.clear()
        self.panel.ask_weather(self.village.currentData() or "")

    def _back(self) -> None:
        self._stack.setCurrentWidget(self._whole)
        self.board.setFocus()

    def _written(self, said: str, changes: Changes) -> None:
        self._told(changes)
        self.notice.say(said, tone=Tone.OK)

    def _told(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self.refresh(changes)

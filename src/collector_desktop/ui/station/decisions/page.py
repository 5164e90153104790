"""审批: the requests that wait, one in full, and the answer; beside it everything that was decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.seen_part import SeenPart
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.decisions.answer_form import AnswerForm
from collector_desktop.ui.station.decisions.model import columns
from collector_desktop.ui.station.decisions.presenter import CONCERNS, Decisions, Named
from collector_desktop.ui.station.decisions.request_card import RequestCard
from collector_desktop.ui.station.manager_note import ManagerNote
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.file_view import FileView
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr

_NAME = "station/decided_by"
_LIST, _EMPTY, _FILE = range(3)
_SIDE_WIDTH = 384


class DecisionsPage(SeenPart):
    """`changed` carries the Changes of a decision."""

    changed = Signal(object)

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._decisions = Decisions(session)
        self._shows_decided = False
        self._build()
        self.reload()

    def activated(self) -> None:
        """The place was opened: the list takes the keyboard."""
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the requests again."""
        self._stale = False
        self._decisions.load()
        rows = self._decisions.decided if self._shows_decided else self._decisions.waiting
        self._waiting.setText(tr("待审批 {count}").format(count=len(self._decisions.waiting)))
        self._decided.setText(tr("已决定 {count}").format(count=len(self._decisions.decided)))
        self._waiting.set_chosen(not self._shows_decided)
        self._decided.set_chosen(self._shows_decided)
        self.model.show(rows)
        self._sheets.setCurrentIndex(_LIST if rows else _EMPTY)
        self._show(self.table.current() if rows else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the file that is open."""
        if event.key() == Qt.Key.Key_Escape and self._sheets.currentIndex() == _FILE:
            self._close_file()
        else:
            super().keyPressEvent(event)

    def approve(self) -> None:
        """Grant the request that is open, with the amount typed."""
        self._answer(approved=True)

    def refuse(self) -> None:
        """Refuse the request that is open, with the reason typed."""
        self._answer(approved=False)

    def _answer(self, *, approved: bool) -> None:
        named = self.table.current()
        if named is None or not named.line.is_open:
            return
        acting = self._session.acting()
        name = self.form.name.text().strip() if acting is None else acting.name
        if acting is None:
            self._session.drafts.put(_NAME, name)
        try:
            changes = self._decisions.decide(
                named.line.request.id,
                approved=approved,
                reason=self.form.reason.text(),
                name=name,
                role=self.form.role,
                granted=self.form.granted if approved else None,
            )
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice)
            return
        self.changed.emit(changes)
        self.reload()
        self.notice.say(
            tr("已同意") if approved else tr("已答复:不同意"),
            tr("派工后随线路包回到收费员。"),
            tone=Tone.OK if approved else Tone.WARN,
        )
        self.table.setFocus()

    def _build(self) -> None:
        self._waiting = KeyButton("", compact=True)
        self._decided = KeyButton("", compact=True)
        self._waiting.clicked.connect(self._show_waiting)
        self._decided.clicked.connect(self._show_decided)
        self.model = RowsModel(columns(), self._session.look, parent=self, account=lambda row: row.line.request.account)
        self.table: DataTable[Named] = DataTable(tr("申请"), self.model, self._session, "decisions")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._begin_answer)
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self.table)
        self._file = FileView()
        self._file.left.connect(self._close_file)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(sheet)
        self._sheets.addWidget(
            EmptyState(tr("没有要审批的申请"), tr("收下收费员的日包后,减免、还款协议、退款、停电等申请会列在这里。"))
        )
        self._sheets.addWidget(self._file)
        self.notice = Notice()
        self.card = RequestCard()
        self.card.file_wanted.connect(self._open_file)
        self.form = AnswerForm()
        self.form.approved.connect(self.approve)
        self.form.refused.connect(self.refuse)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(Label(tr("审批"), size=Size.TITLE, bold=True), Space.L, self._waiting, self._decided, None))
        left.addWidget(self.notice)
        left.addWidget(self._sheets, 1)
        self._side = QWidget()
        self._side.setFixedWidth(_SIDE_WIDTH)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(Space.S)
        right.addWidget(self.card)
        right.addWidget(self.form, 1)
        self._note = ManagerNote(self._session)
        right.addWidget(self._note)
        right.addStretch(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self._side)

    def _show(self, named: Named | None) -> None:
        self.card.setVisible(named is not None)
        self.form.setVisible(named is not None and named.line.is_open)
        self._note.hide()
        if named is None:
            return
        matter = named.line.request.matter
        needs_manager = self._decisions.needs_manager(matter)
        self.card.show_request(named, needs_manager=needs_manager)
        if named.line.is_open:
            name, acting = self._session.drafts.get(_NAME), self._session.acting()
            self.form.ask(matter, name, needs_manager=needs_manager, member=acting)
            self._note.allow((self.form.approve, self.form.refuse))

    def _begin_answer(self, named: Named) -> None:
        if named.line.is_open:
            (self.form.amount if self.form.amount.isVisible() else self.form.reason).setFocus()

    def _show_waiting(self) -> None:
        self._shows_decided = False
        self.reload()

    def _show_decided(self) -> None:
        self._shows_decided = True
        self.reload()

    def _open_file(self, attachment: Attachment) -> None:
        self._file.show_file(attachment, self._decisions.files(attachment))
        self._sheets.setCurrentIndex(_FILE)

    def _close_file(self) -> None:
        self._sheets.setCurrentIndex(_LIST)
        self.table.setFocus()

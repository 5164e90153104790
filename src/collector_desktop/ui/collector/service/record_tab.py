"""记录: what was done for people month by month, what it found, and what is still to be done."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services import checking, service_papers
from collector_desktop.services.checking import FinishFollowUp
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.service.model import served_columns
from collector_desktop.ui.collector.service.presenter import CONCERNS, FollowUpLine, Served, ServiceDesk
from collector_desktop.ui.collector.service.record_card import RecordCard
from collector_desktop.ui.collector.service.words import card_word, short_day
from collector_desktop.ui.place_tab import PaperWanted, PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Action, Notice
from collector_desktop.ui.widgets.photo_view import PhotoView
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr

_SIDE_WIDTH = (300, 380)


class RecordTab(PlaceTab):
    """The month's services at the left, the chosen one at the right; open follow-ups on top."""

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = ServiceDesk(session)
        self._stale = False
        self._month = session.business_day.replace(day=1)
        self._records = self._desk.records(self._month)
        self._asked: FollowUpLine | None = None
        self._build()
        self._show()

    @property
    def count(self) -> int:
        """Follow-ups that are open."""
        return len(self._records.follow_ups)

    @property
    def note(self) -> str:
        """待处理 1."""
        return tr("待处理 {count}").format(count=self.count) if self.count else ""

    def activated(self) -> None:
        """The table takes the keyboard."""
        self.catch_up()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the month."""
        self._stale = False
        self._records = self._desk.records(self._month)
        self._show()
        self.counted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a follow-up."""
        if event.key() == Qt.Key.Key_Escape and self._asked is not None:
            self._back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._title = Label(size=Size.LARGE, bold=True)
        self._counts = Label(tone=Tone.MUTED, wrap=True)
        self.earlier = KeyButton(tr("上个月"))
        self.later = KeyButton(tr("下个月"))
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.due = Notice()
        self.notice = Notice()
        self.model = RowsModel(
            served_columns(), self._session.look, parent=self, account=lambda line: line.fact.account
        )
        self.table: DataTable[Served] = DataTable(tr("做过的服务"), self.model, self._session, "service/records")
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                tr("这个月还没有服务记录"),
                tr("免费检查、小修理、安全讲解、讲清电费,做完点一下就记在这里,月底进报表。"),
            )
        )
        sheet.column.addWidget(self._stack, 1)
        self.card = RecordCard()
        self.card.card.setText(card_word(self._session.seat))
        self.card.setMinimumWidth(_SIDE_WIDTH[0])
        self.card.setMaximumWidth(_SIDE_WIDTH[1])
        self.card.hide()
        self.card.slip_asked.connect(self._open)
        self.card.card_asked.connect(self._open_card)
        self.card.finished.connect(self._finish)
        self.card.given_up.connect(self._back)
        self.card.photo_asked.connect(self._enlarge)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self._title, None, self.earlier, self.later))
        left.addWidget(self._counts)
        left.addWidget(self.due)
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 2)
        layout.addWidget(self.card, 1)
        self.photo = PhotoView(self)

    def _show(self) -> None:
        counts = self._records.counts
        self._title.setText(tr("{year}年{month}月").format(year=self._month.year, month=self._month.month))
        self.later.setEnabled(self._month < self._session.business_day.replace(day=1))
        self._counts.setText(
            tr(
                "免费检查 {checks} 户,查出不合格 {faults} 项 · 小修理 {repairs} 次 · 安全讲解 {talks} 次"
                " · 讲清电费 {explained} 次 · 共 {minutes} 分钟"
            ).format(
                checks=counts.checks,
                faults=counts.faults,
                repairs=counts.repairs,
                talks=counts.talks,
                explained=counts.explanations,
                minutes=counts.minutes,
            )
        )
        self.model.show(self._records.served)
        self._stack.setCurrentIndex(0 if self._records.served else 1)
        self._show_due()

    def _show_due(self) -> None:
        lines = self._records.follow_ups
        if not lines:
            self.due.clear()
            return
        today = self._session.business_day
        late = sum(_due_on(each) < today for each in lines)
        title = tr("{count} 项还要处理").format(count=len(lines))
        if late:
            title += tr(",其中 {late} 项过了日子").format(late=late)
        actions: tuple[Action, ...] = ((tr("处理第一项"), self._ask_first),)
        told = ";".join(_told(each) for each in lines[:2])
        self.due.say(title, told, tone=Tone.DANGER if late else Tone.WARN, actions=actions)

    def _choose(self, line: Served | None) -> None:
        self._asked = None
        self.card.setVisible(line is not None)
        if line is not None:
            self.card.show_served(line, self._desk.files(line.fact))

    def _open(self) -> None:
        line = self.table.current()
        if line is not None and isinstance(line.fact, CheckDone):
            ledger, act = self._session.ledger, line.fact.id
            self.paper_wanted.emit(PaperWanted(tr("服务单"), lambda: service_papers.filled_slip(ledger, act)))

    def _enlarge(self, number: int) -> None:
        self.photo.open(self.card.strip.titles, self.card.strip.photos, number)

    def _open_card(self) -> None:
        line = self.table.current()
        if line is not None:
            self.card_wanted.emit(line.fact.account)

    def _ask_first(self) -> None:
        self._asked = self._records.follow_ups[0]
        self.card.show()
        self.card.show_follow_up(self._asked)

    def _finish(self, what: str) -> None:
        if self._asked is None:
            return
        session = self._session
        done = FinishFollowUp(id=new_act_id(), check=self._asked.follow_up.check.id, what=what)
        try:
            changes = checking.finish_follow_up(session.ledger, done, session.stamp())
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self._back()
        self._stale = True
        self.changed.emit(changes)
        if self._stale:  # nobody made this tab read again
            self.reload()
        self.notice.say(tr("记下了"), tone=Tone.OK)

    def _back(self) -> None:
        self._choose(self.table.current())
        self.table.setFocus()

    def _go_earlier(self) -> None:
        self._go((self._month - timedelta(days=1)).replace(day=1))

    def _go_later(self) -> None:
        self._go((self._month + timedelta(days=31)).replace(day=1))

    def _go(self, month: date) -> None:
        self._month = month
        self.notice.clear()
        self.reload()


def _due_on(line: FollowUpLine) -> date:
    left = line.follow_up.check.follow_up
    assert left is not None
    return left.due_on


def _told(line: FollowUpLine) -> str:
    check = line.follow_up.check
    assert check.follow_up is not None
    name = mask_name(line.info.name) if line.info else mask_account(check.account)
    return tr("{name}:{what}({day} 前)").format(
        name=name, what=check.follow_up.what, day=short_day(check.follow_up.due_on)
    )

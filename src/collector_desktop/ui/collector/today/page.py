"""今日: who to visit in which slot, and a knock recorded with one key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services import door_slips, visiting
from collector_desktop.services.door_slips import LeaveSlip
from collector_desktop.services.sentences import sentence
from collector_desktop.services.visiting import RecordVisit
from collector_desktop.store.queries import rounds, waiting
from collector_desktop.store.queries.doors import Door
from collector_desktop.store.queries.reminders import reminders
from collector_desktop.ui.collector.today.arranging import Arranging
from collector_desktop.ui.collector.today.door_card import DoorCard
from collector_desktop.ui.collector.today.doors_sheet import DoorsSheet, Listing
from collector_desktop.ui.collector.today.presenter import DoorRow, Row, Today
from collector_desktop.ui.collector.today.reminder_bar import ReminderBar
from collector_desktop.ui.collector.today.slip_printer import SlipPrinter
from collector_desktop.ui.collector.today.thinking import Thinking
from collector_desktop.ui.outcome_keys import KEYS, SLIP_KEY
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.slot_tabs import SlotTabs
from collector_desktop.ui.words import outcome_word, tr, wait_word, yuan

_TOPICS = frozenset(
    {
        Topic.BILLS,
        Topic.VISITS,
        Topic.SNAPSHOT,
        Topic.SERVICE,
        Topic.HOUSEHOLD,
        Topic.CASES,
        Topic.REQUESTS,
        Topic.PLAN,
    }
)
_LEARNED_FROM = frozenset({Topic.SNAPSHOT, Topic.VILLAGE})
_REMINDED_OF = frozenset({Topic.BILLS, Topic.VILLAGE, Topic.SERVICE, Topic.REQUESTS, Topic.SNAPSHOT})
_CARD_WIDTH = 330


class TodayPage(QWidget):
    """The doors of the day.

    `card_wanted` carries an account to collect from; `changed` the Changes of an act; `recorded` an act id and the
    line a toast says of it; `route_wanted` asks for a first route; `reminded` carries the Reminder whose place is to be
    opened, and whose card if it is a household's; `typed` carries a letter meant for the search.
    """

    card_wanted = Signal(str)
    changed = Signal(object)
    recorded = Signal(str, str)
    route_wanted = Signal()
    reminded = Signal(object, object)
    typed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._slot = session.slot()
        self._listing = Listing.PLAN
        self._visit_id: ActId = new_act_id()
        self._thinking = Thinking(session, self)
        self._thinking.came.connect(self._thought)
        self._today = self._read()
        self._build()
        self._show(None, 0)
        self._remind()

    def _build(self) -> None:
        self._tabs = SlotTabs(self._session.policy().visits.windows)
        self._tabs.chosen.connect(self.choose_slot)
        self.reminders = ReminderBar()
        self.reminders.wanted.connect(self.reminded)
        self._doors = DoorsSheet(self._session)
        self._doors.chosen.connect(self._show_current)
        self._doors.opened.connect(self._open_current)
        self._doors.typed.connect(self.typed)
        self._doors.paper_wanted.connect(self.toggle_paper_order)
        self._doors.hard_wanted.connect(self.toggle_hard)
        self.arranging = Arranging(self._session, self, self.current_door, self._planned_accounts, self._viewed_slot)
        self.arranging.said.connect(self._done)
        self._doors.menu_wanted.connect(self.arranging.menu)
        self._doors.dropped.connect(self.arranging.put)
        self._doors.rain_ticked.connect(self.arranging.rain)
        self._empty = EmptyState(tr("这个时段没有要上门的户"), tr("换一个时段,或看纸质顺序"), tr("看纸质顺序"))
        self._empty.pressed.connect(self.toggle_paper_order)
        self._no_route = EmptyState(
            tr("还没有线路"), tr("从供电所取线路包后,今天要上门的户会按顺序列在这里"), tr("去取线路包")
        )
        self._no_route.pressed.connect(self.route_wanted)
        self._sheets = QStackedWidget()
        for each in (self._doors, self._empty, self._no_route):
            self._sheets.addWidget(each)
        self._card = DoorCard(self._session.look)
        self._card.collect.connect(self._open_current)
        self._card.outcome.connect(self._knocked)
        self._card.promised.connect(self._promised)
        self._card.given_up.connect(self.activated)
        self._card.slip_wanted.connect(self.leave_slip)
        self._slips = SlipPrinter(self._session, self)
        self._slips.failed.connect(self._slip_not_printed)
        self._notice = Notice()
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self._tabs)
        left.addWidget(self.reminders)
        left.addWidget(self._sheets, 1)
        side = QWidget()
        side.setFixedWidth(_CARD_WIDTH)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(Space.S)
        right.addWidget(self._notice)
        right.addWidget(self._card, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(side)
        self._shortcuts = [self._shortcut(key, outcome) for outcome, key in KEYS.items()]
        for key, slot in (("Ctrl+1", Slot.MORNING), ("Ctrl+2", Slot.NOON), ("Ctrl+3", Slot.EVENING)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setProperty("slot", str(slot))
            shortcut.activated.connect(self._slot_key)
        for key, pressed in (("Ctrl+4", self.toggle_hard), (SLIP_KEY, self.leave_slip)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(pressed)
        order = QShortcut(QKeySequence("Ctrl+O"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        order.activated.connect(self.toggle_paper_order)

    def _shortcut(self, key: str, outcome: Outcome) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setProperty("outcome", str(outcome))
        shortcut.activated.connect(self._outcome_key)
        return shortcut

    def activated(self) -> None:
        """The place was opened: the list takes the keyboard."""
        self._doors.setFocus()
        self.keep_time()

    @property
    def is_planning(self) -> bool:
        """Whether another plan is on its way."""
        return self._thinking.is_thinking

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed: one door where one act changed one."""
        if changes.topics & _REMINDED_OF:
            self._remind()
        if changes.topics & _LEARNED_FROM:
            self._thinking.learn_anew()
        if not changes.topics & _TOPICS:
            return
        if changes.accounts and Topic.SNAPSHOT not in changes.topics:
            self._thinking.read_again(changes.accounts)
        elif changes.topics != {Topic.PLAN}:
            self._thinking.read_all()
        self._show_again()

    def _show_again(self) -> None:
        """Show what there is now and stay at the same door, or at the one that took its place."""
        current, at = self.current_door(), self._doors.at
        self._today = self._read()
        self._show(current.account if current else None, at)

    def choose_slot(self, slot: Slot) -> None:
        """Show another slot."""
        self._slot = slot
        self._leave_hard()
        self._show(None, 0)
        self._doors.setFocus()

    def toggle_hard(self) -> None:
        """Between the slot and whom nobody ever meets (Ctrl+4)."""
        self._listing = Listing.PLAN if self._listing is Listing.HARD else Listing.HARD
        self._show(None, 0)
        self._doors.setFocus()

    def toggle_paper_order(self) -> None:
        """Between the plan and paper order (Ctrl+O)."""
        self._listing = Listing.PLAN if self._listing is Listing.PAPER else Listing.PAPER
        current = self.current_door()
        self._show(current.account if current else None, 0)

    def select(self, account: AccountNumber) -> None:
        """Highlight a door, in the first slot that has it."""
        for slot in (self._slot, *Slot):
            rows = self._today.rows(slot)
            if any(isinstance(each, DoorRow) and each.door.account == account for each in rows):
                self._slot = slot
                self._leave_hard()
                self._show(account, 0)
                return

    def _read(self) -> Today:
        session = self._session
        on = session.business_day
        with session.ledger.reading() as conn:
            self._waiting = waiting.waiting(conn, on, on, session.seat.device)
            self._rainy = {slot for _, slot in rounds.rainy_slots(conn, on, on)}
        self._is_late = False
        return self._thinking.today()

    def _remind(self) -> None:
        with self._session.ledger.reading() as conn:
            self.reminders.show_reminders(reminders(conn, self._session.business_day))

    def _show(self, account: AccountNumber | None, at: int) -> None:
        if not self._today.hard_count:
            self._leave_hard()
        rows = self._rows()
        self._tabs.show_summaries(self._today.summaries(), None if self._listing is Listing.HARD else self._slot)
        if not rows:
            nothing = self._today.progress().left == 0 and not self._today.progress().doors
            self._sheets.setCurrentIndex(2 if nothing else 1)
        else:
            self._sheets.setCurrentIndex(0)
        self._doors.show_rows(rows, account, at)
        self._doors.show_listing(self._listing, self._today, self._slot)
        self._doors.show_rain(rains=self._slot in self._rainy)
        self._show_current()
        self._card.show_progress(self._progress_word())

    def _leave_hard(self) -> None:
        if self._listing is Listing.HARD:
            self._listing = Listing.PLAN

    def _rows(self) -> tuple[Row, ...]:
        if self._listing is Listing.HARD:
            return self._today.hard_rows()
        return self._today.rows(self._slot, paper_order=self._listing is Listing.PAPER)

    def _progress_word(self) -> str:
        progress = self._today.progress()
        done = tr("今天上门 {doors} 户,收到 {households} 户 {collected}").format(
            doors=progress.doors, households=progress.households, collected=yuan(progress.collected)
        )
        left = tr("还有 {left} 户").format(left=progress.left)
        if self._waiting.median is None:
            return f"{done}\n{left}"
        return f"{done}\n{left} · " + tr("客户等候一般 {wait}").format(wait=wait_word(self._waiting.median))

    def keep_time(self) -> None:
        """A slot is over: what is left is planned anew. An answer that is being given is waited for."""
        if self._card.asking:
            return
        if self._session.slot() is not self._today.now:
            self._slot = self._session.slot()
            self._show_again()
        elif self._is_late:
            self._show_thought()

    def _thought(self) -> None:
        """Another plan came; an answer that is being given is waited for."""
        self._is_late = True
        self.keep_time()

    def _show_thought(self) -> None:
        """A first plan is shown from its head, unless another door was taken in hand in paper order meanwhile."""
        before, is_first = self._today, not self._today.is_planned and self._doors.is_at_head
        self._today = self._read()
        if is_first:
            self._show(None, 0)
        elif self._today.differs(before):
            current = self.current_door()
            self._show(current.account if current else None, self._doors.at)

    def _planned_accounts(self) -> tuple[AccountNumber, ...]:
        return self._doors.planned

    def _viewed_slot(self) -> Slot:
        return self._slot

    def current_door(self) -> Door | None:
        """The door at hand; None if the slot is empty."""
        return self._doors.door

    def _show_current(self) -> None:
        self._visit_id = new_act_id()
        self._notice.clear()
        door = self.current_door()
        hard = self._today.hard_to_meet(door.account) if door else None
        self._card.show_door(door, self._session.business_day, hard)
        self._doors.scroll_to_door()

    def _open_current(self) -> None:
        door = self.current_door()
        if door is not None:
            self.card_wanted.emit(door.account)

    def _slot_key(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.choose_slot(Slot(pressed.property("slot")))

    def _outcome_key(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self._knocked(Outcome(pressed.property("outcome")))

    def _knocked(self, outcome: Outcome) -> None:
        if outcome is Outcome.PROMISED:
            if self.current_door() is not None:
                self._card.ask_promise(self._session.business_day, self._slot)
            return
        self._record(outcome, None)

    def _promised(self, promise: Promise) -> None:
        self._record(Outcome.PROMISED, promise)

    def _record(self, outcome: Outcome, promise: Promise | None) -> None:
        door = self.current_door()
        if door is None:
            return
        visit = RecordVisit(
            id=self._visit_id, account=door.account, slot=self._session.slot(), outcome=outcome, promise=promise
        )
        try:
            changes = visiting.record(self._session.ledger, visit, self._session.stamp())
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._done(changes, visit.id, f"{outcome_word(outcome)} {mask_name(door.name)}")

    def leave_slip(self) -> None:
        """Nobody at home: record it and print a slip for the door, in one key (9)."""
        door, session = self.current_door(), self._session
        if door is None:
            return
        left = LeaveSlip(visit=self._visit_id, slip=new_act_id(), account=door.account, slot=session.slot())
        try:
            changes = door_slips.leave_slip(session.ledger, left, session.stamp())
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._done(changes, left.visit, tr("不在家,已留条 {name}").format(name=mask_name(door.name)))
        self._slips.print(left.slip)

    def _done(self, changes: Changes, act: ActId, line: str) -> None:
        self.changed.emit(changes)
        self.recorded.emit(act, line)
        self._doors.setFocus()

    def _refuse(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self._notice.say(said.what, said.advice)

    def _slip_not_printed(self) -> None:
        self._notice.say(
            tr("留条没有打印出来"), tr("请看打印机有没有开、有没有纸。"), actions=((tr("再打一次"), self._slips.again),)
        )

"""今日: who to visit in which slot, and a knock recorded with one key."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedLayout, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services import visiting
from collector_desktop.services.sentences import sentence
from collector_desktop.services.visiting import RecordVisit
from collector_desktop.store.queries import doors, waiting
from collector_desktop.store.queries.doors import Door
from collector_desktop.ui.collector.today.delegate import DoorDelegate
from collector_desktop.ui.collector.today.door_card import DoorCard
from collector_desktop.ui.collector.today.model import DoorsModel
from collector_desktop.ui.collector.today.presenter import DoorRow, Today
from collector_desktop.ui.outcome_keys import KEYS
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.slot_tabs import SlotTabs
from collector_desktop.ui.words import outcome_word, tr, wait_word, yuan

_TOPICS = frozenset({Topic.BILLS, Topic.VISITS, Topic.SNAPSHOT, Topic.SERVICE})
_CARD_WIDTH = 330
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class TodayPage(QWidget):
    """The doors of the day.

    `card_wanted` carries an account to collect from; `changed` the Changes of an act; `recorded` an act id and the
    line a toast says of it; `route_wanted` asks for a first route; `typed` carries a letter meant for the search.
    """

    card_wanted = Signal(str)
    changed = Signal(object)
    recorded = Signal(str, str)
    route_wanted = Signal()
    typed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._slot = session.slot()
        self._paper_order = False
        self._visit_id: ActId = new_act_id()
        self._today = self._read()
        self._build()
        self._show(None, 0)

    def _build(self) -> None:
        self._tabs = SlotTabs(self._session.policy().visits.windows)
        self._tabs.chosen.connect(self.choose_slot)
        self._model = DoorsModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(DoorDelegate(self._session.look, self._session.business_day))
        self._list.setAccessibleName(tr("要上门的户"))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.selectionModel().currentChanged.connect(self._current_changed)
        self._list.doubleClicked.connect(self._open_current)
        self._list.installEventFilter(self)
        self._order_word = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._order = LinkButton("")
        self._order.clicked.connect(self.toggle_paper_order)
        sheet = Card(margin=1)
        sheet.column.setSpacing(0)
        sheet.column.addWidget(self._list)
        sheet.column.addLayout(row(Space.L, self._order_word, None, self._order, Space.L))
        self._empty = EmptyState(
            tr("这个时段没有要上门的户"), tr("换一个时段,或看纸质顺序"), tr("看纸质顺序"), parent=self
        )
        self._empty.pressed.connect(self.toggle_paper_order)
        self._no_route = EmptyState(
            tr("还没有线路"), tr("从供电所取线路包后,今天要上门的户会按顺序列在这里"), tr("去取线路包"), parent=self
        )
        self._no_route.pressed.connect(self.route_wanted)
        self._sheets = QStackedLayout()
        for each in (sheet, self._empty, self._no_route):
            self._sheets.addWidget(each)
        self._card = DoorCard(self._session.look)
        self._card.collect.connect(self._open_current)
        self._card.outcome.connect(self._knocked)
        self._card.promised.connect(self._promised)
        self._card.given_up.connect(self.activated)
        self._notice = Notice()
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self._tabs)
        left.addLayout(self._sheets, 1)
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
        order = QShortcut(QKeySequence("Ctrl+O"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        order.activated.connect(self.toggle_paper_order)

    def _shortcut(self, key: str, outcome: Outcome) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setProperty("outcome", str(outcome))
        shortcut.activated.connect(self._outcome_key)
        return shortcut

    def activated(self) -> None:
        """The place was opened: the list takes the keyboard."""
        self._list.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed: one door where one act changed one."""
        if changes.topics & _TOPICS:
            self.reload(None if Topic.SNAPSHOT in changes.topics else changes.accounts)

    def reload(self, accounts: Collection[AccountNumber] | None = None) -> None:
        """Read some doors again, or all, and stay at the same one, or at the one that took its place."""
        current, at = self.current_door(), self._list.currentIndex().row()
        self._today = self._read(accounts)
        self._show(current.account if current else None, at)

    def choose_slot(self, slot: Slot) -> None:
        """Show another slot."""
        self._slot = slot
        self._show(None, 0)
        self._list.setFocus()

    def toggle_paper_order(self) -> None:
        """Between the plan and paper order (Ctrl+O)."""
        self._paper_order = not self._paper_order
        current = self.current_door()
        self._show(current.account if current else None, 0)

    def select(self, account: AccountNumber) -> None:
        """Highlight a door, in the first slot that has it."""
        for slot in (self._slot, *Slot):
            rows = self._today.rows(slot)
            if any(isinstance(each, DoorRow) and each.door.account == account for each in rows):
                self._slot = slot
                self._show(account, 0)
                return

    def _read(self, accounts: Collection[AccountNumber] | None = None) -> Today:
        session = self._session
        on, device, policy = session.business_day, session.seat.device, session.policy()
        with session.ledger.reading() as conn:
            found = doors.read_again(conn, self._today.doors, accounts, on, policy, device) if accounts else None
            if found is None:
                found = doors.doors(conn, on, policy, device)
            self._waiting = waiting.waiting(conn, on, on, device)
        return Today(found, on, session.slot(), policy)

    def _show(self, account: AccountNumber | None, at: int) -> None:
        rows = self._today.rows(self._slot, paper_order=self._paper_order)
        self._model.show(rows)
        self._tabs.show_summaries(self._today.summaries(), self._slot)
        if not rows:
            nothing = self._today.progress().left == 0 and not self._today.progress().doors
            self._sheets.setCurrentIndex(2 if nothing else 1)
        else:
            self._sheets.setCurrentIndex(0)
        place = self._model.place_of(account) if account else -1
        place = place if place >= 0 else self._model.door_from(at)
        self._list.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())
        self._show_current()
        self._show_order()
        self._card.show_progress(self._progress_word())

    def _progress_word(self) -> str:
        progress = self._today.progress()
        said = tr("今天上门 {doors} 户,收到 {households} 户 {collected}。还有 {left} 户。").format(
            doors=progress.doors,
            households=progress.households,
            collected=yuan(progress.collected),
            left=progress.left,
        )
        if self._waiting.median is not None:
            said += tr("客户等候一般 {wait}。").format(wait=wait_word(self._waiting.median))
        return said

    def _show_order(self) -> None:
        if self._paper_order:
            self._order_word.setText(tr("纸质顺序,全部欠费户"))
            self._order.setText(tr("换成走访计划"))
        else:
            resting = len(self._today.resting)
            rest = tr(" · 今天见过或另约的 {doors} 户不再列出").format(doors=resting) if resting else ""
            self._order_word.setText(tr("走访计划:约好的在前,其余按纸质顺序") + rest)
            self._order.setText(tr("换成纸质顺序"))
        self._order.setToolTip("Ctrl+O")

    def current_door(self) -> Door | None:
        """The door at hand; None if the slot is empty."""
        found = self._model.row(self._list.currentIndex().row())
        return found.door if isinstance(found, DoorRow) else None

    def _current_changed(self) -> None:
        self._show_current()

    def _show_current(self) -> None:
        self._visit_id = new_act_id()
        self._notice.clear()
        self._card.show_door(self.current_door(), self._session.business_day)
        self._list.scrollTo(self._list.currentIndex())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter on the list opens the card, a letter begins a search; no input method composes in a list."""
        if watched is not self._list or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif event.text().isalpha() and not event.modifiers() & _COMMANDS:
            self.typed.emit(event.text())
        else:
            return False
        return True

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
            said = sentence(refusal, tr)
            self._notice.say(said.what, said.advice)
            return
        self.changed.emit(changes)
        self.recorded.emit(visit.id, f"{outcome_word(outcome)} {mask_name(door.name)}")
        self._list.setFocus()

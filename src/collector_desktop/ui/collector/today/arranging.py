"""What the collector wants otherwise: pin a door, move it, change its slot, leave it out; by key, by menu, by hand."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.rounds import Wish
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.visit import Slot
from collector_desktop.services.arranging import ArrangeDoor, arrange, note_rain
from collector_desktop.store.queries.doors import Door
from collector_desktop.ui.session import Session
from collector_desktop.ui.words import slot_name, tr


class Arranging(QObject):
    """`said` carries the Changes, the act and the line a toast says of it.

    `at_hand` gives the door, `around` the accounts of the slot's plan in their order, `viewed` the slot shown.
    """

    said = Signal(object, str, str)

    def __init__(
        self,
        session: Session,
        owner: QWidget,
        at_hand: Callable[[], Door | None],
        around: Callable[[], tuple[AccountNumber, ...]],
        viewed: Callable[[], Slot],
    ) -> None:
        super().__init__(owner)
        self._session, self._owner = session, owner
        self._at_hand, self._around, self._viewed = at_hand, around, viewed
        self._pin = self._action(tr("就在这个时段去"), "Space", self.pin)
        self._slots = {
            slot: self._action("", f"Ctrl+Shift+{at}", self._to_slot, slot=str(slot))
            for at, slot in enumerate((window.slot for window in session.policy().visits.windows), start=1)
        }
        self._up = self._action(tr("往前挪"), "Alt+Up", self.move_up)
        self._down = self._action(tr("往后挪"), "Alt+Down", self.move_down)
        self._skip = self._action(tr("今天不去"), "Del", self.skip)
        self._as_planned = self._action(tr("还是照计划"), "Backspace", self.as_planned)

    def menu(self, at: QPoint) -> None:
        """Everything that can be wanted with the door at hand."""
        door, viewed = self._at_hand(), self._viewed()
        if door is None:
            return
        menu = QMenu(self._owner)
        menu.addAction(self._pin)
        for slot, action in self._slots.items():
            action.setText(tr("改到{slot}").format(slot=slot_name(slot)))
            if slot is not viewed and self._is_ahead(slot):
                menu.addAction(action)
        menu.addSeparator()
        menu.addActions([self._up, self._down])
        menu.addSeparator()
        menu.addActions([self._skip, self._as_planned])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def pin(self) -> None:
        """Go there in the slot shown, whatever the plan says."""
        self._visit(self._viewed())

    def skip(self) -> None:
        """Not today."""
        self._wish(Wish.SKIP, tr("今天不去:{name}"))

    def as_planned(self) -> None:
        """Whatever the plan says."""
        self._wish(Wish.AS_PLANNED, tr("照计划:{name}"))

    def move_up(self) -> None:
        """One place forward within the slot."""
        door, around = self._at_hand(), self._around()
        if door is not None and door.account in around[1:]:
            self.put(door.account, around.index(door.account) - 1)

    def move_down(self) -> None:
        """One place back within the slot."""
        door, around = self._at_hand(), self._around()
        if door is not None and door.account in around[:-1]:
            self.put(door.account, around.index(door.account) + 2)

    def put(self, account: AccountNumber, at: int) -> None:
        """In front of what stands at a place of the slot's plan, or behind all of it."""
        around = self._around()
        before = around[at] if at < len(around) else AccountNumber("")
        if before != account:
            self._visit(self._viewed(), account, before)

    def rain(self, rains: bool) -> None:  # a Qt slot
        """It rains in the slot shown, or does not after all."""
        act, slot = new_act_id(), self._viewed()
        changes = note_rain(self._session.ledger, act, slot, self._session.stamp(), rains=rains)
        line = tr("{slot}下雨,计划已重排") if rains else tr("{slot}不下雨,计划已重排")
        if changes.topics:
            self.said.emit(changes, act, line.format(slot=slot_name(slot)))

    def _action(self, text: str, key: str, wanted: Callable[[], None], slot: str = "") -> QAction:
        action = QAction(text, self._owner)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setProperty("slot", slot)
        action.triggered.connect(wanted)
        self._owner.addAction(action)
        return action

    def _to_slot(self) -> None:
        action = self.sender()
        assert action is not None
        slot = Slot(action.property("slot"))
        if self._is_ahead(slot):
            self._visit(slot)

    def _is_ahead(self, slot: Slot) -> bool:
        slots = list(self._slots)
        return slots.index(slot) >= slots.index(self._session.slot())

    def _visit(self, slot: Slot, account: AccountNumber | None = None, before: AccountNumber | None = None) -> None:
        """`before` puts it in front of that door, behind all others if it is empty; None leaves it on the way."""
        door = self._at_hand()
        if door is not None and self._is_ahead(slot):
            wanted = ArrangeDoor(
                id=new_act_id(),
                account=account or door.account,
                wish=Wish.VISIT,
                slot=slot,
                before=before or AccountNumber(""),
                at_end=before == "",
            )
            self._say(wanted, tr("排到{slot}:{name}").format(slot=slot_name(slot), name=mask_name(door.name)))

    def _say(self, wanted: ArrangeDoor, line: str) -> None:
        changes = arrange(self._session.ledger, wanted, self._session.stamp())
        if changes.topics:
            self.said.emit(changes, wanted.id, line)

    def _wish(self, wish: Wish, line: str) -> None:
        door = self._at_hand()
        if door is not None:
            wanted = ArrangeDoor(id=new_act_id(), account=door.account, wish=wish)
            self._say(wanted, line.format(name=mask_name(door.name)))

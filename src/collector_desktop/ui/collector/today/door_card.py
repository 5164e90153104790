"""The door at hand, at the right of Today: who, how much, the last knocks, and what can be done with one key."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.visit import Outcome
from collector_desktop.store.queries.doors import Door
from collector_desktop.ui.look import Look
from collector_desktop.ui.outcome_keys import KEYS
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, grid
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.visit_grid import VisitGrid
from collector_desktop.ui.words import outcome_word, tr, yuan


class DoorCard(Card):
    """`collect` opens the card for payment; `outcome` carries what a knock brought."""

    collect = Signal()
    outcome = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setSpacing(2)
        self._where = Label(tone=Tone.MUTED)
        self._name = Label(size=Size.TITLE, bold=True)
        self._address = Label(tone=Tone.MUTED, wrap=True)
        self._due_title = Label(tone=Tone.MUTED)
        self._due = Label(size=Size.HUGE, bold=True)
        self._due.setAccessibleName(tr("应收"))
        self._months = Label(tone=Tone.MUTED, wrap=True)
        self._grid = VisitGrid(look)
        self._collect = KeyButton(tr("收款"), "↵", primary=True)
        self._collect.clicked.connect(self.collect)
        self._buttons: dict[Outcome, KeyButton] = {}
        for outcome, key in KEYS.items():
            button = KeyButton(outcome_word(outcome), key)
            button.setProperty("outcome", str(outcome))
            button.clicked.connect(self._pressed)
            self._buttons[outcome] = button
        for widget in (self._where, self._name, self._address):
            self.column.addWidget(widget)
        self.column.addSpacing(Space.M)
        for widget in (self._due_title, self._due, self._months):
            self.column.addWidget(widget)
        self.column.addSpacing(Space.M)
        self.column.addWidget(Label(tr("近 7 次上门"), tone=Tone.MUTED))
        self.column.addWidget(self._grid)
        self.column.addSpacing(Space.M)
        self.column.addWidget(self._collect)
        self.column.addSpacing(Space.S)
        buttons = list(self._buttons.values())
        self.column.addLayout(grid(*((buttons[at], buttons[at + 1]) for at in range(0, len(buttons), 2))))
        self.column.addStretch(1)

    def show_door(self, door: Door | None, on: date) -> None:
        """Show a door; None clears the card."""
        self.setEnabled(door is not None)
        if door is None:
            for label in (self._where, self._name, self._address, self._due_title, self._due, self._months):
                label.setText("")
            self._grid.show_knocks(())
            return
        account = mask_account(door.account)
        self._where.setText(tr("第 {order} 户 · 户号 {account}").format(order=door.order, account=account))
        self._name.setText(mask_name(door.name))
        self._address.setText(door.address)
        penalty = tr("应收(含违约金 {penalty})").format(penalty=yuan(door.penalty))
        self._due_title.setText(penalty if door.penalty else tr("应收"))
        self._due.setText(yuan(door.due))
        self._months.setText(months_word(door, on))
        self._grid.show_knocks((*door.past, *door.today))

    def _pressed(self) -> None:
        button = self.sender()
        assert button is not None
        self.outcome.emit(Outcome(button.property("outcome")))


def months_word(door: Door, on: date) -> str:
    """3 个月:7、8、10 月; years are named where they differ from the day's."""
    if not door.months:
        return ""
    named = [str(month.month) if month.year == on.year else f"{month.year}年{month.month}" for month in door.months]
    return tr("{count} 个月:{months} 月").format(count=len(named), months="、".join(named))

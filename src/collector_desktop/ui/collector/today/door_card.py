"""The door at hand, at the right of Today: who, how much, the last knocks, and what can be done with one key."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.hard_to_meet import HardToMeet
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.store.queries.doors import Door
from collector_desktop.ui.look import Look
from collector_desktop.ui.outcome_keys import KEYS, SLIP_KEY
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, grid, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.promise_panel import PromisePanel
from collector_desktop.ui.widgets.visit_grid import VisitGrid
from collector_desktop.ui.words import hard_word, outcome_word, suggestion_word, tr, yuan

_FIRST_ROW = 2
"""Outcomes beside the slip for the door: when to come again, and nobody at home."""


class DoorCard(Card):
    """`collect` opens the card for payment; `outcome` carries what a knock brought, `promised` a Promise.

    `given_up` when no promise came after all; `slip_wanted` when nobody opened and a slip is to be left.
    """

    collect = Signal()
    outcome = Signal(object)
    promised = Signal(object)
    given_up = Signal()
    slip_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setSpacing(2)
        self._where = Label(tone=Tone.MUTED)
        self._name = Label(size=Size.TITLE, bold=True)
        self._address = Label(tone=Tone.MUTED, wrap=True)
        self._due_title = Label(tone=Tone.MUTED)
        self._due = Label(size=Size.AMOUNT, bold=True)
        self._due.setAccessibleName(tr("应收"))
        self._months = Label(tone=Tone.MUTED, wrap=True)
        self._grid = VisitGrid(look)
        self._knocks = Label(tone=Tone.MUTED)
        self._promise = PromisePanel()
        self._promise.promised.connect(self.promised)
        self._promise.given_up.connect(self._given_up)
        self._progress = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        for widget in (self._where, self._name, self._address):
            self.column.addWidget(widget)
        for widget in (self._due_title, self._due, self._months):
            self.column.addWidget(widget)
        self.column.addSpacing(Space.XS)
        self._actions = self._build_actions()
        self.column.addWidget(self._actions)
        self.column.addWidget(self._promise)
        self.column.addStretch(1)
        self.column.addWidget(self._progress)
        self._promise.hide()

    @property
    def asking(self) -> bool:
        """Whether the card asks when to come back."""
        return not self._promise.isHidden()

    def show_door(self, door: Door | None, on: date, hard: HardToMeet | None = None) -> None:
        """Show a door, with what to try next where nobody is ever met; None clears the card."""
        self._show_actions()
        self._actions.setEnabled(door is not None)
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
        failed = tr("代扣失败:{reason}").format(reason=door.debit_failed) if door.debit_failed else ""
        owed = " · ".join(filter(None, (months_word(door, on), failed)))
        self._months.setText(owed)
        self._months.setVisible(bool(owed))
        self._grid.show_knocks((*door.past, *door.today))
        self._knocks.set_tone(Tone.WARN if hard else Tone.MUTED)
        self._knocks.setText(
            tr("难见:{next}").format(next=suggestion_word(hard.suggestion, on)) if hard else tr("最近上门")
        )
        self._knocks.setToolTip(hard_word(hard) if hard else "")

    def show_progress(self, text: str) -> None:
        """How far the day is, at the foot of the card."""
        self._progress.setText(text)

    def ask_promise(self, today: date, slot: Slot) -> None:
        """Ask when to come back, in the place of the buttons."""
        self._actions.hide()
        self._promise.ask(today, slot)

    def _build_actions(self) -> QWidget:
        collect = KeyButton(tr("收款"), "⏎", primary=True)
        collect.clicked.connect(self.collect)
        buttons: list[QWidget] = []
        for outcome, key in KEYS.items():
            button = KeyButton(outcome_word(outcome), key, compact=len(buttons) < _FIRST_ROW)
            button.setProperty("outcome", str(outcome))
            button.clicked.connect(self._pressed)
            buttons.append(button)
        actions = QWidget()
        column = QVBoxLayout(actions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._knocks)
        column.addWidget(self._grid)
        column.addWidget(collect)
        column.addSpacing(Space.XS)
        slip = KeyButton(tr("留条"), SLIP_KEY, compact=True)
        slip.setToolTip(tr("记不在家,并打印一张折好的留条"))
        slip.clicked.connect(self.slip_wanted)
        first, rest = buttons[:_FIRST_ROW], buttons[_FIRST_ROW:]
        column.addLayout(row(*first, slip, spacing=Space.XS))
        column.addSpacing(Space.XS)
        column.addLayout(grid(*((rest[at], rest[at + 1]) for at in range(0, len(rest), 2))))
        return actions

    def _show_actions(self) -> None:
        self._promise.hide()
        self._actions.show()

    def _given_up(self) -> None:
        self._show_actions()
        self.given_up.emit()

    def _pressed(self) -> None:
        button = self.sender()
        assert button is not None
        self.outcome.emit(Outcome(button.property("outcome")))


def months_word(door: Door, on: date) -> str:
    """3 个月:7、8、10 月; years are named where they differ from the day's."""
    if not door.months:
        return ""
    named = [
        str(month.month) if month.year == on.year else tr("{year}年{month}").format(year=month.year, month=month.month)
        for month in door.months
    ]
    return tr("{count} 个月:{months} 月").format(count=len(named), months="、".join(named))

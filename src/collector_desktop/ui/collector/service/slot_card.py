"""The right side of 预约: the households of one slot, and what can be done about the chosen one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from collector_desktop.domain.masking import mask_name, mask_phone
from collector_desktop.domain.names import ActId
from collector_desktop.domain.service_check import BookingState
from collector_desktop.domain.visit import Slot
from collector_desktop.ui.collector.service.presenter import Booked
from collector_desktop.ui.collector.service.words import state_word
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import day_word, slot_name, tr


class SlotCard(Card):
    """What is asked for is asked of `current`."""

    check_asked = Signal()
    move_asked = Signal()
    cancel_asked = Signal()
    slip_asked = Signal()
    card_asked = Signal()
    entitled_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Booked, ...] = ()
        self._chosen = ActId("")
        self._today = date.min
        self._when = Label(size=Size.LARGE, bold=True, wrap=True)
        self._room = Label(tone=Tone.MUTED, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.XS)
        self._where = Label(wrap=True)
        self._phones = Label(tone=Tone.MUTED)
        self._note = Label(wrap=True)
        self._state = Label(bold=True)
        self.check = KeyButton(tr("做检查"), "⏎", primary=True)
        self.change_day = KeyButton(tr("改期"))
        self.cancel = KeyButton(tr("取消预约"))
        self.slip = KeyButton(tr("工作单"))
        self.card = KeyButton(tr("收款卡"))
        self.entitled = KeyButton(tr("去「应享」里约一户"))
        for button, signal in (
            (self.check, self.check_asked),
            (self.change_day, self.move_asked),
            (self.cancel, self.cancel_asked),
            (self.slip, self.slip_asked),
            (self.card, self.card_asked),
            (self.entitled, self.entitled_asked),
        ):
            button.clicked.connect(signal)
        self.column.setSpacing(Space.S)
        self.column.addWidget(self._when)
        self.column.addWidget(self._room)
        self.column.addLayout(self._list)
        self.column.addWidget(Rule())
        for label in (self._where, self._phones, self._note, self._state):
            self.column.addWidget(label)
        self.column.addWidget(self.check)
        self.column.addLayout(row(self.change_day, self.cancel))
        self.column.addLayout(row(self.slip, self.card))
        self.column.addStretch(1)
        self.column.addWidget(self.entitled)

    @property
    def current(self) -> Booked | None:
        """The household chosen; None where nobody is booked."""
        return next((each for each in self._found if each.booking.act == self._chosen), None)

    def show_slot(self, day: date, slot: Slot, found: Sequence[Booked], limit: int, today: date) -> None:
        """Show one slot; the household chosen before stays chosen if it is still there."""
        self._found, self._today = tuple(found), today
        self._when.setText(f"{day_word(day)} {slot_name(slot)}")
        left = limit - sum(each.booking.state is BookingState.OPEN for each in found)
        self._room.setText(
            tr("约了 {booked} 户,还可约 {left} 户").format(booked=len(found), left=max(left, 0))
            if found
            else tr("还没有预约,可约 {left} 户").format(left=limit)
        )
        if self.current is None:
            waiting = [each for each in self._found if each.booking.state is BookingState.OPEN]
            first = (waiting or list(self._found))[:1]
            self._chosen = first[0].booking.act if first else ActId("")
        self._fill_list()
        self._show_current()

    def _fill_list(self) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for each in self._found:
            text = f"{mask_name(each.info.name)}  {each.info.village}{each.info.group}"
            button = QPushButton(f"{text}  {state_word(each.booking, self._today)}")
            button.setObjectName("tab")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumHeight(TARGET)
            button.setAccessibleName(button.text())
            button.setChecked(each.booking.act == self._chosen)
            button.setProperty("act", each.booking.act)
            button.clicked.connect(self._choose)
            self._list.addWidget(button)

    def _choose(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self._chosen = ActId(pressed.property("act"))
        for at in range(self._list.count()):
            item = self._list.itemAt(at)
            button = item.widget() if item is not None else None
            if isinstance(button, QPushButton):
                button.setChecked(button.property("act") == self._chosen)
        self._show_current()

    def _show_current(self) -> None:
        each = self.current
        for widget in (self._where, self._phones, self._note, self._state, self.slip, self.card):
            widget.setVisible(each is not None)
        is_open = each is not None and each.booking.state is BookingState.OPEN
        for widget in (self.check, self.change_day, self.cancel):
            widget.setVisible(is_open)
        if each is None:
            return
        self.check.setEnabled(each.booking.on <= self._today)
        self._where.setText(tr("户号 {number} · {address}").format(number=each.info.number, address=each.info.address))
        self._phones.setText(" ".join(map(mask_phone, each.info.phones)))
        self._phones.setVisible(bool(each.info.phones))
        self._note.setText(tr("备注:{note}").format(note=each.booking.note))
        self._note.setVisible(bool(each.booking.note))
        state = state_word(each.booking, self._today)
        if each.booking.on > self._today:
            state = tr("{state};到那天才能做检查").format(state=state)
        self._state.setText(state)
        self._state.set_tone(Tone.OK if each.booking.state is BookingState.DONE else Tone.ACCENT)
        if each.booking.is_missed(self._today):
            self._state.set_tone(Tone.DANGER)

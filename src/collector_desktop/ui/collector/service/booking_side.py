"""The right side of a tab that books: its own card, the panel that books or moves, and the one that calls off."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.service_check import Booking
from collector_desktop.domain.visit import Slot
from collector_desktop.services import serving
from collector_desktop.services.sentences import sentence
from collector_desktop.services.serving import CancelCheck
from collector_desktop.ui.collector.service.book_panel import BookPanel
from collector_desktop.ui.collector.service.words import when_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_WIDTH = (300, 380)


class BookingSide(QWidget):
    """`booked` and `cancelled` carry Changes; `left` when a panel was closed and the keyboard is free."""

    booked = Signal(object)
    cancelled = Signal(object)
    left = Signal()

    def __init__(self, session: Session, card: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._card = card
        self._booking: Booking | None = None
        self._act = ActId("")
        self.setMinimumWidth(_WIDTH[0])
        self.setMaximumWidth(_WIDTH[1])
        self.book_panel = BookPanel(session)
        self.book_panel.booked.connect(self._after_booking)
        self.book_panel.given_up.connect(self.back)
        self._booking_card = Card()
        self._booking_card.column.addWidget(self.book_panel)
        self._cancel_card = self._make_cancel_card()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for panel in (card, self._booking_card, self._cancel_card):
            self._stack.addWidget(panel)

    @property
    def is_asking(self) -> bool:
        """Whether a panel is open."""
        return self._stack.currentWidget() is not self._card

    def book(self, account: AccountNumber, name: str, booking: Booking | None, slot: Slot) -> None:
        """Open the panel that books, or moves the booking there is."""
        self._stack.setCurrentWidget(self._booking_card)
        self.book_panel.ask(account, name, booking, slot)

    def cancel(self, name: str, booking: Booking) -> None:
        """Open the panel that calls a booking off, with a reason."""
        self._booking, self._act = booking, new_act_id()
        self._who.setText(tr("{name} · 取消预约").format(name=name))
        self._when.setText(when_word(booking))
        self.why.clear()
        self.notice.clear()
        self._stack.setCurrentWidget(self._cancel_card)
        self.why.setFocus()

    def show_card(self) -> None:
        """Back to the card, the keyboard stays where it is."""
        self._stack.setCurrentWidget(self._card)

    def back(self) -> None:
        """Close the panel."""
        self.show_card()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking:
            self.back()
        else:
            super().keyPressEvent(event)

    def _make_cancel_card(self) -> Card:
        self._who = Label(size=Size.LARGE, bold=True, wrap=True)
        self._when = Label(tone=Tone.MUTED)
        self.why = TextField(tr("为什么取消"), tr("为什么取消,必须写"))
        self.why.returnPressed.connect(self._call_off)
        self.notice = Notice()
        confirm = KeyButton(tr("取消预约"), "⏎", primary=True)
        confirm.clicked.connect(self._call_off)
        back = KeyButton(tr("返回"), "Esc")
        back.clicked.connect(self.back)
        card = Card()
        card.column.setSpacing(Space.S)
        kept = Label(tr("这一次免费检查还给这户留着。"), size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        for widget in (self._who, self._when, self.why, kept, self.notice, confirm, back):
            card.column.addWidget(widget)
        card.column.addStretch(1)
        return card

    def _call_off(self) -> None:
        if self._booking is None:
            return
        session = self._session
        wanted = CancelCheck(id=self._act, booking=self._booking.act, reason=self.why.text())
        try:
            changes = serving.cancel(session.ledger, wanted, session.stamp())
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            self.why.setFocus()
            return
        self.back()
        self.cancelled.emit(changes)

    def _after_booking(self, changes: Changes) -> None:
        self.back()
        self.booked.emit(changes)

"""Booking a free check in place: a day, a slot, and a word for the door."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.service_check import Booking
from collector_desktop.domain.visit import Promise, Slot
from collector_desktop.services import serving
from collector_desktop.services.sentences import sentence
from collector_desktop.services.serving import BookCheck, MoveCheck
from collector_desktop.store.queries import policies, service
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.promise_panel import PromisePanel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, slot_word, tr


class BookPanel(QWidget):
    """`booked` carries the Changes of a booking made or moved; `given_up` when Esc closes it."""

    booked = Signal(object)
    given_up = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account = AccountNumber("")
        self._booking: Booking | None = None
        self._act = ActId("")
        self._first = session.business_day
        self._title = Label(size=Size.LARGE, bold=True, wrap=True)
        self._now = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.note = TextField(tr("备注"), tr("备注,可不填:晚饭后、先打电话……"))
        self.notice = Notice()
        self.when = PromisePanel(question=tr("哪天、哪个时段去查?"), confirm=tr("约好"))
        self.when.promised.connect(self._agree)
        self.when.given_up.connect(self.given_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._title)
        column.addWidget(self._now)
        column.addWidget(self.note)
        column.addWidget(self.notice)
        column.addWidget(self.when)
        column.addStretch(1)
        self.note.returnPressed.connect(self.when.setFocus)

    def ask(self, account: AccountNumber, name: str, booking: Booking | None, slot: Slot = Slot.EVENING) -> None:
        """Open for a household: a new booking, or another day for the one it has; in the year it has a check left."""
        self._account, self._booking, self._act = account, booking, new_act_id()
        self._title.setText(
            tr("{name} · 改期").format(name=name) if booking else tr("{name} · 约免费检查").format(name=name)
        )
        self._now.setVisible(booking is not None)
        if booking is not None:
            self._now.setText(
                tr("现在约在 {day} {slot}").format(day=day_word(booking.on), slot=slot_word(booking.slot))
            )
        self.note.setText(booking.note if booking else "")
        self.notice.clear()
        self._first = self._first_day(account)
        self.when.ask(self._session.business_day, booking.slot if booking else slot, self._first)
        self.when.setFocus()

    def agree(self, on: date, slot: Slot) -> None:
        """Book or move; what is refused is said here."""
        session = self._session
        try:
            changes = self._write(on, slot)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            self._act = new_act_id()
            self.when.ask(session.business_day, slot, self._first)
            return
        self.booked.emit(changes)

    def _first_day(self, account: AccountNumber) -> date:
        session = self._session
        with session.ledger.reading() as conn:
            right = service.entitlement_of(conn, account, session.business_day, policies.policy(conn))
        return right.next_from or session.business_day

    def _write(self, on: date, slot: Slot) -> Changes:
        ledger, stamp = self._session.ledger, self._session.stamp()
        note = self.note.text()
        if self._booking is None:
            wanted = BookCheck(id=self._act, account=self._account, on=on, slot=slot, note=note)
            return serving.book(ledger, wanted, stamp)
        moved = MoveCheck(id=self._act, booking=self._booking.act, on=on, slot=slot, note=note)
        return serving.move(ledger, moved, stamp)

    def _agree(self, when: Promise) -> None:
        self.agree(when.on, when.slot)

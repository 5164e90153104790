"""Asking in place when to come back: a day and a slot, by mouse or by keys, never in a dialog."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from collector_desktop.domain.visit import Promise, Slot
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import day_word, slot_name, tr

_LATEST = timedelta(days=92)


class PromisePanel(Card):
    """`promised` carries a Promise; `given_up` when Esc closes it. Keys: 1-3 the slot, ←→ the day, Enter confirms."""

    promised = Signal(object)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._today = date.min
        self._slot = Slot.EVENING
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._word = Label(tone=Tone.MUTED)
        self._date = QDateEdit()
        self._date.setDisplayFormat(tr("yyyy年M月d日"))
        self._date.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self._date.setAccessibleName(tr("约定的日子"))
        self._date.dateChanged.connect(self._tell)
        self._slots = {slot: KeyButton(slot_name(slot), str(at)) for at, slot in enumerate(Slot, start=1)}
        for slot, button in self._slots.items():
            button.setProperty("slot", str(slot))
            button.clicked.connect(self._choose_pressed)
        confirm = KeyButton(tr("约好"), "↵", primary=True)
        confirm.clicked.connect(self._confirm)
        back = KeyButton(tr("返回"), "Esc")
        back.clicked.connect(self.given_up)
        self.column.addWidget(Label(tr("约什么时候?"), bold=True))
        self.column.addLayout(row(self._date))
        self.column.addWidget(self._word)
        self.column.addLayout(row(*self._slots.values()))
        self.column.addLayout(row(back, confirm))
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)

    def ask(self, today: date, slot: Slot) -> None:
        """Open for a door: today in this slot, if nothing else is chosen."""
        self._today = today
        first, last = QDate(today.year, today.month, today.day), today + _LATEST
        self._date.setDateRange(first, QDate(last.year, last.month, last.day))
        self._date.setDate(first.addDays(1))
        self._choose(slot)
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the keyboard."""
        super().showEvent(event)
        self.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The same keys wherever the focus is inside."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._date and event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return False
            return self._key(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys while the panel itself has the focus; it holds no text, so no input method composes here."""
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_1 | Qt.Key.Key_2 | Qt.Key.Key_3:
                self._choose(list(Slot)[event.key() - Qt.Key.Key_1])
            case Qt.Key.Key_Left:
                self._date.setDate(self._date.date().addDays(-1))
            case Qt.Key.Key_Right:
                self._date.setDate(self._date.date().addDays(1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._confirm()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _:
                return False
        return True

    def _choose_pressed(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self._choose(Slot(pressed.property("slot")))

    def _choose(self, slot: Slot) -> None:
        self._slot = slot
        for each, button in self._slots.items():
            button.set_chosen(each is slot)

    def _day(self) -> date:
        chosen = self._date.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _tell(self) -> None:
        day = self._day()
        near = {0: tr("今天"), 1: tr("明天"), 2: tr("后天")}.get((day - self._today).days, "")
        self._word.setText(" ".join([near, day_word(day)]).strip())

    def _confirm(self) -> None:
        self.promised.emit(Promise(on=self._day(), slot=self._slot))

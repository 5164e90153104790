"""Asking in place when to come back: a day and a slot, by mouse or by keys, never in a dialog."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.lunar import lunar_date
from collector_desktop.domain.visit import Promise, Slot
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import day_word, slot_name, tr

_LATEST = timedelta(days=92)
_DAY = timedelta(days=1)


class PromisePanel(QWidget):
    """`promised` carries a Promise; `given_up` when Esc closes it. Keys: 1-3 the slot, ←→ the day, Enter confirms."""

    promised = Signal(object)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None, *, question: str = "", confirm: str = "") -> None:
        super().__init__(parent)
        question = question or tr("约什么时候再来?")
        self._today = self._first = self._day = date.min
        self._slot = Slot.EVENING
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(question)
        self._near = Label(size=Size.LARGE, bold=True)
        self._word = Label(tone=Tone.MUTED)
        self._lunar = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._earlier = KeyButton(tr("前一天"), "←")
        self._earlier.clicked.connect(self._go_earlier)
        later = KeyButton(tr("后一天"), "→")
        later.clicked.connect(self._go_later)
        self._slots = {slot: KeyButton(slot_name(slot), str(at), compact=True) for at, slot in enumerate(Slot, start=1)}
        for slot, button in self._slots.items():
            button.setProperty("slot", str(slot))
            button.clicked.connect(self._choose_pressed)
        agree = KeyButton(confirm or tr("约好"), "⏎", primary=True)
        agree.clicked.connect(self._confirm)
        back = KeyButton(tr("返回"), "Esc")
        back.clicked.connect(self.given_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(question, tone=Tone.MUTED))
        column.addLayout(row(self._near, self._word, None, self._lunar))
        column.addLayout(row(self._earlier, later))
        column.addSpacing(Space.XS)
        column.addLayout(row(*self._slots.values(), spacing=Space.XS))
        column.addSpacing(Space.XS)
        column.addWidget(agree)
        column.addWidget(back)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)

    @property
    def promise(self) -> Promise:
        """What is chosen now."""
        return Promise(on=self._day, slot=self._slot)

    def ask(self, today: date, slot: Slot, first: date | None = None) -> None:
        """Open for a door: tomorrow in this slot, if nothing else is chosen; or on the first day there is, if later."""
        self._today = today
        self._first = max(today, first or today)
        self._show_day(max(today + _DAY, self._first))
        self._choose(slot)
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the keyboard."""
        super().showEvent(event)
        self.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The same keys wherever the focus is inside."""
        if not isinstance(event, QKeyEvent):
            return False
        return (
            self._keep(event)
            if event.type() == QEvent.Type.ShortcutOverride
            else (event.type() == QEvent.Type.KeyPress and self._key(event))
        )

    def event(self, event: QEvent) -> bool:
        """While a day is asked for, the page's own letters and digits rest."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keep(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys while the panel itself has the focus; it holds no text, so no input method composes here."""
        if not self._key(event):
            super().keyPressEvent(event)

    def _keep(self, event: QKeyEvent) -> bool:
        if event.modifiers() or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            return False
        event.accept()
        return True

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_1 | Qt.Key.Key_2 | Qt.Key.Key_3:
                self._choose(list(Slot)[event.key() - Qt.Key.Key_1])
            case Qt.Key.Key_Left:
                self._go_earlier()
            case Qt.Key.Key_Right:
                self._go_later()
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

    def _go_earlier(self) -> None:
        self._show_day(max(self._day - _DAY, self._first))

    def _go_later(self) -> None:
        self._show_day(min(self._day + _DAY, self._first + _LATEST))

    def _show_day(self, day: date) -> None:
        self._day = day
        away = (day - self._today).days
        self._near.setText({0: tr("今天"), 1: tr("明天"), 2: tr("后天")}.get(away, tr("{days} 天后").format(days=away)))
        self._word.setText(day_word(day))
        self._lunar.setText(tr("农历 {lunar}").format(lunar=lunar_date(day).text))
        self._earlier.setEnabled(day > self._first)

    def _confirm(self) -> None:
        self.promised.emit(self.promise)

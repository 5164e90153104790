"""Choosing a day in place: steps of a day, a week and a month, with the weekday and the lunar date beside it."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.lunar import lunar_date
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import day_word, tr

_DAY, _WEEK, _MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)


class DayChoice(QWidget):
    """`entered` on Enter. Keys: ←→ a day, PgUp/PgDn a week; never before the first day nor after the last."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = self._last = self._day = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(Space.XL * 4)
        self._name = name
        self._word = Label(size=Size.LARGE, bold=True)
        self._lunar = Label(size=Size.SMALL, tone=Tone.MUTED)
        steps = ((tr("前一天"), -_DAY), (tr("后一天"), _DAY), (tr("加一周"), _WEEK), (tr("加一月"), _MONTH))
        self._buttons: list[KeyButton] = []
        for text, step in steps:
            button = KeyButton(text, compact=True)
            button.setProperty("days", step.days)
            button.clicked.connect(self._stepped)
            self._buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(name, tone=Tone.MUTED))
        column.addLayout(row(self._word, None, self._lunar))
        column.addLayout(row(*self._buttons, spacing=Space.XS))

    @property
    def day(self) -> date:
        """The day chosen."""
        return self._day

    def ask(self, day: date, first: date, last: date) -> None:
        """Offer the days from first to last, beginning with one of them."""
        self._first, self._last = first, last
        self._show(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys while the day itself has the focus; it holds no text, so no input method composes here."""
        steps = {
            Qt.Key.Key_Left: -_DAY,
            Qt.Key.Key_Right: _DAY,
            Qt.Key.Key_PageUp: -_WEEK,
            Qt.Key.Key_PageDown: _WEEK,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._show(self._day + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _stepped(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self._show(self._day + timedelta(days=pressed.property("days")))

    def _show(self, day: date) -> None:
        self._day = min(max(day, self._first), self._last)
        self._word.setText(day_word(self._day))
        self._lunar.setText(tr("农历 {lunar}").format(lunar=lunar_date(self._day).text))
        self._buttons[0].setEnabled(self._day > self._first)
        self.setAccessibleName(f"{self._name} {self._word.text()}")

"""The fields of a record: a day, several lines of text, one of some named things."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from collector_desktop.ui.theme import Size, Space
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_DAY = timedelta(days=1)


class DayField(QWidget):
    """A day: typed as 2026-11-23 or 11-23, by ↑ and ↓, or by the buttons beside it; what is no day is put back."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._day = date.min
        self.setAccessibleName(name)
        self.line = TextField(name, longest=len("2026-11-23"))
        self.line.editingFinished.connect(self._read)
        self.line.installEventFilter(self)
        self.earlier, self.later = KeyButton("–", compact=True), KeyButton("+", compact=True)
        self.earlier.setAccessibleName(tr("{name},前一天").format(name=name))
        self.later.setAccessibleName(tr("{name},后一天").format(name=name))
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.setFocusProxy(self.line)
        inside = row(self.line, self.earlier, self.later, spacing=Space.XS)
        inside.setStretch(0, 1)
        self.setLayout(inside)

    @property
    def day(self) -> date:
        """The day shown."""
        self._read()
        return self._day

    def set_day(self, day: date) -> None:
        """Show a day."""
        self._day = day
        self.line.setText(day.isoformat())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ go a day on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Up:
                    self._go_later()
                    return True
                case Qt.Key.Key_Down:
                    self._go_earlier()
                    return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        text = self.line.text().strip()
        for written in (text, f"{self._day.year:04}-{text}"):
            try:
                self.set_day(date.fromisoformat(written))
            except ValueError:
                continue
            return
        self.set_day(self._day)

    def _go_earlier(self) -> None:
        self.set_day(self.day - _DAY)

    def _go_later(self) -> None:
        self.set_day(self.day + _DAY)


class TextArea(QPlainTextEdit):
    """Several lines; Tab goes to the next field."""

    def __init__(self, name: str, hint: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(Space.S)
        self.least = lines * (Size.BODY + Space.S) + Space.L
        """How high it must be: the style sheet's own least height is that of one line."""


class ChoiceField(DropDown):
    """One of some named things."""

    def __init__(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, object]], chosen: object = None) -> None:
        """Offer other things; the first is chosen, or the one meant by `chosen` if it is among them."""
        self.clear()
        for word, value in choices:
            self.addItem(word, value)
        self.setCurrentIndex(max(self.findData(chosen), 0 if choices else -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the form."""
        event.ignore()

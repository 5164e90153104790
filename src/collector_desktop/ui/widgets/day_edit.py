"""A day as a field: typed as people write it, stepped by the arrows, or chosen in its month."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collector_desktop.domain.typed_day import read_day
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.month_view import MonthView
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr

_AROUND = timedelta(days=3 * 366)
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}
_LONGEST = 16


class DayEdit(QWidget):
    """`changed` carries the day, None while the text is none that may be; `entered` on Enter.

    Keys: ↑↓ a day, PgUp/PgDn a week, Alt+↓ the month; 11-30, 30, +7 and 明天 are understood.
    """

    changed = Signal(object)
    entered = Signal()

    def __init__(
        self, name: str, today: date, *, first: date | None = None, last: date | None = None, empty: bool = False
    ) -> None:
        super().__init__()
        self._today = today
        self._first, self._last = first or today - _AROUND, last or today + _AROUND
        self._day: date | None = None if empty else min(max(today, self._first), self._last)
        self._line = TextField(name, tr("如 11-30、30、+7"), _LONGEST)
        self._line.textEdited.connect(self._read)
        self._line.returnPressed.connect(self._enter)
        self._line.installEventFilter(self)
        self._month = MonthView(self)
        self._month.chosen.connect(self._choose)
        unfold = KeyButton(tr("日历"), compact=True)
        unfold.setAccessibleName(tr("{name}:日历").format(name=name))
        unfold.clicked.connect(self._unfold)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        line.addWidget(self._line, 1)
        line.addWidget(unfold)
        self.setAccessibleName(name)
        self.setFocusProxy(self._line)
        self._write()

    def day(self) -> date | None:
        """The day that stands there; None if nothing does, or no day that may be."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a day without telling, or the nearest that may be; None empties the field."""
        self._day = None if day is None else min(max(day, self._first), self._last)
        self._write()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The arrows step; leaving the line writes the day as it was understood."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and self._day is not None:
            self._write()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._unfold()
        else:
            self._choose((self._day or self._today) + timedelta(days=step))
        return True

    def _read(self, text: str) -> None:
        self._tell(read_day(text, self._today, self._first, self._last))
        self._mark(wrong=bool(text.strip()) and self._day is None)

    def _choose(self, day: date) -> None:
        self._tell(min(max(day, self._first), self._last))
        self._write()
        self._line.setFocus()
        self._line.selectAll()

    def _tell(self, day: date | None) -> None:
        if day != self._day:
            self._day = day
            self.changed.emit(day)

    def _enter(self) -> None:
        if self._day is not None:
            self._write()
            self.entered.emit()

    def _write(self) -> None:
        self._line.setText("" if self._day is None else self._shown(self._day))
        self._mark(wrong=False)

    def _shown(self, day: date) -> str:
        """Another year is said; this one need not be."""
        if day.year == self._today.year:
            return day_word(day)
        return tr("{year}年{day}").format(year=day.year, day=day_word(day))

    def _mark(self, *, wrong: bool) -> None:
        if self._line.property("wrong") != wrong:
            self._line.setProperty("wrong", wrong)
            self._line.style().unpolish(self._line)
            self._line.style().polish(self._line)

    def _unfold(self) -> None:
        self._month.unfold(self._day or self._today, self._today, self._first, self._last)

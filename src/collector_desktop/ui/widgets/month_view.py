"""A month to choose a day in, unfolded under a field."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from collector_desktop.domain.lunar import lunar_date
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import day_word, tr

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_DAYS, _WEEKS = 7, 6
_WEEKDAYS = "一二三四五六日"


class MonthView(QFrame):
    """`chosen` carries the day pressed. Keys: arrows a day or week, PgUp/PgDn a month, Enter takes it, Esc folds up."""

    chosen = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setObjectName("month")
        self._day = self._today = self._first = self._last = date.min
        self._heading = Label(bold=True)
        self._lunar = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._earlier = _turn("←", tr("前一月"))
        self._earlier.clicked.connect(self._turn_back)
        self._later = _turn("→", tr("后一月"))
        self._later.clicked.connect(self._turn_on)
        self._cells = [_Cell() for _ in range(_DAYS * _WEEKS)]
        days = QGridLayout()
        days.setSpacing(2)
        for at, word in enumerate(_WEEKDAYS):
            name = Label(tr(word), size=Size.SMALL, tone=Tone.MUTED)
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            days.addWidget(name, 0, at)
        for at, cell in enumerate(self._cells):
            cell.clicked.connect(self._pressed)
            cell.installEventFilter(self)
            days.addWidget(cell, 1 + at // _DAYS, at % _DAYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        column.setSpacing(Space.S)
        column.addLayout(row(self._earlier, None, self._heading, self._lunar, None, self._later))
        column.addLayout(days)

    def unfold(self, day: date, today: date, first: date, last: date) -> None:
        """Show the month of a day under the field that asks; days before the first and after the last can't be had."""
        self._today, self._first, self._last = today, first, last
        self._show(day)
        self.adjustSize()
        place = self._field.mapToGlobal(QPoint(0, self._field.height() + Space.XS))
        room = self._field.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(self._field.mapToGlobal(QPoint(0, -self.height() - Space.XS)).y())
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self._focus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The same keys on every day."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Left:
                self._show(self._day - _DAY)
            case Qt.Key.Key_Right:
                self._show(self._day + _DAY)
            case Qt.Key.Key_Up:
                self._show(self._day - _WEEK)
            case Qt.Key.Key_Down:
                self._show(self._day + _WEEK)
            case Qt.Key.Key_PageUp:
                self._turn_back()
            case Qt.Key.Key_PageDown:
                self._turn_on()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(self._day)
            case _:
                return False
        self._focus()
        return True

    def _turn_back(self) -> None:
        end_before = self._day.replace(day=1) - _DAY
        self._show(end_before.replace(day=min(self._day.day, end_before.day)))

    def _turn_on(self) -> None:
        after = (self._day.replace(day=1) + timedelta(days=31)).replace(day=1)
        end_after = (after + timedelta(days=31)).replace(day=1) - _DAY
        self._show(after.replace(day=min(self._day.day, end_after.day)))

    def _show(self, day: date) -> None:
        self._day = day = min(max(day, self._first), self._last)
        self._heading.setText(tr("{year}年{month}月").format(year=day.year, month=day.month))
        self._lunar.setText(tr("农历 {lunar}").format(lunar=lunar_date(day).text))
        begin = day.replace(day=1)
        begin -= timedelta(days=begin.weekday())
        for at, cell in enumerate(self._cells):
            each = begin + timedelta(days=at)
            cell.show_day(each, chosen=each == day, today=each == self._today, far=each.month != day.month)
            cell.setEnabled(self._first <= each <= self._last)
        self._earlier.setEnabled(day.replace(day=1) > self._first)
        self._later.setEnabled((day.year, day.month) < (self._last.year, self._last.month))

    def _focus(self) -> None:
        for cell in self._cells:
            if cell.day == self._day:
                cell.setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self) -> None:
        cell = self.sender()
        assert isinstance(cell, _Cell)
        self._choose(cell.day)

    def _choose(self, day: date) -> None:
        self.hide()
        self.chosen.emit(day)


class _Cell(QPushButton):
    """One day."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cell")
        self.setAutoDefault(False)
        self.setFixedSize(TARGET, TARGET)
        self.day = date.min

    def show_day(self, day: date, *, chosen: bool, today: bool, far: bool) -> None:
        """Show a day: whether it is the one, today, or of another month."""
        self.day = day
        self.setText(str(day.day))
        self.setAccessibleName(day_word(day))
        mark = "chosen" if chosen else "today" if today else "far" if far else ""
        if self.property("mark") != mark:
            self.setProperty("mark", mark)
            self.style().unpolish(self)
            self.style().polish(self)


def _turn(text: str, name: str) -> KeyButton:
    button = KeyButton(text, compact=True)
    button.setAccessibleName(name)
    button.setFixedWidth(TARGET)
    return button

"""The week as a grid: days across, slots down, and in each cell who is to be visited."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.service_check import BookingState
from collector_desktop.domain.visit import Slot
from collector_desktop.ui.collector.service.presenter import WEEK, Booked, Week
from collector_desktop.ui.collector.service.words import state_word
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import TARGET, Radius, Size, Space
from collector_desktop.ui.widgets.plain_tip import plain_tip
from collector_desktop.ui.words import slot_name, tr

CELL = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_SLOTS = tuple(Slot)
_WEEKDAYS = "一二三四五六日"
_LINE = 24
_ROOM = 4
"""Names a cell has room for; the others are counted."""


class WeekModel(QAbstractTableModel):
    """Three slots by seven days."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._week: Week | None = None
        self.today = date.min

    def show(self, week: Week, today: date) -> None:
        """Show a week; the cells stay where they are."""
        self._week, self.today = week, today
        self.dataChanged.emit(self.index(0, 0), self.index(len(_SLOTS) - 1, WEEK - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WEEK - 1)

    def place(self, index: Index) -> tuple[date, Slot] | None:
        """Day and slot of a cell."""
        if self._week is None or not index.isValid():
            return None
        return self._week.days[index.column()], _SLOTS[index.row()]

    def cell(self, index: Index) -> tuple[Booked, ...]:
        """The bookings of a cell."""
        place = self.place(index)
        return self._week.of(*place) if self._week is not None and place is not None else ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """The slots."""
        return 0 if parent.isValid() else len(_SLOTS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """The days."""
        return 0 if parent.isValid() else WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The bookings for the delegate; a sentence for everybody else."""
        if role == CELL:
            return self.cell(index)
        place = self.place(index)
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) or place is None:
            return None
        names = [f"{mask_name(each.info.name)} {state_word(each.booking, self.today)}" for each in self.cell(index)]
        where = tr("{month}月{day}日{slot}").format(month=place[0].month, day=place[0].day, slot=slot_name(place[1]))
        said = f"{where}:{'、'.join(names) if names else tr('没有预约')}"
        return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """周一 23日; 早上."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole or self._week is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return slot_name(_SLOTS[section])
        day = self._week.days[section]
        if day == self.today:
            return tr("今天 {day}日").format(day=day.day)
        return tr("周{weekday} {day}日").format(weekday=tr(_WEEKDAYS[day.weekday()]), day=day.day)


class WeekGrid(QTableView):
    """`chosen` when the cursor comes to another cell, `opened` on Enter or a double click."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.cells = WeekModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_CellDelegate(look))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumHeight(TARGET)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(_ROOM * _LINE)
        self.verticalHeader().setHighlightSections(False)
        self.setMinimumHeight(TARGET + len(_SLOTS) * _ROOM * _LINE)
        self.selectionModel().currentChanged.connect(self.chosen)
        self.doubleClicked.connect(self.opened)

    @property
    def place(self) -> tuple[date, Slot] | None:
        """The day and slot under the cursor."""
        return self.cells.place(self.currentIndex())

    @property
    def bookings(self) -> tuple[Booked, ...]:
        """The bookings under the cursor."""
        return self.cells.cell(self.currentIndex())

    def go_to(self, day: date, slot: Slot) -> None:
        """Put the cursor on a cell of the week shown."""
        for column in range(WEEK):
            index = self.cells.index(_SLOTS.index(slot), column)
            if self.cells.place(index) == (day, slot):
                self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, arrows move; page keys are the week's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    """A soft sheet with a line for each household: done ones ticked, missed ones marked."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        theme, found = self._look.theme, index.data(CELL) or ()
        model = index.model()
        assert isinstance(model, WeekModel)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        place = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("accent_soft" if chosen else "raised" if not found else "selected"))
        painter.setPen(
            QPen(theme.color("accent" if chosen else "line"), 2 if chosen else 1)
            if found or chosen
            else QPen(theme.color("line"), 1, Qt.PenStyle.DashLine)
        )
        painter.drawRoundedRect(place, Radius.SMALL, Radius.SMALL)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for at, each in enumerate(found[:_ROOM]):
            line = QRectF(place.left() + Space.S, place.top() + Space.XS + at * _LINE, place.width() - Space.M, _LINE)
            tone, mark = _look_of(each, model.today)
            painter.setFont(font(Size.BODY, bold=tone != "muted"))
            painter.setPen(theme.ink(tone))
            text = f"{mark}{mask_name(each.info.name)}"
            if at == _ROOM - 1 and len(found) > _ROOM:
                text = tr("还有 {more} 户").format(more=len(found) - at)
            short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, left, short)
        painter.restore()


def _look_of(each: Booked, today: date) -> tuple[str, str]:
    if each.booking.state is BookingState.DONE:
        return "ok", "✓ "
    return ("danger", "! ") if each.booking.is_missed(today) else ("text", "")

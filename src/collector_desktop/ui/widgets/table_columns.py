"""The columns of one table as the reader wants them: order, widths, what is hidden, the sort; remembered."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QTableView

from collector_desktop.ui.fonts import font
from collector_desktop.ui.table_looks import ColumnWidth, TableLook
from collector_desktop.ui.theme import TARGET, Size, Space
from collector_desktop.ui.widgets.rows_model import SORT_MARKS, Column

_AROUND_TITLE = 2 * (Space.S + 3) + 2
"""The padding of the style sheet, both sides."""
_SETTLED = 400
"""Milliseconds after the last change of a column until it is remembered."""
_STEP = Space.XL
"""How much wider or narrower one press makes a column."""


class TableColumns(QObject):
    """Arranges a table's header as it was left, and has `keep` remember how it is left now.

    A width somebody chose is a share of what is seen of the table; the others are as described, and one column takes
    what is left. None is narrower than its title, and one is always seen.
    """

    def __init__(
        self, table: QTableView, columns: Sequence[Column[Any]], look: TableLook, keep: Callable[[TableLook], None]
    ) -> None:
        super().__init__(table)
        self._table = table
        self._columns = tuple(columns)
        self._keys = [column.key for column in columns]
        self.name = look.table
        self._keep = keep
        self._shares: dict[int, float] = {}
        self._arranging = False
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._settle)
        self._header = table.horizontalHeader()
        self._header.setSectionsMovable(True)
        self._header.setHighlightSections(False)
        self._header.setStretchLastSection(False)
        self._header.setMinimumHeight(TARGET)
        self._header.setMinimumSectionSize(TARGET)
        self._header.setSortIndicatorClearable(True)
        self._wear(look)
        table.setSortingEnabled(True)
        self._header.sectionResized.connect(self._resized)
        self._header.sectionMoved.connect(self._changed)
        self._header.sortIndicatorChanged.connect(self._changed)

    @property
    def visible(self) -> tuple[int, ...]:
        """The columns shown, from left to right."""
        every = map(self._header.logicalIndex, range(self._header.count()))
        return tuple(at for at in every if not self._header.isSectionHidden(at))

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """The column and whether it runs downwards; -1 for the order given."""
        return self._header.sortIndicatorSection(), self._header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder

    def sort(self, at: int) -> None:
        """Order by a column, the other way round if it is the one already; -1 is the order given."""
        before, descending = self.sorted_by
        down = at == before and not descending
        self._header.setSortIndicator(at, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def show(self, at: int, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if shown or self.visible != (at,):
            with self._placing():
                self._table.setColumnHidden(at, not shown)
            self.fit()
            self._changed()

    def move(self, at: int, by: int) -> None:
        """Move a column past its neighbours: to the left where `by` is negative."""
        shown = self.visible
        to = shown.index(at) + by
        if 0 <= to < len(shown):
            self._header.moveSection(self._header.visualIndex(at), self._header.visualIndex(shown[to]))

    def widen(self, at: int, by: int) -> None:
        """Make a column wider by steps, narrower where `by` is negative."""
        self._table.setColumnWidth(at, max(self._table.columnWidth(at) + by * _STEP, self._narrowest(at)))

    def restore(self) -> None:
        """Put everything back as described."""
        self._wear(TableLook(table=self.name))
        self._changed()

    def fit(self) -> None:
        """Give every column its width in the room there is."""
        room = self._table.viewport().width()
        with self._placing():
            widths = {at: self._width(at, room) for at in self.visible}
            for at in widths:
                if self._columns[at].fills and at not in self._shares:
                    others = sum(width for other, width in widths.items() if other != at)
                    widths[at] = max(widths[at], room - others)
                self._table.setColumnWidth(at, widths[at])

    def remember(self) -> None:
        """Remember now what was still settling."""
        if self._settled.isActive():
            self._settled.stop()
            self._keep(self._look())

    def _look(self) -> TableLook:
        order = tuple(self._keys[self._header.logicalIndex(place)] for place in range(len(self._keys)))
        shown = {self._keys[at] for at in self.visible}
        by_choice = {column.key for column in self._columns if column.hidden}
        at, descending = self.sorted_by
        return TableLook(
            table=self.name,
            order=order if list(order) != self._keys else (),
            hidden=frozenset(set(self._keys) - shown - by_choice),
            shown=frozenset(shown & by_choice),
            widths=tuple(ColumnWidth(column=self._keys[at], share=share) for at, share in sorted(self._shares.items())),
            sorted_by=self._keys[at] if at >= 0 else "",
            descending=descending and at >= 0,
        )

    def _wear(self, look: TableLook) -> None:
        with self._placing():
            for place, key in enumerate(_order(self._keys, look.order)):
                self._header.moveSection(self._header.visualIndex(self._keys.index(key)), place)
            hidden = [each.key not in look.shown if each.hidden else each.key in look.hidden for each in self._columns]
            for at, column in enumerate(self._columns):
                self._table.setColumnHidden(at, column.hidden if all(hidden) else hidden[at])
            shares = {width.column: width.share for width in look.widths}
            self._shares = {at: shares[key] for at, key in enumerate(self._keys) if key in shares}
            at = self._keys.index(look.sorted_by) if look.sorted_by in self._keys else -1
            down = at >= 0 and look.descending
            self._header.setSortIndicator(at, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self.fit()

    def _width(self, at: int, room: int) -> int:
        described = self._columns[at].width
        return max(round(self._shares[at] * room) if at in self._shares else described, self._narrowest(at))

    def _narrowest(self, at: int) -> int:
        """What a column's title takes, which is never cut."""
        title = self._columns[at].title + (SORT_MARKS[0] if at == self._header.sortIndicatorSection() else "")
        return QFontMetrics(font(Size.SMALL)).horizontalAdvance(title) + _AROUND_TITLE

    def _resized(self, at: int, _before: int, width: int) -> None:
        """Somebody made a column wider or narrower."""
        if not self._arranging and width:
            self._shares[at] = min(max(width, self._narrowest(at)) / max(self._table.viewport().width(), 1), 1.0)
            self._changed()

    def _changed(self) -> None:
        if not self._arranging:
            self._settled.start()

    def _settle(self) -> None:
        if QGuiApplication.mouseButtons():
            self._settled.start()  # still being dragged: nothing moves under the hand
            return
        self.fit()
        self._keep(self._look())

    @contextmanager
    def _placing(self) -> Iterator[None]:
        """What changes meanwhile is nobody's choice."""
        before, self._arranging = self._arranging, True
        try:
            yield
        finally:
            self._arranging = before


def _order(described: Sequence[str], left: Sequence[str]) -> list[str]:
    """The columns there are as they were left; one that was not there then stands after its neighbour."""
    order = [key for key in dict.fromkeys(left) if key in described] or list(described)
    for at, key in enumerate(described):
        if key not in order:
            order.insert(order.index(described[at - 1]) + 1 if at else 0, key)
    return order

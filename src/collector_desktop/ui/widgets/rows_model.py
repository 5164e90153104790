"""Rows of frozen values as Qt's tables read them: columns are described once, sorting is the model's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from collector_desktop.domain.names import AccountNumber
from collector_desktop.exchange.spreadsheet_out import SpreadsheetCell
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Tone

R = TypeVar("R")
ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SORT_MARKS = (" ↑", " ↓")
"""Behind the title of the column the rows are sorted by: upwards, downwards."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of a table of R."""

    key: str
    title: str
    text: Callable[[R], str]
    order: Callable[[R], Any]
    """What the column is sorted by."""
    outside: Callable[[R], SpreadsheetCell]
    """What may leave the program, by copying or as a spreadsheet: masked where it is personal."""
    width: int
    right: bool = False
    fills: bool = False
    """Takes the width the others leave; one column of a table at most."""
    hidden: bool = False
    """Hidden until the reader chooses it."""
    tone: Callable[[R], Tone] = field(default=lambda _row: Tone.TEXT)
    bold: bool = False

    def leaves(self, row: R) -> SpreadsheetCell:
        """What a cell takes outside: nothing where none is seen."""
        return self.outside(row) if self.text(row) else None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows as they were given or in the order of one column; a struck row is drawn crossed out.

    `account` says whose row it is, where it is a household's: it is found by whatever finds the household.
    """

    def __init__(
        self,
        columns: Sequence[Column[R]],
        look: Look,
        struck: Callable[[R], bool] = lambda _row: False,
        parent: QObject | None = None,
        *,
        account: Callable[[R], AccountNumber | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._look = look
        self._struck = struck
        self.account = account
        self._given: tuple[R, ...] = ()
        self._rows: list[R] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def show(self, rows: Sequence[R]) -> None:
        """Replace all rows; the order chosen before holds."""
        self.beginResetModel()
        self._given = tuple(rows)
        self._order()
        self.endResetModel()

    def row(self, at: int) -> R | None:
        """One row; None beyond the ends."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, what is equal there as given; -1 is the order given."""
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        before = list(self._rows)
        self._order()
        place = {id(row): at for at, row in enumerate(self._rows)}
        for index in self.persistentIndexList():
            self.changePersistentIndex(index, self.index(place[id(before[index.row()])], index.column()))
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, alignment, colour by tone, and the row itself."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.right else _LEFT
            case Qt.ItemDataRole.ForegroundRole:
                return self._look.theme.ink(column.tone(row))
            case Qt.ItemDataRole.FontRole:
                return self._font(column, row)
            case _ if role == ROW:
                return row
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title of a column, aligned as its cells, with an arrow where the rows are sorted by it."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title + self._mark(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].right else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be selected, none edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _mark(self, section: int) -> str:
        if self._sorted_by is None or self._sorted_by[0] != section:
            return ""
        return SORT_MARKS[self._sorted_by[1] is Qt.SortOrder.DescendingOrder]

    def _font(self, column: Column[R], row: R) -> QFont:
        chosen = font(Size.BODY, bold=column.bold or self._look.theme.heavy)
        chosen.setStrikeOut(self._struck(row))
        return chosen

    def _order(self) -> None:
        self._rows = list(self._given)
        if self._sorted_by is not None:
            at, order = self._sorted_by
            self._rows.sort(key=self.columns[at].order, reverse=order is Qt.SortOrder.DescendingOrder)

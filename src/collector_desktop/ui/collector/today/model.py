"""The doors of one slot as Qt's views read them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.names import AccountNumber
from collector_desktop.ui.collector.today.presenter import DoorRow, Row
from collector_desktop.ui.words import yuan

ROW = Qt.ItemDataRole.UserRole
_DOOR = "application/x-door"
Index = QModelIndex | QPersistentModelIndex


class DoorsModel(QAbstractListModel):
    """Headings and doors; headings can't be selected. `dropped` carries an account and the row it was dropped at."""

    dropped = Signal(str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """One row; None beyond the end."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def place_of(self, account: AccountNumber) -> int:
        """Where a door stands, -1 if it isn't here."""
        return next(
            (at for at, row in enumerate(self._rows) if isinstance(row, DoorRow) and row.door.account == account), -1
        )

    def door_from(self, at: int) -> int:
        """The first door at a row or after it, else the last one before it; -1 if there is none."""
        after = (row for row in range(max(at, 0), len(self._rows)) if isinstance(self._rows[row], DoorRow))
        before = (row for row in range(min(at, len(self._rows)) - 1, -1, -1) if isinstance(self._rows[row], DoorRow))
        return next(after, next(before, -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself for the delegate; a plain text for everybody else."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, DoorRow):
                return f"{row.door.order} {mask_name(row.door.name)} {row.door.address} {yuan(row.door.due)}"
            return f"{row.title} {row.doors} {yuan(row.due)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Doors can be selected, headings can't."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if isinstance(self.row(index.row()), DoorRow):
            return (
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsDragEnabled
                | Qt.ItemFlag.ItemNeverHasChildren
            )
        return Qt.ItemFlag.ItemNeverHasChildren

    def supportedDropActions(self) -> Qt.DropAction:
        """A door is moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Doors of this list alone."""
        return [_DOOR]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The account of the door that is dragged."""
        data = QMimeData()
        row = self.row(indexes[0].row()) if indexes else None
        if isinstance(row, DoorRow):
            data.setData(_DOOR, row.door.account.encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell where it was dropped; the list is shown anew by whoever keeps the word, so nothing is moved here."""
        at = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
        if data.hasFormat(_DOOR):
            self.dropped.emit(bytes(data.data(_DOOR).data()).decode(), at)
        return False

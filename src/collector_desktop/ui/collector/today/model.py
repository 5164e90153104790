"""The doors of one slot as Qt's views read them."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.names import AccountNumber
from collector_desktop.ui.collector.today.presenter import DoorRow, Row
from collector_desktop.ui.words import yuan

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class DoorsModel(QAbstractListModel):
    """Headings and doors; headings can't be selected."""

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
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.row(index.row()), DoorRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemNeverHasChildren

"""The bills of a card as Qt's views read them."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from collector_desktop.domain.allocation import BillDue
from collector_desktop.ui.words import month_word, tr

Index = QModelIndex | QPersistentModelIndex


class BillsModel(QAbstractTableModel):
    """One row a bill: month, readings, kWh, fee, days, penalty, total."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bills: tuple[BillDue, ...] = ()
        self._titles = (tr("月份"), tr("起度 – 止度"), tr("电量"), tr("电费"), tr("逾期"), tr("违约金"), tr("合计"))

    def show(self, bills: tuple[BillDue, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._bills = bills
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """How many bills."""
        return 0 if parent.isValid() else len(self._bills)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Seven."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles, aligned like their columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One figure."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(self._bills[index.row()])[index.column()]
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cells(due: BillDue) -> tuple[str, ...]:
    bill = due.bill
    readings = (
        f"{bill.previous_reading:,f} – {bill.present_reading:,f}"
        if bill.previous_reading is not None and bill.present_reading is not None
        else "—"
    )
    days = due.penalty.overdue_days
    return (
        month_word(bill.month),
        readings,
        "—" if bill.kwh is None else f"{bill.kwh:,f}",
        due.fee.grouped(),
        tr("{days} 天").format(days=days) if days else "—",
        due.penalty.open.grouped(),
        due.total.grouped(),
    )

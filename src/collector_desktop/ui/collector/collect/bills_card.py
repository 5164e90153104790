"""The bills of an account as a table on a card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from collector_desktop.domain.allocation import BillDue
from collector_desktop.ui.collector.collect.model import BillsModel
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.words import tr

_ROW = 36
_ROWS_SHOWN = 3
_COLUMN = 84


class BillsCard(Card):
    """As high as its bills, three rows at most; more of them scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.XS, parent=parent)
        self._model = BillsModel(self)
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setAccessibleName(tr("欠费账单"))
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        self._table.setShowGrid(False)
        self._table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self._table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(_ROW)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_COLUMN)
        header.setFixedHeight(_ROW)
        self.column.addWidget(self._table)

    def show_bills(self, bills: tuple[BillDue, ...]) -> None:
        """Show what is owed, oldest first."""
        self._model.show(bills)
        rows = min(max(len(bills), 1), _ROWS_SHOWN)
        self._table.setFixedHeight(_ROW * (rows + 1))

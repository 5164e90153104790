"""A table that remembers its columns and its order, copies as text, and finds what one types."""

import json
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.fonts import font
from collector_desktop.ui.theme import TARGET, Size, Space
from collector_desktop.ui.widgets.cell_painter import CellPainter, height_needed
from collector_desktop.ui.widgets.rows_model import RowsModel

R = TypeVar("R")
_AROUND_TITLE = 2 * (Space.S + 3) + 2
"""The padding of the style sheet, both sides."""
_SETTLED = 400
"""Milliseconds after the last change of a column until it is remembered."""


class DataTable(QTableView, Generic[R]):
    """Rows of R. `opened` on Enter or a double click, `typed` when text is typed, `copied` with a number of rows.

    The row under the cursor is as high as its longest text: nothing in it is cut.
    """

    opened = Signal(object)
    chosen = Signal(object)
    typed = Signal(str)
    copied = Signal(int)

    def __init__(
        self, name: str, model: RowsModel[R], drafts: Drafts, memory: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._drafts = drafts
        self._memory = f"table/{memory}"
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(CellPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(2 * TARGET)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(TARGET + Space.XS)
        self._grown = -1
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._remember)
        self._set_up_header()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._choose)
        for moved in (model.layoutChanged, self.horizontalHeader().sectionResized):
            moved.connect(self._grow)
        model.modelReset.connect(self._keep_a_row)

    def current(self) -> R | None:
        """The row under the cursor; None if the table is empty."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def go_to(self, at: int) -> None:
        """Put the cursor on a row."""
        if self._rows.row(at) is not None:
            column = next((c for c in range(len(self._rows.columns)) if not self.isColumnHidden(c)), 0)
            self.setCurrentIndex(self._rows.index(at, column))

    def column_menu(self) -> QMenu:
        """A menu that shows and hides columns; at least one stays."""
        menu = QMenu(self)
        for at, column in enumerate(self._rows.columns):
            action = QAction(column.title, menu, checkable=True, checked=not self.isColumnHidden(at))
            action.setData(at)
            action.toggled.connect(self._show_column)
            menu.addAction(action)
        return menu

    def visible_columns(self) -> tuple[int, ...]:
        """The columns shown, from left to right."""
        header = self.horizontalHeader()
        return tuple(at for at in map(header.logicalIndex, range(header.count())) if not header.isSectionHidden(at))

    def copy(self) -> None:
        """Put the selected rows on the clipboard as text, masked where they are personal."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        columns = [self._rows.columns[at] for at in self.visible_columns()]
        rows = [row for row in map(self._rows.row, chosen) if row is not None]
        if not rows:
            return
        lines = [[column.title for column in columns], *([str(c.outside(row) or "") for c in columns] for row in rows)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.copied.emit(len(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies, Home and End go to the ends, text is passed on to whoever finds."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self._rows.rowCount() - 1)
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The widest column takes what is left."""
        super().resizeEvent(event)
        self._fill()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was not yet remembered is."""
        if self._settled.isActive():
            self._settled.stop()
            self._remember()
        super().hideEvent(event)

    def _fill(self) -> None:
        shown = self.visible_columns()
        for at in shown:
            if self._rows.columns[at].fills:
                others = sum(self.columnWidth(other) for other in shown if other != at)
                self.setColumnWidth(at, max(self._rows.columns[at].width, self.viewport().width() - others))

    def _title_width(self, at: int) -> int:
        """What a column's title takes: it is never cut."""
        return QFontMetrics(font(Size.SMALL)).horizontalAdvance(self._rows.columns[at].title) + _AROUND_TITLE

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setMinimumHeight(TARGET)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        for at, column in enumerate(self._rows.columns):
            self.setColumnWidth(at, max(column.width, self._title_width(at)))
            self.setColumnHidden(at, column.hidden)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._recall()
        self.setSortingEnabled(True)
        for signal in (header.sectionMoved, header.sectionResized, header.sortIndicatorChanged):
            signal.connect(self._settled.start)

    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def _choose(self) -> None:
        self._grow()
        self.chosen.emit(self.current())

    def _grow(self) -> None:
        """Make the row under the cursor as high as its longest text, and the one before as low as all."""
        usual = self.verticalHeader().defaultSectionSize()
        index = self.currentIndex()
        if 0 <= self._grown < self._rows.rowCount() and self._grown != index.row():
            self.setRowHeight(self._grown, usual)
        self._grown = index.row()
        row = self._rows.row(index.row())
        if row is None:
            return
        columns = [(self._rows.columns[at], self.columnWidth(at)) for at in self.visible_columns()]
        needed = max(height_needed(column.text(row), width, bold=column.bold) for column, width in columns)
        if max(usual, needed) != self.rowHeight(index.row()):
            self.setRowHeight(index.row(), max(usual, needed))
            self.scrollTo(index)

    def _keep_a_row(self) -> None:
        self.clearSelection()
        if self._rows.rowCount():
            self.go_to(0)
        else:
            self.selectionModel().setCurrentIndex(self._rows.index(-1, -1), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.chosen.emit(None)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _show_column(self, shown: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction) and (shown or len(self.visible_columns()) > 1):
            self.setColumnHidden(int(action.data()), not shown)
            self._fill()
            self._settled.start()

    def _remember(self) -> None:
        header = self.horizontalHeader()
        kept = {
            "columns": [
                [self._rows.columns[at].key, header.sectionSize(at), header.isSectionHidden(at)]
                for at in map(header.logicalIndex, range(header.count()))
            ],
            "sort": [header.sortIndicatorSection(), header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder],
        }
        self._drafts.put(self._memory, json.dumps(kept))

    def _recall(self) -> None:
        header = self.horizontalHeader()
        try:
            kept = json.loads(self._drafts.get(self._memory))
            keys = {column.key: at for at, column in enumerate(self._rows.columns)}
            for place, (key, width, hidden) in enumerate(kept["columns"]):
                header.moveSection(header.visualIndex(keys[key]), place)
                self.setColumnHidden(keys[key], bool(hidden))
                if not hidden:
                    self.setColumnWidth(keys[key], max(int(width), self._title_width(keys[key])))
            section, descending = kept["sort"]
            header.setSortIndicator(
                int(section), Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            )
        except (ValueError, KeyError, TypeError):
            return  # nothing remembered, or by another version: the columns stand as described

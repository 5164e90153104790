"""A table that remembers its columns and its order, copies as text, goes to a spreadsheet, and finds what one types."""

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from collector_desktop.store.queries.search import AccountIndex, folded
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import TARGET, Space
from collector_desktop.ui.widgets.cell_painter import CellPainter, height_needed
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.widgets.table_columns import TableColumns
from collector_desktop.ui.widgets.table_export import TableExport
from collector_desktop.ui.widgets.table_line import TableLine
from collector_desktop.ui.widgets.table_menu import ColumnsMenu, TableMenu
from collector_desktop.ui.widgets.table_text import as_text
from collector_desktop.ui.widgets.type_to_find import TypeToFind
from collector_desktop.ui.words import tr

R = TypeVar("R")
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_ELSEWHERE = "/"
"""Searches the whole program, whatever has the keyboard."""


class DataTable(QTableView, Generic[R]):
    """Rows of R, remembered under a name at each seat. `opened` on Enter or a double click, `chosen` with the cursor.

    Letters find the next row; a page's own keys come first, unless something is being typed already. Where a page
    has a field that finds and an export of its own (`page_serves`), it hears of both: `typed`, `export_wanted`.

    Not tables of this kind, because their order is what they say and their keys are taken: the bills on a card (as
    they are settled), the week of bookings (a calendar), the ladder (its steps), and the lists of cards.

    The row under the cursor is as high as its longest text: nothing in it is cut.
    """

    opened = Signal(object)
    chosen = Signal(object)
    typed = Signal(str)
    export_wanted = Signal()

    def __init__(
        self,
        title: str,
        model: RowsModel[R],
        session: Session,
        name: str,
        *,
        page_serves: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._session = session
        self._page_serves = page_serves
        self._finding: TypeToFind | None = None
        self.setAccessibleName(title)
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
        self.line = TableLine(self)
        self._export = TableExport(self, session, self.line)
        looks = session.tables
        self.columns = TableColumns(self, model.columns, looks.of(f"{session.seat.kind}/{name}"), looks.keep)
        header = self.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu_of_header)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._choose)
        for moved in (model.layoutChanged, header.sectionResized):
            moved.connect(self._grow)
        for changed in (model.layoutAboutToBeChanged, model.modelAboutToBeReset):
            changed.connect(self._end_finding)
        model.modelReset.connect(self._keep_a_row)

    def current(self) -> R | None:
        """The row under the cursor; None if the table is empty."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def go_to(self, at: int) -> None:
        """Put the cursor on a row, whatever key is held meanwhile."""
        if self._rows.row(at) is not None:
            index = self._rows.index(at, self.columns.visible[0])
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, alone)

    def column_menu(self) -> QMenu:
        """A menu that shows and hides columns; at least one stays."""
        return ColumnsMenu(self.columns, self._rows.columns, self)

    def menu(self, at: int) -> QMenu:
        """Everything that can be done with the table, and with one of its columns."""
        return TableMenu(self.columns, self._rows.columns, at, self.copy, self.export, self)

    def visible_columns(self) -> tuple[Column[R], ...]:
        """The columns shown, from left to right."""
        return tuple(self._rows.columns[at] for at in self.columns.visible)

    def copy(self) -> None:
        """Put the selected rows on the clipboard as text, all where none is, masked where they are personal."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        rows = [row for row in map(self._rows.row, chosen or range(self._rows.rowCount())) if row is not None]
        if not rows:
            return
        columns = self.visible_columns()
        cells = [[column.leaves(row) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(as_text([column.title for column in columns], cells))
        said = tr("已复制 {rows} 行,户名、户号和电话已遮蔽") if self._rows.account else tr("已复制 {rows} 行")
        self.line.say(said.format(rows=len(rows)))

    def export(self) -> None:
        """Write what is seen to a spreadsheet, or have the page do it."""
        if self._page_serves:
            self.export_wanted.emit()
        else:
            self._export.export(self.visible_columns(), self._rows.rows, masks=self._rows.account is not None)

    def event(self, event: QEvent) -> bool:
        """Once something is being typed a letter is part of it, whatever else it would do."""
        if event.type() != QEvent.Type.ShortcutOverride or self._finding is None:
            return super().event(event)
        if not isinstance(event, QKeyEvent) or not self._types(event):
            return super().event(event)
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Home and End go to the ends, letters find; copying, exporting, the order given, the menu."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif control and event.key() == Qt.Key.Key_E:
            self.export()
        elif control and event.key() == Qt.Key.Key_O:
            self.columns.sort(-1)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Down:
            self._open_menu_here()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end_finding()
            self._open()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self._rows.rowCount() - 1)
        elif self._types(event):
            self._type(event.text())
        elif self._finding is None or not self._go_on_finding(event.key()):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the table: for the column under the pointer, or for the one with the cursor."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu_here()
        else:
            self._open_menu(self.columnAt(event.pos().x()), event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press ends what is being typed."""
        self._end_finding()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """So does leaving."""
        self._end_finding()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share what there is."""
        super().resizeEvent(event)
        self.columns.fit()
        self.line.place()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was not yet remembered is; what was said is over."""
        self.columns.remember()
        self._end_finding()
        self.line.clear()
        super().hideEvent(event)

    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def _types(self, event: QKeyEvent) -> bool:
        """Whether a key writes."""
        text = event.text()
        return event.modifiers() in _PLAIN and text.isprintable() and bool(text.strip()) and text != _ELSEWHERE

    def _type(self, text: str) -> None:
        if self._page_serves:
            self.typed.emit(text)
            return
        if self._finding is None:
            self._finding = self._begin_finding()
        self._finding.text += text
        self._find(max(self.currentIndex().row(), 0))

    def _begin_finding(self) -> TypeToFind:
        model = self._rows
        rows, columns, whose = model.rows, self.visible_columns(), model.account
        index = AccountIndex([])
        if whose is not None:
            with self._session.ledger.reading() as conn:
                index = AccountIndex.load(conn)

        def words(at: int) -> str:
            account = None if whose is None else whose(rows[at])
            seen = folded(" ".join(column.text(rows[at]) for column in columns))
            return seen if account is None else f"{seen} {index.keys_of(account)}"

        return TypeToFind(words, len(rows))

    def _go_on_finding(self, key: int) -> bool:
        """Keys that are about what is being typed; whether this was one."""
        finding = self._finding
        assert finding is not None
        match key:
            case Qt.Key.Key_Escape:
                self._end_finding()
            case Qt.Key.Key_Backspace if len(finding.text) == 1:
                self._end_finding()
            case Qt.Key.Key_Backspace:
                finding.text = finding.text[:-1]
                self._find(max(self.currentIndex().row(), 0))
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                by = 1 if key == Qt.Key.Key_Down else -1
                self._find(self.currentIndex().row() + by, by)
            case _:
                return False
        return True

    def _find(self, start: int, by: int = 1) -> None:
        finding = self._finding
        assert finding is not None
        at = finding.find(start, by)
        if at is not None:
            self.go_to(at)
        said = tr("查找 {text}:↓ 下一个,Esc 结束") if at is not None else tr("没有 {text}:Backspace 改,Esc 结束")
        self.line.say(said.format(text=finding.text), stays=True)

    def _end_finding(self) -> None:
        if self._finding is not None:
            self._finding = None
            self.line.clear()

    def _choose(self) -> None:
        self._grow()
        self.line.place()
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
        columns = [(self._rows.columns[at], self.columnWidth(at)) for at in self.columns.visible]
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

    def _open_menu_of_header(self, place: QPoint) -> None:
        header = self.horizontalHeader()
        self._open_menu(header.logicalIndexAt(place), header.mapToGlobal(place))

    def _open_menu_here(self) -> None:
        place = self.visualRect(self.currentIndex()).bottomLeft()
        self._open_menu(self.currentIndex().column(), self.viewport().mapToGlobal(place))

    def _open_menu(self, at: int, place: QPoint) -> None:
        menu = self.menu(at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

"""The menu of a table: everything its head and its keys can do, reachable with either."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from collector_desktop.ui.widgets.rows_model import SORT_MARKS, Column
from collector_desktop.ui.widgets.table_columns import TableColumns
from collector_desktop.ui.words import tr


class ColumnsMenu(QMenu):
    """Shows and hides columns, and puts everything back."""

    def __init__(self, columns: TableColumns, described: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(tr("显示哪些列"), parent)
        self._columns = columns
        shown = columns.visible
        for at, column in enumerate(described):
            action = QAction(column.title, self, checkable=True, checked=at in shown)
            action.setData(at)
            action.toggled.connect(self._show)
            self.addAction(action)
        self.addSeparator()
        self.addAction(tr("恢复原样")).triggered.connect(columns.restore)

    def _show(self, shown: bool) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._columns.show(int(action.data()), shown)


class TableMenu(QMenu):
    """Copy, export, order, columns; `at` is the column the last entries are about."""

    def __init__(
        self,
        columns: TableColumns,
        described: Sequence[Column[Any]],
        at: int,
        copy: Callable[[], None],
        export: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._at = at
        self._add(tr("复制"), "Ctrl+C", copy)
        self._add(tr("导出表格"), "Ctrl+E", export)
        self.addSeparator()
        self.addMenu(self._order(described))
        self.addMenu(ColumnsMenu(columns, described, self))
        shown = columns.visible
        if at in shown:
            self.addSeparator()
            title = described[at].title
            for text, slot, possible in (
                (tr("「{column}」左移"), self._to_left, at != shown[0]),
                (tr("「{column}」右移"), self._to_right, at != shown[-1]),
                (tr("「{column}」加宽"), self._wider, True),
                (tr("「{column}」收窄"), self._narrower, True),
            ):
                self._add(text.format(column=title), "", slot).setEnabled(possible)

    def _add(self, text: str, key: str, slot: Callable[[], None]) -> QAction:
        action = self.addAction(f"{text}\t{key}" if key else text)
        action.triggered.connect(slot)
        return action

    def _order(self, described: Sequence[Column[Any]]) -> QMenu:
        menu = QMenu(tr("排序"), self)
        group = QActionGroup(menu)
        by, descending = self._columns.sorted_by
        choices = [(-1, f"{tr('原来的顺序')}\tCtrl+O"), *((at, described[at].title) for at in self._columns.visible)]
        for at, title in choices:
            mark = SORT_MARKS[descending] if at == by and at >= 0 else ""
            action = QAction(title + mark, group, checkable=True, checked=at == by)
            action.setData(at)
            menu.addAction(action)
        group.triggered.connect(self._sort)
        return menu

    def _sort(self, action: QAction) -> None:
        self._columns.sort(int(action.data()))

    def _to_left(self) -> None:
        self._columns.move(self._at, -1)

    def _to_right(self) -> None:
        self._columns.move(self._at, 1)

    def _wider(self) -> None:
        self._columns.widen(self._at, 1)

    def _narrower(self) -> None:
        self._columns.widen(self._at, -1)


def table_keys() -> tuple[tuple[str, str], ...]:
    """What the keys of a table do, for the sheet of all keys."""
    return (
        (tr("字母  ↑ ↓"), tr("表格里:找到这一行、上一个下一个")),
        ("Ctrl+C E O", tr("表格:复制、导出、原来的顺序")),
        ("Alt+↓", tr("表格:排序、选列、宽窄、恢复原样")),
    )

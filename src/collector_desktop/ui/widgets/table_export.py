"""A table's rows as a spreadsheet, written beside the window, whole or not at all."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QTableView

from collector_desktop.exchange.spreadsheet_out import SpreadsheetCell, write_table
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.widgets.table_line import TableLine
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Done, Ended, Faulted, Job, Progress

R = TypeVar("R")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def export_name(table: str, day: date) -> str:
    """The file a table goes to: its name and the day."""
    return f"{_NOT_IN_NAMES.sub(' ', table).strip()}_{day:%Y%m%d}.xlsx"


class TableExport(QObject):
    """Writes a table on the lane of long work, and says on the table's line how far it is and where it went."""

    def __init__(self, table: QTableView, session: Session, line: TableLine) -> None:
        super().__init__(table)
        self._table = table
        self._session = session
        self._line = line
        self._columns: tuple[Column[Any], ...] = ()
        self._rows: tuple[Any, ...] = ()
        self._masks = False
        self._job: Job | None = None
        self._folder = session.exchange_folder

    def export(self, columns: Sequence[Column[R]], rows: Sequence[R], *, masks: bool) -> None:
        """Write rows into the exchange folder; while one export is under way there is no other.

        `masks` says that households stand in it, whose names, numbers and phones are masked.
        """
        if self._job is not None:
            return
        if not rows:
            self._line.say(tr("没有可以导出的行"))
            return
        self._columns, self._rows, self._masks = tuple(columns), tuple(rows), masks
        self._write(self._folder / self._file_name)

    @property
    def _file_name(self) -> str:
        return export_name(self._table.accessibleName(), self._session.business_day)

    def _write(self, path: Path) -> None:
        table, day = self._table.accessibleName(), self._session.business_day.isoformat()
        title = (tr("{table} {day}(已遮蔽个人信息)") if self._masks else "{table} {day}").format(table=table, day=day)
        columns, rows = self._columns, self._rows

        def work(progress: Progress) -> Path:
            return write_rows(path, title, columns, rows, progress.step)

        job = self._job = self._session.lane.run(work)
        job.progressed.connect(self._far)
        job.ended.connect(self._ended)

    def _far(self, done: int, of: int) -> None:
        if self._job is not None:
            far = f"{done:,} / {of:,}" if of else "…"
            self._line.say(tr("正在导出 {far}").format(far=far), (tr("停止"), self._job.cancel), stays=True)

    def _ended(self, end: Ended) -> None:
        self._job = None
        elsewhere = (tr("换一个位置"), self._elsewhere)
        match end:
            case Done(Path() as path):
                self._folder = path.parent
                said = tr("已导出 {name},户名、户号和电话已遮蔽") if self._masks else tr("已导出 {name}")
                self._line.say(said.format(name=path.name), (tr("打开文件夹"), self._open_folder), elsewhere)
            case Faulted(fault):
                self._line.say(tr("没有导出:{why}").format(why=fault_word(fault)), elsewhere)
            case _:
                self._line.say(tr("已停止,没有导出"))

    def _elsewhere(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self._table, tr("导出到"), self._file_name, "*.xlsx")
        if chosen:
            self._write(Path(chosen))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def write_rows(
    path: Path,
    title: str,
    columns: Sequence[Column[R]],
    rows: Sequence[R],
    step: Callable[[int, int], None],
) -> Path:
    """Write what is seen of a table, masked as it leaves the program, telling every so often how far it is.

    Raises OSError; then no file is left.
    """
    write_table(path, title, [column.title for column in columns], _cells(columns, rows, step))
    return path


def _cells(
    columns: Sequence[Column[R]], rows: Sequence[R], step: Callable[[int, int], None]
) -> Iterator[list[SpreadsheetCell]]:
    every = max(len(rows) // 100, 1)
    for at, row in enumerate(rows):
        if at % every == 0:
            step(at, len(rows))
        yield [column.leaves(row) for column in columns]

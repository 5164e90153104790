"""Sheets of cells out of a file: xlsx, xls, csv and tsv, within limits that keep memory and time bounded."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from collector_desktop.exchange.station_export.extent import (
    BROKEN,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TooFar,
    check_archive,
    check_records,
)
from collector_desktop.exchange.station_export.problems import Reason
from collector_desktop.exchange.station_export.sector_chains import ChainsBroken, workbook_stream
from collector_desktop.exchange.station_export.sniffing import FileForm, FileNotReadable, decoded, form_of

Cell = str | int | float | bool | date | datetime | time | timedelta

MOST_BYTES = 200 * 2**20


@dataclass(slots=True)
class Sheet:
    """One sheet as it stands in the file: row 1 is `rows[0]`; `merged` are (top, left, bottom, right) from zero.

    `form` is how it was written: xlsx, xls, or the encoding of a text.
    """

    name: str
    rows: list[list[Cell]]
    form: str = ""
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    open_quotes: list[int] = field(default_factory=list)


def sheets_of(path: Path) -> list[Sheet]:
    """Every sheet of the file, hidden ones without their rows. Raises FileNotReadable."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileNotReadable(Reason.FILE_TOO_LARGE, limit=f"{MOST_BYTES // 2**20} MB")
        data = path.read_bytes()
    except OSError as fault:
        raise FileNotReadable(Reason.FILE_NOT_FOUND, why=fault.strerror or "") from fault
    form = form_of(data)
    if form is FileForm.TEXT:
        text, encoding = decoded(data)
        return [_text_sheet(text, encoding)]
    _check_extent(form, data)
    return _workbook_sheets(data, form)


def _workbook_sheets(data: bytes, form: FileForm) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                _hidden(meta.name)
                if meta.visible is not SheetVisibleEnum.Visible
                else _visible(meta.name, book.get_sheet_by_name(meta.name), form)
                for meta in book.sheets_metadata
                if meta.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError as fault:
        raise FileNotReadable(Reason.FILE_PROTECTED) from fault
    except (CalamineError, ValueError, OSError) as fault:
        raise FileNotReadable(Reason.FILE_DAMAGED) from fault
    except BaseException as fault:
        # A panic inside the reading library on a damaged file arrives outside of Exception, under no importable name.
        if type(fault).__name__ == "PanicException":
            raise FileNotReadable(Reason.FILE_DAMAGED) from fault
        raise


def _too_many_cells() -> FileNotReadable:
    return FileNotReadable(Reason.TOO_MANY_CELLS, rows=str(MOST_ROWS), columns=str(MOST_COLUMNS))


def _hidden(name: str) -> Sheet:
    return Sheet(name, [], hidden=True)


def _visible(name: str, sheet: CalamineSheet, form: FileForm) -> Sheet:
    if sheet.total_height > MOST_ROWS or sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _too_many_cells()
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return Sheet(name, _rows(sheet), form, merged=merged)


def _rows(sheet: CalamineSheet) -> list[list[Cell]]:
    """Every row from the first cell on: one by one, so that a window beside the reading goes on meanwhile."""
    if sheet.start != (0, 0):
        whole: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
        return whole  # row by row they would come without the empty columns on the left
    return [row for row in sheet.iter_rows()]  # noqa: C416  # `list` would take them all in one go


def _check_extent(form: FileForm, data: bytes) -> None:
    try:
        if form is FileForm.XLSX:
            check_archive(data)
        else:
            check_records(workbook_stream(data))
    except TooFar as fault:
        raise _too_many_cells() from fault
    except (ChainsBroken, *BROKEN) as fault:
        raise FileNotReadable(Reason.FILE_DAMAGED) from fault


def _text_sheet(text: str, encoding: str) -> Sheet:
    if text.count("\n") > MOST_ROWS:
        raise _too_many_cells()
    head = text[:20_000]
    delimiter = max("\t,;", key=head.count)
    rows: list[list[Cell]] = []
    open_quotes: list[int] = []
    quoted = '"' in text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, 1):
            if len(row) > 8 * MOST_COLUMNS:
                raise _too_many_cells()
            if quoted and any("\n" in cell and cell.count(delimiter) > 2 for cell in row):
                open_quotes.append(number)
            rows.append(row)  # type: ignore[arg-type]  # a list of texts is a list of cells; lists are invariant
    except csv.Error as fault:
        raise FileNotReadable(Reason.QUOTE_NOT_CLOSED, len(rows) + 1) from fault
    return Sheet("", rows, encoding, open_quotes=open_quotes)

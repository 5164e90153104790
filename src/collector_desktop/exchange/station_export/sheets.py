"""Sheets of cells out of a file: xlsx, xls, csv and tsv, within limits that keep memory and time bounded."""

import csv
import io
import re
import zipfile
import zlib
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

from collector_desktop.exchange.station_export.problems import Reason
from collector_desktop.exchange.station_export.sector_chains import chains_end
from collector_desktop.exchange.station_export.sniffing import FileForm, FileNotReadable, decoded, form_of

Cell = str | int | float | bool | date | datetime | time | timedelta

MOST_BYTES = 200 * 2**20
MOST_UNPACKED_BYTES = 600 * 2**20
MOST_ROWS = 299_999
MOST_COLUMNS = 256
MOST_CELLS = 12_000_000

_FAR_ROW = re.compile(rb'<row [^>]*?r="(?:[3-9]\d{5}|\d{7})"')  # row 300,000 or beyond
_FAR_COLUMN = re.compile(rb'r="[A-Z]{2}')  # column AA or beyond
_WITHOUT_CELLS = ("docProps/", "customXml/", "xl/theme/", "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml")
_REFERENCE = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"')
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What the zip module says of a damaged archive."""


@dataclass(slots=True)
class Sheet:
    """One sheet as it stands in the file: row 1 is `rows[0]`; `merged` are (top, left, bottom, right) from zero."""

    name: str
    rows: list[list[Cell]]
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
        return [_text_sheet(decoded(data))]
    if form is FileForm.XLSX:
        _check_extent(data)
    elif not chains_end(data):
        raise FileNotReadable(Reason.FILE_DAMAGED)
    return _workbook_sheets(data)


def _workbook_sheets(data: bytes) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                _hidden(meta.name)
                if meta.visible is not SheetVisibleEnum.Visible
                else _visible(meta.name, book.get_sheet_by_name(meta.name))
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


def _visible(name: str, sheet: CalamineSheet) -> Sheet:
    if sheet.total_height > MOST_ROWS or sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _too_many_cells()
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return Sheet(name, rows, merged=merged)


def _check_extent(data: bytes) -> None:
    """Refuse before reading: the library lays a sheet out densely, so one stray far cell would take all memory."""
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.infolist():
                unpacked += part.file_size
                if unpacked > MOST_UNPACKED_BYTES:
                    raise _too_many_cells()
                if part.filename.endswith(".xml") and not part.filename.startswith(_WITHOUT_CELLS):
                    _check_part(parts, part)
    except _BROKEN as fault:
        raise FileNotReadable(Reason.FILE_DAMAGED) from fault


def _check_part(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    overlap = b""
    wide = False
    with parts.open(part) as stream:
        while piece := stream.read(2**20):
            window = overlap + piece
            if _FAR_ROW.search(window):
                raise _too_many_cells()
            wide = wide or _FAR_COLUMN.search(window) is not None
            overlap = piece[-64:]
    if wide:
        _check_wide_part(parts, part)


def _check_wide_part(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    overlap = b""
    last_row = last_column = 0
    with parts.open(part) as stream:
        while piece := stream.read(2**20):
            for letters, digits in set(_REFERENCE.findall(overlap + piece)):
                last_row = max(last_row, int(digits))
                last_column = max(last_column, _column_index(letters))
            overlap = piece[-16:]
    if last_column > MOST_COLUMNS or last_row * last_column > MOST_CELLS:
        raise _too_many_cells()


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index


def _text_sheet(text: str) -> Sheet:
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
    return Sheet("", rows, open_quotes=open_quotes)

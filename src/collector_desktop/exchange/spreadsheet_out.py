"""Spreadsheets for people: one table to an .xlsx file, whole or not at all, with nothing in it that could act."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from collector_desktop.domain.money import Money

if TYPE_CHECKING:
    import xlsxwriter

SpreadsheetCell = str | int | Decimal | Money | date | None

_WIDEST = 60
_LONGEST = 32_767
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": False,
}


def write_table(path: Path, title: str, headers: Sequence[str], rows: Iterable[Sequence[SpreadsheetCell]]) -> None:
    """Write one sheet: the title, the headers, the rows; in constant memory.

    Texts are stored as text whatever they begin with, so none becomes a formula or a link; money is a number of yuan
    with two decimals. The file appears whole or not at all. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        _write(part, title, headers, rows)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write(part: Path, title: str, headers: Sequence[str], rows: Iterable[Sequence[SpreadsheetCell]]) -> None:
    import xlsxwriter  # a sixth of a second: at the first export, not at every start

    try:
        # What it keeps aside meanwhile says as much as the table: it stays where the table goes.
        with xlsxwriter.Workbook(str(part), {**_OPTIONS, "tmpdir": str(part.parent)}) as book:
            formats = {
                "title": book.add_format({"bold": True, "font_size": 14}),
                "header": book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEEEEE"}),
                "money": book.add_format({"num_format": "#,##0.00"}),
                "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            }
            sheet = book.add_worksheet()
            for column, header in enumerate(headers):
                sheet.set_column(column, column, min(_WIDEST, 4 + 2 * len(header)))
            sheet.write_string(0, 0, _storable(title), formats["title"])
            for column, header in enumerate(headers):
                sheet.write_string(1, column, _storable(header), formats["header"])
            sheet.freeze_panes(2, 0)
            for row, cells in enumerate(rows, 2):
                for column, cell in enumerate(cells):
                    _write_cell(sheet, row, column, cell, formats)
    except xlsxwriter.exceptions.FileCreateError as fault:
        raise OSError(str(fault)) from fault


def _write_cell(
    sheet: "xlsxwriter.worksheet.Worksheet",
    row: int,
    column: int,
    cell: SpreadsheetCell,
    formats: "dict[str, xlsxwriter.format.Format]",
) -> None:
    if isinstance(cell, Money):
        sheet.write_number(row, column, Decimal(cell.fen) / 100, formats["money"])
    elif isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime):
        sheet.write_string(row, column, cell.isoformat(" ", "seconds"))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats["day"])
    elif cell is not None and cell != "":
        sheet.write_string(row, column, _storable(str(cell)))


def _storable(text: str) -> str:
    """The text without control characters, which a spreadsheet program would report as damage, and not too long."""
    return "".join(kept for kept in text[:_LONGEST] if kept >= " " or kept in "\t\n")

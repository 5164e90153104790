"""Tables: the header row found under titles, its columns recognised, and the rows below it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from collector_desktop.exchange.station_export.columns import ColumnSet, Field, column_sets, plain_header
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.sheets import Cell, Sheet

HEADER_WITHIN = 30
"""Titles, print lines and blanks above a header are never more rows than this."""

_STATION = re.compile(r"(?:供电)?单位(?:名称)?[:：]\s*(\S+)")
_STATION_IN_TITLE = re.compile(r"^\s*(\S{2,20}?供电所)")
_DAY = re.compile(
    r"(?<!\d)(20\d{2})(?:(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)|[-/.年](0?[1-9]|1[0-2])[-/.月](0?[1-9]|[12]\d|3[01])(?!\d))"
)
_TELLING_WHO = (
    Field.STATION,
    Field.ACCOUNT,
    Field.NAME,
    Field.OLD_NUMBER,
    Field.ADDRESS,
    Field.SECTION,
    Field.SECTION_NAME,
    Field.AREA,
)


@dataclass(slots=True)
class Table:
    """One recognised sheet. `numbers[i]` is the spreadsheet's row number of `rows[i]`, from 1."""

    file: str
    sheet: str
    kind: ColumnSet
    at: dict[Field, int]
    headers: dict[Field, str]
    rows: list[list[Cell]]
    numbers: list[int]
    form: str = ""
    unread: tuple[str, ...] = ()
    """Headers of columns that nothing was read from."""
    station: str = ""
    printed_on: date | None = None
    totals: list[tuple[int, int, list[Cell]]] = field(default_factory=list)
    """Totals rows taken out: how many kept rows stand above, the row number, the row."""

    def column(self, wanted: Field) -> list[Cell] | None:
        """The cells of one field top to bottom; None if the sheet lacks it."""
        index = self.at.get(wanted)
        return None if index is None else [row[index] for row in self.rows]

    def keep(self, wanted: Iterable[int]) -> None:
        """Keep only the rows at these indices."""
        kept = list(wanted)
        self.rows = [self.rows[index] for index in kept]
        self.numbers = [self.numbers[index] for index in kept]


def table_in(sheet: Sheet, file: str, problems: Problems, kinds: Sequence[ColumnSet] | None = None) -> Table | None:
    """The sheet's table, or None with a problem that says what its columns lack; a station's exports if no kinds are
    named.
    """
    kinds = column_sets() if kinds is None else kinds
    row, kind = _best_header(sheet.rows, kinds)
    if kind is None:
        _report_unrecognised(sheet, row, file, problems, kinds)
        return None
    header = [plain_header(str(cell)) for cell in sheet.rows[row]]
    at = kind.fields_in(header)
    for index, text in enumerate(header):
        known = kind.fields_by_header.get(text)
        if known is not None and at[known] != index and header[at[known]] == text:
            problems.add(file, sheet.name, row + 1, text, Reason.COLUMN_TWICE, Severity.WARNING)
    _fill_down_merged(sheet, row, at)
    rows = sheet.rows[row + 1 :]
    width = len(header)
    if rows and min(map(len, rows)) < width:
        rows = [cells + [""] * (width - len(cells)) for cells in rows]
    above = " ".join(str(cell) for cells in sheet.rows[:row] for cell in cells if cell != "")
    return Table(
        file=file,
        sheet=sheet.name,
        kind=kind,
        at=at,
        headers={known: header[index] for known, index in at.items()},
        rows=rows,
        numbers=list(range(row + 2, row + 2 + len(rows))),
        form=sheet.form,
        unread=tuple(text for index, text in enumerate(header) if text and index not in at.values()),
        station=_station_named(above),
        printed_on=_day_named(above) or _day_named(file),
    )


def _best_header(rows: list[list[Cell]], kinds: Sequence[ColumnSet]) -> tuple[int, ColumnSet | None]:
    """The row that reads most like a header, and its set; without a set if required columns are missing."""
    best: tuple[bool, int, int, ColumnSet | None] = (False, 0, 0, None)
    for number, cells in enumerate(rows[:HEADER_WITHIN]):
        header = [plain_header(cell) for cell in cells if isinstance(cell, str)]
        for kind in kinds:
            found = kind.fields_in(header)
            whole = kind.is_whole(header)
            if (whole, len(found)) > best[:2]:
                best = (whole, len(found), number, kind)
    whole, _, row, best_kind = best
    return row, best_kind if whole else None


def _report_unrecognised(sheet: Sheet, row: int, file: str, problems: Problems, kinds: Sequence[ColumnSet]) -> None:
    cells = sheet.rows[row] if sheet.rows else []
    header = [plain_header(cell) for cell in cells if isinstance(cell, str)]
    nearest = max(kinds, key=lambda kind: len(kind.fields_in(header)))
    missing = nearest.required - nearest.fields_in(header).keys()
    names = {known: text for text, known in reversed(nearest.fields_by_header.items())}
    problems.add(
        file,
        sheet.name,
        row + 1,
        "",
        Reason.COLUMNS_NOT_RECOGNISED,
        Severity.ERROR,
        nearest=nearest.name,
        missing="、".join(sorted(names[known] for known in missing)),
        found=re.sub(r"\d{7,}", "…", "、".join(text for text in header if text))[:200],
    )


def _fill_down_merged(sheet: Sheet, header: int, at: dict[Field, int]) -> None:
    """A cell merged over several rows names all of them; only what tells whose row it is, never an amount."""
    columns = {at[known] for known in _TELLING_WHO if known in at}
    for top, left, bottom, _ in sheet.merged:
        if header < top < bottom and left in columns:
            for row in range(top + 1, min(bottom + 1, len(sheet.rows))):
                sheet.rows[row][left] = sheet.rows[top][left]


def _station_named(text: str) -> str:
    found = _STATION.search(text) or _STATION_IN_TITLE.search(text)
    return found[1] if found else ""


def _day_named(text: str) -> date | None:
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    except ValueError:
        return None

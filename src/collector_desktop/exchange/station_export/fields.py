"""Columns of one table understood, with a problem for every cell that is not."""

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from collector_desktop.exchange.station_export.cells import Bad, Memo, without_booleans
from collector_desktop.exchange.station_export.cleaning import (
    LONGEST_TEXT,
    phones_of,
    shown,
    text_of,
    without_id_numbers,
)
from collector_desktop.exchange.station_export.columns import Field
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.sheets import Cell
from collector_desktop.exchange.station_export.tables import Table

T = TypeVar("T")


class Fields:
    """Reads the columns of one table, each distinct cell once; `lost` gathers indices of rows that can't be taken."""

    def __init__(self, table: Table, rows: Sequence[int] | None, problems: Problems) -> None:
        """Read the rows at the given indices, or all."""
        self.table = table
        self.lost: set[int] = set()
        self._indices = range(len(table.rows)) if rows is None else rows
        self._rows = table.rows if rows is None else [table.rows[index] for index in rows]
        self._problems = problems

    def __len__(self) -> int:
        return len(self._rows)

    def has(self, field: Field) -> bool:
        """Whether the table has this column."""
        return field in self.table.at

    def cells(self, field: Field) -> list[Cell]:
        """The raw cells; blanks if the table lacks the column."""
        index = self.table.at.get(field)
        return [""] * len(self._rows) if index is None else [row[index] for row in self._rows]

    def number(self, row: int) -> int:
        """The spreadsheet's row number."""
        return self.table.numbers[self._indices[row]]

    def needed(self, field: Field, parse: Callable[[Cell], T | Bad | None], missing: Reason) -> list[T]:
        """A column without which a row can't be taken: bad and blank cells lose their rows."""
        memo: Memo[T | None] = Memo(parse)
        column = memo.column(self.cells(field))
        if memo.spoiled or None in memo.values():
            for row, value in enumerate(column):
                if value is None:
                    self.lose(row, field, missing)
                elif isinstance(value, Bad):
                    self.lose(row, field, value.reason, text=value.shown)
        return cast(list[T], column)

    def optional(self, field: Field, parse: Callable[[Cell], T | Bad | None], *, loses: bool = False) -> list[T | None]:
        """A column that may be blank; a bad cell is a warning and blank, or loses its row."""
        if not self.has(field):
            return [None] * len(self._rows)
        memo: Memo[T | None] = Memo(parse)
        column = memo.column(self.cells(field))
        if not memo.spoiled:
            return cast(list[T | None], column)
        for row, value in enumerate(column):
            if isinstance(value, Bad):
                if loses:
                    self.lose(row, field, value.reason, text=value.shown)
                else:
                    self.report(row, field, value.reason, Severity.WARNING, text=value.shown)
        return [None if isinstance(value, Bad) else value for value in column]

    def text(self, field: Field) -> list[str]:
        """A column of clean texts, ID-card numbers taken out; blank is ""."""
        if not self.has(field):
            return [""] * len(self._rows)
        cells = without_booleans(self.cells(field))
        texts: dict[Cell, str] = {}
        with_id: set[Cell] = set()
        for cell in set(cells):
            texts[cell], had_id = without_id_numbers(text_of(cell))
            if had_id:
                with_id.add(cell)
            if len(texts[cell]) > LONGEST_TEXT:
                texts[cell] = texts[cell][:LONGEST_TEXT]
                self.report(cells.index(cell), field, Reason.TEXT_CUT, Severity.WARNING, limit=LONGEST_TEXT)
        if with_id:
            self._report_ids(field, [row for row, cell in enumerate(cells) if cell in with_id])
        return [texts[cell] for cell in cells]

    def phones(self) -> list[tuple[str, ...]]:
        """The phone column split at "|"; pieces that are no phone number are left out."""
        texts = self.text(Field.PHONES)
        found = {text: phones_of(text) for text in set(texts)}
        if any(strange for _, strange in found.values()):
            for row, text in enumerate(texts):
                if found[text][1]:
                    self.report(row, Field.PHONES, Reason.PHONE_NOT_UNDERSTOOD, Severity.NOTE, text=shown(text))
        return [found[text][0] for text in texts]

    def drop_id_numbers(self) -> None:
        """Say that the ID-card column was left unread."""
        rows = [row for row, cell in enumerate(self.cells(Field.ID_NUMBER)) if cell != ""]
        if rows:
            self._report_ids(Field.ID_NUMBER, rows)

    def report(self, row: int, field: Field, reason: Reason, severity: Severity, **facts: object) -> None:
        """Take a problem of one cell down."""
        table = self.table
        self._problems.add(
            table.file, table.sheet, self.number(row), table.headers.get(field, ""), reason, severity, **facts
        )

    def lose(self, row: int, field: Field, reason: Reason, **facts: object) -> None:
        """Take down why a row can't be taken."""
        self.lost.add(row)
        self.report(row, field, reason, Severity.ERROR, **facts)

    def _report_ids(self, field: Field, rows: list[int]) -> None:
        self.report(rows[0], field, Reason.ID_NUMBERS_DROPPED, Severity.NOTE, count=len(rows))

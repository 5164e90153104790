"""A report as a table: on the terminal, on screen, as PDF, as a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collector_desktop.domain.money import Money

Cell = str | int | Money | date | None


@dataclass(frozen=True)
class ReportTable:
    """One table with its title; `figures` are the columns that stand at the right, `total` the row under all."""

    title: str
    subtitle: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None = None
    figures: frozenset[int] = frozenset()
    paper: Callable[[], bytes] | None = None
    """A paper of its own as PDF, where a plain table is not what is wanted."""
    spreadsheet: Callable[[Path], None] | None = None
    """A spreadsheet of its own, where it holds more than the table."""

    @property
    def all_rows(self) -> tuple[Sequence[Cell], ...]:
        """The rows, and the total under them."""
        return (*self.rows, *([] if self.total is None else [self.total]))

    def pdf(self) -> bytes:
        """A printable sheet."""
        if self.paper is not None:
            return self.paper()
        from collector_desktop.printing.tables import table_pdf  # fonts and ReportLab only where they are used

        rows = [[shown(cell) for cell in row] for row in self.all_rows]
        return table_pdf(self.title, self.subtitle, self.headers, rows, right_aligned=self.figures)

    def write_xlsx(self, path: Path) -> None:
        """As a spreadsheet. Raises OSError."""
        if self.spreadsheet is not None:
            self.spreadsheet(path)
            return
        from collector_desktop.exchange.spreadsheet_out import write_table

        write_table(path, f"{self.title}  {self.subtitle}", self.headers, self.all_rows)


def shown(cell: Cell) -> str:
    """A cell as text: money in yuan, a day as ISO, nothing as a dash."""
    if isinstance(cell, Money):
        return cell.grouped()
    return "—" if cell is None else str(cell)

"""A report as a table: on the terminal, as PDF, as a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from collector_desktop.app.cli.terminal import Cell, Terminal, shown
from collector_desktop.security.whole_file import write_whole


@dataclass(frozen=True)
class Sheet:
    """One table with its title; `figures` are the columns that stand at the right."""

    title: str
    subtitle: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    figures: frozenset[int] = frozenset()
    paper: Callable[[], bytes] | None = None
    """A paper of its own as PDF, where a plain table is not what hangs on the wall."""

    def show(self, terminal: Terminal) -> None:
        """On the terminal."""
        terminal.table(f"{self.title}  {self.subtitle}", self.headers, self.rows, self.figures)

    def write_pdf(self, path: Path) -> None:
        """As a printable sheet. Raises OSError."""
        write_whole(path, self.paper() if self.paper else self._table())

    def write_xlsx(self, path: Path) -> None:
        """As a spreadsheet. Raises OSError."""
        from collector_desktop.exchange.spreadsheet_out import write_table

        write_table(path, f"{self.title}  {self.subtitle}", self.headers, self.rows)

    def _table(self) -> bytes:
        from collector_desktop.printing.tables import table_pdf  # fonts and ReportLab only where they are used

        rows = [[shown(cell) for cell in row] for row in self.rows]
        return table_pdf(self.title, self.subtitle, self.headers, rows, right_aligned=self.figures)

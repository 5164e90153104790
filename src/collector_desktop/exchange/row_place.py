"""Where a row of somebody's file stands."""

from typing import NamedTuple

from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity


class RowPlace(NamedTuple):
    """Where a row stands, so that a problem found later can name it."""

    file: str
    sheet: str
    row: int
    column: str

    def tell(self, problems: Problems, reason: Reason, severity: Severity, **facts: object) -> None:
        """Take a problem of this row down."""
        problems.add(self.file, self.sheet, self.row, self.column, reason, severity, **facts)

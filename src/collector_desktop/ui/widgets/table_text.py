"""Rows as text for the clipboard: cells with tabs between them, and nothing in them that could act."""

from collections.abc import Iterable, Sequence

from collector_desktop.exchange.spreadsheet_out import SpreadsheetCell

_ACTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", '"')
"""What a spreadsheet program takes for a formula, at full width too, or for a cell that goes on over the next ones."""


def as_text(headers: Sequence[str], rows: Iterable[Sequence[SpreadsheetCell]]) -> str:
    """A line of headers, then a line for each row; a text that would be a formula where it is pasted stays text."""
    return "\n".join("\t".join(map(_cell, cells)) for cells in (headers, *rows))


def _cell(cell: SpreadsheetCell) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(_ACTS) else text

"""Any table on A4, laid across where it is too wide: its head is repeated on every page, amounts stand at the right."""

from collections.abc import Collection, Sequence

from collector_desktop.printing import fonts
from collector_desktop.printing.blocks import GAP_BETWEEN_CELLS, Block, Column, Gap, Row, Rule, Text
from collector_desktop.printing.flow import sheets
from collector_desktop.printing.paper import Paper

_TITLE, _BODY, _SMALL = 16.0, 9.5, 9.0
_NARROWEST, _WIDEST = 3 * _BODY, 18 * _BODY


def table_pdf(
    title: str,
    subtitle: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right_aligned: Collection[int] = frozenset(),
) -> bytes:
    """The rows under their headers; `right_aligned` are the indexes of columns with amounts, which are never broken.

    Raises ValueError if a row has more or fewer cells than there are headers.
    """
    wanted = _wanted(headers, rows)
    paper = Paper.A4 if _room(Paper.A4, wanted) >= sum(wanted) else Paper.A4_WIDE
    widths = _within(_room(paper, wanted), wanted, right_aligned)
    columns = tuple(Column(width, "right" if at in right_aligned else "left") for at, width in enumerate(widths))
    head: tuple[Block, ...] = (Rule(weight=0.9), Row(columns, headers, _SMALL, bold=True, air=0), Rule(weight=0.4))
    top: tuple[Block, ...] = (Text(title, _TITLE, bold=True), Text(subtitle, _SMALL), Gap(6))
    body = (Row(columns, row, _BODY, air=1) for row in rows)
    blocks = (*top, *head, *body, Rule(weight=0.4))
    return sheets(paper, title, blocks, overleaf=(Text(f"{title}  续页", _SMALL), *head))


def _wanted(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Each column as wide as its longest cell asks for, within reason."""
    wanted = [fonts.width(header, _SMALL, bold=True) for header in headers]
    for row in rows:
        for at, (cell, width) in enumerate(zip(row, wanted, strict=True)):
            wanted[at] = max(width, fonts.width(cell, _BODY))
    return [min(max(width, _NARROWEST), _WIDEST) for width in wanted]


def _room(paper: Paper, columns: Sequence[float]) -> float:
    return paper.width - 2 * paper.side - GAP_BETWEEN_CELLS * (len(columns) - 1)


def _within(room: float, wanted: Sequence[float], kept: Collection[int]) -> list[float]:
    """The widths wanted; where there is too little room only words are made narrower."""
    figures = sum(width for at, width in enumerate(wanted) if at in kept)
    words = sum(wanted) - figures
    least = _NARROWEST * (len(wanted) - len(set(kept)))
    share = min(1.0, max(room - figures, least) / words) if words else 1.0
    return [width if at in kept else width * share for at, width in enumerate(wanted)]

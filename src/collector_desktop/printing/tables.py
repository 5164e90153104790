"""Any table on A4: its head is repeated on every page, amounts stand at the right."""

from collections.abc import Collection, Sequence

from collector_desktop.printing import fonts
from collector_desktop.printing.blocks import Block, Column, Gap, Row, Rule, Text
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
    """The rows under their headers; `right_aligned` are the indexes of columns with amounts.

    Raises ValueError if a row has more or fewer cells than there are headers.
    """
    columns = _columns(headers, rows, right_aligned)
    head: tuple[Block, ...] = (Rule(weight=0.9), Row(columns, headers, _SMALL, bold=True, air=0), Rule(weight=0.4))
    top: tuple[Block, ...] = (Text(title, _TITLE, bold=True), Text(subtitle, _SMALL), Gap(6))
    body = (Row(columns, row, _BODY, air=1) for row in rows)
    blocks = (*top, *head, *body, Rule(weight=0.4))
    return sheets(Paper.A4, title, blocks, overleaf=(Text(f"{title}  续页", _SMALL), *head))


def _columns(
    headers: Sequence[str], rows: Sequence[Sequence[str]], right_aligned: Collection[int]
) -> tuple[Column, ...]:
    """Each column as wide as its longest cell asks for, within reason."""
    wanted = [fonts.width(header, _SMALL, bold=True) for header in headers]
    for row in rows:
        for at, (cell, width) in enumerate(zip(row, wanted, strict=True)):
            wanted[at] = max(width, fonts.width(cell, _BODY))
    return tuple(
        Column(min(max(width, _NARROWEST), _WIDEST), "right" if at in right_aligned else "left")
        for at, width in enumerate(wanted)
    )

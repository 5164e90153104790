"""From blocks to pages: a roll is as long as what is on it, a sheet goes on overleaf with its head and page number."""

from collections.abc import Sequence
from typing import NamedTuple

from collector_desktop.printing.blocks import Block, Rule
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.pen import LEADING, Pen


class Stamp(NamedTuple):
    """A word across every page."""

    mark: str
    faint: bool = False


class Border(NamedTuple):
    """A double frame round every page, in the middle of its margin."""

    red: bool = False


DEMO = Stamp("演示", faint=True)
VOID = Stamp("作废")

_LARGEST_STAMP = 96.0
_NUMBER_SIZE = 8.0
_FOOT = _NUMBER_SIZE * LEADING + 2


def roll(paper: Paper, title: str, blocks: Sequence[Block], *, stamp: Stamp | None = None) -> bytes:
    """One page as long as its blocks, with a stamp across it if one is given."""
    room = paper.width - 2 * paper.side
    height = sum(block.height(room) for block in blocks) + 2 * paper.edge
    pen = Pen(paper.width, height, title)
    _press(pen, stamp, room)
    _fill(pen, blocks, paper.side, paper.edge, room)
    return pen.pdf()


def sheets(
    paper: Paper,
    title: str,
    blocks: Sequence[Block],
    *,
    overleaf: Sequence[Block] = (),
    foot: str = "",
    stamp: Stamp | None = None,
    border: Border | None = None,
    numbered: bool = True,
) -> bytes:
    """As many pages as the blocks need; `overleaf` is repeated on top of every further page.

    Page numbers are printed as soon as there is more than one page, unless the pages are bound into a larger document
    that numbers them; `foot` is printed on every page.
    """
    room = paper.width - 2 * paper.side
    height = paper.height - 2 * paper.edge
    leaves = _leaves(blocks, overleaf, room, height)
    if foot or len(leaves) > 1:
        leaves = _leaves(blocks, overleaf, room, height - _FOOT)
    pen = Pen(paper.width, paper.height, title)
    for number, leaf in enumerate(leaves, start=1):
        if number > 1:
            pen.next_page()
        _press(pen, stamp, room)
        if border is not None:
            pen.border(min(paper.side, paper.edge) / 2, red=border.red)
        _fill(pen, leaf, paper.side, paper.edge, room)
        if numbered:
            _number(pen, paper, foot, number, len(leaves))
    return pen.pdf()


def copies(
    paper: Paper, title: str, leaves: Sequence[Sequence[Block]], *, foot: str = "", stamp: Stamp | None = None
) -> bytes:
    """Several copies of a paper in one document, each beginning on a page of its own and numbered by itself."""
    room = paper.width - 2 * paper.side
    height = paper.height - 2 * paper.edge - _FOOT
    pen = Pen(paper.width, paper.height, title)
    for copy, blocks in enumerate(leaves):
        pages = _leaves(blocks, (), room, height)
        for number, page in enumerate(pages, start=1):
            if copy or number > 1:
                pen.next_page()
            _press(pen, stamp, room)
            _fill(pen, page, paper.side, paper.edge, room)
            _number(pen, paper, foot, number, len(pages))
    return pen.pdf()


def _number(pen: Pen, paper: Paper, foot: str, number: int, pages: int) -> None:
    bottom = paper.height - paper.edge - _NUMBER_SIZE * LEADING
    pen.text(paper.side, bottom, foot, _NUMBER_SIZE)
    if pages > 1:
        page = f"第 {number} 页,共 {pages} 页"
        pen.text(paper.width - paper.side, bottom, page, _NUMBER_SIZE, align="right")


def _press(pen: Pen, stamp: Stamp | None, room: float) -> None:
    if stamp is not None:
        pen.stamp(stamp.mark, min(pen.height * 0.4, _LARGEST_STAMP, room / (len(stamp.mark) + 0.5)), faint=stamp.faint)


def _fill(pen: Pen, blocks: Sequence[Block], left: float, top: float, room: float) -> None:
    for block in blocks:
        block.draw(pen, left, top, room)
        top += block.height(room)


def _leaves(blocks: Sequence[Block], overleaf: Sequence[Block], room: float, height: float) -> list[list[Block]]:
    """The blocks page by page; a block higher than a page gets one of its own. A rule never begins a page."""
    head = sum(block.height(room) for block in overleaf)
    leaves: list[list[Block]] = [[]]
    used, heads = 0.0, 0
    for block in blocks:
        needed = block.height(room)
        if used + needed > height and len(leaves[-1]) > heads:
            if isinstance(block, Rule):
                continue
            leaves.append(list(overleaf))
            used, heads = head, len(overleaf)
        leaves[-1].append(block)
        used += needed
    return leaves

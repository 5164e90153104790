"""A leaflet on paper: large, few words, to be read at arm's length by whoever forgot the glasses."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from collector_desktop.domain.leaflets import FilledLeaflet, LeafletLine, LineKind
from collector_desktop.printing.arrangement import Marked, Together
from collector_desktop.printing.blocks import Block, Gap, Rule, Text
from collector_desktop.printing.enlarging import largest_on_one_sheet
from collector_desktop.printing.flow import DEMO, Border, sheets
from collector_desktop.printing.paper import Paper

LeafletPaper = Literal[Paper.A4, Paper.A5_TALL]


class _Sizes(NamedTuple):
    title: float
    heading: float
    body: float
    air: float

    def scaled(self, by: float) -> "_Sizes":
        """The same, larger."""
        return _Sizes(*(each * by for each in self))


_SIZES: dict[Paper, _Sizes] = {Paper.A4: _Sizes(30, 19, 15, 11), Paper.A5_TALL: _Sizes(20, 12.5, 10.5, 7)}
_LARGEST = 1.5


def leaflet_pdf(leaflet: FilledLeaflet, paper: LeafletPaper, *, demo: bool = False) -> bytes:
    """The leaflet on A4, or on A5 for handing out: a heading is never parted from its first line."""
    blocks = largest_on_one_sheet(paper, lambda by: tuple(_blocks(leaflet, _SIZES[paper].scaled(by))), _LARGEST)
    return sheets(paper, leaflet.title, blocks, stamp=DEMO if demo else None, border=Border())


def _blocks(leaflet: FilledLeaflet, size: _Sizes) -> Iterator[Block]:
    yield Gap(size.air)
    yield Text(leaflet.title, size.title, bold=True, align="centre")
    yield Gap(size.air / 2)
    yield Rule(weight=1.2, air=size.air / 2)
    heading: tuple[Block, ...] = ()
    for line in leaflet.lines[1:]:
        if line.kind is LineKind.HEADING:
            yield from heading
            heading = (Gap(size.air), Text(line.text, size.heading, bold=True), Gap(size.air / 3))
        else:
            yield Together((*heading, *_line(line, size)))
            heading = ()
    yield from heading


def _line(line: LeafletLine, size: _Sizes) -> Iterator[Block]:
    if line.kind is LineKind.ITEM:
        yield Marked("·", Text(line.text, size.body), size.body)
    else:
        yield Gap(size.air * 1.5)
        yield Text(line.text, size.body, align="centre")
    yield Gap(size.air / 4)

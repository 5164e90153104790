"""The village poster: overdue fees by group, in figures to be read from the road, and the law beside them."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from collector_desktop.domain.exposure import VillagePoster
from collector_desktop.printing.arrangement import Together
from collector_desktop.printing.blocks import Block, Column, Gap, Row, Rule, Text
from collector_desktop.printing.enlarging import largest_on_one_sheet
from collector_desktop.printing.flow import DEMO, Border, sheets
from collector_desktop.printing.paper import Paper

PosterPaper = Literal[Paper.A3, Paper.A4]


class _Sizes(NamedTuple):
    title: float
    figure: float
    body: float
    air: float

    def scaled(self, by: float) -> "_Sizes":
        """The same, larger or smaller."""
        return _Sizes(*(each * by for each in self))


_SIZES: dict[Paper, _Sizes] = {Paper.A3: _Sizes(46, 28, 18, 18), Paper.A4: _Sizes(31, 19, 12, 12)}
_LARGEST, _SMALLEST = 1.35, 0.7
_COLUMNS = (Column(2.2), Column(1.2, "right"), Column(2, "right"))
_HEADERS = ("村民组", "户数", "欠费(元)")
_NOTE = (
    "金额为到期未交的电费,不含违约金。依法只公布户数和金额,户数少的组合并列出。"
    "交费、查账、有疑问或有难处,请找收费员或打服务热线。"
)


def poster_pdf(poster: VillagePoster, paper: PosterPaper, *, demo: bool = False) -> bytes:
    """The poster on A3 or A4; no name, phone or account number stands on it (PIPL art. 25)."""
    size = _SIZES[paper]
    title = f"{poster.village}电费欠交情况"
    blocks = largest_on_one_sheet(paper, lambda by: tuple(_poster(poster, size.scaled(by))), _LARGEST, _SMALLEST)
    head = tuple(_head(poster, size.scaled(_SMALLEST)))
    return sheets(paper, title, blocks, overleaf=head, stamp=DEMO if demo else None, border=Border())


def _poster(poster: VillagePoster, size: _Sizes) -> Iterator[Block]:
    yield from _head(poster, size)
    for group in poster.groups:
        cells = (group.label, str(group.households), group.amount.grouped())
        yield Row(_COLUMNS, cells, size.figure, air=size.air / 5)
    yield Rule(weight=0.9, air=size.air / 3)
    cells = ("合计", str(poster.households), poster.amount.grouped())
    yield Row(_COLUMNS, cells, size.figure, bold=True)
    yield Gap(size.air / 2)
    yield Text(_NOTE, size.body)
    yield Gap(size.air)
    yield Rule(weight=1.2, air=size.air / 2)
    for article in poster.law:
        yield Together((Text(article.name, size.body, bold=True), Text(article.text, size.body), Gap(size.air / 2)))
    yield Gap(size.air / 2)
    yield Text(f"{poster.station}  服务热线 {poster.hotline}", size.body, bold=True, align="right")


def _head(poster: VillagePoster, size: _Sizes) -> Iterator[Block]:
    yield Gap(size.air / 2)
    yield Text(f"{poster.village}电费欠交情况", size.title, bold=True, align="centre")
    day = f"截至 {poster.on.year}年{poster.on.month}月{poster.on.day}日"
    yield Text(day, size.body, align="centre")
    yield Gap(size.air)
    yield Rule(weight=1.2, air=size.air / 3)
    yield Row(_COLUMNS, _HEADERS, size.body, bold=True, air=0)
    yield Rule(weight=0.5, air=size.air / 3)

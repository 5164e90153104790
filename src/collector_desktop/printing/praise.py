"""Praise on paper: the certificate of one household, and the red list (光荣榜) of a village for the wall."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.praise import PraiseList
from collector_desktop.domain.value import Value
from collector_desktop.printing.arrangement import Beside
from collector_desktop.printing.blocks import Block, Gap, Text
from collector_desktop.printing.enlarging import largest_on_one_sheet
from collector_desktop.printing.flow import DEMO, Border, sheets
from collector_desktop.printing.paper import Paper

RedListPaper = Literal[Paper.A3, Paper.A4]

_LIST_NOTE = "户名都经本人同意书写,其他户只计数;随时可以要求取下。"


class Certificate(Value):
    """What a household is given, for the months it paid in time."""

    name: str
    village: str
    month: BillingMonth
    station: str
    on: date
    demo: bool = False


class _Sizes(NamedTuple):
    title: float
    name: float
    body: float
    note: float
    air: float

    def scaled(self, by: float) -> "_Sizes":
        """The same, larger or smaller."""
        return _Sizes(*(each * by for each in self))


_SIZES: dict[Paper, _Sizes] = {
    Paper.A3: _Sizes(76, 34, 26, 15, 26),
    Paper.A4: _Sizes(52, 24, 18, 10.5, 17),
}
_LARGEST, _SMALLEST = 1.45, 0.8
_COLUMNS = 3


def certificate_pdf(certificate: Certificate, *, red: bool = True) -> bytes:
    """The certificate (荣誉证书) on A4 across; without red it is for paper that is red itself."""
    title = f"荣誉证书 {certificate.month.label}"
    stamp = DEMO if certificate.demo else None
    return sheets(Paper.A4_WIDE, title, tuple(_certificate(certificate, red)), stamp=stamp, border=Border(red=red))


def red_list_pdf(praise: PraiseList, paper: RedListPaper, station: str, on: date, *, red: bool, demo: bool) -> bytes:
    """The list on A3 or A4 in large characters: names of those who agreed, a count of the others (PIPL art. 25).

    A list too long for one sheet goes on under the same head. Without red it is for paper that is red itself.
    """
    title = f"光荣榜 {praise.village} {praise.month.label}"
    size = _SIZES[paper]

    def at(scale: float) -> tuple[Block, ...]:
        scaled = size.scaled(scale)
        return (*_head(praise, scaled, red), *_names(praise, scaled), *_close(praise, scaled, station, on))

    blocks = largest_on_one_sheet(paper, at, _LARGEST, _SMALLEST)
    head = tuple(_head(praise, size.scaled(_SMALLEST), red))
    return sheets(paper, title, blocks, overleaf=head, stamp=DEMO if demo else None, border=Border(red=red))


def _certificate(certificate: Certificate, red: bool) -> Iterator[Block]:
    yield Gap(30)
    yield Text("荣 誉 证 书", 66, bold=True, align="centre", red=red)
    yield Gap(38)
    yield Text(f"{certificate.village}  {certificate.name}:", 30, bold=True)
    yield Gap(16)
    thanks = (
        f"您家 {certificate.month.label}的电费按时交清,带了好头,被评为「按时交费户」。感谢您对供电工作的支持,特发此证。"
    )
    yield Text(thanks, 28)
    yield Gap(44)
    yield Text(certificate.station, 24, align="right")
    yield Text(_day(certificate.on), 22, align="right")


def _head(praise: PraiseList, size: _Sizes, red: bool) -> Iterator[Block]:
    yield Gap(size.air)
    yield Text("光 荣 榜", size.title, bold=True, align="centre", red=red)
    yield Gap(size.air / 2)
    yield Text(f"{praise.village} {praise.month.label}按时交清电费", size.body, bold=True, align="centre")
    yield Gap(size.air * 1.5)


def _names(praise: PraiseList, size: _Sizes) -> Iterator[Block]:
    names = [each.name for each in praise.named]
    for start in range(0, len(names), _COLUMNS):
        line = names[start : start + _COLUMNS]
        cells = [[Text(name, size.name, bold=True, align="centre")] for name in line]
        yield Beside([*cells, *([[]] * (_COLUMNS - len(line)))], (1,) * _COLUMNS)
        yield Gap(size.air / 2)


def _close(praise: PraiseList, size: _Sizes, station: str, on: date) -> Iterator[Block]:
    yield Gap(size.air)
    if praise.counted:
        begins = "另有" if praise.named else "共有"
        yield Text(f"{begins} {praise.counted} 户按时交清,一并表扬。", size.body, align="centre")
        yield Gap(size.air)
    yield Text(f"{station}   {_day(on)}", size.body, align="right")
    yield Gap(size.air)
    yield Text(_LIST_NOTE, size.note, align="centre")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

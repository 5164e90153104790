"""The plain sheet (电费明白纸): one household's bill explained step by step in big type, for the kitchen table."""

from collections.abc import Iterator
from datetime import date

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.tariff_words import PlainBill, PlainLine
from collector_desktop.domain.value import Value
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Indented, Together
from collector_desktop.printing.blocks import Block, Gap, Pair, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.paper import Paper

TITLE = "电费明白纸"
NO_RECEIPT = "这张纸只作说明,不是收据,也不是催费单。"
_TITLE, _HUGE, _LARGE, _BODY, _SMALL = 26.0, 24.0, 18.0, 14.0, 11.0
_INDENT = 18.0


class ExplainedTo(Value):
    """Whose bill is explained, and by whom."""

    account: AccountNumber
    account_name: str
    address: str
    station_name: str
    collector_name: str
    hotline: str
    on: date
    demo: bool = False


def tariff_sheet_pdf(whose: ExplainedTo, bills: tuple[PlainBill, ...]) -> bytes:
    """The bills one below the other on A4, none parted between its title and its first step."""
    blocks = [*_head(whose)]
    for bill in bills:
        blocks += _bill(bill)
    blocks += _end(whose)
    foot = f"{whose.station_name}  服务热线 {whose.hotline}"
    return sheets(Paper.A4, f"{TITLE} {whose.account}", blocks, foot=foot, stamp=DEMO if whose.demo else None)


def _head(whose: ExplainedTo) -> Iterator[Block]:
    yield Text(TITLE, _TITLE, bold=True, align="centre")
    if whose.demo:
        yield Text("演示数据", _SMALL, bold=True, align="centre")
    yield Gap(6)
    yield Text(f"{whose.account_name}  户号 {whose.account}", _LARGE, bold=True)
    yield Text(f"{whose.address}  算到 {_day(whose.on)}", _BODY)


def _bill(bill: PlainBill) -> Iterator[Block]:
    lines = [list(_line(at, line)) for at, line in enumerate(bill.lines, start=1)]
    yield Together([Rule(weight=1.2, air=7), Text(bill.title, _LARGE, bold=True), Gap(4), *lines[0]])
    for line in lines[1:]:
        yield Together(line)
    if bill.due:
        words = Text(f"人民币{amount_in_words(bill.due)}", _BODY)
        amount = Pair("现在一共要交", f"¥{bill.due.grouped()}", _LARGE, bold=True, value_size=_HUGE)
        yield Together([Rule(weight=0.6, air=5), amount, words])
    else:
        yield Together([Rule(weight=0.6, air=5), Text("这笔不用再交。", _LARGE, bold=True)])


def _line(at: int, line: PlainLine) -> Iterator[Block]:
    yield Pair(f"{at}. {line.label}", line.figure, _BODY, bold=True, value_size=_LARGE)
    for words in line.words:
        yield Indented(Text(words, _BODY), _INDENT)
    yield Gap(5)


def _end(whose: ExplainedTo) -> Iterator[Block]:
    yield Gap(12)
    yield Text(NO_RECEIPT, _SMALL)
    who = f"讲解人 {whose.collector_name};" if whose.collector_name else ""
    yield Text(f"{who}哪里不明白,当面问,或打 {whose.hotline}。", _SMALL)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

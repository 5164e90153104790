"""The receipt on a sheet: bills as a table, the whole width used."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import segno

from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import Receipt, ReceiptLine
from collector_desktop.printing import receipt_words as words
from collector_desktop.printing.arrangement import Beside, Indented, Together
from collector_desktop.printing.blocks import Block, Code, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.paper import Paper, mm


class _Sizes(NamedTuple):
    """Type sizes and the air between parts."""

    title: float
    total: float
    body: float
    air: float
    module: float


_SIZES = {
    Paper.A5: _Sizes(17, 14, 10, 5, 1.6),
    Paper.FORM241: _Sizes(13, 12, 9, 2, 1.25),
    Paper.A4: _Sizes(19, 16, 10.5, 8, 2.0),
}
_LABEL_EMS = 3.6
_COLUMNS = (
    Column(1.8),
    Column(1.2, "right"),
    Column(1.2, "right"),
    Column(0.8, "right"),
    Column(1.0, "right"),
    Column(1.5, "right"),
    Column(1.7, "right"),
    Column(1.3, "right"),
    Column(1.3, "right"),
)
_HEADERS = ("电费年月", "起度", "止度", "倍率", "电量", "电费", "逾期", "违约金", "本月尚欠")


def overleaf(receipt: Receipt, paper: Paper, copy_number: int, void_reason: str | None) -> tuple[Block, ...]:
    """The head of every further page: what it belongs to, and the marks of the first."""
    size = _SIZES[paper]
    return (
        Pair(f"{words.TITLE}  续页", receipt.number, size.body, bold=True),
        Pair(f"{receipt.account_name}  {receipt.account}", words.moment(receipt), size.body),
        *_marks(receipt, size, copy_number, void_reason),
        *_table_head(size),
    )


def blocks(receipt: Receipt, paper: Paper, code: str, copy_number: int, void_reason: str | None) -> Iterator[Block]:
    """The receipt from its title to the signature."""
    size = _SIZES[paper]
    yield Text(words.TITLE, size.title, bold=True, align="centre")
    yield Text(words.NO_INVOICE, size.body - 1, align="centre")
    yield from _marks(receipt, size, copy_number, void_reason)
    yield Gap(size.air)
    yield from _head(receipt, size)
    yield Gap(size.air)
    yield from _table_head(size)
    rows = tuple(_rows(receipt, size))
    yield from rows[:-1]
    waivers = [f"{words.month(line)}:{waiver}" for line in receipt.lines if (waiver := words.waiver(line))]
    told = (*waivers, words.by_contract(receipt))
    beside: tuple[Block, ...] = (
        Gap(1),
        *(Text(each, size.body - 1) for each in told if each),
        *_totals(receipt, size),
    )
    total = Code(segno.make(code, error="m", micro=False), size.module, beside, mm(80))
    # A total alone on its page would be a sum of nothing: the last row goes with it.
    yield Together((*rows[-1:], Rule(air=size.air / 2 + 1), total))


def _marks(receipt: Receipt, size: _Sizes, copy_number: int, void_reason: str | None) -> Iterator[Block]:
    if marks := words.marks(receipt, copy_number, void_reason):
        yield Text(" · ".join(marks), size.body, bold=True, align="centre")


def _head(receipt: Receipt, size: _Sizes) -> Iterator[Block]:
    number, time = ("编号", receipt.number), ("时间", words.moment(receipt))
    name, account, meter = ("户名", receipt.account_name), ("户号", receipt.account), ("表号", receipt.meter_number)
    station, collector = ("供电所", receipt.station_name), ("收费员", words.collector(receipt))
    yield _side_by_side((name, account, number), (1.1, 0.9, 1.2), size)
    yield _side_by_side((("地址", receipt.address), time), (2, 1.2), size)
    yield _side_by_side((station, meter, collector), (1.1, 0.9, 1.2), size)


def _side_by_side(pairs: Sequence[tuple[str, str]], shares: Sequence[float], size: _Sizes) -> Block:
    room = size.body * _LABEL_EMS
    return Beside([[Pair(label, value, size.body, label_width=room)] for label, value in pairs], shares, gap=0)


def _table_head(size: _Sizes) -> Iterator[Block]:
    yield Rule(air=1.5, weight=0.9)
    yield Row(_COLUMNS, _HEADERS, size.body - 1, air=0)
    yield Rule(air=1.5, weight=0.4)


def _rows(receipt: Receipt, size: _Sizes) -> Iterator[Block]:
    for line in receipt.lines:
        bill = Row(_COLUMNS, _cells(line), size.body, air=size.air / 4)
        reckoned = words.reckoned(line)
        yield Together((bill, Indented(Text(reckoned, size.body - 1), size.body))) if reckoned else bill
    if receipt.prepayment > Money.ZERO:
        cells = ("预存电费", "", "", "", "", receipt.prepayment.grouped(), "", "", "")
        yield Row(_COLUMNS, cells, size.body, air=size.air / 4)


def _cells(line: ReceiptLine) -> tuple[str, ...]:
    is_late = line.penalty > Money.ZERO
    return (
        words.month(line),
        words.figure(line.previous_reading),
        words.figure(line.present_reading),
        words.figure(line.multiplier),
        words.figure(line.kwh),
        line.fee.grouped(),
        words.overdue(line) if is_late else "",
        line.penalty.grouped() if is_late else "",
        line.open_after.grouped() if line.open_after > Money.ZERO else "",
    )


def _totals(receipt: Receipt, size: _Sizes) -> Iterator[Block]:
    total = f"合计  {words.in_words(receipt)}"
    yield Pair(total, f"¥{receipt.received.grouped()}", size.body + 1, bold=True, value_size=size.total)
    yield Gap(size.air / 2)
    columns = (words.paid(receipt), words.balances(receipt))
    yield Beside([[Pair(*pair, size.body) for pair in column] for column in columns], (1.25, 1), gap=24)
    yield Gap(size.air)
    hotline, signature = f"服务热线 {receipt.hotline}", f"{words.SIGNATURE} ________________"
    yield Beside([[Text(hotline, size.body)], [Text(signature, size.body)]], (1.25, 1), gap=24)

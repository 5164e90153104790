"""The receipt on a roll: one column, labels left and amounts right."""

from collections.abc import Iterator
from typing import NamedTuple

import segno

from collector_desktop.domain.money import Money
from collector_desktop.domain.penalty_words import overdue_words
from collector_desktop.domain.receipt import Receipt, ReceiptLine
from collector_desktop.printing import receipt_words as words
from collector_desktop.printing.arrangement import Indented
from collector_desktop.printing.blocks import Block, Code, Gap, Pair, Rule, Text
from collector_desktop.printing.paper import Paper, mm

_THREE_DOTS = 3 / 203 * 72
"""A module is whole dots of a thermal head wide, or its edges blur."""
_INDENT = 9.0


class _Sizes(NamedTuple):
    """Type sizes that a thermal head of 203 dpi still draws cleanly."""

    title: float
    total: float
    body: float
    small: float


_SIZES = {Paper.ROLL80: _Sizes(13, 13, 9, 8), Paper.ROLL58: _Sizes(12, 11.5, 8.5, 7.5)}


def blocks(receipt: Receipt, paper: Paper, code: str, copy_number: int, void_reason: str | None) -> Iterator[Block]:
    """The receipt from its title to the signature."""
    size = _SIZES[paper]
    yield Text(words.TITLE, size.title, bold=True, align="centre")
    yield Text(words.NO_INVOICE, size.small, align="centre")
    for mark in words.marks(receipt, copy_number, void_reason):
        yield Gap(3)
        yield Text(mark, size.body, bold=True, align="centre", framed=True)
    yield Rule(dashed=True, air=4)
    yield from _head(receipt, size)
    yield Rule(dashed=True, air=4)
    for line in receipt.lines:
        yield from _bill(line, size)
    if receipt.prepayment > Money.ZERO:
        yield Pair("预存电费", receipt.prepayment.grouped(), size.body)
    if by_contract := words.by_contract(receipt):
        yield Text(by_contract, size.small)
    yield Rule(dashed=True, air=4)
    yield from _total(receipt, size)
    yield Rule(dashed=True, air=4)
    yield Code(segno.make(code, error="m", micro=False), _THREE_DOTS, tuple(_foot(receipt, size)), mm(28))


def _head(receipt: Receipt, size: _Sizes) -> Iterator[Block]:
    pairs = (
        ("编号", receipt.number),
        ("户名", receipt.account_name),
        ("户号", receipt.account),
        ("表号", receipt.meter_number),
        ("地址", receipt.address),
        ("供电所", receipt.station_name),
        ("收费员", words.collector(receipt)),
    )
    for label, value in pairs:
        yield Pair(label, value, size.body)


def _bill(line: ReceiptLine, size: _Sizes) -> Iterator[Block]:
    kwh = f"  {words.figure(line.kwh)} 度" if line.kwh is not None else ""
    yield Pair(f"{words.month(line)}{kwh}", line.fee.grouped(), size.body)
    if readings := words.readings(line):
        yield Indented(Text(readings, size.small), _INDENT)
    if line.penalty > Money.ZERO:
        yield Indented(Pair(overdue_words(line.overdue_days), line.penalty.grouped(), size.body), _INDENT)
        if reckoned := words.multiplied(line) or words.reckoned(line):
            yield Indented(Text(reckoned, size.small), 2 * _INDENT)
    if waiver := words.waiver(line):
        yield Indented(Text(waiver, size.small), _INDENT)
    if line.open_after > Money.ZERO:
        yield Indented(Pair("本月尚欠", line.open_after.grouped(), size.body), _INDENT)


def _total(receipt: Receipt, size: _Sizes) -> Iterator[Block]:
    yield Pair("合计", f"¥{receipt.received.grouped()}", size.total, bold=True)
    yield Text(words.in_words(receipt), size.body)
    yield Gap(2)
    for label, value in (*words.paid(receipt), *words.balances(receipt)):
        yield Pair(label, value, size.body)


def _foot(receipt: Receipt, size: _Sizes) -> Iterator[Block]:
    yield Gap(2)
    yield Text(words.moment(receipt), size.small)
    yield Text(f"服务热线 {receipt.hotline}", size.small)
    yield Gap(size.small)
    yield Text(f"{words.SIGNATURE} __________", size.small)

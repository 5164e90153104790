"""One bill explained in plain words, from its readings to the penalty: no tariff is made up, no figure is left out."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from collector_desktop.domain.bill import ORDINARY, Bill
from collector_desktop.domain.day_words import day_words
from collector_desktop.domain.money import Money
from collector_desktop.domain.penalty import Penalty, penalty
from collector_desktop.domain.penalty_words import how_it_runs, plain
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value

_DAY = timedelta(days=1)
_PRICE_DIGITS = Decimal("0.0001")


class PlainLine(Value):
    """One step of the way from the meter to the amount: what it is, how much, and why."""

    label: str
    figure: str
    words: tuple[str, ...] = ()


class PlainBill(Value):
    """A bill as somebody would explain it at the table."""

    title: str
    lines: tuple[PlainLine, ...]
    due: Money
    """Fee and penalty open on the day."""
    on: date


def in_plain_words(bill: Bill, on: date, policy: Policy) -> PlainBill:
    """Explain a bill as it stands on a day (《供电营业规则》: the customer may ask what a fee is made of)."""
    run = penalty(bill, on, policy)
    kind = "" if bill.kind == ORDINARY else f" {bill.kind}"
    lines = (*_meter(bill), *_fee(bill), *_due(bill, run, on), *_penalty(bill, run, on, policy))
    return PlainBill(
        title=f"{bill.month.label}电费{kind}",
        lines=lines,
        due=max(bill.open, Money.ZERO) + run.open,
        on=on,
    )


def _meter(bill: Bill) -> Iterator[PlainLine]:
    before, now, times = bill.previous_reading, bill.present_reading, bill.multiplier or Decimal(1)
    if before is not None and now is not None:
        words = ["这次抄的数减上次抄的数,就是表走的字。"]
        if times != 1:
            words.append(f"这只表的倍率是 {plain(times)}:表走 1 个字,实际用电 {plain(times)} 度。")
        figure = f"{plain(now)} - {plain(before)} = {plain(now - before)}"
        yield PlainLine(label="表上读数", figure=figure, words=tuple(words))
    if bill.kwh is not None:
        words = []
        if before is not None and now is not None:
            reckoned = (now - before) * times
            if reckoned != bill.kwh:
                words.append(f"按读数算是 {plain(reckoned)} 度,与账单不同,请到供电所核对。")
            elif times != 1:
                words.append(f"{plain(now - before)} × {plain(times)}。")
        yield PlainLine(label="用电量", figure=f"{plain(bill.kwh)} 度", words=tuple(words))


def _fee(bill: Bill) -> Iterator[PlainLine]:
    if bill.kwh and bill.amount > Money.ZERO:
        exact = Decimal(bill.amount.fen) / 100 / bill.kwh
        price = exact.quantize(_PRICE_DIGITS, rounding=ROUND_HALF_UP)
        about = "" if price == exact else "约 "
        words = ("这是电费除以用电量的平均数;各档电价由国家定,供电所墙上有公布。",)
        yield PlainLine(label="平均每度", figure=f"{about}{plain(price)} 元", words=words)
    if bill.is_refund:
        words = ("这是退给您的钱,不用交;从下次电费里抵,或到供电所办退费。",)
        yield PlainLine(label="退费", figure=f"{(-bill.amount).grouped()} 元", words=words)
        return
    paid = bill.amount - bill.open
    settled = (f"已交 {paid.grouped()} 元,还欠 {bill.open.grouped()} 元。",) if paid and bill.open else ()
    if paid and not bill.open:
        settled = ("已经交清。",)
    yield PlainLine(label="电费", figure=f"{bill.amount.grouped()} 元", words=settled)


def _due(bill: Bill, run: Penalty, on: date) -> Iterator[PlainLine]:
    if bill.is_refund:
        return
    words = []
    if run.due_on != bill.due_on:
        words.append(f"本来是 {day_words(bill.due_on)},赶上休息日,顺延到这天。")
    if bill.open and on <= run.due_on:
        words.append("这天以前交(含当天),一分违约金也没有。")
    yield PlainLine(label="最晚哪天交", figure=day_words(run.due_on), words=tuple(words))


def _penalty(bill: Bill, run: Penalty, on: date, policy: Policy) -> Iterator[PlainLine]:
    if bill.is_refund:
        return
    figure = f"{run.amount.grouped()} 元" if run.amount else "没有"
    yield PlainLine(label="违约金", figure=figure, words=tuple(_why(bill, run, on, policy)))


def _why(bill: Bill, run: Penalty, on: date, policy: Policy) -> Iterator[str]:
    if run.overdue_days:
        yield f"晚了 {run.overdue_days} 天:"
    yield from how_it_runs(run)
    if not bill.open:
        if run.amount:
            yield "电费已交清,违约金不再增加。"
        return
    if run.capped:
        return
    tomorrow = penalty(bill, max(on, run.due_on) + _DAY, policy)
    if tomorrow.stretches:
        last = tomorrow.stretches[-1]
        a_day = last.model_copy(update={"first": last.last}).exact_yuan
        when = "每再晚一天" if on >= run.due_on else "过了那天,每晚一天"
        yield f"{when}多 {plain(a_day)} 元(欠费的 {plain(last.permille)}‰)。"

"""One bill explained in plain words, from its readings to the penalty: no tariff is made up, no figure is left out."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from collector_desktop.domain.bill import ORDINARY, Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.penalty import Penalty, Stretch, penalty
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
            words.append(f"这只表的倍率是 {_number(times)}:表走 1 个字,实际用电 {_number(times)} 度。")
        figure = f"{_number(now)} - {_number(before)} = {_number(now - before)}"
        yield PlainLine(label="表上读数", figure=figure, words=tuple(words))
    if bill.kwh is not None:
        words = []
        if before is not None and now is not None:
            reckoned = (now - before) * times
            if reckoned != bill.kwh:
                words.append(f"按读数算是 {_number(reckoned)} 度,与账单不同,请到供电所核对。")
            elif times != 1:
                words.append(f"{_number(now - before)} × {_number(times)}。")
        yield PlainLine(label="用电量", figure=f"{_number(bill.kwh)} 度", words=tuple(words))


def _fee(bill: Bill) -> Iterator[PlainLine]:
    if bill.kwh and bill.amount > Money.ZERO:
        exact = Decimal(bill.amount.fen) / 100 / bill.kwh
        price = exact.quantize(_PRICE_DIGITS, rounding=ROUND_HALF_UP)
        about = "" if price == exact else "约 "
        words = ("这是电费除以用电量的平均数;各档电价由国家定,供电所墙上有公布。",)
        yield PlainLine(label="平均每度", figure=f"{about}{_number(price)} 元", words=words)
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
        words.append(f"本来是 {_day(bill.due_on)},赶上休息日,顺延到这天。")
    if bill.open and on <= run.due_on:
        words.append("这天以前交(含当天),一分违约金也没有。")
    yield PlainLine(label="最晚哪天交", figure=_day(run.due_on), words=tuple(words))


def _penalty(bill: Bill, run: Penalty, on: date, policy: Policy) -> Iterator[PlainLine]:
    if bill.is_refund:
        return
    figure = f"{run.amount.grouped()} 元" if run.amount else "没有"
    yield PlainLine(label="违约金", figure=figure, words=tuple(_why(bill, run, on, policy)))


def _why(bill: Bill, run: Penalty, on: date, policy: Policy) -> Iterator[str]:
    if run.station_figure is not None:
        yield f"供电所算到此前为 {run.station_figure.grouped()} 元,从那天接着算。"
    if run.overdue_days:
        yield f"晚了 {run.overdue_days} 天:"
    for stretch in run.stretches:
        yield _stretch(stretch)
    if run.minimum_applied:
        yield "按当时的规定,每笔不足 1 元的收 1 元。"
    if run.capped and run.cap is not None:
        yield f"按天算是 {run.raw.grouped()} 元,封顶 {run.cap.grouped()} 元,不会再多。"
    if run.paid:
        yield f"其中已交 {run.paid.grouped()} 元。"
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
        yield f"{when}多 {_number(a_day)} 元(欠费的 {_number(last.permille)}‰)。"


def _stretch(stretch: Stretch) -> str:
    days = _day(stretch.first) if stretch.days == 1 else f"{_day(stretch.first)}到{_day(stretch.last, stretch.first)}"
    return (
        f"{days},{stretch.days} 天 × 每天 {_number(stretch.permille)}‰ × {stretch.principal.grouped()} 元"
        f" = {_number(stretch.exact_yuan)} 元"
    )


def _day(day: date, after: date | None = None) -> str:
    """The year is said once of two days in one."""
    year = "" if after is not None and after.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _number(value: Decimal) -> str:
    """Without needless zeros, thousands set apart."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

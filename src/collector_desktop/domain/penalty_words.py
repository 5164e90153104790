"""The words of a penalty, the same on the screen, the notice, the receipt and the explanation of a bill.

`say` puts a sentence into the reader's language; papers say it as it stands.
"""

from collections.abc import Iterator
from decimal import Decimal

from collector_desktop.domain.day_words import Say, day_words, near_day_words
from collector_desktop.domain.penalty import Penalty, Stretch
from collector_desktop.domain.projection import Projected, When

WHEN = {When.TODAY: "今天交", When.ON_THE_30TH: "到 {day} 交", When.NEXT_MONTH: "拖到下月 {day}"}


def overdue_words(days: int, say: Say = str) -> str:
    """违约金  逾期 12 天, as a line of a receipt names it."""
    return say("违约金  逾期 {days} 天").format(days=days)


def how_it_runs(run: Penalty, say: Say = str) -> Iterator[str]:
    """How a penalty comes about: the station's figure, each stretch of days, minimum, cap, what was paid or waived."""
    if run.station_figure is not None:
        yield say("供电所算到此前为 {amount} 元,从那天接着算。").format(amount=run.station_figure.grouped())
    if run.agreed_permille is not None and run.stretches:
        yield say("按供用电合同约定,每天 {permille}‰。").format(permille=plain(run.agreed_permille))
    for stretch in run.stretches:
        yield stretch_words(stretch, say)
    if run.minimum_applied:
        yield say("按当时的规定,每笔不足 1 元的收 1 元。")
    if run.capped and run.cap is not None:
        yield say("按天算是 {raw} 元,封顶 {cap} 元,不会再多。").format(raw=run.raw.grouped(), cap=run.cap.grouped())
    if run.paid:
        yield say("其中已交 {paid} 元。").format(paid=run.paid.grouped())
    if run.waived:
        yield say("供电所批准减免 {waived} 元。").format(waived=run.waived.grouped())


def stretch_words(stretch: Stretch, say: Say = str) -> str:
    """Days × rate × principal = yuan, with every decimal."""
    first = day_words(stretch.first, say=say)
    days = first
    if stretch.days > 1:
        days = say("{first}到{last}").format(first=first, last=day_words(stretch.last, stretch.first, say))
    return say("{days},{count} 天 × 每天 {permille}‰ × {principal} 元 = {exact} 元").format(
        days=days,
        count=stretch.days,
        permille=plain(stretch.permille),
        principal=stretch.principal.grouped(),
        exact=plain(stretch.exact_yuan),
    )


def when_words(point: Projected, say: Say = str) -> str:
    """今天交 · 到 11月30日 交 · 拖到下月 12月15日."""
    return say(WHEN[point.when]).format(day=near_day_words(point.on, say))


def more_words(point: Projected, say: Say = str) -> str:
    """What waiting costs: 多 3.20, or nothing more."""
    return say("多 {more}").format(more=point.more.grouped()) if point.more else "—"


def plain(value: Decimal) -> str:
    """Without needless zeros, thousands set apart."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

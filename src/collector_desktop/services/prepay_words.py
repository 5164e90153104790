"""A suggested prepayment in one plain sentence, with the figures it follows from."""

from collections.abc import Callable

from collector_desktop.domain.money import Money
from collector_desktop.domain.prepay_advice import PrepayAdvice
from collector_desktop.services.sentences import as_written


def advice_words(advice: PrepayAdvice, translate: Callable[[str], str] = as_written) -> str:
    """近 12 个月平均每月 46.20 元,最高 8 月 88.00 元;存 150 元约够 3 个月."""
    known = translate("近 {months} 个月平均每月 {average} 元")
    if advice.is_from_fewer:
        known = translate("只有 {months} 个月的用电记录,平均每月 {average} 元")
    figures = known.format(months=advice.months_known, average=advice.average.grouped())
    if advice.months_known > 1:
        highest = translate(",最高 {month} 月 {amount} 元").format(
            month=advice.highest.month.month, amount=advice.highest.amount.grouped()
        )
        figures += highest
    lasts = translate(";存 {amount} 元约够 {lasts} 个月").format(amount=in_yuan(advice.amount), lasts=advice.lasts)
    return figures + lasts


def in_yuan(amount: Money) -> str:
    """Without the fen where there are none, as people say it: 150."""
    return amount.grouped().removesuffix(".00")

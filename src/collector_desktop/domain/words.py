"""Amounts in words (大写): banker's capitals, as 《支付结算办法》 annex 1 writes them."""

from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import AmountNotPositive

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


def amount_in_words(amount: Money) -> str:
    """The amount as a receipt says it after 人民币: 1409.50 is 壹仟肆佰零玖元伍角整.

    Zero is 零元整. Raises AmountNotPositive below zero.
    """
    if amount < Money.ZERO:
        raise AmountNotPositive(amount=amount)
    yuan, fen_of_yuan = divmod(amount.fen, 100)
    jiao, fen = divmod(fen_of_yuan, 10)
    words = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return f"{words or '零元'}整"
    if words and (not jiao or yuan % 10 == 0):
        words += "零"
    words += f"{_DIGITS[jiao]}角" if jiao else ""
    return words + (f"{_DIGITS[fen]}分" if fen else "整")


def _whole(number: int) -> str:
    """A whole number from 1 up: what is above its highest place, the place, and the rest after one 零 for any gap."""
    for size, place in _PLACES:
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return _whole(high) + place + (gap + _whole(low) if low else "")
    return _DIGITS[number]

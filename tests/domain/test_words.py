"""Amounts in words, against the table of the trade and a reader of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import AmountNotPositive
from collector_desktop.domain.words import amount_in_words

_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def _read_whole(words: str) -> int:
    """The number in a text without 元: split at the largest place, read both sides."""
    words = words.lstrip("零")
    for place, size in (("亿", 10**8), ("万", 10**4), ("仟", 1000), ("佰", 100), ("拾", 10)):
        high, found, low = words.rpartition(place) if place == "亿" else words.partition(place)
        if found:
            return _read_whole(high) * size + _read_whole(low)
    return _DIGITS.index(words) if words else 0


def _read(words: str) -> Money:
    whole, has_yuan, rest = words.rpartition("元")
    rest = rest.removesuffix("整").lstrip("零")
    jiao, has_jiao, fen = rest.rpartition("角")
    fen = fen.removesuffix("分")
    yuan = _read_whole(whole) if has_yuan else 0
    return Money(yuan * 100 + (_DIGITS.index(jiao) * 10 if has_jiao else 0) + (_DIGITS.index(fen) if fen else 0))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0.00", "零元整"),
        ("0.03", "叁分"),
        ("0.20", "贰角整"),
        ("10", "壹拾元整"),
        ("188.77", "壹佰捌拾捌元柒角柒分"),
        ("0.23", "贰角叁分"),
        ("10.04", "壹拾元零肆分"),
        ("100.10", "壹佰元零壹角整"),
        ("10000000", "壹仟万元整"),
        ("10001000", "壹仟万壹仟元整"),
        ("10000100", "壹仟万零壹佰元整"),
        ("100007000", "壹亿零柒仟元整"),
        ("1010101.01", "壹佰零壹万零壹佰零壹元零壹分"),
        ("1234500000000", "壹万贰仟叁佰肆拾伍亿元整"),
        ("1000000000000", "壹万亿元整"),
    ],
)
def test_the_table_of_amounts_in_words(amount: str, words: str) -> None:
    assert amount_in_words(Money.parse(amount)) == words


def test_a_negative_amount_has_no_words() -> None:
    with pytest.raises(AmountNotPositive):
        amount_in_words(Money(-1))


@given(st.integers(0, 10**15).map(Money) | st.integers(0, 10**7).map(Money))
def test_an_amount_in_words_reads_back_as_itself(amount: Money) -> None:
    assert _read(amount_in_words(amount)) == amount


@given(st.integers(1, 10**15).map(Money))
def test_words_end_as_the_bank_asks(amount: Money) -> None:
    words = amount_in_words(amount)
    assert words.endswith("整") != (amount.fen % 10 != 0)
    assert "零零" not in words
    assert not words.startswith(("零", "拾"))

"""Market days and harvests as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.refusals_villages import HarvestNotUnderstood, MarketDaysNotUnderstood
from collector_desktop.domain.typed_village_days import (
    next_market_days,
    read_harvests,
    read_market,
    say_harvests,
    say_market,
)
from collector_desktop.domain.village_days import HarvestWindow, MarketRule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", MarketRule()),
        ("三八", MarketRule(lunar_digits=(3, 8))),
        ("农历逢三、八", MarketRule(lunar_digits=(3, 8))),
        ("阴历三,八日", MarketRule(lunar_digits=(3, 8))),
        ("五十", MarketRule(lunar_digits=(0, 5))),
        ("38", MarketRule(lunar_digits=(3, 8))),
        ("每周六", MarketRule(weekdays=(5,))),
        ("星期三、日", MarketRule(weekdays=(2, 6))),
        ("阳历逢五、十", MarketRule(solar_digits=(0, 5))),
        ("三八;每周日", MarketRule(lunar_digits=(3, 8), weekdays=(6,))),
    ],
)
def test_market_days_are_read_as_they_are_said(text: str, rule: MarketRule) -> None:
    assert read_market(text) == rule


@pytest.mark.parametrize("text", ["有时候", "每周八", "三八吧", "mon"])
def test_what_is_no_rule_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(MarketDaysNotUnderstood) as refused:
        read_market(text)
    assert refused.value.facts == {"text": text}


@given(st.from_type(MarketRule))
def test_a_rule_said_is_read_again(rule: MarketRule) -> None:
    tidy = MarketRule(
        lunar_digits=tuple(sorted(set(rule.lunar_digits))),
        solar_digits=tuple(sorted(set(rule.solar_digits))),
        weekdays=tuple(sorted(set(rule.weekdays))),
    )
    assert read_market(say_market(tidy)) == tidy


def test_harvests_are_read_and_said_again() -> None:
    text = "三夏 6月1日至6月15日;三秋 9月25日至10月20日"
    windows = read_harvests(text)
    assert [(each.name, each.first_month, each.last_day) for each in windows] == [("三夏", 6, 15), ("三秋", 9, 20)]
    assert say_harvests(windows) == text
    assert read_harvests("三夏 6-1 至 6-15;三秋 9-25 至 10-20") == windows
    assert read_harvests("6月1日到6月15日") == (HarvestWindow(first_month=6, first_day=1, last_month=6, last_day=15),)
    assert read_harvests("") == ()


@pytest.mark.parametrize("text", ["夏天", "2-30 至 3-5", "13-1 至 13-5", "6-1"])
def test_days_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(HarvestNotUnderstood):
        read_harvests(text)


def test_the_next_market_days_begin_with_today() -> None:
    # 2026-11-23 is 十月十五.
    assert next_market_days(MarketRule(lunar_digits=(5, 0)), date(2026, 11, 23), 3) == (
        date(2026, 11, 23),
        date(2026, 11, 28),
        date(2026, 12, 3),
    )
    assert next_market_days(MarketRule(), date(2026, 11, 23), 3) == ()

"""Whatever kind of fact the books hold, the history of an account tells it in words."""

from typing import get_args

import pytest
import trade_values  # noqa: F401 - hypothesis learns the values of the trade
from hypothesis import given, settings
from hypothesis import strategies as st

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.base import Fact
from collector_desktop.ui.collector.fact_words import fact_moment

ACTS, _ = get_args(AnyAct)
KINDS = [act for act in get_args(ACTS) if issubclass(act, Fact)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data())
def test_every_kind_of_fact_is_told_in_words(kind: type[Fact], data: st.DataObject) -> None:
    fact = data.draw(st.from_type(kind))
    told = fact_moment(fact)
    assert told.day == fact.business_day
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told.title)
    assert kind.__name__ not in " ".join((told.title, told.amount, told.detail))
    assert fact.kind not in told.title

"""The village poster, read back."""

from datetime import date

import pytest

from collector_desktop.domain.exposure import LAW, VillagePoster, village_poster
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import Policy
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.poster import poster_pdf

ON_BOTH = pytest.mark.parametrize("paper", [Paper.A3, Paper.A4])


def poster(*groups: int) -> VillagePoster:
    owing = [(f"{at}组", Money(123450)) for at, number in enumerate(groups, start=1) for _ in range(number)]
    return village_poster("柳泉供电所", "前柳村", date(2026, 11, 23), owing, Policy())


@ON_BOTH
def test_the_poster_has_each_group_the_total_and_the_law_on_one_sheet(paper, text_of) -> None:
    (text,) = text_of(poster_pdf(poster(7, 12, 2), paper))
    read = "".join(text.split())
    assert all(row in read for row in ("2组1214,814.00", "其他911,110.50", "合计2125,924.50", "截至2026年11月23日"))
    assert all("".join((article.name + article.text).split()) in read for article in LAW)
    assert "95598" in read
    assert "演示" not in read


@ON_BOTH
def test_a_village_of_many_groups_goes_on_under_the_same_head(paper, text_of) -> None:
    texts = text_of(poster_pdf(poster(*([5] * 80)), paper, demo=True))
    assert len(texts) > 1
    assert all("前柳村电费欠交情况" in text and "演示" in text for text in texts)

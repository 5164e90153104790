"""Leaflets on paper, read back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector_desktop.domain.leaflets import FilledLeaflet, Leaflet, LeafletLine, LineKind, filled, leaflet_values
from collector_desktop.domain.policy import Policy
from collector_desktop.printing.leaflet import leaflet_pdf
from collector_desktop.printing.paper import Paper
from collector_desktop.services.publicity import own_text

VALUES = leaflet_values("柳泉供电所", "农电工甲", Policy(), date(2026, 11, 23))
PAPERS = [Paper.A4, Paper.A5_TALL]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("leaflet", Leaflet)
def test_every_leaflet_of_the_program_is_one_sheet_with_all_its_words(leaflet, paper, text_of) -> None:
    made = filled(leaflet, own_text(leaflet), VALUES)
    (text,) = text_of(leaflet_pdf(made, paper))
    read = "".join(text.split())
    assert all("".join(line.text.split()) in read for line in made.lines)
    assert "演示" not in read


def test_the_penalty_leaflet_has_this_month_s_example(text_of) -> None:
    made = filled(Leaflet.PENALTY, own_text(Leaflet.PENALTY), VALUES)
    text = "".join("".join(text_of(leaflet_pdf(made, Paper.A4))).split())
    assert "2026年11月的例子" in text
    assert "居民加收1.00元,其他用电加收2.00元" in text


def test_a_demo_leaflet_says_so_on_every_page(text_of) -> None:
    long = FilledLeaflet(
        leaflet=Leaflet.SAFETY,
        lines=tuple(LeafletLine(kind=LineKind.ITEM, text="不许私拉乱接" * 9) for _ in range(60)),
    )
    texts = text_of(leaflet_pdf(long, Paper.A5_TALL, demo=True))
    assert len(texts) > 1
    assert all("演示" in text for text in texts)


# Points: the ink of a letter such as ì stands out of its advance.
OVERHANG = 3


@settings(max_examples=40)
@given(lines=st.lists(st.tuples(st.sampled_from(LineKind), st.text(max_size=80)), min_size=1, max_size=12))
@pytest.mark.parametrize("paper", PAPERS)
def test_no_text_stops_a_leaflet_or_runs_over_its_margin(paper, lines, boxes_of) -> None:
    made = FilledLeaflet(leaflet=Leaflet.SAFETY, lines=tuple(LeafletLine(kind=kind, text=text) for kind, text in lines))
    for _, boxes in boxes_of(leaflet_pdf(made, paper)):
        for left, _, right, _ in boxes:
            assert paper.side - OVERHANG <= left <= right <= paper.width - paper.side + OVERHANG

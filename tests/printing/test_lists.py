"""The walk's list and tables, read back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.route_list import Stop, route_list_pdf
from collector_desktop.printing.tables import table_pdf


def stops(number: int, each_group: int = 17) -> list[Stop]:
    return [
        Stop(
            order=at + 1,
            name="阎超越",
            account=AccountNumber(f"41796{at:05d}"),
            hint="大槐树东",
            village="前柳村",
            group=f"{at // each_group + 1}组",
            months=2,
            amount=Money(2740),
        )
        for at in range(number)
    ]


def test_a_list_that_hangs_on_a_wall_names_nobody(text_of) -> None:
    text = "".join(text_of(route_list_pdf("11月23日 走收单", stops(20), demo=False)))
    assert "阎**" in text
    assert "阎超" not in text
    assert "****0003" in text
    assert "4179600003" not in text
    assert "演示" not in text


def test_each_group_has_its_sum_and_the_list_has_one(text_of) -> None:
    text = "".join(text_of(route_list_pdf("走收单", stops(20), demo=True)))
    for part in ("前柳村 1组", "17 户 ¥465.80", "前柳村 2组", "3 户 ¥82.20", "共 20 户,¥548.00", "演示数据"):
        assert part in text, part


@pytest.mark.parametrize("each_group", range(28, 40))
def test_a_heading_never_ends_a_page(each_group: int, text_of) -> None:
    texts = text_of(route_list_pdf("走收单", stops(80, each_group), demo=False))
    assert len(texts) > 1
    for text in texts:
        body = [line for line in text.splitlines() if line.strip() and not line.startswith(("第", " "))]
        assert "前柳村" not in body[-1]


def test_an_empty_walk_is_a_paper_too(text_of) -> None:
    assert "共 0 户" in text_of(route_list_pdf("走收单", [], demo=False))[0]


def test_a_table_repeats_its_head_and_loses_no_row(text_of) -> None:
    rows = [[f"{at:010d}", "阎超", f"{at}.00"] for at in range(120)]
    texts = text_of(table_pdf("欠费分户表", "柳泉供电所", ["户号", "户名", "金额"], rows, right_aligned={2}))
    assert len(texts) > 2
    assert all("户号" in text and "欠费分户表" in text for text in texts)
    assert all(row[0] in "".join(texts) for row in rows)


@pytest.mark.parametrize(("columns", "paper"), [(4, Paper.A4), (12, Paper.A4_WIDE)])
def test_an_amount_is_never_broken_and_a_wide_table_is_laid_across(
    columns: int, paper: Paper, text_of, boxes_of
) -> None:
    amounts = [f"{10_000 + at:,}.67" for at in range(columns)]
    pdf = table_pdf(
        "实收日报",
        "柳泉供电所",
        ["收费员", *(f"第{at}列" for at in range(columns))],
        [["一位名字很长很长很长很长很长很长的收费员", *amounts]],
        right_aligned=frozenset(range(1, columns + 1)),
    )
    assert all(amount in text_of(pdf)[0] for amount in amounts)
    ((height, boxes),) = boxes_of(pdf)
    assert height == pytest.approx(paper.height, abs=1)
    assert all(paper.side - 1 <= left <= right <= paper.width - paper.side + 1 for left, _, right, _ in boxes)


def test_a_row_of_another_length_than_the_head_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        table_pdf("表", "", ["户号", "户名"], [["0041"]])


HOSTILE = st.text(max_size=60) | st.sampled_from(
    ["<b>x", '<img src="/etc/hostname"/>', "a\x00&amp;b", "\ud800", "王" * 60]
)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(HOSTILE, min_size=4, max_size=4))
def test_no_name_stops_a_list_or_runs_over_its_margin(texts: list[str], boxes_of) -> None:
    name, hint, village, group = texts
    door = stops(1)[0].model_copy(update={"name": name, "hint": hint, "village": village, "group": group})
    table = table_pdf(name, hint, [village, group], [texts[:2]] * 3, right_aligned={1})
    for pdf in (route_list_pdf(village, [door] * 3, demo=False), table):
        for _, boxes in boxes_of(pdf):
            for left, _, right, _ in boxes:
                assert Paper.A4.side - 1 <= left <= right <= Paper.A4.width - Paper.A4.side + 1

"""Leaflets: texts people edit, filled with the figures of the day."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.bill import Bill, UseClass
from collector_desktop.domain.leaflets import Leaflet, LeafletField, LineKind, checked, filled, leaflet_values
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import PenaltyPolicy, Policy
from collector_desktop.domain.refusals_publicity import LeafletBraceOpen, LeafletFieldUnknown, LeafletTextMissing
from collector_desktop.resources import resource_path

DAY = date(2026, 11, 23)
VALUES = leaflet_values("柳泉供电所", "农电工甲", Policy(), DAY)


def test_lines_are_set_by_how_they_begin() -> None:
    leaflet = filled(Leaflet.SAFETY, "# 标题\n\n# 一\n- 甲\n 乙 \n", VALUES)
    assert leaflet.title == "标题"
    assert [(line.kind, line.text) for line in leaflet.lines[1:]] == [
        (LineKind.HEADING, "一"),
        (LineKind.ITEM, "甲"),
        (LineKind.PARAGRAPH, "乙"),
    ]


def test_a_field_is_filled_and_what_stands_in_a_value_is_no_field() -> None:
    values = VALUES | {LeafletField.STATION: "{服务热线}所"}
    assert filled(Leaflet.SAFETY, "{供电所} {服务热线}", values).title == "{服务热线}所 95598"


@pytest.mark.parametrize("field", ["电话", "", "供电所.__class__", "0", " 供电所"])
def test_an_unknown_field_is_refused_with_its_line(field: str) -> None:
    with pytest.raises(LeafletFieldUnknown) as refusal:
        checked("标题\n{供电所}{" + field + "}")
    assert (refusal.value.facts["field"], refusal.value.facts["line"]) == (field, 2)
    assert LeafletField.STATION in refusal.value.facts["known"]


@pytest.mark.parametrize("text", ["{", "}", "{供电所", "供电所}", "{{供电所}}"])
def test_a_brace_without_its_partner_is_refused(text: str) -> None:
    with pytest.raises(LeafletBraceOpen):
        checked(text)


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_a_leaflet_has_at_least_a_title(text: str) -> None:
    with pytest.raises(LeafletTextMissing):
        checked(text)


@given(st.text())
def test_any_text_is_refused_or_filled_without_a_brace_of_its_own(text: str) -> None:
    try:
        kept = checked(text)
    except (LeafletBraceOpen, LeafletFieldUnknown, LeafletTextMissing):
        return
    assert checked(kept) == kept
    assert not any(set("{}") & set(line.text) for line in filled(Leaflet.SAFETY, kept, VALUES).lines)


def test_the_example_is_this_month_s_and_reckoned_as_every_bill_is() -> None:
    assert VALUES[LeafletField.EXAMPLE_DUE] == "11月16日", "the 15th is a Sunday"
    assert VALUES[LeafletField.EXAMPLE_PAID] == "11月26日"
    assert (VALUES[LeafletField.EXAMPLE_RESIDENTIAL], VALUES[LeafletField.EXAMPLE_OTHER]) == ("1.00", "2.00")


@given(st.dates(date(2024, 6, 1), date(2030, 12, 1)), st.decimals(0, 1, places=2))
def test_the_example_agrees_with_the_penalty_of_such_a_bill(day: date, permille: Decimal) -> None:
    policy = Policy(penalty=PenaltyPolicy(residential_permille=permille))
    due_on = policy.calendar.next_working_day(date(day.year, day.month, 15))
    month = BillingMonth.of(day).plus(-1)
    bill = Bill(
        account=AccountNumber("1"), month=month, use=UseClass.RESIDENTIAL, due_on=due_on, amount=Money.parse("100.00")
    )
    said = leaflet_values("", "", policy, day)[LeafletField.EXAMPLE_RESIDENTIAL]
    assert said == penalty(bill, due_on + timedelta(days=10), policy).amount.grouped()


def test_a_policy_without_a_cap_says_nothing_of_one() -> None:
    assert "30%" in VALUES[LeafletField.CAP]
    assert leaflet_values("", "", Policy(penalty=PenaltyPolicy(cap_percent=None)), DAY)[LeafletField.CAP] == ""


@pytest.mark.parametrize("leaflet", Leaflet)
def test_the_program_s_own_leaflets_ask_for_known_fields_only(leaflet: Leaflet) -> None:
    text = Path(resource_path("leaflets", f"{leaflet}.txt")).read_text(encoding="utf-8")
    own = filled(leaflet, text, VALUES)
    assert LineKind.HEADING in {line.kind for line in own.lines}
    assert "柳泉供电所" in own.lines[-1].text


def test_an_item_whose_field_is_empty_is_left_out() -> None:
    values = VALUES | {LeafletField.CAP: ""}
    lines = filled(Leaflet.PENALTY, "标题\n- {违约金上限}\n- 甲", values).lines
    assert [line.text for line in lines] == ["标题", "甲"]

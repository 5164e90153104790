"""Praise: who paid in time, who agreed to be named, and who took that back."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.publicity import PraiseConsent, PraisePublished
from collector_desktop.domain.bill import Bill, PartPayment
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.praise import (
    Household,
    consent_wording,
    consents,
    paid_in_time,
    praise_list,
    prompt_payers,
    to_take_down,
)

MONTH = BillingMonth(2026, 10)
DUE = date(2026, 11, 13)
POLICY = Policy()
CHINA = timezone(timedelta(hours=8))


def account(at: int) -> AccountNumber:
    return AccountNumber(f"41000000{at:02d}")


def bill(*paid: tuple[date, int], due: date = DUE, amount: int = 100) -> Bill:
    parts = tuple(PartPayment(on=on, principal=Money(fen)) for on, fen in paid)
    return Bill(account=account(1), month=MONTH, due_on=due, amount=Money(amount), paid=parts)


def consent(at: int, consents: bool, day: int) -> PraiseConsent:
    return PraiseConsent(
        id=new_act_id(),
        by=Badge("a1"),
        business_day=date(2026, 11, day),
        at=datetime(2026, 11, day, 9, tzinfo=CHINA),
        account=account(at),
        village="前柳村",
        consents=consents,
        wording="同意",
    )


@pytest.mark.parametrize(
    ("bills", "is_prompt"),
    [
        ([bill((DUE, 100))], True),
        ([bill((DUE - timedelta(days=9), 40), (DUE, 60))], True),
        ([bill((DUE + timedelta(days=1), 100))], False),
        ([bill((DUE, 60), (DUE + timedelta(days=1), 40))], False),
        ([bill((DUE, 60))], False),
        ([bill((date(2026, 11, 16), 100), due=date(2026, 11, 15))], True),
        ([bill((DUE, 100)), bill()], False),
        ([bill(amount=-100)], False),
        ([bill((DUE, 100)), bill(amount=-100)], True),
        ([], False),
    ],
)
def test_in_time_is_every_bill_by_its_last_day(bills: list[Bill], is_prompt: bool) -> None:
    assert paid_in_time(bills, POLICY) is is_prompt


def households(*flags: tuple[bool, bool]) -> list[Household]:
    """Paid in time, something overdue."""
    return [
        Household(account(at), f"阎{at}", (bill((DUE, 100)),) if in_time else (bill(),), overdue)
        for at, (in_time, overdue) in enumerate(flags)
    ]


def test_only_who_agreed_is_named_and_the_others_are_counted() -> None:
    standing = consents([consent(0, True, 1), consent(3, True, 1)])
    everybody = households((True, False), (True, False), (True, True), (False, False))
    found = praise_list("前柳村", MONTH, prompt_payers(everybody, POLICY), standing)
    assert [each.name for each in found.named] == ["阎0"]
    assert (found.counted, found.households) == (1, 2)


def test_the_newest_word_counts() -> None:
    said = [consent(0, True, 1), consent(0, False, 5), consent(1, False, 1), consent(1, True, 5)]
    standing = consents(reversed(said))
    assert (standing[account(0)].consents, standing[account(1)].consents) == (False, True)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from([None, True, False])), max_size=12))
def test_a_name_never_stands_there_without_consent_and_nobody_is_lost(
    made: list[tuple[bool, bool, bool | None]],
) -> None:
    standing = consents(consent(at, said, 1) for at, (_, _, said) in enumerate(made) if said is not None)
    found = praise_list("前柳村", MONTH, prompt_payers(households(*((a, b) for a, b, _ in made)), POLICY), standing)
    assert all(standing[each.account].consents for each in found.named)
    assert found.households == sum(in_time and not overdue for in_time, overdue, _ in made)


def list_up(day: int, *named: AccountNumber) -> PraisePublished:
    return PraisePublished(
        id=new_act_id(),
        by=Badge("a1"),
        business_day=date(2026, 11, day),
        at=datetime(2026, 11, day, 9, tzinfo=CHINA),
        village="前柳村",
        month=MONTH,
        named=named,
        counted=4,
    )


def test_a_list_on_the_wall_is_taken_down_for_whoever_no_longer_agrees() -> None:
    up = list_up(3, account(0), account(1))
    standing = consents([consent(0, True, 1), consent(0, False, 5), consent(1, True, 1)])
    assert to_take_down([up], standing) == {account(0): up}
    assert to_take_down([list_up(6, account(1)), up], standing) == {}
    other_month = up.model_copy(update={"id": new_act_id(), "month": MONTH.plus(-1)})
    assert to_take_down([list_up(6, account(1)), other_month], standing) == {account(0): other_month}


def test_the_wording_says_whose_name_where_and_that_it_can_be_taken_back() -> None:
    wording = consent_wording("柳泉供电所", "前柳村")
    assert all(part in wording for part in ("柳泉供电所", "前柳村", "随时可以收回"))

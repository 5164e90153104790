"""Who lets the bank pay is folded from what was said and from what the bank did."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.savings import BankDebited, BankDebitFailed, SaverNoted
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.saver_policy import SaverPolicy, VillageTarget
from collector_desktop.domain.savers import savers, village_savers

ONE = AccountNumber("4100000001")
MONTH = BillingMonth(2026, 10)


def said(day: int) -> dict[str, Any]:
    at = datetime(2026, 11, day, 9, tzinfo=timezone(timedelta(hours=8)))
    return {"id": new_act_id(), "by": Badge("a1"), "business_day": at.date(), "at": at, "account": ONE}


def noted(day: int, *, active: bool = True, bank: str = "信用社") -> SaverNoted:
    return SaverNoted(**said(day), active=active, bank=bank, last_digits="6677")


def failed(day: int) -> BankDebitFailed:
    return BankDebitFailed(**said(day), month=MONTH, amount=Money(5000), reason="余额不足")


def test_a_saver_keeps_the_day_of_the_first_note_and_the_newest_bank() -> None:
    found = savers([noted(3), noted(9, bank="邮储")])[ONE]
    assert (found.since, found.bank, found.last_digits) == (date(2026, 11, 3), "邮储", "6677")


def test_who_gave_it_up_is_none_until_noted_anew() -> None:
    assert savers([noted(3), noted(5, active=False)]) == {}
    assert savers([noted(3), noted(5, active=False), noted(7)])[ONE].since == date(2026, 11, 7)


def test_a_result_of_the_bank_makes_a_saver_and_is_its_last_debit() -> None:
    paid = BankDebited(**said(8), month=MONTH, amount=Money(5000), bills=())
    assert savers([failed(4)])[ONE].last_debit is not None
    assert savers([noted(3), failed(4), paid])[ONE].last_debit == paid
    assert savers([noted(3), failed(4), noted(6)])[ONE].bank == "信用社"


def test_a_target_is_in_households_rounded_up_and_a_village_may_have_its_own() -> None:
    policy = SaverPolicy(target_percent=30, targets=(VillageTarget(village="河湾村", percent=50),))
    front = village_savers("前柳村", 11, 2, policy)
    assert (front.target, front.missing) == (4, 2)
    assert village_savers("河湾村", 11, 7, policy).missing == 0

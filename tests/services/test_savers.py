"""Savers are noted at the door with the end of their bank account's number, and nothing more of it."""

import pytest
from savings_seats import ONE, TWO
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing, Refusal
from collector_desktop.domain.refusals_savings import BankMissing, LastDigitsNotValid, SaverUnchanged
from collector_desktop.services import savers
from collector_desktop.services.savers import NoteSaver
from collector_desktop.store.queries import policies, savings


def noted(account: str = ONE, **changed: str | bool) -> NoteSaver:
    values: dict[str, str | bool] = {"active": True, "bank": "柳泉信用社", "last_digits": "6677"}
    return NoteSaver(id=new_act_id(), account=AccountNumber(account), **values | changed)  # type: ignore[arg-type]


def test_a_saver_noted_at_a_door_is_known_at_the_station_and_counts_for_its_village(doors: TwoSeats) -> None:
    assert savers.note(doors.laptop, noted(), stamp(2)).accounts == {ONE}
    doors.carry_day(stamp(3))
    with doors.station.reading() as conn:
        policy = policies.policy(conn)
        lines = savings.savings(conn, DAY, policy)
        (village,) = savings.villages(lines, policy)
    saver = next(line.saver for line in lines if line.account == ONE)
    assert saver is not None
    assert (saver.bank, saver.last_digits) == ("柳泉信用社", "6677")
    assert (village.households, village.savers, village.target, village.missing) == (3, 1, 1, 0)


def test_who_gives_it_up_is_none_any_more(doors: TwoSeats) -> None:
    savers.note(doors.laptop, noted(), stamp(2))
    savers.note(doors.laptop, noted(active=False, reason="换了银行"), stamp(3))
    with doors.laptop.reading() as conn:
        assert savings.saver_accounts(conn) == frozenset()


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (noted(bank=" "), BankMissing),
        (noted(last_digits="6217001234567890"), LastDigitsNotValid),
        (noted(active=False), ReasonMissing),
        (noted(TWO, active=False, reason="不办了"), SaverUnchanged),
        (noted("4199999999"), AccountUnknown),
    ],
)
def test_what_cannot_be_noted_is_refused(doors: TwoSeats, wanted: NoteSaver, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        savers.note(doors.laptop, wanted, stamp(2))


def test_a_whole_account_number_is_not_repeated_in_the_refusal(doors: TwoSeats) -> None:
    with pytest.raises(LastDigitsNotValid) as refused:
        savers.note(doors.laptop, noted(last_digits="6217001234567890"), stamp(2))
    assert refused.value.facts == {"text": "…7890"}

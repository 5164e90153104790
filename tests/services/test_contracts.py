"""The contract register: what was agreed on binds the penalty on both seats, and its doubts are told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.contract import Contract, ContractWarning
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.refusals import AccountUnknown, OnlyTheStationDecides, Refusal
from collector_desktop.domain.refusals_terms import (
    ContractNumberMissing,
    ContractOlderThanRegistered,
    ContractSignedInTheFuture,
    RateOverTheLaw,
)
from collector_desktop.services.contracts import RegisterContract, register
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, policies
from collector_desktop.store.queries.contracts import contract, contracts

ONE, TWO = AccountNumber("4100000001"), AccountNumber("4100000002")
LATE = date(2027, 3, 30)
"""110 days after the due date of 10 December."""


def said(
    account: AccountNumber = ONE,
    number: str = "GYD-1",
    signed_on: date = date(2020, 5, 6),
    permille: str | None = None,
    cap: int | None = None,
) -> Contract:
    return Contract(
        account=account,
        number=number,
        signed_on=signed_on,
        agreed_permille=None if permille is None else Decimal(permille),
        agreed_cap_percent=cap,
    )


def enter(ledger: Ledger, wanted: Contract, *, as_signed: bool = False) -> None:
    register(ledger, RegisterContract(id=new_act_id(), contract=wanted, as_signed=as_signed), stamp(5))


def owed(ledger: Ledger, account: AccountNumber = ONE) -> int:
    """The penalty of the one bill after 110 days."""
    with ledger.reading() as conn:
        (bill,) = bills.of_account(conn, account)
        return penalty(bill, LATE, policies.policy(conn)).open.fen


def test_what_was_agreed_on_binds_both_seats(doors: TwoSeats) -> None:
    assert owed(doors.station) == owed(doors.laptop) == 1100
    enter(doors.station, said(permille="0.5"))
    assert owed(doors.station) == 550
    assert owed(doors.laptop) == 1100, "the laptop hears of it with its next route"
    doors.carry_route(stamp(6))
    assert owed(doors.laptop) == 550
    enter(doors.station, said(number="GYD-2", signed_on=date(2024, 1, 2), permille="1", cap=5))
    doors.carry_route(stamp(7))
    assert owed(doors.station) == owed(doors.laptop) == 500, "the cap agreed on"
    assert owed(doors.laptop, TWO) == 1100, "nobody else's"


def test_a_rate_over_the_law_is_refused_or_entered_as_signed_and_never_charged(doors: TwoSeats) -> None:
    with pytest.raises(RateOverTheLaw):
        enter(doors.station, said(permille="5"))
    before = owed(doors.station)
    enter(doors.station, said(permille="5"), as_signed=True)
    assert owed(doors.station) <= before
    with doors.station.reading() as conn:
        lines = {line.account: line for line in contracts(conn, policies.policy(conn))}
    assert lines[ONE].warnings == (ContractWarning.RATE_OVER_THE_LAW,)
    assert lines[TWO].warnings == (ContractWarning.MISSING,)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (said(number=" "), ContractNumberMissing),
        (said(signed_on=DAY + timedelta(days=1)), ContractSignedInTheFuture),
        (said(account=AccountNumber("4999999999")), AccountUnknown),
        (said(number="GYD-0", signed_on=date(2019, 1, 1)), ContractOlderThanRegistered),
    ],
)
def test_what_can_t_be_registered_is_refused(wanted: Contract, refusal: type[Refusal], doors: TwoSeats) -> None:
    enter(doors.station, said())
    with pytest.raises(refusal):
        enter(doors.station, wanted)
    with doors.station.reading() as conn:
        assert contract(conn, ONE) == said()


def test_the_register_is_the_stations(doors: TwoSeats) -> None:
    with pytest.raises(OnlyTheStationDecides):
        enter(doors.laptop, said())


def test_a_double_enter_is_one_contract(doors: TwoSeats) -> None:
    wanted = RegisterContract(id=new_act_id(), contract=said())
    assert register(doors.station, wanted, stamp(5)).topics
    assert not register(doors.station, wanted, stamp(5)).topics

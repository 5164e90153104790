"""A drawer that did not agree is decided at the station: once, all of it, by the manager; no money moves by it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from restored_seats import back_up, restored
from two_seats import DAY, LAPTOP, TwoSeats, owing_seats, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, Badge, DeviceCode
from collector_desktop.domain.over_short import CashOutcome, Decided
from collector_desktop.domain.reconciliation import ReconciledDay, Standing
from collector_desktop.domain.refusals import AccountUnknown, ManagerNeeded, OnlyTheStationDecides, ReasonMissing
from collector_desktop.domain.refusals_cash import (
    CashAlreadyDecided,
    CashDifferenceChanged,
    CashPaperMissing,
    NoCashDifference,
    OutcomeNotPossible,
)
from collector_desktop.domain.requests import Role
from collector_desktop.services.attention_words import attention_sentence
from collector_desktop.services.deciding_cash import DecideCash, decide_cash
from collector_desktop.services.issuing import issue
from collector_desktop.services.over_short_words import told_words
from collector_desktop.services.reconciling import reconcile
from collector_desktop.services.staffing import NewMember, add_member, name_first_manager
from collector_desktop.services.taking_route import take_route
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.own_lines import LineNotItsOwn
from collector_desktop.store.queries import attention, balances, over_short, takings
from collector_desktop.store.queries.attention import AttentionLine
from collector_desktop.store.snapshot import of_accounts

ONE, TWO = "4100000001", "4100000002"
BOSS, CLERK = Badge("a1"), Badge("1002")
NEXT = DAY + timedelta(days=1)
SHORT = DecideCash(
    id=ActId("short"), device=LAPTOP, day=DAY, outcome=CashOutcome.MADE_GOOD, amount=Money(-5000), paper="收 0088"
)
OVER = DecideCash(
    id=ActId("over"), device=LAPTOP, day=DAY, outcome=CashOutcome.KEPT, amount=Money(500), reason="等人来找"
)


@pytest.fixture
def seats(tmp_path: Path, engine_url: str) -> Iterator[TwoSeats]:
    """Two households that owe 100.00 each, out with the laptop; the station has a manager and a clerk."""
    seats = owing_seats(tmp_path, ONE, TWO, station_url=engine_url)
    name_first_manager(seats.station, BOSS, "郑所长", "730418", stamp(1), CHEAP)
    add_member(seats.station, NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin="481902"), stamp(1), CHEAP)
    yield seats
    seats.close()


@pytest.fixture
def short(seats: TwoSeats) -> TwoSeats:
    """100.00 taken, 50.00 in the drawer, and the day lies at the station."""
    return closed_with(seats, {5000: 1})


@pytest.fixture
def over(seats: TwoSeats) -> TwoSeats:
    """100.00 taken, 105.00 in the drawer, and the day lies at the station."""
    return closed_with(seats, {10000: 1, 500: 1})


def closed_with(seats: TwoSeats, pieces: dict[int, int]) -> TwoSeats:
    seats.pay(ONE, 10000, stamp(2))
    seats.close_day(pieces, stamp(3), reason="找错零钱")
    seats.carry_day(stamp(4))
    return seats


def by_clerk(minute: int) -> Stamp:
    return stamp(minute).model_copy(update={"by": CLERK})


def day_of(seats: TwoSeats) -> ReconciledDay:
    (day,) = reconcile(seats.station)
    return day


def differences(ledger: Ledger) -> tuple[AttentionLine, ...]:
    with ledger.reading() as conn:
        return tuple(line for line in attention.lines(conn) if line.kind is Attention.CASH_OVER_SHORT)


def agrees(ledger: Ledger) -> bool:
    with ledger.reading() as conn:
        return check_books(conn, ledger.seat.kind, every=True).problems == ()


def test_what_is_short_waits_until_it_was_made_good_and_no_longer_needs_a_person(short: TwoSeats) -> None:
    assert (day_of(short).standing, day_of(short).decided) == (Standing.SHORT, Decided.WAITING)
    assert len(differences(short.station)) == 1
    decide_cash(short.station, SHORT, stamp(10))
    day = day_of(short)
    assert (day.standing, day.decided, differences(short.station)) == (Standing.HELD, Decided.DONE, ())
    assert day.decision is not None
    assert (day.decision.outcome, day.decision.paper, day.decision.decided_by) == (
        CashOutcome.MADE_GOOD,
        "收 0088",
        "郑所长",
    )
    assert agrees(short.station)


def test_a_decision_moves_no_takings_and_no_balance(over: TwoSeats) -> None:
    def figures() -> tuple[object, ...]:
        with over.station.reading() as conn:
            taken = takings.books(conn).model_copy(update={"journal_lines": 0})
            return taken, balances.prepayments(conn), balances.held(conn, AccountNumber(ONE))

    before = figures()
    returned = OVER.model_copy(
        update={"outcome": CashOutcome.RETURNED, "account": AccountNumber(ONE), "paper": "领 7", "reason": "多收"}
    )
    decide_cash(over.station, returned, stamp(10))
    assert figures() == before
    assert (day_of(over).banked, day_of(over).held) == (Money.ZERO, Money(10500))
    assert agrees(over.station)


def test_what_is_over_may_wait_for_its_owner_and_stays_on_the_list_saying_so(over: TwoSeats) -> None:
    decide_cash(over.station, OVER, stamp(10))
    day = day_of(over)
    assert (day.standing, day.decided) == (Standing.KEPT, Decided.KEPT)
    (line,) = differences(over.station)
    assert attention_sentence(line) == "01 号机 2026-11-10 结账长款 5.00 元,2026-11-10 起挂账待查:找错零钱"
    final = OVER.model_copy(
        update={"id": ActId("final"), "outcome": CashOutcome.PAID_IN, "replaces": OVER.id, "paper": "缴 12"}
    )
    decide_cash(over.station, final, stamp(11, NEXT))
    assert (day_of(over).standing, differences(over.station)) == (Standing.HELD, ())
    with over.station.reading() as conn:
        assert [each.outcome for each in over_short.said_of_day(conn, LAPTOP, DAY)] == [
            CashOutcome.KEPT,
            CashOutcome.PAID_IN,
        ]
    assert agrees(over.station)


def test_the_same_enter_twice_is_one_decision_and_a_second_one_is_refused_by_name(short: TwoSeats) -> None:
    decide_cash(short.station, SHORT, stamp(10))
    decide_cash(short.station, SHORT, stamp(11))
    with pytest.raises(CashAlreadyDecided) as refused:
        decide_cash(short.station, SHORT.model_copy(update={"id": ActId("other")}), stamp(12))
    assert (refused.value.facts["by"], refused.value.facts["on"]) == ("郑所长", DAY)
    with short.station.reading() as conn:
        assert len(over_short.said_of_day(conn, LAPTOP, DAY)) == 1


def test_who_has_not_seen_that_it_is_kept_replaces_nothing(over: TwoSeats) -> None:
    decide_cash(over.station, OVER, stamp(10))
    unseen = OVER.model_copy(update={"id": ActId("unseen"), "outcome": CashOutcome.PAID_IN, "paper": "缴 12"})
    with pytest.raises(CashAlreadyDecided):
        decide_cash(over.station, unseen, stamp(11))
    again = OVER.model_copy(update={"id": ActId("again"), "replaces": OVER.id})
    with pytest.raises(OutcomeNotPossible):
        decide_cash(over.station, again, stamp(12))


def test_only_all_of_the_difference_is_decided_and_only_where_there_is_one(short: TwoSeats) -> None:
    for wrong in (Money(-4000), Money(5000)):
        with pytest.raises(CashDifferenceChanged):
            decide_cash(short.station, SHORT.model_copy(update={"amount": wrong}), stamp(10))
    with pytest.raises(NoCashDifference):
        decide_cash(short.station, SHORT.model_copy(update={"day": NEXT}), stamp(10))


def test_a_drawer_that_agreed_is_not_decided(seats: TwoSeats) -> None:
    closed_with(seats, {10000: 1})
    with pytest.raises(NoCashDifference):
        decide_cash(seats.station, SHORT.model_copy(update={"amount": Money.ZERO}), stamp(10))


def test_each_outcome_asks_for_what_proves_it(short: TwoSeats) -> None:
    for wanted, refusal in (
        ({"outcome": CashOutcome.PAID_IN}, OutcomeNotPossible),
        ({"outcome": CashOutcome.KEPT, "reason": "等"}, OutcomeNotPossible),
        ({"paper": " "}, CashPaperMissing),
        ({"outcome": CashOutcome.BORNE, "reason": " "}, ReasonMissing),
    ):
        with pytest.raises(refusal):
            decide_cash(short.station, SHORT.model_copy(update=wanted), stamp(10))
    assert day_of(short).decided is Decided.WAITING


def test_money_goes_back_to_a_household_the_station_knows(over: TwoSeats) -> None:
    nobody = OVER.model_copy(
        update={"outcome": CashOutcome.RETURNED, "account": AccountNumber("4100009999"), "paper": "领 7"}
    )
    with pytest.raises(AccountUnknown):
        decide_cash(over.station, nobody, stamp(10))


def test_what_was_typed_for_another_outcome_is_not_kept(over: TwoSeats) -> None:
    decide_cash(over.station, OVER.model_copy(update={"account": AccountNumber(ONE), "paper": "领 7"}), stamp(10))
    kept = day_of(over).decision
    assert kept is not None
    assert (kept.account, kept.paper) == ("", "")


def test_a_clerk_sees_the_difference_and_does_not_decide_it(short: TwoSeats) -> None:
    with pytest.raises(ManagerNeeded):
        decide_cash(short.station, SHORT, by_clerk(10))
    assert day_of(short).decided is Decided.WAITING


def test_a_laptop_decides_nothing_and_its_chain_may_not_say_so(short: TwoSeats) -> None:
    with pytest.raises(OnlyTheStationDecides):
        decide_cash(short.laptop, SHORT, stamp(10))
    with short.laptop.reading() as conn:
        found = over_short.difference(conn, LAPTOP, DAY)
    assert found is not None
    forged = CashDecided(
        **dict(stamp(11)),
        id=new_act_id(),
        about=found.close,
        device=LAPTOP,
        day=DAY,
        outcome=CashOutcome.BORNE,
        amount=found.amount,
        reason="算了",
        decided_by="郑所长",
    )
    with short.laptop.writing() as conn:
        short.laptop.post(conn, forged)
    with pytest.raises(LineNotItsOwn):
        short.carry_day(stamp(12))
    assert day_of(short).decided is Decided.WAITING


def test_a_day_closed_once_more_after_a_backup_is_decided_by_its_last_count(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    backup = back_up(seats)
    seats.close_day({5000: 1}, stamp(3), reason="找错零钱")
    seats.carry_day(stamp(4))
    decide_cash(seats.station, SHORT, stamp(10))
    again = restored(seats, backup)
    again.close_day({5000: 1, 2000: 1}, stamp(22), reason="又找到二十")
    again.carry_day(stamp(23))
    assert (day_of(again).standing, day_of(again).decision) == (Standing.SHORT, None)
    assert [line.amount for line in differences(again.station)] == [Money(-3000)]
    anew = SHORT.model_copy(update={"id": ActId("anew")})
    with pytest.raises(CashDifferenceChanged) as refused:
        decide_cash(again.station, anew, stamp(24))
    assert refused.value.facts["amount"] == Money(-3000)
    decide_cash(again.station, anew.model_copy(update={"amount": Money(-3000)}), stamp(25))
    assert (day_of(again).decided, differences(again.station)) == (Decided.DONE, ())
    assert agrees(again.station)
    again.laptop.close()


def test_a_difference_that_the_last_count_took_back_is_on_nobodys_list(seats: TwoSeats) -> None:
    seats.pay(ONE, 10000, stamp(2))
    backup = back_up(seats)
    seats.close_day({5000: 1}, stamp(3), reason="找错零钱")
    seats.carry_day(stamp(4))
    again = restored(seats, backup)
    again.close_day({10000: 1}, stamp(22))
    again.carry_day(stamp(23))
    assert differences(again.station) == ()
    assert day_of(again).standing is Standing.HELD
    assert agrees(again.station)
    again.laptop.close()


def test_whose_drawer_it_was_learns_of_it_and_no_other_laptop_even_in_the_same_village(over: TwoSeats) -> None:
    returned = OVER.model_copy(update={"outcome": CashOutcome.RETURNED, "account": AccountNumber(ONE), "paper": "领 7"})
    decide_cash(over.station, returned, stamp(10))
    with over.station.reading() as conn:
        told = [
            [row["kind"] for row in of_accounts(conn, device, ["前柳村"], DAY)["fact"]]
            for device in (LAPTOP, DeviceCode("02"))
        ]
    assert told == [["cash_decided"], []]


def test_the_decision_comes_home_with_the_next_route(short: TwoSeats) -> None:
    decide_cash(short.station, SHORT, stamp(10))
    assert len(differences(short.laptop)) == 1
    issued = issue(short.station, LAPTOP, (), short.folder, stamp(11))
    taken = take_route(short.laptop, short.laptop_keys, issued.path, stamp(12))
    assert [told_words(each) for each in taken.cash] == [
        "11月10日 短款 50.00 元:收费员补足,凭证 收 0088,郑所长 11月10日"
    ]
    assert differences(short.laptop) == ()
    with short.laptop.reading() as conn:
        (told,) = over_short.said_of_day(conn, LAPTOP, DAY)
    assert (told.outcome, told.amount, told.decided_by) == (CashOutcome.MADE_GOOD, Money(-5000), "郑所长")
    assert agrees(short.laptop)
    again = issue(short.station, LAPTOP, (), short.folder, stamp(13))
    assert take_route(short.laptop, short.laptop_keys, again.path, stamp(14)).cash == ()


def test_a_decision_is_told_for_a_while_and_one_that_was_replaced_no_longer(over: TwoSeats) -> None:
    decide_cash(over.station, OVER, stamp(10))
    final = {"id": ActId("final"), "outcome": CashOutcome.PAID_IN, "replaces": OVER.id, "paper": "缴 12"}
    decide_cash(over.station, OVER.model_copy(update=final), stamp(11, NEXT))
    with over.station.reading() as conn:
        assert [each.id for each in over_short.told_since(conn, LAPTOP, NEXT)] == ["final"]
        assert over_short.told_since(conn, LAPTOP, NEXT + timedelta(days=1)) == ()
        assert over_short.told_since(conn, DeviceCode("02"), DAY) == ()

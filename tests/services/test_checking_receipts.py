"""A receipt shown at the station: genuine, voided, unknown, altered, from a revoked laptop; and shown before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from held_seats import clone_of, decide, lose, take
from two_seats import DAY, TwoSeats, owing_seats, stamp

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import Receipt
from collector_desktop.domain.refusals import ReceiptNumberNotValid
from collector_desktop.domain.refusals_devices import ReceiptAmountMissing
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.receipt_code import receipt_code
from collector_desktop.security.refusals import ReceiptCodeNotUnderstood
from collector_desktop.services import voiding
from collector_desktop.services.changing_keys import change_keys
from collector_desktop.services.checking_receipts import Checked, check_receipt
from collector_desktop.services.judging_receipts import Verdict
from collector_desktop.services.verdict_words import lines_of, verdict_word
from collector_desktop.store.queries import sync

ONE, TWO = "4100000001", "4100000002"


@pytest.fixture
def seats(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TwoSeats]:
    """Two households that owe 100.00 each, out with the laptop; on either engine for a test that takes one."""
    url = request.getfixturevalue("engine_url") if "engine_url" in request.fixturenames else None
    seats = owing_seats(tmp_path, ONE, TWO, station_url=url)
    yield seats
    seats.close()


def code(seats: TwoSeats, receipt: Receipt, fen: int | None = None, keys: DeviceKeys | None = None) -> str:
    """The text of the receipt's code as the laptop prints it, or as somebody else would."""
    received = receipt.received if fen is None else Money(fen)
    return receipt_code(receipt.number, receipt.account, received, DAY, keys or seats.laptop_keys)


def check(seats: TwoSeats, text: str, amount: int | None = None, minute: int = 50, by: str = "c7") -> Checked:
    said = stamp(minute).model_copy(update={"by": Badge(by)})
    return check_receipt(seats.station, text, None if amount is None else Money(amount), said)


def test_a_genuine_receipt_is_told_with_its_facts_and_the_household_masked(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    seats.carry_day(stamp(3))
    checked = check(seats, f"  {code(seats, receipt).lower()}\n")
    assert (checked.verdict, checked.name, checked.account) == (Verdict.GENUINE, "阎**", "****0001")
    assert (checked.received, checked.day, checked.collector_name, checked.seen) == (Money(10000), DAY, "农电工甲", ())
    told = "".join(lines_of(checked))
    assert receipt.account not in told
    assert receipt.account_name not in told


def test_an_unknown_one_becomes_genuine_when_the_day_comes_in_and_is_voided_with_its_reason(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    text = code(seats, receipt)
    assert check(seats, text).verdict is Verdict.UNKNOWN
    voiding.void(seats.laptop, receipt.number, "金额看错", stamp(3))
    seats.carry_day(stamp(4))
    voided = check(seats, text, minute=51)
    assert (voided.verdict, voided.void_reason) == (Verdict.VOIDED, "金额看错")
    assert "作废原因:金额看错" in lines_of(voided)


def test_an_altered_amount_and_another_hand_are_not_genuine(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    seats.carry_day(stamp(3))
    changed = code(seats, receipt).replace(":10000:", ":90000:")
    forged = code(seats, receipt, 90000, DeviceKeys.generate())
    signed = code(seats, receipt, 90000)
    other = ReceiptNumber.make(seats.station.seat.station_code, "09", 1)
    invented = receipt_code(other, AccountNumber(ONE), Money(10000), DAY, seats.laptop_keys)
    for text in (changed, forged, signed, invented):
        assert check(seats, text).verdict is Verdict.ALTERED
    assert check(seats, signed).booked == Money(10000)


def test_a_number_is_compared_with_the_amount_beside_it(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    seats.carry_day(stamp(3))
    plain = receipt.number.replace("-", "")
    fits = check(seats, plain, 10000)
    assert (fits.verdict, verdict_word(fits)) == (Verdict.GENUINE, "与账上相符")
    altered = check(seats, receipt.number, 90000)
    assert (altered.verdict, altered.booked) == (Verdict.ALTERED, Money(10000))
    with pytest.raises(ReceiptAmountMissing):
        check(seats, receipt.number)
    with pytest.raises(ReceiptNumberNotValid):
        check(seats, "41070305-01-000001-0", 100)
    with pytest.raises(ReceiptCodeNotUnderstood):
        check(seats, "ZS1:abc")


@pytest.mark.usefixtures("engine_url")
def test_a_code_shown_a_second_time_says_when_and_to_whom_it_was_shown_before(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    seats.carry_day(stamp(3))
    check(seats, code(seats, receipt), minute=20)
    check(seats, receipt.number, 90000, minute=21, by="c8")
    third = check(seats, code(seats, receipt), minute=22)
    assert [(seen.by, seen.same) for seen in third.seen] == [("c7", True), ("c8", False)]
    assert any("以前查过 2 次" in line and "经办 c7" in line for line in lines_of(third))
    assert any("1 次金额与这次不同" in line for line in lines_of(third))


def test_who_checked_stands_in_the_journal(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    check(seats, code(seats, receipt))
    with seats.station.reading() as conn:
        last = sync.lines(conn, seats.station.chain)[-1].content
    assert '"kind":"receipt_shown"' in last
    assert '"by":"c7"' in last


@pytest.mark.usefixtures("engine_url")
def test_a_receipt_of_a_revoked_laptop_is_told_as_that_until_its_line_is_released(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    lose(seats)
    revoked = check(seats, code(seats, receipt))
    assert (revoked.verdict, revoked.held) == (Verdict.REVOKED, False)
    assert verdict_word(revoked) == "停用的电脑开的"
    take(seats, seats.hand_over(stamp(41)))
    assert check(seats, code(seats, receipt), minute=52).held
    decide(seats, release=True)
    released = check(seats, code(seats, receipt), minute=56)
    assert (released.verdict, released.held) == (Verdict.GENUINE, False)
    assert released.revoked_on == DAY


@pytest.fixture
def twice(seats: TwoSeats) -> Iterator[tuple[TwoSeats, Receipt]]:
    """A copy gave the number of the original's receipt to 90.00 of the second household; both days are in."""
    copy = clone_of(seats)
    seats.pay(ONE, 10000, stamp(2))
    take(seats, seats.hand_over(stamp(3)))
    receipt = copy.pay(TWO, 9000, stamp(5))
    yield copy, receipt
    copy.laptop.close()


def test_a_receipt_of_a_copy_is_told_as_what_became_of_its_money(
    seats: TwoSeats, twice: tuple[TwoSeats, Receipt]
) -> None:
    copy, receipt = twice
    text = code(seats, receipt)
    assert check(seats, text).verdict is Verdict.ALTERED
    take(seats, copy.hand_over(stamp(7)))
    for shown in (check(seats, text), check(seats, receipt.number, 9000)):
        assert (shown.verdict, shown.held, shown.booked) == (Verdict.TWICE, True, None)
        assert (shown.name, shown.account, verdict_word(shown)) == ("阎**", "****0002", "号码重复")
        assert "这一笔在压下的内容里,等所长决定" in lines_of(shown)
    decide(seats, release=True)
    for shown in (check(seats, text), check(seats, receipt.number, 9000)):
        assert (shown.verdict, shown.held, verdict_word(shown)) == (Verdict.CREDITED, False, "已转预收")
    for fen in (9100, 1):
        assert check(seats, code(seats, receipt, fen)).verdict is Verdict.ALTERED
        assert check(seats, receipt.number, fen).verdict is Verdict.ALTERED


def test_a_receipt_of_a_copy_whose_lines_were_rejected_does_not_count(
    seats: TwoSeats, twice: tuple[TwoSeats, Receipt]
) -> None:
    copy, receipt = twice
    take(seats, copy.hand_over(stamp(7)))
    decide(seats, release=False)
    shown = check(seats, code(seats, receipt))
    assert (shown.verdict, shown.held) == (Verdict.TWICE, False)


def test_a_receipt_a_copy_gave_and_voided_is_void_once_that_is_released(
    seats: TwoSeats, twice: tuple[TwoSeats, Receipt]
) -> None:
    copy, receipt = twice
    voiding.void(copy.laptop, receipt.number, "看错户", stamp(6))
    take(seats, copy.hand_over(stamp(7)))
    assert check(seats, code(seats, receipt)).verdict is Verdict.TWICE
    decide(seats, release=True)
    shown = check(seats, code(seats, receipt))
    assert (shown.verdict, shown.void_reason) == (Verdict.VOIDED, "看错户")


def test_money_of_a_held_receipt_with_a_number_of_its_own_is_told_once_it_is_credited(
    seats: TwoSeats, twice: tuple[TwoSeats, Receipt]
) -> None:
    copy, _receipt = twice
    second = copy.pay(TWO, 500, stamp(6))
    take(seats, copy.hand_over(stamp(7)))
    waiting = check(seats, code(seats, second))
    assert (waiting.verdict, waiting.held) == (Verdict.UNKNOWN, True)
    decide(seats, release=True)
    assert check(seats, code(seats, second)).verdict is Verdict.CREDITED


def test_a_receipt_signed_with_keys_whose_change_is_held_is_not_called_altered(seats: TwoSeats) -> None:
    lose(seats)
    keys = change_keys(seats.laptop, seats.laptop_keys, seats.folder / "laptop.keys", stamp(3))
    after = replace(seats, laptop_keys=keys)
    text = code(seats, after.pay(TWO, 9000, stamp(5)), keys=keys)
    assert check(seats, text).verdict is Verdict.ALTERED
    take(seats, after.hand_over(stamp(41)))
    shown = check(seats, text)
    assert (shown.verdict, shown.held) == (Verdict.REVOKED, True)


def test_a_receipt_signed_before_the_keys_were_changed_is_genuine_still(seats: TwoSeats) -> None:
    receipt = seats.pay(ONE, 10000, stamp(2))
    before = code(seats, receipt)
    keys = change_keys(seats.laptop, seats.laptop_keys, seats.folder / "laptop.keys", stamp(3))
    after = code(seats, receipt, keys=keys)
    seats.carry_day(stamp(4))
    assert check(seats, before).verdict is Verdict.GENUINE
    assert check(seats, after).verdict is Verdict.GENUINE

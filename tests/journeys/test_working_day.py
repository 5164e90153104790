"""Whole days through the real window, by keyboard alone, over two real databases."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from journey_seats import AGREEING, DAY, Journey
from PySide6.QtCore import Qt
from pytest_bdd import given, parsers, scenarios, then, when

from collector_desktop.app.tour.summary import seat_summary
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.refusals import LinesMissing
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services import importing, issuing, taking_in
from collector_desktop.services.taking_in import TakenIn
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries import attention, bills, cards, closes, policies, receipts, sync, takings, visits

scenarios("working_day.feature")

CTRL = Qt.KeyboardModifier.ControlModifier
DEVICE = DeviceCode("01")
DENOMINATIONS = (10000, 5000, 2000, 1000, 500, 100, 50, 10, 1)


def door_at_hand(journey: Journey) -> AccountNumber:
    door = journey.today.current_door()
    assert door is not None
    return door.account


def owes_at_hand(journey: Journey) -> bool:
    """Whether there is something to collect; some doors are there for a check or an appointment."""
    door = journey.today.current_door()
    assert door is not None
    return bool(door.due)


def collect_exact(journey: Journey) -> None:
    journey.account = door_at_hand(journey)
    before = len(given_receipts(journey))
    journey.hand.press(Qt.Key.Key_Return)
    journey.hand.press(Qt.Key.Key_Return)
    given = given_receipts(journey)
    assert len(given) == before + 1
    journey.numbers.append(given[-1].receipt.number)


def given_receipts(journey: Journey) -> tuple[receipts.GivenReceipt, ...]:
    with journey.session.ledger.reading() as conn:
        return receipts.of_day(conn, DAY, journey.session.seat.device)


def take_in(journey: Journey, package: Path) -> TakenIn:
    return taking_in.take_in(journey.station, journey.station_keys, package, journey.clerk())


def owed(journey: Journey, account: AccountNumber) -> Money:
    with journey.session.ledger.reading() as conn:
        policy = policies.policy(conn)
        return amount_due(bills.collectable(conn, account, DEVICE), DAY, policy).total


def count_drawer(journey: Journey, amount: Money) -> None:
    journey.hand.press(Qt.Key.Key_F7)
    journey.hand.press(Qt.Key.Key_Return)
    left = amount.fen
    for denomination in DENOMINATIONS:
        pieces, left = divmod(left, denomination)
        journey.hand.type(str(pieces))
        journey.hand.press(Qt.Key.Key_Return)


def cash_of_the_day(journey: Journey) -> Money:
    with journey.session.ledger.reading() as conn:
        return takings.of_day(conn, DAY, DEVICE).cash_expected


@given("the door at hand owes more than 20 yuan")
def _owes_enough(journey: Journey) -> None:
    while owed(journey, door_at_hand(journey)) <= Money(2000):
        journey.hand.press(Qt.Key.Key_Down)


@when(parsers.re(r"I collect the exact amount at (?P<count>\d+) doors?"))
def _collect_exact(journey: Journey, count: str) -> None:
    for _ in range(int(count)):
        collect_exact(journey)


@when("I collect the exact amount at the door at hand")
def _collect_here(journey: Journey) -> None:
    collect_exact(journey)


@when(parsers.parse("I collect {yuan:d} yuan at the door at hand"))
def _collect_part(journey: Journey, yuan: int) -> None:
    journey.account = door_at_hand(journey)
    journey.rest = owed(journey, journey.account).fen - yuan * 100
    journey.hand.press(Qt.Key.Key_Return)
    journey.hand.type(str(yuan))
    journey.hand.press(Qt.Key.Key_Return)


@when(parsers.parse("I collect {yuan:d} yuan at the door at hand and keep the change as prepayment"))
def _overpay(journey: Journey, yuan: int) -> None:
    journey.account = door_at_hand(journey)
    journey.rest = yuan * 100 - owed(journey, journey.account).fen
    journey.hand.press(Qt.Key.Key_Return)
    journey.hand.type(str(yuan))
    journey.hand.press(Qt.Key.Key_P)
    journey.hand.press(Qt.Key.Key_Return)


@when(parsers.parse("nobody answers at {count:d} doors"))
def _not_home(journey: Journey, count: int) -> None:
    for _ in range(count):
        journey.hand.press(Qt.Key.Key_4)


@when("I record a promise for tomorrow morning")
def _promise(journey: Journey) -> None:
    journey.hand.press(Qt.Key.Key_Slash)
    journey.hand.type(journey.account)
    journey.hand.press(Qt.Key.Key_Return)
    journey.hand.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    journey.hand.press(Qt.Key.Key_1)
    journey.hand.press(Qt.Key.Key_Return)


@when("I count the drawer exactly and close the day")
def _close_exactly(journey: Journey) -> None:
    count_drawer(journey, cash_of_the_day(journey))
    journey.hand.press(Qt.Key.Key_Return)
    with journey.session.ledger.reading() as conn:
        assert closes.of_day(conn, DAY, DEVICE) is not None


@when(parsers.parse('I count the drawer {yuan:d} yuan short because "{reason}" and close the day'))
def _close_short(journey: Journey, yuan: int, reason: str) -> None:
    count_drawer(journey, cash_of_the_day(journey) - Money(yuan * 100))
    journey.hand.type(reason)
    journey.hand.press(Qt.Key.Key_Return)
    journey.hand.press(Qt.Key.Key_Return)


@when(parsers.parse('I bank the takings with slip "{slip}"'))
def _bank(journey: Journey, slip: str) -> None:
    journey.hand.press(Qt.Key.Key_Return)
    journey.hand.type(slip)
    for _ in range(3):
        journey.hand.press(Qt.Key.Key_Return)


@when('I void the first receipt because "金额收错"')
def _void(journey: Journey) -> None:
    journey.hand.press(Qt.Key.Key_F7)
    journey.hand.press(Qt.Key.Key_Home)
    journey.hand.press(Qt.Key.Key_Delete)
    journey.hand.type("金额收错")
    journey.hand.press(Qt.Key.Key_Return)


@when("I print the second receipt again")
def _reprint(journey: Journey) -> None:
    journey.hand.press(Qt.Key.Key_F1)
    journey.hand.press(Qt.Key.Key_P, CTRL)


@when("I hand over and the station takes it in")
def _hand_over_and_take_in(journey: Journey) -> None:
    take_in(journey, journey.hand_over())


@when(parsers.parse('I hand over to package "{name}"'))
def _hand_over(journey: Journey, name: str) -> None:
    journey.packages[name] = journey.hand_over()


@when("the station issues a route and I take it")
def _route(journey: Journey) -> None:
    issued = issuing.issue(journey.station, DEVICE, (), journey.paths.stick, journey.clerk())
    journey.take_route(issued.path)


@when("the station recalls the bills and imports next month's export")
def _next_month(journey: Journey) -> None:
    issuing.recall(journey.station, DEVICE, "月末收回", journey.clerk())
    export(journey, {"账期": "202611", "电量": "100", "电费": "56.00", "欠费": "56.00"})


@when("the door at hand pays at the counter and the station imports it")
def _counter(journey: Journey) -> None:
    journey.account = door_at_hand(journey)
    with journey.station.reading() as conn:
        owing = bills.owing_by_account(conn)[journey.account]
    for bill in owing:
        export(journey, {"账期": str(bill.month), "电量": "1", "电费": str(bill.amount), "欠费": "0.00"})


def export(journey: Journey, bill: dict[str, str]) -> None:
    """A small export of one bill in column set (b), imported at the station."""
    with journey.station.reading() as conn:
        card = cards.card(conn, journey.account, DAY, "00")
    assert card is not None
    columns = ("户号", "户名", "用电地址", "电量", "电费", "欠费", "电费年月", "电费类型", "电费类别")
    account = card.account
    row = (
        *(account.number, account.name, account.address, bill["电量"], bill["电费"], bill["欠费"]),
        *(bill["账期"], "正常电费", "201乡村居民生活用电"),
    )
    file = journey.paths.exports / f"欠费明细_{bill['账期']}_{account.number}.csv"
    file.write_text("\n".join((",".join(columns), ",".join(row))) + "\n", "utf-8-sig")
    importing.import_exports(journey.station, [file], journey.clerk(), accept_problems=True)


@when(parsers.parse('the station takes in package "{name}", issues a route, and I take it'))
def _take_in_and_route(journey: Journey, name: str) -> None:
    journey.station.close()
    shutil.copyfile(journey.paths.station, journey.paths.folder / "before.db")
    journey.reopen_station()
    take_in(journey, journey.packages[name])
    _route(journey)


@when(parsers.parse('the station\'s books are put back to before package "{name}"'))
def _put_back(journey: Journey, name: str) -> None:
    journey.station.close()
    for stale in journey.paths.folder.glob("station.db-*"):
        stale.unlink()
    shutil.copyfile(journey.paths.folder / "before.db", journey.paths.station)
    journey.reopen_station()


@when(parsers.parse('package "{first}" is taken in again, and then package "{second}"'))
def _both_packages(journey: Journey, first: str, second: str) -> None:
    take_in(journey, journey.packages[first])
    take_in(journey, journey.packages[second])


@when(parsers.parse("I go through {count:d} doors, collecting at two of three"))
def _many_doors(journey: Journey, count: int) -> None:
    for at in range(count):
        while not owes_at_hand(journey):
            journey.hand.press(Qt.Key.Key_Down)
        before = journey.hand.keys
        if at % 3:
            collect_exact(journey)
            journey.keys_of_payments.append(journey.hand.keys - before)
        else:
            journey.hand.press(Qt.Key.Key_4)
            journey.keys_of_knocks.append(journey.hand.keys - before)


@then("every exact payment took 2 keys and every unanswered knock 1")
def _keys(journey: Journey) -> None:
    assert journey.keys_of_payments == [2] * 40
    assert journey.keys_of_knocks == [1] * 20
    assert len(given_receipts(journey)) == 40


@then(parsers.parse("{paid:d} receipts were given and {missed:d} knocks found nobody"))
def _given(journey: Journey, paid: int, missed: int) -> None:
    with journey.session.ledger.reading() as conn:
        knocks = [knock for each in visits.by_account(conn, DAY).values() for knock in each.today]
    assert len(given_receipts(journey)) == paid
    assert sum(knock.outcome is Outcome.NOT_HOME for knock in knocks) == missed


@then("no cash is in hand")
def _no_cash(journey: Journey) -> None:
    with journey.session.ledger.reading() as conn:
        assert takings.in_hand(conn, DEVICE) == Money.ZERO


@then("nothing waits for the station")
def _nothing_waits(journey: Journey) -> None:
    with journey.session.ledger.reading() as conn:
        assert sync.status(conn, DEVICE).unsent == 0


@then("that account still owes the rest")
def _owes_rest(journey: Journey) -> None:
    assert owed(journey, journey.account) == Money(journey.rest)


@then("the promise is kept in the books for tomorrow morning")
def _promised(journey: Journey) -> None:
    with journey.session.ledger.reading() as conn:
        promise = visits.at_account(conn, DAY, journey.account).promise
    assert promise == Promise(on=DAY + timedelta(days=1), slot=Slot.MORNING)


@then("the account has prepayment for the rest of 500 yuan")
def _has_prepayment(journey: Journey) -> None:
    with journey.session.ledger.reading() as conn:
        card = cards.card(conn, journey.account, DAY, DEVICE)
    assert card is not None
    assert card.prepay >= Money(journey.rest)
    assert given_receipts(journey)[-1].receipt.prepayment == Money(journey.rest)


@then("the next bill of that account is settled from its prepayment without a receipt")
def _offset(journey: Journey) -> None:
    with journey.station.reading() as conn:
        november = [bill for bill in bills.of_account(conn, journey.account) if str(bill.month) == "202611"]
        left = cards.card(conn, journey.account, DAY, DEVICE)
        given = receipts.of_account(conn, journey.account)
    assert [bill.open for bill in november] == [Money.ZERO]
    assert left is not None
    assert left.prepay == given[-1].receipt.prepayment_after - Money(5600)
    assert len(given) == 1


@then("the first number stays, marked void, and its bill is open again")
def _voided(journey: Journey) -> None:
    first = given_receipts(journey)[0]
    assert first.receipt.number == journey.numbers[0]
    assert first.void is not None
    assert first.void.reason == "金额收错"
    assert owed(journey, first.receipt.account) == first.receipt.received


@then("the second receipt counts one reprint")
def _reprinted(journey: Journey) -> None:
    assert [each.copies for each in given_receipts(journey)] == [0, 1]


@then("the station's attention list says that bill was paid twice")
def _paid_twice(journey: Journey) -> None:
    with journey.station.reading() as conn:
        lines = [line for line in attention.lines(conn) if line.kind is Attention.PAID_TWICE]
    assert {line.account for line in lines} == {journey.account}


@then("the account has the money as prepayment at the station")
def _prepaid_at_station(journey: Journey) -> None:
    received = given_receipts(journey)[-1].receipt.received
    with journey.station.reading() as conn:
        assert takings.books(conn).prepayment == received


@then("my attention list says so too")
def _my_attention(journey: Journey) -> None:
    with journey.session.ledger.reading() as conn:
        lines = attention.lines(conn)
    assert any(line.kind is Attention.PAID_TWICE and line.account == journey.account for line in lines)


@then(parsers.parse('package "{name}" taken in first brings {payments:d} payments'))
def _brings(journey: Journey, name: str, payments: int) -> None:
    assert take_in(journey, journey.packages[name]).payments == payments


@then(parsers.parse('package "{name}" taken in after it brings nothing'))
def _brings_nothing(journey: Journey, name: str) -> None:
    taken = take_in(journey, journey.packages[name])
    assert (taken.new_lines, taken.payments, taken.received) == (0, 0, Money.ZERO)


@then(parsers.parse('package "{name}" taken in again changes nothing'))
def _changes_nothing(journey: Journey, name: str) -> None:
    before = seat_summary(journey.station)
    assert take_in(journey, journey.packages[name]).again
    assert seat_summary(journey.station) == before


@then(parsers.parse('package "{name}" is refused because lines are missing'))
def _refused(journey: Journey, name: str) -> None:
    before = seat_summary(journey.station)
    with pytest.raises(LinesMissing):
        take_in(journey, journey.packages[name])
    assert seat_summary(journey.station) == before


@then(parsers.parse("{count:d} payments wait for the station and their bills stay settled"))
def _still_settled(journey: Journey, count: int) -> None:
    with journey.session.ledger.reading() as conn:
        assert sync.status(conn, DEVICE).unsent == count
    for each in given_receipts(journey):
        assert owed(journey, each.receipt.account) == Money.ZERO


@then("the close says 10 yuan short with that reason")
def _short(journey: Journey) -> None:
    with journey.session.ledger.reading() as conn:
        close = closes.of_day(conn, DAY, DEVICE)
    assert close is not None
    assert (close.over_short, close.reason) == (Money(-1000), "找错钱")


@then("the station's attention list says the drawer was short")
def _short_at_station(journey: Journey) -> None:
    with journey.station.reading() as conn:
        lines = [line for line in attention.lines(conn) if line.kind is Attention.CASH_OVER_SHORT]
    assert [line.amount for line in lines] == [Money(-1000)]


@then("both books agree")
def _agree(journey: Journey) -> None:
    mine, theirs = seat_summary(journey.session.ledger), seat_summary(journey.station)
    assert mine["problems"] == theirs["problems"] == []
    assert {key: mine[key] for key in AGREEING} == {key: theirs[key] for key in AGREEING}

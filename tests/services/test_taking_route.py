"""Taking a route: the station's word below, and above it what the station has not read yet."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import select, update
from two_seats import DAY, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import NothingToHandOver
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.exchange.package_refusals import PackageChanged
from collector_desktop.exchange.route_package import RouteHead, read_route
from collector_desktop.services import issuing, taking_route, voiding
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.taking_route import take_route
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import attention, balances, cards, policies, sync, takings, visits
from collector_desktop.store.queries import doors as walk
from collector_desktop.store.routes_kept import routes_folder
from collector_desktop.store.snapshot import Rows
from collector_desktop.store.tables.machinery import ChainRow
from collector_desktop.store.tables.snapshot import BillRow

ONE, TWO = AccountNumber("4100000001"), AccountNumber("4100000002")


def open_of(ledger: Ledger, account: AccountNumber) -> int:
    with ledger.reading() as conn:
        return sum(bill.fen for bill in conn.execute(select(BillRow.open).where(BillRow.account == account)).scalars())


def agrees(ledger: Ledger) -> bool:
    with ledger.reading() as conn:
        return check_books(conn, ledger.seat.kind, every=True).agrees


def test_payments_the_station_has_not_read_stay_on_top_of_a_new_route(doors: TwoSeats) -> None:
    doors.pay(ONE, 4000, stamp(2))
    doors.bill(ONE, "前柳村", "202611", 500)
    doors.carry_route(stamp(3))
    assert open_of(doors.laptop, ONE) == 6500
    assert open_of(doors.station, ONE) == 10500
    assert agrees(doors.laptop)
    doors.carry_day(stamp(4))
    assert open_of(doors.station, ONE) == 6500
    assert agrees(doors.station)


def test_a_void_the_station_has_not_read_stays_on_top_too(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    doors.carry_day(stamp(3))
    voiding.void(doors.laptop, receipt.number, "错", stamp(4))
    doors.carry_route(stamp(5))
    assert open_of(doors.laptop, ONE) == 10000
    assert agrees(doors.laptop)


def test_visits_are_never_lost_to_a_route(doors: TwoSeats) -> None:
    visit = RecordVisit(id="visit-1", account=TWO, slot=Slot.NOON, outcome=Outcome.REFUSED)
    record(doors.laptop, visit, stamp(2))
    doors.carry_route(stamp(3))
    with doors.laptop.reading() as conn:
        assert [each.outcome for each in visits.at_account(conn, DAY, TWO).today] == [Outcome.REFUSED]


def test_a_bill_settled_elsewhere_meanwhile_turns_the_payment_on_top_into_prepayment(doors: TwoSeats) -> None:
    receipt = doors.pay(ONE, 10000, stamp(2))
    doors.settle_at_the_counter(f"{ONE}-202610-正常电费")
    doors.carry_route(stamp(3))
    with doors.laptop.reading() as conn:
        assert balances.prepayments(conn) == {ONE: Money(10000)}
        (line,) = attention.lines(conn)
        assert (line.kind, line.facts["number"]) == (Attention.PAID_TWICE, receipt.number)
        assert takings.books(conn).received == Money(10000)
    assert agrees(doors.laptop)


def test_a_route_taken_twice_and_a_route_after_hand_over_double_nothing(doors: TwoSeats) -> None:
    doors.pay(ONE, 12000, stamp(2))
    for minute in (3, 4):
        doors.carry_route(stamp(minute))
    doors.carry_day(stamp(5))
    doors.carry_route(stamp(6))
    with doors.laptop.reading() as conn:
        assert balances.prepayments(conn) == {ONE: Money(2000)}
        assert takings.books(conn).received == Money(12000)
    assert agrees(doors.laptop)


def test_recalled_doors_leave_the_list_but_not_what_was_paid_there(doors: TwoSeats) -> None:
    doors.pay(ONE, 4000, stamp(2))
    issuing.recall(doors.station, LAPTOP, "收回", stamp(3))
    doors.bill("4100000009", "河湾村", "202610", 100)
    issued = issuing.issue(doors.station, LAPTOP, ["河湾村"], doors.folder, stamp(4))
    take_route(doors.laptop, doors.laptop_keys, issued.path, stamp(5))
    with doors.laptop.reading() as conn:
        found = walk.doors(conn, DAY, policies.policy(conn), LAPTOP)
        card = cards.card(conn, ONE, DAY, LAPTOP)
    assert [door.account for door in found if door.due] == ["4100000009"]
    assert card is not None
    assert card.bills == ()
    assert agrees(doors.laptop)
    doors.carry_day(stamp(6))
    assert open_of(doors.station, ONE) == 6000


def test_a_route_acknowledges_what_the_station_has_read(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    with doors.laptop.reading() as conn:
        assert sync.status(conn, LAPTOP).unsent == 1
    doors.carry_day(stamp(3))
    doors.carry_route(stamp(4))
    with doors.laptop.reading() as conn:
        assert sync.status(conn, LAPTOP).unsent == 0


def test_a_hand_over_carries_only_what_is_not_acknowledged(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    first = hand_over(doors.laptop, doors.folder, stamp(3))
    again = hand_over(doors.laptop, doors.folder, stamp(4))
    assert (again.number, again.lines) == (first.number + 1, first.lines)
    doors.carry_day(stamp(5))
    doors.carry_route(stamp(6))
    assert hand_over(doors.laptop, doors.folder, stamp(7)).lines == 1


def test_a_stick_that_refuses_leaves_the_books_as_they_were(doors: TwoSeats, tmp_path: Path) -> None:
    doors.pay(ONE, 10000, stamp(2))
    with pytest.raises(OSError, match="missing"):
        hand_over(doors.laptop, tmp_path / "missing", stamp(3))
    with doors.laptop.reading() as conn:
        assert sync.status(conn, LAPTOP).last_out is None


def test_a_laptop_all_of_whose_lines_are_acknowledged_has_nothing_to_hand_over(doors: TwoSeats) -> None:
    doors.carry_day(stamp(2))
    issued = issuing.issue(doors.station, LAPTOP, (), doors.folder, stamp(3))
    take_route(doors.laptop, doors.laptop_keys, issued.path, stamp(4))
    doors.carry_day(stamp(5))
    with doors.laptop.writing() as conn:
        conn.execute(update(ChainRow).values(acknowledged=ChainRow.last_line))
    with pytest.raises(NothingToHandOver):
        hand_over(doors.laptop, doors.folder, stamp(6))


def test_money_paid_ahead_by_a_household_the_new_route_leaves_out_stays(doors: TwoSeats) -> None:
    doors.bill("4100000009", "后柳村", "202610", 100)
    doors.pay(ONE, 10000, stamp(2))
    doors.carry_day(stamp(3))
    doors.carry_route(stamp(4))
    doors.pay(ONE, 6000, stamp(5))
    issuing.recall(doors.station, LAPTOP, "换村", stamp(6))
    route = issuing.issue(doors.station, LAPTOP, ["后柳村"], doors.folder, stamp(7))
    take_route(doors.laptop, doors.laptop_keys, route.path, stamp(8))
    with doors.laptop.reading() as conn:
        assert balances.held(conn, ONE).prepay == Money(6000)
    assert agrees(doors.laptop)
    doors.carry_day(stamp(9))
    with doors.station.reading() as conn:
        assert balances.held(conn, ONE).prepay == Money(6000)
    assert agrees(doors.station)


def test_a_route_that_another_file_replaces_while_it_is_read_is_not_taken(
    doors: TwoSeats, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors.bill(ONE, "前柳村", "202611", 500)
    path = issuing.issue(doors.station, LAPTOP, (), doors.folder, stamp(3)).path
    kept = sorted(each.name for each in routes_folder(doors.laptop_file).iterdir())

    def replaced(parts: Mapping[str, bytes]) -> tuple[RouteHead, Rows]:
        path.write_bytes(b"another file")
        return read_route(parts)

    monkeypatch.setattr(taking_route, "read_route", replaced)
    with pytest.raises(PackageChanged):
        take_route(doors.laptop, doors.laptop_keys, path, stamp(4))
    assert sorted(each.name for each in routes_folder(doors.laptop_file).iterdir()) == kept
    assert open_of(doors.laptop, ONE) == 10000

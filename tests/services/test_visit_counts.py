"""What a collector of a route learned reaches the next one through the station, as counts of visits."""

import json
from pathlib import Path

import pytest
from two_seats import DAY, LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.planning.attempts import Circumstance, Setting, VisitCount
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.exchange.container import open_package
from collector_desktop.exchange.package import Expected, KnownSender, PackageKind
from collector_desktop.exchange.route_package import read_route
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import arranging, enrolling, issuing, taking_route, visiting
from collector_desktop.services.visiting import RecordVisit
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import station_keys
from collector_desktop.store.queries.knocks_learned import visit_counts
from collector_desktop.store.snapshot import SnapshotRowWrong

SUBSTITUTE = DeviceCode("02")
LI = AccountNumber("0000000001")


@pytest.fixture
def seats(tmp_path: Path) -> TwoSeats:
    made = two_seats(tmp_path)
    for number in ("0000000001", "0000000002"):
        made.bill(number, "前柳村", "202610", 5000)
    made.carry_route(stamp())
    return made


def visit(seats: TwoSeats, slot: Slot, outcome: Outcome, minute: int, promise: Promise | None = None) -> None:
    wanted = RecordVisit(id=new_act_id(), account=LI, slot=slot, outcome=outcome, promise=promise)
    visiting.record(seats.laptop, wanted, stamp(minute))


def substitute(seats: TwoSeats) -> tuple[Ledger, DeviceKeys]:
    keys_file = seats.folder / "second.keys"
    request = enrolling.request_enrolment(keys_file, seats.folder, "第二台", stamp())
    enrolled = enrolling.enrol(seats.station, seats.station_keys, request.path, "替班", "a2", seats.folder, stamp())
    answer = enrolling.read_station_answer(enrolled.path, keys_file)
    laptop = enrolling.accept_answer(answer, keys_file, seats.folder / "second.db", stamp())
    return laptop, DeviceKeys.load(keys_file)


def learned(laptop: Ledger) -> dict[AccountNumber, tuple[VisitCount, ...]]:
    with laptop.reading() as conn:
        return visit_counts(conn)


def work_a_day(seats: TwoSeats) -> None:
    visit(seats, Slot.MORNING, Outcome.NOT_HOME, 1)
    visit(seats, Slot.NOON, Outcome.DISPUTED, 2)
    arranging.note_rain(seats.laptop, new_act_id(), Slot.EVENING, stamp(3), rains=True)
    visit(seats, Slot.EVENING, Outcome.REFUSED, 4)
    seats.carry_day(stamp(5))


def test_a_substitute_starts_with_what_was_learned(seats: TwoSeats) -> None:
    work_a_day(seats)
    issuing.recall(seats.station, LAPTOP, "换人", stamp(6))
    laptop, keys = substitute(seats)
    issued = issuing.issue(seats.station, SUBSTITUTE, (), seats.folder, stamp(7))
    taking_route.take_route(laptop, keys, issued.path, stamp(8))
    month = BillingMonth(DAY.year, DAY.month)
    assert set(learned(laptop)[LI]) == {
        VisitCount(month, Setting(Slot.MORNING), 0, 1),
        VisitCount(month, Setting(Slot.NOON), 1, 0),
        VisitCount(month, Setting(Slot.EVENING, frozenset({Circumstance.RAIN})), 1, 0),
    }
    laptop.close()


def test_who_went_himself_gets_no_counts_of_his_own_knocks(seats: TwoSeats) -> None:
    work_a_day(seats)
    seats.carry_route(stamp(7))
    assert learned(seats.laptop) == {}


def test_nothing_but_counts_travels(seats: TwoSeats) -> None:
    promise = Promise(on=DAY, slot=Slot.EVENING)
    visit(seats, Slot.MORNING, Outcome.PROMISED, 1, promise)
    work_a_day(seats)
    laptop, keys = substitute(seats)
    issuing.recall(seats.station, LAPTOP, "换人", stamp(6))
    issued = issuing.issue(seats.station, SUBSTITUTE, (), seats.folder, stamp(7))
    with laptop.reading() as conn:
        known = KnownSender(signing=station_keys(conn).signing)
    expected = Expected(kind=PackageKind.ROUTE, station=laptop.seat.station_code, receiver=SUBSTITUTE)
    parts = open_package(issued.path, keys, expected, lambda _: known).parts
    lines = [json.loads(line) for line in parts["visit-count.jsonl"].decode().splitlines()]
    assert {tuple(sorted(line)) for line in lines} == {("account", "circumstances", "met", "missed", "month", "slot")}
    assert {word for line in lines for word in line["circumstances"].split("|")} <= {*Circumstance, ""}
    assert "visit.jsonl" not in parts
    laptop.close()


def test_a_route_of_an_earlier_program_brings_no_counts_and_a_wrong_one_is_refused(seats: TwoSeats) -> None:
    work_a_day(seats)
    laptop, keys = substitute(seats)
    issuing.recall(seats.station, LAPTOP, "换人", stamp(6))
    issued = issuing.issue(seats.station, SUBSTITUTE, (), seats.folder, stamp(7))
    with laptop.reading() as conn:
        known = KnownSender(signing=station_keys(conn).signing)
    expected = Expected(kind=PackageKind.ROUTE, station=laptop.seat.station_code, receiver=SUBSTITUTE)
    parts = dict(open_package(issued.path, keys, expected, lambda _: known).parts)
    counts = parts.pop("visit-count.jsonl")
    assert read_route(parts)[1]["visit_count"] == ()
    for wrong in (counts.replace(b"rain", b"snow"), counts.replace(b'"met":1', b'"met":-1'), b"{}\n"):
        with pytest.raises(SnapshotRowWrong):
            read_route(parts | {"visit-count.jsonl": wrong})
    laptop.close()

"""The station's books come back from an older backup: what the laptops handed over since is there again, once."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from two_seats import DAY, LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.books import ChainStarted
from collector_desktop.domain.held import HeldState, Why
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId, ChainId, DeviceCode
from collector_desktop.domain.refusals import DeviceUnknown, LinesMissing, RouteOlderThanLoaded
from collector_desktop.domain.requests import Role
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import deciding, enrolling, handing_over, issuing, waiving
from collector_desktop.services.after_restoring import still_to_come
from collector_desktop.services.backup_words import afterwards
from collector_desktop.services.deciding_held import DecideHeld, decide_held
from collector_desktop.services.setting_policy import SetRules, set_rules
from collector_desktop.services.taking_in import TakenIn, take_in
from collector_desktop.services.taking_route import take_route
from collector_desktop.services.waiving import AskWaiver
from collector_desktop.store.books_check import check_books
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from collector_desktop.store.own_lines import HouseholdUnknown
from collector_desktop.store.queries import held, policies, sync
from collector_desktop.store.tables.snapshot import BillRow

SECOND = DeviceCode("02")
ONE, OTHER = AccountNumber("4100000001"), AccountNumber("4200000001")
NEXT = DAY + timedelta(days=1)
LATE = DAY + timedelta(days=62)
"""32 days after the bills were due."""


@dataclass
class Town:
    """A station with two laptops; `other` sees to the second one's seats."""

    one: TwoSeats
    other: TwoSeats

    def taken_in(self, seats: TwoSeats, at: Stamp, *, everything: bool = False) -> TakenIn:
        """What a laptop hands over, taken in."""
        written = handing_over.hand_over(seats.laptop, seats.folder, at, everything=everything)
        assert len(written.paths) == 1
        return take_in(self.one.station, self.one.station_keys, written.path, at)

    def route_for(self, device: DeviceCode, villages: tuple[str, ...], at: Stamp) -> Path:
        """A route written; nobody has taken it yet."""
        return issuing.issue(self.one.station, device, villages, self.one.folder, at).path

    def back_from(self, backup: Path, at: Stamp) -> None:
        """The books as they were, in place of those that are there."""
        self.one.station.close()
        for suffix in ("-wal", "-shm"):
            self.one.station_file.with_name(f"station.db{suffix}").unlink(missing_ok=True)
        shutil.copy(backup, self.one.station_file)
        station = open_books(self.one.station_file, self.one.station_keys, at)
        self.one, self.other = replace(self.one, station=station), replace(self.other, station=station)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    one = two_seats(tmp_path)
    one.bill(ONE, "前柳村", "202610", 10000)
    one.bill(OTHER, "后柳村", "202610", 20000)
    home = tmp_path / "second"
    home.mkdir()
    keys_file = home / "laptop.keys"
    request = enrolling.request_enrolment(keys_file, home, "另一台", stamp())
    answer_file = enrolling.enrol(one.station, one.station_keys, request.path, "农电工乙", "a2", home, stamp()).path
    answer = enrolling.read_station_answer(answer_file, keys_file)
    laptop = enrolling.accept_answer(answer, keys_file, home / "laptop.db", stamp())
    town = Town(one, TwoSeats(home, one.station, one.station_keys, laptop, DeviceKeys.load(keys_file)))
    for seats, device, village in ((town.one, LAPTOP, "前柳村"), (town.other, SECOND, "后柳村")):
        take_route(seats.laptop, seats.laptop_keys, town.route_for(device, (village,), stamp(1)), stamp(1))
    yield town
    town.one.close()
    town.other.laptop.close()


def kept(town: Town) -> Path:
    """The station's books as they stand now."""
    town.one.station.close()
    return shutil.copy(town.one.station_file, town.one.folder / "yesterday.db")


def agree(town: Town) -> None:
    """Every seat's books agree with themselves, and all that a laptop wrote is at the station, line by line."""
    for ledger in (town.one.station, town.one.laptop, town.other.laptop):
        with ledger.reading() as conn:
            check = check_books(conn, ledger.seat.kind, every=True)
        assert check.agrees, (ledger.seat.device, check.problems)
    for seats in (town.one, town.other):
        device = seats.laptop.seat.device
        with seats.laptop.reading() as conn:
            own = {chain.chain: sync.lines(conn, chain.chain) for chain in sync.chains(conn, device)}
        with town.one.station.reading() as conn:
            there = {chain.chain: sync.lines(conn, chain.chain) for chain in sync.chains(conn, device)}
        assert there == own


def open_fen(ledger: Ledger, account: AccountNumber) -> int:
    with ledger.reading() as conn:
        left: Money = conn.scalars(select(BillRow.open).where(BillRow.account == account)).one()
    return left.fen


def test_what_two_laptops_handed_over_since_is_there_again_once(town: Town) -> None:
    backup = kept(town)
    town.one.pay(ONE, 1000, stamp(2))
    town.other.pay(OTHER, 2000, stamp(2))
    for seats in (town.one, town.other):
        assert town.taken_in(seats, stamp(3)).payments == 1
    route = town.route_for(LAPTOP, ("前柳村",), stamp(4))
    take_route(town.one.laptop, town.one.laptop_keys, route, stamp(5))
    town.one.pay(ONE, 300, stamp(6, NEXT))
    town.back_from(backup, stamp(7, NEXT))
    with pytest.raises(LinesMissing) as gap:
        town.taken_in(town.one, stamp(8, NEXT))
    assert (gap.value.facts["chain"], gap.value.facts["first"]) == ("01.1", 1)
    assert town.taken_in(town.one, stamp(9, NEXT), everything=True).payments == 2
    assert town.taken_in(town.other, stamp(9, NEXT)).payments == 1
    agree(town)
    assert (open_fen(town.one.station, ONE), open_fen(town.one.station, OTHER)) == (8700, 18000)
    route = town.route_for(LAPTOP, ("前柳村",), stamp(10, NEXT))
    taken = take_route(town.one.laptop, town.one.laptop_keys, route, stamp(11, NEXT))
    assert taken.number > 100
    town.one.pay(ONE, 8700, stamp(12, NEXT))
    assert town.taken_in(town.one, stamp(13, NEXT)).payments == 1
    agree(town)


def waited_for(town: Town) -> list[str]:
    return [each.code for each in still_to_come(town.one.station)]


def test_a_receipt_of_a_household_the_station_forgot_waits_until_it_is_imported_again(town: Town) -> None:
    backup = kept(town)
    town.back_from(backup, stamp(2))
    new = AccountNumber("4100000009")
    town.one.bill(new, "前柳村", "202611", 5000)
    take_route(town.one.laptop, town.one.laptop_keys, town.route_for(LAPTOP, ("前柳村",), stamp(3)), stamp(3))
    town.one.pay(new, 5000, stamp(4))
    town.taken_in(town.one, stamp(5))
    town.back_from(backup, stamp(6))
    with pytest.raises(HouseholdUnknown) as refused:
        town.taken_in(town.one, stamp(7), everything=True)
    assert refused.value.facts == {"account": new}
    town.one.bill(new, "前柳村", "202611", 5000)
    assert town.taken_in(town.one, stamp(8), everything=True).received == Money(5000)
    assert open_fen(town.one.station, new) == 0
    town.taken_in(town.other, stamp(9))
    agree(town)


def test_laptops_are_named_until_each_has_handed_over_since_the_books_came_back(town: Town, tmp_path: Path) -> None:
    town.taken_in(town.other, stamp(1))
    assert waited_for(town) == [], "no backup came back"
    backup = kept(town)
    town.one.pay(ONE, 1000, stamp(2))
    before = handing_over.hand_over(town.one.laptop, town.one.folder, stamp(3)).path
    home = tmp_path / "third"
    home.mkdir()
    request, laptop = enrolled(town, home)
    town.back_from(backup, stamp(7, NEXT))
    assert waited_for(town) == ["01", "02"]
    take_in(town.one.station, town.one.station_keys, before, stamp(8, NEXT))
    assert waited_for(town) == ["01", "02"], "written before: there may be more"
    asked = (town.one.station, town.one.station_keys, request, "农电工丙", "a3", home, stamp(8, NEXT))
    for none in ("3", "00", "０３", "003"):
        with pytest.raises(DeviceUnknown):
            enrolling.enrol(*asked, again=DeviceCode(none))
    enrolling.enrol(*asked, again=DeviceCode("03"))
    other = tmp_path / "fourth"
    other.mkdir()
    enrolled(town, other)[1].close()
    assert waited_for(town) == ["01", "02", "03"], "a new one has nothing to bring back"
    for seats in (town.one, town.other):
        town.taken_in(seats, stamp(9, NEXT), everything=True)
    written = handing_over.hand_over(laptop, home, stamp(9, NEXT)).path
    take_in(town.one.station, town.one.station_keys, written, stamp(9, NEXT))
    laptop.close()
    assert waited_for(town) == []
    town.back_from(backup, stamp(10, NEXT))
    assert waited_for(town) == ["01", "02"], "and again"


def test_a_route_of_before_is_never_taken_for_a_new_one(town: Town) -> None:
    backup = kept(town)
    town.one.pay(ONE, 1000, stamp(2))
    town.taken_in(town.one, stamp(3))
    loaded = town.route_for(LAPTOP, ("前柳村",), stamp(4))
    take_route(town.one.laptop, town.one.laptop_keys, loaded, stamp(5))
    lost = town.route_for(LAPTOP, ("前柳村",), stamp(6))
    town.back_from(backup, stamp(7, NEXT))
    fresh = town.route_for(LAPTOP, ("前柳村",), stamp(8, NEXT))
    assert fresh.name not in (loaded.name, lost.name)
    take_route(town.one.laptop, town.one.laptop_keys, fresh, stamp(9, NEXT))
    with pytest.raises(RouteOlderThanLoaded):
        take_route(town.one.laptop, town.one.laptop_keys, lost, stamp(10, NEXT))
    assert open_fen(town.one.laptop, ONE) == 9000, "what the station has lost is done again on its route"
    assert town.taken_in(town.one, stamp(11, NEXT)).payments == 1, "that route acknowledged less, so all goes along"
    town.taken_in(town.other, stamp(11, NEXT))
    agree(town)
    assert town.route_for(LAPTOP, ("前柳村",), stamp(12, NEXT)).name.endswith("0103.zsroute"), "left out once"
    town.back_from(backup, stamp(13, NEXT))
    again = town.route_for(LAPTOP, ("前柳村",), stamp(14, NEXT))
    assert take_route(town.one.laptop, town.one.laptop_keys, again, stamp(15, NEXT)).number > 103


def test_a_lost_route_taken_after_all_holds_nothing_back(town: Town) -> None:
    backup = kept(town)
    town.one.pay(ONE, 1000, stamp(2))
    town.taken_in(town.one, stamp(3))
    lost = town.route_for(LAPTOP, ("前柳村",), stamp(4))
    town.back_from(backup, stamp(7, NEXT))
    take_route(town.one.laptop, town.one.laptop_keys, lost, stamp(8, NEXT))
    town.one.pay(ONE, 500, stamp(9, NEXT))
    with pytest.raises(LinesMissing):
        town.taken_in(town.one, stamp(10, NEXT))
    assert town.taken_in(town.one, stamp(11, NEXT), everything=True).payments == 2
    town.taken_in(town.other, stamp(11, NEXT))
    agree(town)


def test_a_chain_begun_since_is_handed_over_again_by_itself_after_the_next_route(town: Town) -> None:
    backup = kept(town)
    laptop = town.one.laptop_file
    town.one.laptop.close()
    again = open_books(laptop, town.one.laptop_keys, stamp(1), restored=True)
    town.one = replace(town.one, laptop=again)
    town.one.pay(ONE, 1000, stamp(2))
    town.taken_in(town.one, stamp(3))
    route = town.route_for(LAPTOP, ("前柳村",), stamp(4))
    take_route(town.one.laptop, town.one.laptop_keys, route, stamp(5))
    town.back_from(backup, stamp(7, NEXT))
    fresh = town.route_for(LAPTOP, ("前柳村",), stamp(8, NEXT))
    take_route(town.one.laptop, town.one.laptop_keys, fresh, stamp(9, NEXT))
    assert town.taken_in(town.one, stamp(10, NEXT)).payments == 1
    town.taken_in(town.other, stamp(11, NEXT))
    agree(town)


def test_a_laptop_enrolled_since_is_enrolled_again_under_its_code(town: Town, tmp_path: Path) -> None:
    backup = kept(town)
    home = tmp_path / "third"
    home.mkdir()
    request, laptop = enrolled(town, home)
    town.back_from(backup, stamp(7, NEXT))
    other = tmp_path / "fourth"
    other.mkdir()
    assert enrolled(town, other)[1].seat.device == "06", "a new laptop never gets a code that may have been given"
    asked = (town.one.station, town.one.station_keys, request, "农电工丙", "a3", home, stamp(8, NEXT))
    assert enrolling.enrol(*asked, again=DeviceCode("03")).device == "03"
    written = handing_over.hand_over(laptop, home, stamp(9, NEXT))
    assert take_in(town.one.station, town.one.station_keys, written.path, stamp(9, NEXT)).device == "03"
    third = DeviceKeys.load(home / "laptop.keys")
    take_route(laptop, third, town.route_for(DeviceCode("03"), (), stamp(10, NEXT)), stamp(10, NEXT))
    laptop.close()


def test_a_laptop_the_station_forgot_is_known_again_by_a_request_it_writes_once_more(
    town: Town, tmp_path: Path
) -> None:
    backup = kept(town)
    home = tmp_path / "third"
    home.mkdir()
    request, laptop = enrolled(town, home)
    request.unlink()
    town.back_from(backup, stamp(7, NEXT))
    keys = DeviceKeys.load(home / "laptop.keys")
    again = enrolling.request_again(keys, laptop.seat, home, stamp(8, NEXT))
    assert "03" in again.path.name
    asked = (town.one.station, town.one.station_keys, again.path, "农电工丙", "a3", home, stamp(8, NEXT))
    done = enrolling.enrol(*asked, again=DeviceCode("03"))
    assert (done.device, done.laptop_fingerprint) == ("03", again.fingerprint)
    written = handing_over.hand_over(laptop, home, stamp(9, NEXT), everything=True)
    assert take_in(town.one.station, town.one.station_keys, written.path, stamp(9, NEXT)).device == "03"
    laptop.close()


def enrolled(town: Town, home: Path) -> tuple[Path, Ledger]:
    """One more laptop: its request, and its books."""
    request = enrolling.request_enrolment(home / "laptop.keys", home, "又一台", stamp()).path
    asked = (town.one.station, town.one.station_keys, request, "农电工丙", "a3", home, stamp())
    answer = enrolling.read_station_answer(enrolling.enrol(*asked).path, home / "laptop.keys")
    return request, enrolling.accept_answer(answer, home / "laptop.keys", home / "laptop.db", stamp())


def test_the_stations_chain_goes_on_anew_and_names_the_end_the_backup_knew(town: Town) -> None:
    backup = kept(town)
    with town.one.station.reading() as conn:
        (old,) = sync.chains(conn, DeviceCode("00"))
    town.route_for(LAPTOP, ("前柳村",), stamp(4))
    town.back_from(backup, stamp(7, NEXT))
    assert town.one.station.chain == "00.2"
    with town.one.station.reading() as conn:
        act = Entry.read(sync.lines(conn, ChainId("00.2"))[0].content).act
    assert isinstance(act, ChainStarted)
    assert act.follows is not None
    assert (act.follows.chain, act.follows.line, act.follows.hash) == ("00.1", old.last_line, old.last_hash)
    town.back_from(backup, stamp(8, NEXT))
    assert town.one.station.chain == "00.3", "restored twice from the same backup"


def test_a_waiver_approved_since_is_held_until_it_is_decided_again(town: Town) -> None:
    """Else the whole package would be refused, and with it the request that is to be decided."""
    backup = kept(town)
    bill = BillId(f"{ONE}-202610-正常电费")
    wanted = AskWaiver(id=new_act_id(), account=ONE, bill=bill, amount=Money(200), reason="家里遭了灾")
    waiving.ask(town.one.laptop, wanted, stamp(1, LATE))
    town.taken_in(town.one, stamp(2, LATE))
    approve(town, wanted.id, stamp(3, LATE))
    route = town.route_for(LAPTOP, ("前柳村",), stamp(4, LATE))
    take_route(town.one.laptop, town.one.laptop_keys, route, stamp(5, LATE))
    town.one.pay(ONE, 1000, stamp(6, LATE))
    town.back_from(backup, stamp(7, LATE))
    taken = town.taken_in(town.one, stamp(8, LATE), everything=True)
    assert (taken.payments, taken.held_lines) == (0, 2)
    with town.one.station.reading() as conn:
        (group,) = held.groups(conn)
    assert (group.why, group.state) == (Why.UNDECIDED, HeldState.WAITING)
    approve(town, wanted.id, stamp(9, LATE))
    first = DecideHeld(first=group.lines[0].hash, release=True, reason="已重新审批")
    decide_held(town.one.station, first, stamp(10, LATE))
    town.taken_in(town.other, stamp(11, LATE))
    agree(town)


def test_a_rule_set_since_is_named_to_be_set_again_and_then_comes_to_the_laptops(town: Town) -> None:
    backup = kept(town)
    set_cap(town, "20", stamp(3))
    take_route(town.one.laptop, town.one.laptop_keys, town.route_for(LAPTOP, ("前柳村",), stamp(4)), stamp(4))
    assert cap(town.one.laptop) == 20
    town.back_from(backup, stamp(5))
    assert cap(town.one.station) == 30, "what was set since is lost with the newer lines"
    again, _hand_over, issue = afterwards()
    assert "参数" in again
    assert "派工" in issue, "the rules come before the routes that carry them"
    set_cap(town, "20", stamp(6))
    town.taken_in(town.one, stamp(7), everything=True)
    take_route(town.one.laptop, town.one.laptop_keys, town.route_for(LAPTOP, ("前柳村",), stamp(8)), stamp(8))
    assert cap(town.one.laptop) == cap(town.one.station) == 20
    for seats in (town.one, town.other):
        town.taken_in(seats, stamp(9))
    agree(town)


def cap(ledger: Ledger) -> int:
    """The most a penalty grows to, in percent of the principal, as these books have it."""
    with ledger.reading() as conn:
        return int(policies.policy(conn).penalty.cap_percent)


def set_cap(town: Town, percent: str, at: Stamp) -> None:
    with town.one.station.reading() as conn:
        version = policies.policy(conn).version
    asked = SetRules(id=new_act_id(), version=version, wanted={"penalty.cap_percent": percent}, reason="县公司12号通知")
    set_rules(town.one.station, asked, at)


def approve(town: Town, request: ActId, at: Stamp) -> None:
    """The manager's decision."""
    said = deciding.Decide(request=request, approved=True, reason="情况属实", decided_by="郑所长", role=Role.MANAGER)
    deciding.decide(town.one.station, said, at)

"""The station's people: who may do what, and nobody is anybody without a badge and a PIN."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from two_seats import STATION_CODE, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.names import AccountNumber, Badge, DeviceCode
from collector_desktop.domain.pin import PinTooShort, PinTooSimple
from collector_desktop.domain.refusals import DeviceUnknown, ManagerNeeded, OnlyTheStationDecides, ReasonMissing
from collector_desktop.domain.refusals_staff import (
    FirstIsManager,
    LastManager,
    ManagerNamedAlready,
    NoPinSet,
    StaffBadgeTaken,
    StaffGone,
    StaffNameMissing,
    StaffPinLocked,
    StaffPinWrong,
    StaffUnknown,
)
from collector_desktop.domain.requests import GradeObjection, Role
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import PinWaits
from collector_desktop.security.tries import MOST_TRIES
from collector_desktop.services import enrolling, signing_on
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.founding import Founder, found_station, open_station
from collector_desktop.services.issuing import recall
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.signing_on import sign_on
from collector_desktop.services.staffing import (
    NewMember,
    add_member,
    change_member,
    let_go,
    name_first_manager,
    set_pin,
)
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import staff, sync
from collector_desktop.store.queries.requests import requests
from collector_desktop.store.staff_pins import count_wrong, pin_of

BOSS, CLERK = Badge("1001"), Badge("1002")
PIN, OTHER = "730418", "481902"


@dataclass
class Watch:
    """A clock nobody can set, but the test."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def by(badge: str, minute: int = 5) -> Stamp:
    return stamp(minute).model_copy(update={"by": Badge(badge)})


@pytest.fixture
def station(tmp_path: Path, engine_url: str) -> Iterator[Ledger]:
    """A station with its manager and a clerk."""
    founder = Founder(name="郑所长", pin=PIN, cost=CHEAP)
    ledger = found_station(engine_url, tmp_path / "s.keys", STATION_CODE, "柳泉供电所", by(BOSS), manager=founder)
    add_member(ledger, NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin=OTHER), by(BOSS), CHEAP)
    yield ledger
    ledger.close()


def test_a_station_is_founded_with_its_manager_who_signs_on_with_badge_and_pin(station: Ledger) -> None:
    assert sign_on(station, f" {BOSS} ", "730418").decides
    assert not sign_on(station, CLERK, "481902").decides
    for wrong, refusal in ((("9", PIN), StaffUnknown), ((BOSS, OTHER), StaffPinWrong)):
        with pytest.raises(refusal):
            sign_on(station, *wrong)


def test_decisions_need_the_manager_and_ordinary_work_a_clerk(station: Ledger, tmp_path: Path) -> None:
    ask = Ask(id=new_act_id(), village="前柳村", matter=GradeObjection(grade="B", line="按时缴费"), reason="停电")
    request(station, ask, by(CLERK))
    said = Decide(request=ask.id, approved=True, reason="", decided_by="冒名", role=Role.MANAGER)
    with pytest.raises(ManagerNeeded):
        decide(station, said, by(CLERK))
    wanted = enrolling.request_enrolment(tmp_path / "l.keys", tmp_path, "笔记本", stamp())
    keys = DeviceKeys.load(tmp_path / "s.keys")
    with pytest.raises(ManagerNeeded):
        enrolling.enrol(station, keys, wanted.path, "农电工甲", "a1", tmp_path, by(CLERK))
    assert not list(tmp_path.glob("*.zsans"))
    decide(station, said, by(BOSS))
    with station.reading() as conn:
        (line,) = requests(conn)
    assert line.decision is not None
    assert (line.decision.decided_by, line.decision.role, line.decision.by) == ("郑所长", Role.MANAGER, BOSS)


def test_nobody_acts_who_does_not_work_here(station: Ledger) -> None:
    ask = Ask(id=new_act_id(), account=AccountNumber(""), matter=GradeObjection(grade="B", line="x"), reason="查")
    with pytest.raises(StaffUnknown):
        request(station, ask, by("所里"))
    let_go(station, CLERK, "调走", by(BOSS))
    with pytest.raises(StaffGone):
        request(station, ask, by(CLERK))
    with pytest.raises(StaffGone):
        sign_on(station, CLERK, OTHER)
    change_member(station, CLERK, "王会计", Role.CLERK, by(BOSS))
    request(station, ask, by(CLERK))


def test_a_station_is_never_without_a_manager(station: Ledger) -> None:
    with pytest.raises(LastManager):
        let_go(station, BOSS, "退休", by(BOSS))
    with pytest.raises(LastManager):
        change_member(station, BOSS, "郑所长", Role.CLERK, by(BOSS))
    change_member(station, CLERK, "王所长", Role.MANAGER, by(BOSS))
    let_go(station, BOSS, "退休", by(CLERK))
    with station.reading() as conn:
        assert [(each.badge, each.works_here) for each in staff.members(conn)] == [(CLERK, True), (BOSS, False)]


def test_only_the_manager_changes_people_and_everybody_the_own_pin(station: Ledger) -> None:
    with pytest.raises(ManagerNeeded):
        add_member(station, NewMember(badge="3", name="新人", role=Role.CLERK, pin=PIN), by(CLERK), CHEAP)
    with pytest.raises(ManagerNeeded):
        let_go(station, CLERK, "不服", by(CLERK))
    with pytest.raises(ManagerNeeded):
        set_pin(station, BOSS, "905172", by(CLERK), CHEAP)
    set_pin(station, CLERK, "905172", by(CLERK), CHEAP)
    sign_on(station, CLERK, "905172")
    set_pin(station, CLERK, "264859", by(BOSS), CHEAP)
    sign_on(station, CLERK, "264859")


def test_a_badge_is_given_once_with_a_name_and_a_pin_worth_one(station: Ledger) -> None:
    def new(**changes: str) -> NewMember:
        return NewMember.model_validate({"badge": "3", "name": "新人", "role": "clerk", "pin": PIN, **changes})

    for refusal, wanted in (
        (StaffBadgeTaken, new(badge=CLERK)),
        (StaffNameMissing, new(name=" ")),
        (StaffNameMissing, new(badge="")),
        (PinTooShort, new(pin="12345")),
        (PinTooSimple, new(pin="123456")),
    ):
        with pytest.raises(refusal):
            add_member(station, wanted, by(BOSS), CHEAP)
    with pytest.raises(ReasonMissing):
        let_go(station, CLERK, " ", by(BOSS))


def test_wrong_pins_wait_longer_and_longer_over_restarts_until_the_manager_sets_a_new_one(
    station: Ledger, tmp_path: Path, engine_url: str
) -> None:
    watch = Watch()
    for _ in range(3):
        with pytest.raises(StaffPinWrong):
            sign_on(station, CLERK, PIN, watch)
    again, _keys = open_station(engine_url, tmp_path / "s.keys", stamp(6))
    with pytest.raises(PinWaits) as waits:
        sign_on(again, CLERK, OTHER, watch)
    assert waits.value.facts["seconds"] == 10
    watch.now = 3.0
    with pytest.raises(PinWaits):
        sign_on(again, CLERK, OTHER, watch)
    watch.now = 2000.0
    for _ in range(MOST_TRIES - 3):
        with pytest.raises(StaffPinWrong):
            sign_on(again, CLERK, PIN, watch)
        watch.now += 4000
    with pytest.raises(StaffPinLocked):
        sign_on(again, CLERK, OTHER, watch)
    set_pin(again, CLERK, OTHER, by(BOSS), CHEAP)
    assert sign_on(again, CLERK, OTHER, watch).badge == CLERK
    again.close()


def test_a_right_pin_forgets_the_wrong_ones(station: Ledger) -> None:
    with pytest.raises(StaffPinWrong):
        sign_on(station, CLERK, PIN)
    sign_on(station, CLERK, OTHER)
    with station.reading() as conn:
        kept = pin_of(conn, CLERK)
    assert kept is not None
    assert kept.wrong == 0


def test_no_pin_and_nothing_it_is_checked_against_stands_in_the_journal(station: Ledger) -> None:
    with station.reading() as conn:
        said = "".join(line.content for line in sync.lines(conn, station.chain))
    assert '"kind":"staff_added"' in said
    assert "argon2" not in said
    assert PIN not in said


def test_older_books_belong_to_everybody_until_the_first_manager_is_named(tmp_path: Path) -> None:
    ledger = found_station(str(tmp_path / "s.db"), tmp_path / "s.keys", STATION_CODE, "柳泉供电所", stamp())
    with pytest.raises(DeviceUnknown):
        recall(ledger, DeviceCode("09"), "收回", stamp(1))
    with pytest.raises(FirstIsManager):
        add_member(ledger, NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin=PIN), by(CLERK), CHEAP)
    name_first_manager(ledger, BOSS, "郑所长", PIN, stamp(2), CHEAP)
    with pytest.raises(ManagerNamedAlready):
        name_first_manager(ledger, "7", "别人", PIN, stamp(3), CHEAP)
    with pytest.raises(StaffUnknown):
        request(ledger, Ask(id=new_act_id(), matter=GradeObjection(grade="B", line="x"), reason="查"), stamp(4))
    assert sign_on(ledger, BOSS, PIN).name == "郑所长"
    ledger.close()


def test_a_laptop_has_no_station_people(station: Ledger, tmp_path: Path) -> None:
    wanted = enrolling.request_enrolment(tmp_path / "l.keys", tmp_path, "笔记本", stamp())
    keys = DeviceKeys.load(tmp_path / "s.keys")
    done = enrolling.enrol(station, keys, wanted.path, "农电工甲", "a1", tmp_path, by(BOSS))
    answer = enrolling.read_station_answer(done.path, tmp_path / "l.keys")
    laptop = enrolling.accept_answer(answer, tmp_path / "l.keys", tmp_path / "laptop.db", stamp())
    with pytest.raises(OnlyTheStationDecides):
        set_pin(laptop, BOSS, PIN, stamp(), CHEAP)
    laptop.close()


def test_who_has_no_pin_yet_is_told_to_have_one_set(station: Ledger) -> None:
    with station.writing() as conn:
        conn.exec_driver_sql("DELETE FROM staff_pin")
    with pytest.raises(NoPinSet):
        sign_on(station, CLERK, OTHER)


def test_tries_that_go_on_while_another_is_being_checked_are_all_counted(
    station: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = signing_on.pin_fits

    def while_others_try(verifier: str, pin: str) -> bool:
        with station.writing() as conn:
            count_wrong(conn, BOSS, 6, 0)
        return checked(verifier, pin)

    monkeypatch.setattr(signing_on, "pin_fits", while_others_try)
    with pytest.raises(StaffPinWrong):
        sign_on(station, BOSS, OTHER)
    with station.reading() as conn:
        kept = pin_of(conn, BOSS)
    assert kept is not None
    assert kept.wrong == 6

"""The second key: a station whose own keys are gone gets them back, packages open and the journal goes on."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from held_seats import received, take
from staffed_seats import BOSS, BOSS_PIN, CLERK, CLERK_PIN
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.refusals import ManagerNeeded
from collector_desktop.domain.refusals_staff import RecoveryFileTaken, StaffPinLocked, StaffPinWrong
from collector_desktop.domain.requests import Role
from collector_desktop.printing.recovery_sheet import recovery_sheet_pdf
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysAlreadyThere, NotARecoveryKey, RecoveryKeyWrong
from collector_desktop.security.tries import MOST_TRIES
from collector_desktop.services.founding import open_station
from collector_desktop.services.recovering import make_recovery_key, recover_keys, reset_pin
from collector_desktop.services.signing_on import sign_on
from collector_desktop.services.staffing import NewMember, add_member, name_first_manager
from collector_desktop.store.books_files import sealed_beside
from collector_desktop.store.opening import KeysOfAnother
from collector_desktop.store.queries import sync

ONE = "4100000001"


@pytest.fixture
def seats(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TwoSeats]:
    """A household that owes 100.00 and has paid at the door; the station's second key lies in the safe."""
    seats = two_seats(tmp_path, request.getfixturevalue("engine_url") if "engine_url" in request.fixturenames else None)
    seats.bill(ONE, "前柳村", "202610", 10000)
    seats.carry_route(stamp(1))
    seats.pay(ONE, 10000, stamp(2))
    make_recovery_key(seats.station, seats.station_keys, keys_file(seats), safe(seats), stamp(3))
    yield seats
    seats.close()


def keys_file(seats: TwoSeats) -> Path:
    return seats.folder / "station.db.keys"


def safe(seats: TwoSeats) -> Path:
    return seats.folder / "恢复钥匙.txt"


def by(badge: str, minute: int = 5) -> Stamp:
    return stamp(minute).model_copy(update={"by": badge})


def test_lost_keys_are_put_back_and_packages_open_and_the_journal_goes_on(seats: TwoSeats, engine_url: str) -> None:
    package = seats.hand_over(stamp(4))
    keys_file(seats).unlink()
    with pytest.raises(FileNotFoundError):
        open_station(engine_url, keys_file(seats), stamp(5))
    recovered = recover_keys(engine_url, keys_file(seats), safe(seats))
    assert recovered.public == seats.station_keys.public
    station, keys = open_station(engine_url, keys_file(seats), stamp(6))
    with station.reading() as conn:
        before = len(sync.lines(conn, station.chain))
    again = TwoSeats(seats.folder, station, keys, seats.laptop, seats.laptop_keys)
    assert take(again, package).payments == 1
    assert received(again) == 10000
    with station.reading() as conn:
        assert len(sync.lines(conn, station.chain)) > before
    station.close()


@pytest.mark.skipif(shutil.which("age") is None, reason="needs the age program")
def test_the_official_age_program_opens_the_sealed_keys(seats: TwoSeats) -> None:
    sealed = sealed_beside(keys_file(seats))
    assert sealed.name == "station.db.keys.recovery"
    opened = subprocess.run(["age", "--decrypt", "-i", safe(seats), sealed], check=True, capture_output=True)
    assert json.loads(opened.stdout) == json.loads(keys_file(seats).read_bytes())


def test_keys_that_are_there_are_left_and_another_key_opens_nothing(seats: TwoSeats) -> None:
    with pytest.raises(KeysAlreadyThere):
        recover_keys(str(seats.station_file), keys_file(seats), safe(seats))
    keys_file(seats).unlink()
    letter = seats.folder / "信.txt"
    letter.write_text("AGE-SECRET-KEY-1 不是", encoding="utf-8")
    with pytest.raises(NotARecoveryKey):
        recover_keys(str(seats.station_file), keys_file(seats), letter)
    sealed = sealed_beside(keys_file(seats))
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:])
    with pytest.raises(RecoveryKeyWrong):
        recover_keys(str(seats.station_file), keys_file(seats), safe(seats))
    assert not keys_file(seats).exists()


def test_keys_of_other_books_are_not_put_here(seats: TwoSeats) -> None:
    other = seats.folder / "other"
    other.mkdir()
    stranger = DeviceKeys.generate()
    with pytest.raises(RecoveryFileTaken):
        make_recovery_key(seats.station, stranger, other / "s.keys", safe(seats), stamp(5))
    make_recovery_key(seats.station, stranger, other / "s.keys", other / "safe.txt", stamp(5))
    with pytest.raises(KeysOfAnother):
        recover_keys(str(seats.station_file), other / "s.keys", other / "safe.txt")
    assert not (other / "s.keys").exists()


def test_a_newer_second_key_makes_the_one_before_worthless(seats: TwoSeats) -> None:
    newer = seats.folder / "second.txt"
    make_recovery_key(seats.station, seats.station_keys, keys_file(seats), newer, stamp(5))
    keys_file(seats).unlink()
    with pytest.raises(RecoveryKeyWrong):
        recover_keys(str(seats.station_file), keys_file(seats), safe(seats))
    typed = seats.folder / "typed.txt"
    secret = newer.read_text(encoding="utf-8").splitlines()[-1]
    typed.write_text(" ".join(secret[at : at + 5] for at in range(0, len(secret), 5)).lower(), encoding="utf-8")
    recover_keys(str(seats.station_file), keys_file(seats), typed)


def test_only_the_manager_makes_one_and_a_refused_one_leaves_no_file(seats: TwoSeats) -> None:
    name_first_manager(seats.station, BOSS, "郑所长", BOSS_PIN, stamp(4), CHEAP)
    add_member(seats.station, NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin=CLERK_PIN), by(BOSS), CHEAP)
    before, to = sealed_beside(keys_file(seats)).read_bytes(), seats.folder / "clerk.txt"
    with pytest.raises(ManagerNeeded):
        make_recovery_key(seats.station, seats.station_keys, keys_file(seats), to, by(CLERK))
    assert not to.exists()
    assert sealed_beside(keys_file(seats)).read_bytes() == before


def test_a_manager_who_forgot_the_pin_sets_a_new_one_with_the_second_key(seats: TwoSeats) -> None:
    name_first_manager(seats.station, BOSS, "郑所长", BOSS_PIN, stamp(4), CHEAP)
    now = 0.0
    for _ in range(MOST_TRIES):
        now += 4000
        with pytest.raises(StaffPinWrong):
            sign_on(seats.station, BOSS, "000111", lambda now=now: now)
    with pytest.raises(StaffPinLocked):
        sign_on(seats.station, BOSS, BOSS_PIN)
    reset_pin(seats.station, keys_file(seats), safe(seats), BOSS, "905172", stamp(6), CHEAP)
    assert sign_on(seats.station, BOSS, "905172").name == "郑所长"


def test_the_paper_for_the_safe_is_one_page(seats: TwoSeats) -> None:
    secret = safe(seats).read_text(encoding="utf-8").splitlines()[-1]
    assert secret.startswith("AGE-SECRET-KEY-1")
    pdf = recovery_sheet_pdf("柳泉供电所", secret, stamp().business_day)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") == 1

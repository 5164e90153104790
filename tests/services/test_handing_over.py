"""More than one package holds: the lines go into several, each of them opens, and all arrives once."""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from held_seats import received, take
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from two_seats import LAPTOP, STATION_CODE, TwoSeats, owing_seats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import LinesMissing
from collector_desktop.domain.service_check import Confirmation
from collector_desktop.exchange.container import open_package
from collector_desktop.exchange.package import LIMITS, Expected, KnownSender, PackageKind, PackageLimits
from collector_desktop.exchange.package_refusals import PackageTooLarge
from collector_desktop.services.changing_keys import change_keys
from collector_desktop.services.handing_over import hand_over
from collector_desktop.store.attachments import attachment_of, keep_attachment
from collector_desktop.store.queries import cuts
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.facts import AttachmentRow

ONE = "4100000001"


class Check(NamedTuple):
    """A check at a household: what was found, and the size of each of its photos."""

    findings: str
    photos: tuple[tuple[int, int], ...]
    """Number and bytes: the same photo may be of several checks."""


def photo(number: int, size: int) -> bytes:
    """A picture, as far as its first bytes tell, that packing makes no smaller."""
    return b"\xff\xd8\xff\xe0" + hashlib.shake_128(str(number).encode()).digest(size)


def post(seats: TwoSeats, checks: list[Check], gone: frozenset[int] = frozenset()) -> list[ActId]:
    """Checks with their photos at the laptop, where those of some numbers were lost."""
    acts = []
    with seats.laptop.writing() as conn:
        for check in checks:
            contents = [photo(*each) for each in check.photos]
            for content in contents:
                keep_attachment(conn, content, MediaType.JPEG, "表箱")
            act = CheckDone(
                **dict(stamp(5)),
                id=new_act_id(),
                account=AccountNumber(ONE),
                items=(),
                confirmation=Confirmation.NOBODY_SIGNED,
                findings=check.findings,
                attachments=tuple(attachment_of(content, MediaType.JPEG, "表箱") for content in contents),
            )
            seats.laptop.post(conn, act)
            acts.append(act.id)
        lost = [photo(*each) for check in checks for each in check.photos if each[0] in gone]
        names = [attachment_of(content, MediaType.JPEG, "表箱").sha256 for content in lost]
        conn.execute(delete(AttachmentRow).where(AttachmentRow.sha256.in_(names)))
    return acts


def opens(seats: TwoSeats, path: Path, limits: PackageLimits) -> None:
    """Who holds to the same limits takes the file."""
    with seats.station.reading() as conn:
        signing, *earlier = cuts.signing_keys(conn, LAPTOP)
    known = KnownSender(signing=signing, earlier=tuple(earlier))
    expected = Expected(kind=PackageKind.DAY, station=STATION_CODE, receiver=seats.station.seat.device)
    open_package(path, seats.station_keys, expected, lambda _device: known, limits)


def arrived(seats: TwoSeats) -> list[ActId]:
    with seats.station.reading() as conn:
        return sorted(check.id for check in facts(conn, CheckDone))


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    """A household that owes 100.00, out with the laptop."""
    seats = owing_seats(tmp_path, ONE)
    yield seats
    seats.close()


@pytest.mark.parametrize(
    ("limits", "packages"),
    [
        (LIMITS, 1),
        (PackageLimits(parts=3), 2),
        (PackageLimits(parts=2), 3),
        (PackageLimits(unpacked=12_000), 2),
        (PackageLimits(sealed=16_000), 3),
        (PackageLimits(part=4_100), 2),
        (PackageLimits(manifest=2_000), 3),
    ],
    ids=str,
)
def test_lines_are_cut_where_one_package_would_hold_too_much(
    seats: TwoSeats, limits: PackageLimits, packages: int
) -> None:
    seats.pay(ONE, 500, stamp(2))
    acts = post(seats, [Check("", ((number, 4_000),)) for number in range(3)])
    seats.pay(ONE, 700, stamp(9))
    written = hand_over(seats.laptop, seats.folder, stamp(10), limits=limits)
    assert len(written.paths) == packages
    for path in written.paths:
        opens(seats, path, limits)
    if packages > 1:
        with pytest.raises(LinesMissing):
            take(seats, written.path)
    assert sum(take(seats, path).new_lines for path in written.paths) == written.lines
    assert received(seats) == 1200
    assert arrived(seats) == sorted(acts)


def test_more_photos_than_a_package_may_have_parts_are_handed_over(seats: TwoSeats) -> None:
    each = 15
    acts = post(
        seats, [Check("", tuple((at + n, 8) for n in range(each))) for at in range(0, LIMITS.parts + each, each)]
    )
    written = hand_over(seats.laptop, seats.folder, stamp(10))
    assert len(written.paths) == 2
    assert sum(take(seats, path).new_lines for path in written.paths) == written.lines
    assert arrived(seats) == sorted(acts)


def test_what_says_that_photos_are_lost_is_cut_with_the_lines_that_speak_of_them(seats: TwoSeats) -> None:
    limits = PackageLimits(part=4_000)
    acts = post(seats, [Check("", ((number, 40),)) for number in range(20)], frozenset(range(20)))
    written = hand_over(seats.laptop, seats.folder, stamp(10), limits=limits)
    assert sum(take(seats, path).new_lines for path in written.paths) == written.lines
    assert arrived(seats) == sorted(acts)


def test_after_many_changes_of_keys_the_newest_go_along(seats: TwoSeats) -> None:
    limits = PackageLimits(key_changes=4_000)
    keys = seats.laptop_keys
    for number in range(8):
        keys = change_keys(seats.laptop, keys, seats.folder / "laptop.keys", stamp(2))
        if number == 4:
            take(seats, seats.hand_over(stamp(3)))
    seats.pay(ONE, 500, stamp(9))
    written = hand_over(seats.laptop, seats.folder, stamp(10), everything=True, limits=limits)
    opens(seats, written.path, limits)
    take(seats, written.path)
    assert received(seats) == 500


def test_one_line_too_large_for_any_package_is_refused(seats: TwoSeats) -> None:
    post(seats, [Check("", ((1, 4_000), (2, 4_000)))])
    with pytest.raises(PackageTooLarge):
        hand_over(seats.laptop, seats.folder, stamp(10), limits=PackageLimits(parts=2))


CHECKS = st.lists(
    st.builds(
        Check,
        findings=st.text(st.characters(codec="utf-8"), max_size=60),
        photos=st.lists(st.integers(0, 12).map(lambda number: (number, 40 << number % 7)), max_size=3, unique=True).map(
            tuple
        ),
    ),
    max_size=25,
)
SMALL = st.builds(
    PackageLimits,
    sealed=st.integers(25_000, 60_000),
    part=st.integers(6_000, 12_000),
    unpacked=st.integers(20_000, 60_000),
    parts=st.integers(6, 12),
    manifest=st.integers(4_000, 8_000),
)


@settings(max_examples=10)
@given(checks=CHECKS, gone=st.frozensets(st.integers(0, 12)), everything=st.booleans(), limits=SMALL)
def test_whatever_is_handed_over_every_package_opens_and_the_station_has_all_of_it_once(
    checks: list[Check], gone: frozenset[int], everything: bool, limits: PackageLimits
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seats = two_seats(Path(folder))
        seats.bill(ONE, "前柳村", "202610", 10000)
        seats.carry_route(stamp(1))
        try:
            acts = post(seats, checks[: len(checks) // 2], gone)
            if everything:
                seats.carry_day(stamp(6))
            acts += post(seats, checks[len(checks) // 2 :], gone)
            seats.pay(ONE, 500, stamp(7))
            written = hand_over(seats.laptop, seats.folder, stamp(10), everything=everything, limits=limits)
            taken = []
            for path in written.paths:
                opens(seats, path, limits)
                taken.append(take(seats, path))
            assert sum(each.new_lines + each.known_lines for each in taken) == written.lines
            assert arrived(seats) == sorted(acts)
            assert received(seats) == 500
        finally:
            seats.close()

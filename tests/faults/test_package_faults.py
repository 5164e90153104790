"""Rows 14 to 19: each fault of a package has its own refusal, and books that refuse one are as they were before."""

import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from books_dump import dump
from hostile_packages import MANIFEST, put_together, sealed_payload, taken_apart, with_payload
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.refusals import Refusal
from collector_desktop.exchange.bounded_zip import write_zip
from collector_desktop.exchange.package import VERSION
from collector_desktop.exchange.package_refusals import (
    ChainOfAnotherDevice,
    NotAPackage,
    PackageChanged,
    PackageContradictsItself,
    PackageForAnotherDevice,
    PackageForAnotherStation,
    PackageFromTheFuture,
    PackageFromUnknownDevice,
    PackagePathWrong,
    PackageSignedWithUnknownKey,
    PackageTooLarge,
    PackageTruncated,
)
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.sentences import sentence
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.journal import JournalLineWrong

ONE, TWO = "4100000001", "4100000002"
STRANGER = DeviceKeys.generate()
DEEP = 70_000


@dataclass(frozen=True)
class Given:
    """Both seats, and a day package the station has not taken in yet."""

    seats: TwoSeats
    day: Path


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def given(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    """Made once: every test leaves both books as they were."""
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_cluster").new_database()
    seats = two_seats(tmp_path_factory.mktemp("seats"), url)
    for account in (ONE, TWO):
        seats.bill(account, "前柳村", "202610", 10000)
    seats.carry_route(stamp(2))
    seats.pay(ONE, 10000, stamp(3))
    yield Given(seats, seats.hand_over(stamp(4)))
    seats.close()


Make = Callable[[Given], bytes]


def day_with(**manifest: Any) -> Make:
    """The day package with other things in its manifest, signed by the laptop itself."""

    def make(given: Given) -> bytes:
        own, parts = taken_apart(given.day, given.seats.station_keys)
        whole = own | manifest | {"header": own["header"] | manifest.get("header", {})}
        return put_together(whole, parts, given.seats.laptop_keys, given.seats.station_keys.public)

    return make


def day_whose_parts(change: Callable[[dict[str, bytes]], dict[str, bytes]], signer: DeviceKeys | None = None) -> Make:
    """The day package with other parts, hashes right, signed by the laptop or by somebody else."""

    def make(given: Given) -> bytes:
        manifest, parts = taken_apart(given.day, given.seats.station_keys)
        signs = signer or given.seats.laptop_keys
        return put_together(manifest, change(parts), signs, given.seats.station_keys.public)

    return make


def day_of_payload(payload: Callable[[], bytes]) -> Make:
    """Other bytes where the archive of a day package belongs."""
    return lambda given: sealed_payload(payload(), given.seats.laptop_keys, given.seats.station_keys.public)


def cut(size: Callable[[int], int]) -> Make:
    def make(given: Given) -> bytes:
        whole = given.day.read_bytes()
        return whole[: size(len(whole))]

    return make


def one_bit(given: Given) -> bytes:
    whole = bytearray(given.day.read_bytes())
    whole[-300] ^= 4
    return bytes(whole)


def lines_edited(edit: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> Make:
    """The laptop's own lines with something wrong among them."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        (part,) = parts
        lines = edit([json.loads(line) for line in parts[part].splitlines()])
        return {part: "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()}

    return day_whose_parts(change)


def other_amount(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    return [*lines[:-1], lines[-1] | {"content": lines[-1]["content"].replace("10000", "90000")}]


def other_signature(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    return [*lines[:-1], lines[-1] | {"signature": STRANGER.sign(lines[-1]["content"].encode()).hex()}]


def swapped(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    return [*lines[:-2], lines[-1], lines[-2]]


def renamed(to: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda parts: dict.fromkeys([to], b"x") | parts


def a_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(MANIFEST, "w") as member:
        for _ in range(100):
            member.write(bytes(1 << 20))
    return file.getvalue()


def a_million_parts() -> bytes:
    """As the directory says; nobody reads so far."""
    whole = bytearray(write_zip({MANIFEST: b"{}"}, deflate=False))
    whole[-14:-10] = struct.pack("<2H", 0xFFFE, 0xFFFE)
    return bytes(whole)


def nested() -> bytes:
    return write_zip({MANIFEST: b"[" * DEEP}, deflate=True)


def with_a_link(given: Given) -> bytes:
    manifest, parts = taken_apart(given.day, given.seats.station_keys)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
    return sealed_payload(file.getvalue(), given.seats.laptop_keys, given.seats.station_keys.public)


def with_a_name_twice(given: Given) -> bytes:
    payload = write_zip({"a.json": b"1", "b.json": b"2"}, deflate=False).replace(b"a.json", b"b.json")
    return sealed_payload(payload, given.seats.laptop_keys, given.seats.station_keys.public)


def another_payload_under_the_old_signature(given: Given) -> bytes:
    """What somebody without a key can do with a signature seen before."""
    manifest, parts = taken_apart(given.day, given.seats.station_keys)
    changed = {name: content.replace(b"10000", b"90000") for name, content in parts.items()}
    payload = write_zip({MANIFEST: json.dumps(manifest).encode(), **changed}, deflate=True)
    return with_payload(given.day, payload, given.seats.station_keys)


def foreign_chain(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {"journal-02-1.jsonl": next(iter(parts.values()))}


def deep_lines(parts: dict[str, bytes]) -> dict[str, bytes]:
    return dict.fromkeys(parts, b'{"content": ' + b"[" * DEEP + b"\n")


DAY_FAULTS: dict[str, tuple[Make, type[Refusal]]] = {
    "empty": (cut(lambda _: 0), PackageTruncated),
    "cut in its first bytes": (cut(lambda _: 90), PackageTruncated),
    "cut in half": (cut(lambda size: size // 2), PackageChanged),
    "cut by a byte": (cut(lambda size: size - 1), PackageChanged),
    "a bit changed": (one_bit, PackageChanged),
    "another file": (lambda _: b"\xff\xd8\xff\xe0 a photograph", NotAPackage),
    "another station": (day_with(header={"station": "41070399"}), PackageForAnotherStation),
    "for another device": (day_with(header={"receiver": "07"}), PackageForAnotherDevice),
    "of a device nobody enrolled": (day_with(header={"sender": "09"}), PackageFromUnknownDevice),
    "signed with an unknown key": (day_whose_parts(dict, STRANGER), PackageSignedWithUnknownKey),
    "an old signature over another payload": (another_payload_under_the_old_signature, PackageSignedWithUnknownKey),
    "from a newer program": (day_with(version=VERSION + 1), PackageFromTheFuture),
    "a bomb": (day_of_payload(a_bomb), PackageTooLarge),
    "a million parts": (day_of_payload(a_million_parts), PackageTooLarge),
    "a manifest nested without end": (day_of_payload(nested), NotAPackage),
    "lines nested without end": (day_whose_parts(deep_lines), NotAPackage),
    "a part above its folder": (day_whose_parts(renamed("../books.db")), PackagePathWrong),
    "a part at the root": (day_whose_parts(renamed("/etc/passwd")), PackagePathWrong),
    "a part on a drive": (day_whose_parts(renamed("C:\\books.db")), PackagePathWrong),
    "a part that is a link": (with_a_link, PackagePathWrong),
    "a part twice": (with_a_name_twice, PackagePathWrong),
    "another device's chain": (day_whose_parts(foreign_chain), ChainOfAnotherDevice),
    "a line less than the header says": (lines_edited(lambda lines: lines[1:]), PackageContradictsItself),
    "two lines swapped": (lines_edited(swapped), JournalLineWrong),
    "an amount changed": (lines_edited(other_amount), JournalLineWrong),
    "the last line signed by another": (lines_edited(other_signature), JournalLineWrong),
    "a header that speaks of other lines": (
        day_with(header={"chains": [{"chain": "01.1", "first_line": 51, "last_line": 52}]}),
        PackageContradictsItself,
    ),
}


REFUSED = {refused for _, refused in DAY_FAULTS.values()}
FACTS = ("size", "what", "station", "device", "version", "name", "chain", "line", "reason")


@pytest.mark.parametrize("fault", DAY_FAULTS)
def test_a_faulty_day_package_is_refused_by_its_own_name_and_changes_nothing(
    given: Given, fault: str, tmp_path: Path
) -> None:
    make, refused = DAY_FAULTS[fault]
    before = dump(given.seats.station)
    path = tmp_path / given.day.name
    path.write_bytes(make(given))
    with pytest.raises(refused) as refusal:
        take_in(given.seats.station, given.seats.station_keys, path, stamp(50))
    assert type(refusal.value) is refused
    assert all(sentence(refusal.value))
    assert dump(given.seats.station) == before


def test_every_fault_is_told_in_its_own_words() -> None:
    """Two faults share words only where nobody could tell them apart, as a cut and a change inside a seal."""
    told = {sentence(refused(**dict.fromkeys(FACTS, "x"))).what for refused in REFUSED}
    assert len(told) == len(REFUSED)


def test_the_package_itself_is_taken_in_after_all_that(given: Given) -> None:
    taken = take_in(given.seats.station, given.seats.station_keys, given.day, stamp(51))
    assert (taken.payments, taken.again) == (1, False)
    before = dump(given.seats.station)
    again = take_in(given.seats.station, given.seats.station_keys, given.day, stamp(52))
    assert (again.payments, again.again) == (0, True)
    assert dump(given.seats.station) == before

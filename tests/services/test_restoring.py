"""A lost database is rebuilt from the last backup and the mirror, exactly; or a new chain tells what is missing."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from backup_seats import ACCOUNTS, PIN, SafeSeats, contents_of, safe_seats
from two_seats import stamp

from collector_desktop.domain.acts.books import ChainStarted
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ChainId
from collector_desktop.domain.service_check import Confirmation
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysDamaged
from collector_desktop.security.vault import Vault
from collector_desktop.services import handing_over, taking_in, voiding
from collector_desktop.services.changing_keys import change_keys, next_keys
from collector_desktop.services.printing_out import order_reprint
from collector_desktop.services.putting_back import RouteMissing
from collector_desktop.services.restore_preview import preview
from collector_desktop.services.restored_keys import KeysChangedSince, NewerKeysLost
from collector_desktop.services.restoring import restore, sources
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.attachments import keep_attachment
from collector_desktop.store.backup import BackupDamaged
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.journal import Entry
from collector_desktop.store.mirror import FILE, ROUTES, Mirror, MirrorOfAnother
from collector_desktop.store.mirror_file import MirrorFile
from collector_desktop.store.mirror_keeper import MirrorHealth, MirrorKeeper, MirrorStatus
from collector_desktop.store.opening import KeysOfAnother, open_books
from collector_desktop.store.queries import receipts, sync, takings
from collector_desktop.store.routes_kept import routes_folder


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[SafeSeats]:
    safe = safe_seats(tmp_path)
    yield safe
    safe.seats.close()


def work(safe: SafeSeats) -> None:
    """Everything a backup may miss: payments, a void, a reprint, a knock, a photo, a package out and a route in."""
    seats = safe.seats
    seats.pay(ACCOUNTS[1], 5000, stamp(5))
    wrong = seats.pay(ACCOUNTS[2], 700, stamp(6))
    voiding.void(seats.laptop, wrong.number, "收错户", stamp(7))
    safe.knock("knock", stamp(8))
    with seats.laptop.reading() as conn:
        last = receipts.last(conn, seats.laptop.seat.device)
    assert last is not None
    with seats.laptop.writing() as conn:
        photo = keep_attachment(conn, b"\xff\xd8\xff\xe0 a meter box", MediaType.JPEG, "表箱")
        act = CheckDone(
            **dict(stamp(9)),
            id="check",
            account=AccountNumber(ACCOUNTS[0]),
            items=(),
            confirmation=Confirmation.NOBODY_SIGNED,
            attachments=(photo,),
        )
        seats.laptop.post(conn, act)
    seats.carry_day(stamp(10))
    seats.bill(ACCOUNTS[0], "前柳村", "202611", 4000)
    seats.carry_route(stamp(11))
    order_reprint(seats.laptop, seats.pay(ACCOUNTS[0], 100000 - 1200 + 4000, stamp(12)).number, stamp(13))
    seats.close_day({100: 1090}, stamp(14))


def test_a_lost_database_comes_back_row_for_row_and_its_chain_goes_on(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    work(safe)
    safe.mirror()
    before = safe.contents()
    safe.lose()
    told = preview(safe.newest(), safe.key, safe.files)
    restored = safe.restore(safe.newest(), stamp(20))
    assert (restored.chain, restored.goes_on, restored.aside) == ("01.1", True, None)
    assert restored.lines_back == told.later_lines > 8
    assert told.missing == 0
    assert (told.later_receipts, told.later_takings) == (2, Money(5000 + 102800))
    assert contents_of(safe.files.database, safe.key) == before
    safe = safe.reopened()
    assert safe.check().problems == ()
    tomorrow = stamp(21, stamp().business_day.replace(day=11))
    assert safe.seats.pay(ACCOUNTS[2], 100, tomorrow).number.counter == 5
    safe.seats.carry_day(tomorrow)
    safe.seats.laptop.close()


def test_without_the_mirror_a_new_chain_names_the_old_end_and_the_preview_says_how_much_is_missing(
    safe: SafeSeats,
) -> None:
    safe.back_up(stamp(4))
    work(safe)
    safe.lose()
    source = safe.newest(with_mirror=False)
    told = preview(source, safe.key, safe.files)
    assert told.missing is not None
    assert told.missing > 8
    assert (told.manifest.households, told.manifest.receipts, told.manifest.takings) == (3, 1, Money(1200))
    assert told.manifest.seat.collector_name == "农电工甲"
    restored = safe.restore(source, stamp(20))
    assert (restored.chain, restored.goes_on) == ("01.2", False)
    safe = safe.reopened()
    with safe.seats.laptop.reading() as conn:
        started = Entry.read(sync.lines(conn, ChainId("01.2"))[0].content).act
    assert isinstance(started, ChainStarted)
    assert started.follows is not None
    assert started.follows.line == told.manifest.lines
    assert safe.seats.pay(ACCOUNTS[2], 100, stamp(21)).number.counter == 21
    safe.seats.laptop.close()


def test_a_mirror_that_lacks_the_last_line_gives_what_it_has_and_a_new_chain(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.seats.pay(ACCOUNTS[1], 5000, stamp(5))
    safe.mirror()
    safe.knock("unmirrored", stamp(6))
    safe.lose()
    assert preview(safe.newest(), safe.key, safe.files).missing == 1
    restored = safe.restore(safe.newest(), stamp(20))
    assert (restored.chain, restored.lines_back, restored.goes_on) == ("01.2", 1, False)
    safe = safe.reopened()
    assert safe.check().problems == ()
    safe.seats.carry_day(stamp(22))
    safe.seats.laptop.close()


def test_lines_an_old_backup_lost_are_told_and_come_back_with_a_later_restore(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.seats.pay(ACCOUNTS[1], 5000, stamp(5))
    safe.knock("lost", stamp(6))
    safe.mirror()
    safe.lose()
    safe.restore(safe.newest(with_mirror=False), stamp(20))
    safe = safe.reopened()
    safe.seats.pay(ACCOUNTS[2], 300, stamp(21))
    said: list[MirrorStatus] = []
    mirror = Mirror(safe.place.mirror, safe.key, safe.seats.laptop.seat, safe.files.database)
    MirrorKeeper(safe.seats.laptop, mirror, said.append).close()
    assert said[-1] == MirrorStatus(health=MirrorHealth.AHEAD, ahead=2)
    safe.back_up(stamp(22))
    safe.seats.laptop.close()
    restored = safe.restore(safe.newest(), stamp(23))
    assert (restored.chain, restored.lines_back, restored.goes_on) == ("01.2", 2, True)
    safe = safe.reopened()
    assert safe.check().problems == ()
    assert safe.check().received_by_journal == Money(1200 + 5000 + 300)
    package = safe.seats.hand_over(stamp(24))
    taken = taking_in.take_in(safe.seats.station, safe.seats.station_keys, package, stamp(25))
    assert (taken.payments, [line.kind for line in taken.attention]) == (3, [Attention.NUMBERS_SKIPPED])
    safe.seats.laptop.close()


def test_a_damaged_database_stays_aside_with_what_was_written_ahead_of_it(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.mirror()
    safe.seats.laptop.close()
    damaged = b"\0" * 512 + safe.files.database.read_bytes()[512:]
    safe.files.database.write_bytes(damaged)
    safe.files.database.with_name("books.db-wal").write_bytes(b"ahead")
    restored = safe.restore(safe.newest(), stamp(20))
    assert restored.aside is not None
    assert restored.aside.name == "books.db.damaged-2026-11-10"
    assert restored.aside.read_bytes() == damaged
    assert restored.aside.with_name(restored.aside.name + "-wal").read_bytes() == b"ahead"
    safe = safe.reopened()
    assert safe.check().problems == ()
    safe.restore(safe.newest(), stamp(21))
    assert restored.aside.with_name(restored.aside.name + "-2").exists()


def test_a_backup_opens_on_another_laptop_with_the_pin_alone(safe: SafeSeats, tmp_path: Path) -> None:
    safe.back_up(stamp(4))
    safe.mirror()
    other = tmp_path / "other"
    other.mkdir()
    files = BooksFiles(other / "books.db", other / "device.keys", other / "books.vault")
    source = sources(files.backups, safe.place.chosen)[0]
    key = Vault.load(source.backup.vault).open(PIN)
    restored = restore(source, key, files, stamp(20), vault=source.backup.vault)
    assert (restored.chain, restored.goes_on) == ("01.2", False)
    assert files.vault is not None
    key = Vault.load(files.vault).open(PIN)
    ledger = open_books(files.database, DeviceKeys.load(files.keys, key), stamp(21), key=key.books)
    assert ledger.chain == "01.2"
    ledger.close()


def test_two_restores_of_one_backup_are_found_at_the_first_package(safe: SafeSeats, tmp_path: Path) -> None:
    safe.back_up(stamp(4))
    source, laptops = safe.newest(with_mirror=False), []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        files = BooksFiles(tmp_path / name / "books.db", tmp_path / name / "device.keys", tmp_path / name / "vault")
        restore(source, safe.key, files, stamp(20), vault=source.backup.vault)
        laptops.append(replace(safe, files=files).reopened())
    for each in laptops:
        each.seats.pay(ACCOUNTS[1], 500, stamp(21))
    laptops[0].seats.carry_day(stamp(22))
    package = handing_over.hand_over(laptops[1].seats.laptop, tmp_path, stamp(23)).path
    taken = taking_in.take_in(safe.seats.station, safe.seats.station_keys, package, stamp(23))
    (held,) = (line for line in taken.attention if line.kind is Attention.LINES_HELD)
    assert (taken.new_lines, held.subject, held.facts["why"]) == (0, "01.2", "forked")
    for each in laptops:
        each.seats.laptop.close()


@pytest.mark.parametrize("old_first", [True, False])
def test_the_old_copy_going_on_beside_the_new_one_is_found_at_the_first_package(
    safe: SafeSeats, tmp_path: Path, old_first: bool
) -> None:
    safe.back_up(stamp(4))
    (tmp_path / "new").mkdir()
    files = BooksFiles(tmp_path / "new" / "books.db", tmp_path / "new" / "device.keys")
    restore(safe.newest(with_mirror=False), safe.key, files, stamp(20))
    new = replace(safe, files=files).reopened(stamp(21))
    safe.seats.laptop.close()
    safe = safe.reopened()
    for each, account in ((safe, ACCOUNTS[1]), (new, ACCOUNTS[2])):
        each.seats.pay(account, 500, stamp(25))
    found = []
    for each in (safe, new) if old_first else (new, safe):
        package = handing_over.hand_over(each.seats.laptop, tmp_path, stamp(26)).path
        taken = taking_in.take_in(safe.seats.station, safe.seats.station_keys, package, stamp(27))
        found.append([line.kind for line in taken.attention])
    assert Attention.BOOKS_TWICE not in found[0]
    assert Attention.BOOKS_TWICE in found[1]
    for each in (safe, new):
        each.seats.laptop.close()


def test_a_restored_laptop_alone_is_no_second_copy(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.seats.pay(ACCOUNTS[1], 500, stamp(5))
    safe.seats.carry_day(stamp(6))
    safe.lose()
    safe.restore(safe.newest(with_mirror=False), stamp(20))
    safe = safe.reopened()
    safe.seats.pay(ACCOUNTS[2], 500, stamp(21))
    package = safe.seats.hand_over(stamp(22))
    taken = taking_in.take_in(safe.seats.station, safe.seats.station_keys, package, stamp(23))
    assert [line.kind for line in taken.attention] == [Attention.NUMBERS_SKIPPED]
    safe.seats.laptop.close()


def test_a_backup_restored_twice_begins_a_third_chain_and_the_station_has_the_payments_of_all(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    source = safe.newest(with_mirror=False)
    for hour, chain, payments in ((5, "01.1", 2), (10, "01.2", 1), (15, "01.3", 1)):
        safe.seats.pay(ACCOUNTS[1], hour * 100, stamp(hour))
        package = safe.seats.hand_over(stamp(hour))
        taken = taking_in.take_in(safe.seats.station, safe.seats.station_keys, package, stamp(hour))
        assert (safe.seats.laptop.chain, taken.payments) == (chain, payments)
        assert Attention.LINES_HELD not in [line.kind for line in taken.attention]
        safe.lose()
        safe.restore(source, stamp(hour + 1))
        safe = safe.reopened(stamp(hour + 2))
    with safe.seats.station.reading() as conn:
        assert takings.books(conn, safe.seats.laptop.seat.device).received == Money(1200 + 500 + 1000 + 1500)
    safe.seats.laptop.close()


def test_nothing_changes_where_a_line_or_the_backup_is_not_what_it_was(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    work(safe)
    safe.mirror()
    before = safe.contents()
    books = safe.newest().backup.database
    whole = books.read_bytes()
    for at in (5, len(whole) // 2, len(whole) - 9):
        books.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(BackupDamaged):
            safe.restore(safe.newest(), stamp(20))
    books.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupDamaged):
        safe.restore(safe.newest(), stamp(20))
    with pytest.raises(BackupDamaged):
        preview(safe.newest(), DataKey.generate(), safe.files)
    assert contents_of(safe.files.database, safe.key) == before
    assert sorted(each.name for each in safe.files.database.parent.iterdir() if "restoring" in each.name) == []


def test_a_route_that_is_nowhere_is_told_before_anything_is_done(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.seats.bill(ACCOUNTS[0], "前柳村", "202611", 4000)
    safe.seats.carry_route(stamp(5))
    safe.mirror()
    for folder in (safe.place.mirror / ROUTES, routes_folder(safe.files.database)):
        shutil.rmtree(folder)
    told = preview(safe.newest(), safe.key, safe.files)
    assert isinstance(told.refusal, RouteMissing)
    safe.lose()
    with pytest.raises(RouteMissing) as refused:
        safe.restore(safe.newest(), stamp(20))
    assert refused.value.facts == told.refusal.facts


def test_a_mirror_of_another_copy_is_refused(safe: SafeSeats) -> None:
    safe.seats.laptop.close()
    twin = safe.files.database.with_name("twin.db")
    shutil.copy(safe.files.database, twin)
    safe.knock("one", stamp(5))
    safe.mirror()
    safe.seats.laptop.close()
    shutil.copy(twin, safe.files.database)
    safe.knock("two", stamp(6))
    safe.back_up(stamp(7))
    with pytest.raises(MirrorOfAnother):
        safe.restore(safe.newest(), stamp(20))


def test_a_mirror_set_aside_that_opens_is_used_like_the_mirror(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.seats.pay(ACCOUNTS[1], 5000, stamp(5))
    safe.mirror()
    safe.knock("after", stamp(6))
    safe.seats.laptop.close()
    with open_books(safe.files.database, safe.seats.laptop_keys, stamp(7), key=safe.key.books).reading() as conn:
        Mirror(safe.place.mirror, DataKey.generate(), safe.seats.laptop.seat, safe.files.database).catch_up(conn)
    assert (safe.place.mirror / f"{FILE}.other-1").exists()
    safe.lose()
    told = preview(safe.newest(), safe.key, safe.files)
    assert (told.later_lines, told.later_takings, told.missing) == (1, Money(5000), 1)
    assert safe.restore(safe.newest(), stamp(20)).lines_back == 1
    safe = safe.reopened()
    assert safe.check().received_by_journal == Money(6200)
    safe.seats.laptop.close()


def test_of_a_mirror_set_aside_only_what_goes_on_from_known_lines_is_used(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.seats.laptop.close()
    home = safe.files.database.parent
    shutil.copytree(home, home.with_name("twin"))
    safe = safe.reopened()
    safe.knock("of the other copy", stamp(5))
    safe.mirror()
    aside = safe.place.mirror / f"{FILE}.other-1"
    (safe.place.mirror / FILE).rename(aside)
    safe.seats.laptop.close()
    shutil.rmtree(home)
    home.with_name("twin").rename(home)
    safe = safe.reopened(stamp(6))
    safe.seats.pay(ACCOUNTS[1], 5000, stamp(7))
    safe.mirror()
    safe.lose()
    before = preview(safe.newest(), safe.key, safe.files)
    aside.unlink()
    assert preview(safe.newest(), safe.key, safe.files) == before
    assert (before.later_lines, before.later_takings) == (1, Money(5000))


@pytest.mark.parametrize("are_gone", [True, False])
def test_keys_that_rotted_in_the_backup_are_those_beside_the_books(safe: SafeSeats, are_gone: bool) -> None:
    safe.back_up(stamp(4))
    safe.lose()
    source = safe.newest()
    source.backup.keys.unlink() if are_gone else source.backup.keys.write_bytes(b"rotted")
    told = preview(source, safe.key, safe.files)
    assert told.refusal is None
    before = safe.files.keys.read_bytes()
    assert safe.restore(source, stamp(20)).goes_on
    assert safe.files.keys.read_bytes() == before


def test_keys_that_rotted_in_the_backup_and_beside_the_books_are_told(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.lose()
    source = safe.newest()
    for file in (source.backup.keys, safe.files.keys):
        file.write_bytes(b"rotted")
    with pytest.raises(KeysDamaged):
        safe.restore(source, stamp(20))


def test_keys_of_another_device_are_never_replaced(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.files.keys.unlink()
    DeviceKeys.generate().save(safe.files.keys, safe.key)
    with pytest.raises(KeysOfAnother):
        safe.restore(safe.newest(), stamp(20))
    safe.files.keys.write_bytes(b"damaged")
    safe.files.keys.chmod(0o600)
    safe.restore(safe.newest(), stamp(20))
    assert DeviceKeys.load(safe.files.keys, safe.key).public == safe.seats.laptop_keys.public


def with_new_keys(safe: SafeSeats, minute: int) -> SafeSeats:
    """The laptop after a change of keys."""
    keys = change_keys(safe.seats.laptop, safe.seats.laptop_keys, safe.files.keys, stamp(minute), safe.key)
    return replace(safe, seats=replace(safe.seats, laptop_keys=keys))


def changed_since(safe: SafeSeats) -> SafeSeats:
    """A backup, then a payment before and one after a change of keys, all in the mirror."""
    safe.back_up(stamp(4))
    safe.seats.pay(ACCOUNTS[1], 5000, stamp(5))
    safe = with_new_keys(safe, 6)
    safe.seats.pay(ACCOUNTS[2], 700, stamp(7))
    safe.mirror()
    return safe


def test_a_backup_from_before_a_change_of_keys_comes_back_row_for_row_under_the_new_ones(safe: SafeSeats) -> None:
    safe = changed_since(safe)
    before = safe.contents()
    safe.lose()
    restored = safe.restore(safe.newest(), stamp(20))
    assert (restored.chain, restored.lines_back, restored.goes_on) == ("01.2", 4, True)
    assert contents_of(safe.files.database, safe.key) == before
    assert DeviceKeys.load(safe.files.keys, safe.key).public == safe.seats.laptop_keys.public
    safe = safe.reopened()
    assert safe.check().problems == ()
    package = safe.seats.hand_over(stamp(21))
    taken = taking_in.take_in(safe.seats.station, safe.seats.station_keys, package, stamp(22))
    assert (taken.payments, taken.held_lines) == (3, 0)
    safe.seats.laptop.close()


def test_two_changes_of_keys_and_a_route_for_the_old_ones_are_put_back(safe: SafeSeats) -> None:
    safe.back_up(stamp(4))
    safe.seats.bill(ACCOUNTS[0], "前柳村", "202611", 4000)
    safe.seats.carry_route(stamp(5))
    safe = with_new_keys(with_new_keys(safe, 6), 7)
    safe.seats.pay(ACCOUNTS[2], 700, stamp(8))
    safe.mirror()
    before = safe.contents()
    safe.lose()
    assert safe.restore(safe.newest(), stamp(20)).chain == "01.3"
    assert contents_of(safe.files.database, safe.key) == before


def test_keys_of_a_change_cut_short_and_those_of_a_newer_backup_are_found(safe: SafeSeats) -> None:
    old = safe.files.keys.read_bytes()
    safe = changed_since(safe)
    source = safe.newest()
    new = safe.files.keys.read_bytes()
    safe.lose()
    next_keys(safe.files.keys).write_bytes(new)
    safe.files.keys.write_bytes(old)
    assert safe.restore(source, stamp(20)).goes_on
    assert DeviceKeys.load(safe.files.keys, safe.key).public == safe.seats.laptop_keys.public
    next_keys(safe.files.keys).unlink()
    safe.back_up(stamp(21, stamp().business_day.replace(day=11)))
    safe.lose()
    safe.files.keys.unlink()
    assert safe.restore(source, stamp(22)).goes_on
    assert DeviceKeys.load(safe.files.keys, safe.key).public == safe.seats.laptop_keys.public


def test_a_mirror_torn_off_right_after_a_change_of_keys_is_gone_on_with_under_the_new_ones(safe: SafeSeats) -> None:
    safe = changed_since(safe)
    file = MirrorFile(safe.place.mirror / FILE, safe.key)
    file.cut(max(end for record, end in file.records() if record.generation == 1))
    safe.lose()
    restored = safe.restore(safe.newest(), stamp(20))
    assert (restored.lines_back, restored.goes_on) == (2, False)
    safe = safe.reopened()
    assert safe.check().problems == ()
    safe.seats.laptop.close()


def test_what_newer_keys_signed_is_never_gone_on_with_under_older_ones(safe: SafeSeats) -> None:
    safe = changed_since(safe)
    safe.lose()
    new = safe.files.keys.read_bytes()
    told = preview(safe.newest(with_mirror=False), safe.key, safe.files)
    assert isinstance(told.refusal, KeysChangedSince)
    with pytest.raises(KeysChangedSince):
        safe.restore(safe.newest(with_mirror=False), stamp(20))
    assert preview(safe.newest(), safe.key, safe.files).refusal is None
    assert safe.files.keys.read_bytes() == new
    safe.files.keys.unlink()
    assert isinstance(preview(safe.newest(), safe.key, safe.files).refusal, NewerKeysLost)
    with pytest.raises(NewerKeysLost):
        safe.restore(safe.newest(), stamp(20))
    assert not safe.files.database.exists()
    assert not safe.files.keys.exists()

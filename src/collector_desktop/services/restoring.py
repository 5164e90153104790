"""Restoring books from a backup, and putting back what the mirror holds beyond it; the old files stay beside."""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.names import ChainId
from collector_desktop.domain.seat import STATION_DEVICE, Seat, SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.security.data_key import DataKey, books_key
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.lost_files import declare_lost
from collector_desktop.services.putting_back import put_back
from collector_desktop.services.restored_keys import choose_keys, keys_of, signing_after
from collector_desktop.store.alone import check_alone
from collector_desktop.store.backup import Backup, BackupDamaged, backups_in
from collector_desktop.store.backup_place import MIRROR, BackupPlace, places_below
from collector_desktop.store.books_check import check_books
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.ledger import Ledger, link_of
from collector_desktop.store.mirror import MirrorContent
from collector_desktop.store.mirrors_aside import read_mirrors
from collector_desktop.store.opening import begin_next_chain, open_books, open_to_complete
from collector_desktop.store.queries import sync
from collector_desktop.store.queries.sync import ChainState
from collector_desktop.store.soundness import BooksDamaged, check_sound
from collector_desktop.store.swapping import decide, preparing_folder
from collector_desktop.store.tail_mark import TailMark

Step = Callable[[int, int], None]


class Source(Value):
    """A backup, the device whose part of the stick it lies in, and the mirrors found; none where there is no stick."""

    backup: Backup
    device: str = ""
    mirrors: tuple[Path, ...] = ()

    def mirror_of(self, seat: Seat) -> Path | None:
        """The mirror of the seat whose books these are: two collectors may share one stick."""
        part = BackupPlace.of(Path(), seat).folder.name
        return next((each for each in self.mirrors if each.parent.name == part), None)

    def mirrored(self, seat: Seat, key: DataKey | None, after: Iterable[ChainEnd]) -> MirrorContent:
        """What the mirror of these books holds beyond known lines; nothing without a mirror or a data key.

        Raises MirrorOfAnother; OSError.
        """
        mirror = self.mirror_of(seat)
        return MirrorContent((), ()) if mirror is None or key is None else read_mirrors(mirror, key, seat.device, after)


class Restored(Value):
    """What was restored: `lines_back` from the mirror; `goes_on` if the old chain continues without a gap."""

    chain: ChainId
    lines_back: int
    goes_on: bool
    aside: Path | None
    """Where the old database stays; None if there was none."""
    files_lost: int = 0
    """Photos and papers that are nowhere any more; the attention list names them."""


def sources(own: Path, chosen: Path | None, kind: SeatKind = SeatKind.COLLECTOR) -> tuple[Source, ...]:
    """Every backup found: in the books' own folder `own`, and in a place somebody chose. Raises OSError.

    Only those of this `kind` of seat: a station and its laptops may share a place.
    This laptop's own come first, then those of each other laptop; of each the newest first, and so at a station.
    The place may be the folder chosen for backups, a seat's part of it, or one that holds backups itself.
    """
    is_station = kind is SeatKind.STATION
    below = places_below(chosen) if chosen is not None else ()
    places = tuple(each for each in below if (each.device == STATION_DEVICE) is is_station)
    mirrors = tuple(place.mirror for place in places)
    found = [Source(backup=each, mirrors=mirrors) for each in backups_in(own)]
    names = {each.backup.path.name for each in found}
    own_devices = {"", STATION_DEVICE}
    for place in places:
        there = backups_in(place.backups)
        if any(each.path.name in names for each in there):
            own_devices.add(place.device)
        here = (each for each in there if each.path.name not in names)
        found += [Source(backup=each, device=place.device, mirrors=mirrors) for each in here]
    if chosen is not None and not below:
        beside = chosen.with_name(MIRROR)
        found += [
            Source(backup=each, mirrors=(beside,) if beside.is_dir() else ())
            for each in backups_in(chosen)
            if each.path.name not in names
        ]
    found.sort(key=lambda each: each.backup.name.age, reverse=True)
    return tuple(sorted(found, key=lambda each: "" if each.device in own_devices else each.device))


def restore(
    source: Source,
    key: DataKey | None,
    target: BooksFiles,
    stamp: Stamp,
    *,
    vault: Path | None = None,
    unsealed: DeviceKeys | None = None,
    step: Step = lambda _done, _of: None,
) -> Restored:
    """Put the books of a backup in place, with every line of the mirror beyond it.

    All is made ready and verified beside the old books, then decided in one step; old or new, whatever happens.
    `vault` is the one whose PIN opened `key`, where that is not the target's own; `unsealed` are a station's keys that
    its second key opened, put in place where its own are gone. The old chain goes on only where its
    tail is the very line this laptop noted last; otherwise a new one begins, which says where the old one ended.

    A photo or paper that is nowhere any more stops nothing: the books say that it is lost, and so does the hand-over.
    Where the laptop changed its keys since, the mirror's lines lead from the backup's keys to the present ones.

    Raises BackupDamaged, MirrorOfAnother, JournalLineWrong, KeyChangeWrong, RouteMissing, KeysOfAnother,
    KeysChangedSince, NewerKeysLost, of a station BooksInUse, KeysInTheSafe and KeysNowhere, and the refusals of
    open_books; OSError. Then nothing has changed, unless it was decided: then the next opening goes on.
    """
    if target.are_stations:
        check_alone(target.database)
    ready = preparing_folder(target.database)
    try:
        make_ready(source.backup, target, ready, vault)
        books = ready / target.database.name
        secret = books_key(key)
        opened_with = keys_of(source.backup, target, key, unsealed)
        ledger = open_copy(books, opened_with, secret, source.backup)
        lines_back = 0
        try:
            with ledger.reading() as conn:
                ends = sync.ends(conn, ledger.seat.device)
            mirror, content = source.mirror_of(ledger.seat), source.mirrored(ledger.seat, key, ends)
            signing = signing_after(_newest(ledger).signing_key, content)
            keys, are_here = choose_keys(ledger.seat.device, signing, opened_with, source.backup, target, key)
            if not are_here:
                keys.save(ready / target.keys.name, key)
            if mirror is not None and key is not None:
                lines_back = put_back(ledger, keys, content, mirror, key, target.database, step)
            newest = _newest(ledger)
            ledger.chain = newest.chain
            goes_on = _is_whole(ledger, books)
            if newest.signing_key != keys.public.signing:
                # The mirror was torn off between a change of keys and the chain that begins under the new ones.
                with ledger.writing() as conn:
                    begin_next_chain(ledger, conn, keys, stamp)
        finally:
            ledger.close()
        chain, lost = _finish(books, keys, secret, stamp, restored=not goes_on)
        _leave_only(ready, target)
        if target.are_stations:
            check_alone(target.database)
        existed = target.database.exists()
        aside = decide(target.database, stamp.business_day)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(ready)
        raise
    return Restored(
        chain=chain, lines_back=lines_back, goes_on=goes_on, aside=aside if existed else None, files_lost=lost
    )


def make_ready(backup: Backup, target: BooksFiles, ready: Path, vault: Path | None) -> None:
    """Copies of everything but the keys, under the names they shall have, with the marks of this laptop."""
    books = ready / target.database.name
    _copy(backup.database, books)
    for mark in (".mark", ".tail"):
        beside = target.database.with_name(target.database.name + mark)
        if beside.exists():
            _copy(beside, ready / beside.name)
    if vault is not None and target.vault is not None:
        _copy(vault, ready / target.vault.name)
    if target.sealed_keys is not None and backup.sealed_keys.exists() and not target.sealed_keys.exists():
        # A second key made since the backup is the one in the safe: what it opens stays.
        _copy(backup.sealed_keys, ready / target.sealed_keys.name)


def open_copy(books: Path, keys: DeviceKeys, secret: bytes | None, backup: Backup) -> Ledger:
    """A backup's books, copied and wholly looked through. Raises BackupDamaged and the refusals of opening."""
    try:
        check_sound(books, secret, whole=True)
        return open_to_complete(books, keys, key=secret)
    except BooksDamaged:
        raise BackupDamaged(path=backup.path, what=books.name) from None


def _is_whole(ledger: Ledger, books: Path) -> bool:
    """Whether the last line is the very one this laptop noted last, and every number given is known."""
    tail = TailMark(books).read()
    with ledger.reading() as conn:
        end = link_of(conn, ledger.chain)
        mark = ledger.mark
        ahead = mark is not None and (not mark.path.exists() or mark.runs_ahead(conn))
    return tail is not None and not ahead and (tail.chain, tail.line, tail.hash) == (end.chain, end.line, end.hash)


def _finish(
    books: Path, keys: DeviceKeys, secret: bytes | None, stamp: Stamp, *, restored: bool
) -> tuple[ChainId, int]:
    """Begin the new chain if one is due, say what files are lost, and hold that all agrees; how many are lost."""
    ledger = open_books(books, keys, stamp, key=secret, restored=restored)
    try:
        lost = declare_lost(ledger, stamp.model_copy(update={"by": ledger.seat.badge}))
        with ledger.reading() as conn:
            problems = check_books(conn, ledger.seat.kind).problems
        if problems:
            raise BackupDamaged(path=books, what=problems[0])
        return ledger.chain, len(lost)
    finally:
        ledger.close()


def _leave_only(ready: Path, target: BooksFiles) -> None:
    """What opening and upgrading left beside."""
    books = target.database.name
    names = {books, f"{books}.mark", f"{books}.tail", target.keys.name}
    names |= {each.name for each in (target.vault, target.sealed_keys) if each is not None}
    for each in ready.iterdir():
        if each.name not in names:
            each.unlink()


def _newest(ledger: Ledger) -> ChainState:
    with ledger.reading() as conn:
        return sync.chains(conn, ledger.seat.device)[-1]


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o600)

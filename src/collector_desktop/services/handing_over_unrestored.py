"""Handing over what a backup and its mirror hold where the books can't be restored: nothing of it is lost."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from collector_desktop.domain.acts.base import Fact, Stamp
from collector_desktop.exchange.lost_files import said_beside
from collector_desktop.security.data_key import DataKey, books_key
from collector_desktop.services.handing_over import HandedOver, Line, Run, unacknowledged, write_packages
from collector_desktop.services.lost_files import lost_of
from collector_desktop.services.putting_back import keep_mirrored, note_known
from collector_desktop.services.restored_keys import keys_of
from collector_desktop.services.restoring import Source, make_ready, open_copy
from collector_desktop.store.attachments import has_attachment
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import Connection
from collector_desktop.store.mirror import MirrorContent
from collector_desktop.store.queries import sync
from collector_desktop.store.swapping import preparing_folder


def hand_over_unrestored(
    source: Source, key: DataKey | None, target: BooksFiles, folder: Path, stamp: Stamp
) -> HandedOver:
    """Write into a folder, for the station, the lines of a backup and its mirror that it has not acknowledged.

    The lines are as they were signed; the files are signed with the backup's keys, which the station knows, and say
    which photos and papers of these lines are nowhere. Nothing of this laptop changes: its next books are those of a
    new enrolment. Raises BackupDamaged, MirrorOfAnother, KeysDamaged, NothingToHandOver; OSError.
    """
    ready = preparing_folder(target.database)
    try:
        make_ready(source.backup, target, ready, None)
        keys = keys_of(source.backup, target, key)
        ledger = open_copy(ready / target.database.name, keys, books_key(key), source.backup)
        try:
            with ledger.writing() as conn:
                mirror = source.mirror_of(ledger.seat)
                content = source.mirrored(ledger.seat, key, sync.ends(conn, ledger.seat.device))
                if mirror is not None and key is not None:
                    _keep_files(conn, content, mirror, key)
                for package in content.packages:
                    note_known(conn, package)
                runs = _joined(unacknowledged(conn, ledger.seat.device), content)
                lost = tuple(_lost(conn, runs, stamp.model_copy(update={"by": ledger.seat.badge})))
            return write_packages(ledger, folder, runs, stamp, said_lost=lost)
        finally:
            ledger.close()
    finally:
        with suppress(OSError):
            shutil.rmtree(ready)


def _keep_files(conn: Connection, content: MirrorContent, mirror: Path, key: DataKey) -> None:
    for _chain, lines in content.runs:
        for line in lines:
            act = Entry.read(line.content).act
            for file in act.attachments if isinstance(act, Fact) else ():
                keep_mirrored(conn, mirror, key, file)


def _lost(conn: Connection, runs: Iterable[Run], stamp: Stamp) -> Iterator[Line]:
    """What is said beside the lines of the files they speak of that are neither in the backup nor in the mirror."""
    for run in runs:
        for each in run.lines:
            for file in each.files:
                if not has_attachment(conn, file.sha256):
                    yield Line.read(said_beside(run.chain, lost_of(_fact(each), file, stamp)))


def _fact(line: Line) -> Fact:
    act = Entry.read(line.line.content).act
    assert isinstance(act, Fact), "only facts speak of files"
    return act


def _joined(own: Iterable[Run], content: MirrorContent) -> list[Run]:
    """One run a chain: the lines of the books, and those the mirror has beyond them."""
    joined = {run.chain: run for run in own}
    for chain, lines in content.runs:
        run = joined.get(chain) or Run(chain, Entry.read(lines[0].content).line, ())
        joined[chain] = run._replace(lines=(*run.lines, *map(Line.read, lines)))
    return list(joined.values())

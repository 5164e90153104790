"""Handing over: the day package for the station."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.acts.base import Fact, Stamp
from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.names import ActId, ChainId, DeviceCode
from collector_desktop.domain.refusals import NothingToHandOver
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.domain.value import Value
from collector_desktop.exchange.container import pack
from collector_desktop.exchange.day_package import KEYS_PART, LOST_PART, file_part, part_name, write_lines
from collector_desktop.exchange.file_names import PackageName
from collector_desktop.exchange.package import LIMITS, ChainSpan, PackageHeader, PackageKind, PackageLimits
from collector_desktop.exchange.package_room import PackageRoom
from collector_desktop.security.whole_file import write_whole
from collector_desktop.services.lost_files import declare_lost
from collector_desktop.store.attachments import read_attachments
from collector_desktop.store.journal import Entry, JournalLine
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.opening import station_keys
from collector_desktop.store.packages import highest_number, note_package
from collector_desktop.store.queries import sync
from collector_desktop.store.queries.sync import Direction


class HandedOver(Value):
    """The files written, in their order: mostly one. `lines` counts journal lines, `number` the day packages so far."""

    paths: tuple[Path, ...]
    number: int
    lines: int

    @property
    def path(self) -> Path:
        """The last one."""
        return self.paths[-1]


class Line(NamedTuple):
    """A journal line, and what a package needs of its act beside it."""

    line: JournalLine
    act: ActId
    files: tuple[Attachment, ...]
    changes_keys: bool
    loses_of: ActId | None
    """The act of which it says that a file is lost."""

    @classmethod
    def read(cls, line: JournalLine) -> "Line":
        """What a line says."""
        act = Entry.read(line.content).act
        files = act.attachments if isinstance(act, Fact) else ()
        loses_of = act.about if isinstance(act, FileLost) else None
        return cls(line, act.id, files, isinstance(act, KeysChanged), loses_of)


class Run(NamedTuple):
    """Lines of one chain that follow one another."""

    chain: ChainId
    first_line: int
    lines: tuple[Line, ...]

    def part(self, begin: int, end: int) -> "list[Run]":
        """Those lines of it, counted from 0; nothing if there are none."""
        return [Run(self.chain, self.first_line + begin, self.lines[begin:end])] if end > begin else []

    @property
    def span(self) -> ChainSpan:
        """As the header names them."""
        last = self.first_line + len(self.lines) - 1
        return ChainSpan(chain=self.chain, first_line=self.first_line, last_line=last)


class _Beside(NamedTuple):
    """What goes beside the lines: changes of keys with each package, losses where the file would be missed."""

    changes: tuple[JournalLine, ...]
    losses: Mapping[ActId, tuple[JournalLine, ...]]
    """By the act that speaks of the files."""

    def losses_of(self, lines: Iterable[Line]) -> list[JournalLine]:
        """What says that files these lines speak of are lost."""
        return [loss for act in dict.fromkeys(each.act for each in lines) for loss in self.losses.get(act, ())]


def hand_over(
    ledger: Ledger, folder: Path, stamp: Stamp, *, everything: bool = False, limits: PackageLimits = LIMITS
) -> HandedOver:
    """Write the journal lines the station has not acknowledged into a folder, as one file.

    With `everything` the lines it has acknowledged go along once more, for a station that lost them; it counts each
    act once. Of files these lines speak of and the books lack a line says first that they are lost. Where lines and
    photos are more than one package may hold, several files follow one another. Each appears whole, read back and
    compared, or not at all. Raises NothingToHandOver; PackageTooLarge where a single line has more files than one
    package holds; OSError if the stick refuses: then the files before it are written and noted, and the lines of all
    go along again the next time.
    """
    declare_lost(ledger, stamp, everything=everything)
    # Nothing is locked while a slow stick is written: whoever pays meanwhile is in the next package.
    with ledger.reading() as conn:
        runs = unacknowledged(conn, ledger.seat.device, everything=everything)
    return write_packages(ledger, folder, runs, stamp, limits)


def unacknowledged(conn: Connection, device: DeviceCode, *, everything: bool = False) -> list[Run]:
    """The lines of a laptop's chains the station has not acknowledged; with `everything` all of them."""
    runs = []
    for chain in sync.chains(conn, device):
        after = 0 if everything else chain.acknowledged
        lines = sync.lines(conn, chain.chain, after=after)
        if lines:
            runs.append(Run(chain.chain, after + 1, tuple(map(Line.read, lines))))
    return runs


def write_packages(
    ledger: Ledger,
    folder: Path,
    runs: list[Run],
    stamp: Stamp,
    limits: PackageLimits = LIMITS,
    said_lost: tuple[Line, ...] = (),
) -> HandedOver:
    """Write these lines into a folder, signed by the ledger's keys; `said_lost` go beside. Raises as `hand_over`."""
    if not runs:
        raise NothingToHandOver
    lines = [each for run in runs for each in run.lines]
    # The present key signs every file: each names the changes that led to it.
    changes = _newest([each.line for each in lines if each.changes_keys], limits.key_changes)
    # A file may be missed in an earlier package than the one whose line says that it is lost.
    losses: dict[ActId, tuple[JournalLine, ...]] = {}
    for each in (*said_lost, *lines):
        if each.loses_of is not None:
            losses[each.loses_of] = (*losses.get(each.loses_of, ()), each.line)
    beside = _Beside(changes, losses)
    paths, number = [], 0
    for batch in _batches(runs, beside, limits):
        path, number = _write(ledger, folder, batch, beside, stamp, limits)
        paths.append(path)
    return HandedOver(paths=tuple(paths), number=number, lines=len(lines))


def _newest(changes: list[JournalLine], most: int) -> tuple[JournalLine, ...]:
    """The last changes of keys, within so many bytes: a station that lacks still more of them can't be told by file."""
    begun = len(changes)
    while begun and (most := most - _size(changes[begun - 1 : begun])) >= 0:
        begun -= 1
    return tuple(changes[begun:])


def _batches(runs: Iterable[Run], beside: _Beside, limits: PackageLimits) -> Iterator[list[Run]]:
    """The runs, cut before a line that would be too much for one package."""
    changes = {KEYS_PART: _size(beside.changes)} if beside.changes else {}
    batch: list[Run] = []
    room = PackageRoom(limits, changes)
    for run in runs:
        begun = 0
        for at, each in enumerate(run.lines):
            files = {part: file.size for part, file in _files([each]).items()}
            growing = {part_name(run.chain): _size([each.line])}
            if losses := beside.losses_of([each]):
                growing[LOST_PART] = _size(losses)
            if not room.takes(growing, files) and (batch or at > begun):
                yield [*batch, *run.part(begun, at)]
                batch, begun, room = [], at, PackageRoom(limits, changes)
                room.takes(growing, files)
        batch += run.part(begun, len(run.lines))
    yield batch


def _size(lines: Iterable[JournalLine]) -> int:
    return len(write_lines(lines))


def _write(
    ledger: Ledger, folder: Path, runs: list[Run], beside: _Beside, stamp: Stamp, limits: PackageLimits
) -> tuple[Path, int]:
    """One package of these lines and what goes beside them, noted in the books once it is there."""
    seat = ledger.seat
    lines = [each for run in runs for each in run.lines]
    parts = {part_name(run.chain): write_lines(each.line for each in run.lines) for run in runs}
    files = _files(lines)
    along = {KEYS_PART: beside.changes, LOST_PART: beside.losses_of(lines)}
    parts |= {part: write_lines(said) for part, said in along.items() if said}
    with ledger.reading() as conn:
        contents = read_attachments(conn, files.values())
        number = highest_number(conn, Direction.OUT, PackageKind.DAY, seat.device) + 1
        station = station_keys(conn)
    parts |= {part: contents[file.sha256] for part, file in files.items() if file.sha256 in contents}
    header = PackageHeader(
        kind=PackageKind.DAY,
        station=seat.station_code,
        sender=seat.device,
        receiver=STATION_DEVICE,
        number=number,
        day=stamp.business_day,
        made_at=stamp.at,
        chains=tuple(run.span for run in runs),
    )
    header = _with_a_free_name(header, folder)
    path = folder / str(PackageName.of(header))
    content = pack(header, parts, ledger.signer, station, limits)
    write_whole(path, content)
    with ledger.writing() as conn:
        note_package(
            conn,
            Direction.OUT,
            kind=PackageKind.DAY,
            device=seat.device,
            number=header.number,
            name=path.name,
            sha256=hashlib.sha256(content).hexdigest(),
            day=stamp.business_day,
            at=stamp.at,
        )
    return path, header.number


def _with_a_free_name(header: PackageHeader, folder: Path) -> PackageHeader:
    """Numbered past what lies there: after a restored backup a file of the same number has lines nobody else has."""
    while (folder / str(PackageName.of(header))).exists():
        header = header.model_copy(update={"number": header.number + 1})
    return header


def _files(lines: Iterable[Line]) -> dict[str, Attachment]:
    """The files the acts of these lines speak of, by the part that carries them."""
    return {file_part(file): file for each in lines for file in each.files}

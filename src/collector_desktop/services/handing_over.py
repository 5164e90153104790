"""Handing over: the day package for the station."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from collector_desktop.domain.acts.base import Fact, Stamp
from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.refusals import NothingToHandOver
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.domain.value import Value
from collector_desktop.exchange.container import pack
from collector_desktop.exchange.day_package import KEYS_PART, LOST_PART, file_part, part_name, write_lines
from collector_desktop.exchange.file_names import PackageName
from collector_desktop.exchange.package import ChainSpan, PackageHeader, PackageKind
from collector_desktop.security.whole_file import write_whole
from collector_desktop.services.lost_files import declare_lost
from collector_desktop.store.attachments import read_attachments
from collector_desktop.store.journal import Entry, JournalLine
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.opening import station_keys
from collector_desktop.store.packages import highest_number, note_package
from collector_desktop.store.queries import sync
from collector_desktop.store.queries.sync import Direction

_MOST_FILES: Final = 40 << 20
"""Bytes of photos and signatures in one package; with more of them the lines go into several."""


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
    files: tuple[Attachment, ...]
    changes_keys: bool
    is_loss: bool

    @classmethod
    def read(cls, line: JournalLine) -> "Line":
        """What a line says."""
        act = Entry.read(line.content).act
        files = act.attachments if isinstance(act, Fact) else ()
        return cls(line, files, isinstance(act, KeysChanged), isinstance(act, FileLost))


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


def hand_over(
    ledger: Ledger, folder: Path, stamp: Stamp, *, everything: bool = False, most_files: int = _MOST_FILES
) -> HandedOver:
    """Write the journal lines the station has not acknowledged into a folder, as one file.

    With `everything` the lines it has acknowledged go along once more, for a station that lost them; it counts each
    act once. Of files these lines speak of and the books lack a line says first that they are lost. Where photos come
    to more than `most_files` bytes, several files follow one another. Each appears whole, read back and compared, or
    not at all. Raises NothingToHandOver, and OSError if the stick refuses; then the files before it are written and
    noted, and the lines of all go along again the next time.
    """
    declare_lost(ledger, stamp, everything=everything)
    # Nothing is locked while a slow stick is written: whoever pays meanwhile is in the next package.
    with ledger.reading() as conn:
        runs = unacknowledged(conn, ledger.seat.device, everything=everything)
    return write_packages(ledger, folder, runs, stamp, most_files)


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
    most_files: int = _MOST_FILES,
    said_lost: tuple[JournalLine, ...] = (),
) -> HandedOver:
    """Write these lines into a folder, signed by the ledger's keys; `said_lost` go beside. Raises as `hand_over`."""
    if not runs:
        raise NothingToHandOver
    # The present key signs every file: each names the changes that led to it.
    changes = tuple(each.line for run in runs for each in run.lines if each.changes_keys)
    # A file may be missed in an earlier package than the one whose line says that it is lost.
    losses = (*said_lost, *(each.line for run in runs for each in run.lines if each.is_loss))
    beside = {KEYS_PART: changes, LOST_PART: losses}
    paths, number = [], 0
    for batch in _batches(runs, most_files):
        path, number = _write(ledger, folder, batch, beside, stamp)
        paths.append(path)
    return HandedOver(paths=tuple(paths), number=number, lines=sum(len(run.lines) for run in runs))


def _batches(runs: Iterable[Run], most: int) -> Iterator[list[Run]]:
    """The runs, cut before a line whose files would be too much for one package."""
    batch: list[Run] = []
    room = most
    for run in runs:
        begun = 0
        for at, each in enumerate(run.lines):
            size = sum(file.size for file in _files([each]).values())
            if size and size > room and (batch or at > begun):
                yield [*batch, *run.part(begun, at)]
                batch, begun, room = [], at, most
            room -= size
        batch += run.part(begun, len(run.lines))
    yield batch


def _write(
    ledger: Ledger, folder: Path, runs: list[Run], beside: Mapping[str, tuple[JournalLine, ...]], stamp: Stamp
) -> tuple[Path, int]:
    """One package of these lines and the parts `beside` them, noted in the books once it is there."""
    seat = ledger.seat
    parts = {part_name(run.chain): write_lines(each.line for each in run.lines) for run in runs}
    files = _files(each for run in runs for each in run.lines)
    parts |= {part: write_lines(lines) for part, lines in beside.items() if lines}
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
    content = pack(header, parts, ledger.signer, station)
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

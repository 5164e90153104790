"""Handing over: the day package for the station."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from collector_desktop.domain.acts.base import Fact, Stamp
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.refusals import NothingToHandOver
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.domain.value import Value
from collector_desktop.exchange.container import pack
from collector_desktop.exchange.day_package import KEYS_PART, file_part, part_name, write_lines
from collector_desktop.exchange.file_names import PackageName
from collector_desktop.exchange.key_changes import changes_among
from collector_desktop.exchange.package import ChainSpan, PackageHeader, PackageKind
from collector_desktop.security.whole_file import write_whole
from collector_desktop.store.attachments import read_attachments
from collector_desktop.store.journal import Entry, JournalLine
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import station_keys
from collector_desktop.store.packages import highest_number, note_package
from collector_desktop.store.queries import sync
from collector_desktop.store.queries.sync import Direction


class HandedOver(Value):
    """The file written. `lines` counts journal lines in it, `number` the day packages of this laptop."""

    path: Path
    number: int
    lines: int


def hand_over(ledger: Ledger, folder: Path, stamp: Stamp, *, everything: bool = False) -> HandedOver:
    """Write the journal lines the station has not acknowledged as one file into a folder.

    With `everything` the lines it has acknowledged go along once more, for a station that lost them; it counts each
    act once. The file appears whole, read back and compared, or not at all. Raises NothingToHandOver, and OSError if
    the stick refuses; then the books are as before.
    """
    seat = ledger.seat
    # Nothing is locked while a slow stick is written: whoever pays meanwhile is in the next package.
    with ledger.reading() as conn:
        parts: dict[str, bytes] = {}
        spans: list[ChainSpan] = []
        files: dict[str, Attachment] = {}
        changes: list[JournalLine] = []
        for chain in sync.chains(conn, seat.device):
            after = 0 if everything else chain.acknowledged
            lines = sync.lines(conn, chain.chain, after=after)
            if lines:
                parts[part_name(chain.chain)] = write_lines(lines)
                files |= _files(lines)
                changes += changes_among(lines)
                spans.append(ChainSpan(chain=chain.chain, first_line=after + 1, last_line=chain.last_line))
        if not parts:
            raise NothingToHandOver
        if changes:
            parts[KEYS_PART] = write_lines(changes)
        contents = read_attachments(conn, files.values())
        parts |= {part: contents[file.sha256] for part, file in files.items() if file.sha256 in contents}
        header = PackageHeader(
            kind=PackageKind.DAY,
            station=seat.station_code,
            sender=seat.device,
            receiver=STATION_DEVICE,
            number=highest_number(conn, Direction.OUT, PackageKind.DAY, seat.device) + 1,
            day=stamp.business_day,
            made_at=stamp.at,
            chains=tuple(spans),
        )
        station = station_keys(conn)
    header = _with_a_free_name(header, folder)
    path, number = folder / str(PackageName.of(header)), header.number
    content = pack(header, parts, ledger.signer, station)
    write_whole(path, content)
    with ledger.writing() as conn:
        note_package(
            conn,
            Direction.OUT,
            kind=PackageKind.DAY,
            device=seat.device,
            number=number,
            name=path.name,
            sha256=hashlib.sha256(content).hexdigest(),
            day=stamp.business_day,
            at=stamp.at,
        )
    return HandedOver(path=path, number=number, lines=sum(span.last_line - span.first_line + 1 for span in spans))


def _with_a_free_name(header: PackageHeader, folder: Path) -> PackageHeader:
    """Numbered past what lies there: after a restored backup a file of the same number has lines nobody else has."""
    while (folder / str(PackageName.of(header))).exists():
        header = header.model_copy(update={"number": header.number + 1})
    return header


def _files(lines: Iterable[JournalLine]) -> dict[str, Attachment]:
    """The files the acts of these lines speak of, by the part that carries them."""
    acts = (Entry.read(line.content).act for line in lines)
    return {file_part(file): file for act in acts if isinstance(act, Fact) for file in act.attachments}

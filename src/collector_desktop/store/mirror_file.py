"""The mirror's file: journal lines and package notes, each hidden by itself, one after the other, only ever appended.

    zoushou-mirror/1 | record | record | …
    record = length (4 bytes) | head in clear (kind, generation, line, hash of the line before) | hidden content

The head is authenticated with the content, so no record can be moved, exchanged or forged. A record cut short by a
pulled stick is recognised by its length or its seal; what stands before it is whole.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO

from collector_desktop.domain.names import ChainId, DeviceCode, chain_id, generation_of
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.refusals import HiddenDamaged
from collector_desktop.store.journal import FIRST_HASH, JournalLine, hash_of

MAGIC = b"zoushou-mirror/1\n"
LARGEST_RECORD = 8 * 1024 * 1024
_USE = "mirror"
_LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(">BII32s")
_SIGNATURE = 64


class RecordKind(IntEnum):
    """What a record carries."""

    LINE = 1
    PACKAGE = 2


@dataclass(frozen=True, slots=True)
class MirrorRecord:
    """One record: a journal line with where it stands, or the note of a package that went or came."""

    kind: RecordKind
    generation: int
    line: int
    previous: str
    content: bytes

    @classmethod
    def of_line(cls, chain: ChainId, number: int, previous: str, line: JournalLine) -> "MirrorRecord":
        """The record of a journal line."""
        return cls(RecordKind.LINE, generation_of(chain), number, previous, line.signature + line.content.encode())

    @classmethod
    def of_package(cls, note: bytes) -> "MirrorRecord":
        """The record of a package's entry in the history."""
        return cls(RecordKind.PACKAGE, 0, 0, FIRST_HASH, note)

    def chain(self, device: DeviceCode) -> ChainId:
        """The chain this line is of."""
        return chain_id(device, self.generation)

    def journal_line(self) -> JournalLine:
        """The line it carries; whether it is what its device wrote is for `follow` to say."""
        content = self.content[_SIGNATURE:].decode("utf-8")
        return JournalLine(content=content, hash=hash_of(content), signature=self.content[:_SIGNATURE])


class MirrorFile:
    """The file of one device's mirror."""

    def __init__(self, path: Path, key: DataKey) -> None:
        self.path = path
        self._key = key

    def records(self) -> Iterator[tuple[MirrorRecord, int]]:
        """Every whole record with where it ends; it stops at the first that was cut short, changed or put elsewhere.

        Lines follow on each other from the first of their chain. Raises OSError. A file that is missing, or none of
        ours, has no records.
        """
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return
            ends: dict[int, tuple[int, str]] = {}
            while (record := self._next(file.read(_LENGTH.size), file)) is not None:
                if record.kind is RecordKind.LINE:
                    line, end = ends.get(record.generation, (0, FIRST_HASH))
                    if (record.line, record.previous) != (line + 1, end):
                        return
                    ends[record.generation] = record.line, record.journal_line().hash
                yield record, file.tell()

    def size(self) -> int:
        """Bytes in it now; 0 where it is missing. Raises OSError."""
        return self.path.stat().st_size if self.path.exists() else 0

    def cut(self, size: int) -> None:
        """Leave only what stands before `size`, down to the file's own first line. Raises OSError."""
        with self.path.open("r+b" if self.path.exists() else "wb") as file:
            file.truncate(size if size > len(MAGIC) else 0)
            if size <= len(MAGIC):
                file.write(MAGIC)
            file.flush()
            os.fsync(file.fileno())

    def append(self, records: list[MirrorRecord]) -> int:
        """Write records at the end and sync them; the new size. Raises OSError: then a piece may stand there."""
        with self.path.open("ab") as file:
            file.write(b"".join(map(self._hidden, records)))
            file.flush()
            os.fsync(file.fileno())
            return file.tell()

    def _hidden(self, record: MirrorRecord) -> bytes:
        head = _HEAD.pack(record.kind, record.generation, record.line, bytes.fromhex(record.previous))
        body = head + self._key.hide(record.content, _USE, head)
        return _LENGTH.pack(len(body)) + body

    def _next(self, length: bytes, file: BinaryIO) -> MirrorRecord | None:
        if len(length) < _LENGTH.size:
            return None
        (size,) = _LENGTH.unpack(length)
        if not _HEAD.size < size <= LARGEST_RECORD:
            return None
        body = file.read(size)
        head = body[: _HEAD.size]
        try:
            kind, generation, line, previous = _HEAD.unpack(head)
            content = self._key.reveal(body[_HEAD.size :], _USE, head)
            return MirrorRecord(RecordKind(kind), generation, line, previous.hex(), content)
        except (struct.error, HiddenDamaged, ValueError):
            return None

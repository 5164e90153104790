"""The journal mirror: every committed line also stands, hidden, on a second medium; it follows the books.

It only ever reads the books and appends what they hold and it doesn't yet: after each act, at the next start, when the
stick is back. So a piece torn off by a pulled stick is cut off and written again, and nothing the mirror does can stop
a payment. Beside the lines lie what they speak of: attachments, each once, and the route packages, which are sealed for
this laptop already.
"""

import errno
import hashlib
import hmac
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, select

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.books import ChainEnd, RouteLoaded
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import Seat
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.refusals import HiddenDamaged
from collector_desktop.security.whole_file import write_whole
from collector_desktop.store.attachments import read_attachments
from collector_desktop.store.journal import FIRST_HASH, Entry, JournalLine
from collector_desktop.store.mirror_file import MAGIC, MirrorFile, MirrorRecord, RecordKind
from collector_desktop.store.queries import sync
from collector_desktop.store.queries.sync import PackageEntry
from collector_desktop.store.routes_kept import kept_route, routes_folder
from collector_desktop.store.tables.machinery import JournalRow

FILE, FILES, ROUTES = "journal.zsmirror", "files", "routes"
ASIDE = ".other-"
"""What the name of a mirror that was set aside has after it, before a number."""
_ENDS = TypeAdapter(tuple[ChainEnd, ...])
_SPEAKS_OF_FILES = ('"attachments":[{', '"kind":"route_loaded"')
"""How such a line looks in canonical JSON, where most lines are none: reading one costs more than sealing it."""
_AT_ONCE = 500
"""Lines a time: a long absence of the stick is made up in pieces."""


class MirrorOfAnother(Refusal):
    """The mirror was written by another copy of these books. Facts: chain, line."""


class Mirror:
    """The mirror of one seat in its folder of the backup place."""

    def __init__(self, folder: Path, key: DataKey, seat: Seat, database: Path) -> None:
        self.folder = folder
        self.file = MirrorFile(folder / FILE, key)
        self._key = key
        self._seat = seat
        self._routes = routes_folder(database)
        self._memory = database.with_name(f"{database.name}.mirrored")
        self._size: int | None = None
        self._ends = _remembered(self._memory)
        self._packages: set[str] = set()
        self._compared = 0
        """How many packages the books had when all of them were found in the mirror, which may hold others too."""

    @property
    def ends(self) -> tuple[ChainEnd, ...]:
        """Up to where each chain is known to stand in the mirror."""
        return tuple(self._ends.values())

    def lines_behind(self, conn: Connection) -> int:
        """How many committed lines are not in the mirror, as far as was seen when it was last there."""
        known = {end.chain: end.line for end in self.ends}
        return sum(
            max(0, chain.last_line - known.get(chain.chain, 0)) for chain in sync.chains(conn, self._seat.device)
        )

    def lines_ahead(self, conn: Connection) -> int:
        """How many lines the mirror holds that these books lost: they can be put back by restoring."""
        held = {chain.chain: chain.last_line for chain in sync.chains(conn, self._seat.device)}
        return sum(max(0, end.line - held.get(end.chain, 0)) for end in self.ends)

    def catch_up(self, conn: Connection) -> None:
        """Append what the books hold and the mirror doesn't. Raises OSError: then it is looked at anew next time.

        Lines the mirror alone holds stay: these books may have been put back from an old backup.
        """
        try:
            if self._size is None or self.file.size() != self._size:
                self._look()
            if self._is_of_another(conn):
                self._set_aside()
                self._look()
            for chain in sync.chains(conn, self._seat.device):
                while self._append_lines(conn, chain.chain):
                    pass
            self._append_packages(conn)
            self._remember()
        except BaseException:
            self._size = None
            raise

    def _look(self) -> None:
        """Read what is there, and cut a torn tail off; where nothing can be read, it is kept aside."""
        if not self.folder.is_dir():
            raise FileNotFoundError(2, "no mirror here", str(self.folder))
        self._ends, self._packages, self._compared = {}, set(), 0
        end = 0
        for record, end in self.file.records():  # noqa: B007 - where the last whole one ends is what counts
            if record.kind is RecordKind.PACKAGE:
                self._packages.add(_name_of(record.content))
                continue
            chain = record.chain(self._seat.device)
            self._ends[chain] = ChainEnd(chain=chain, line=record.line, hash=record.journal_line().hash)
        if not end and self.file.size() > len(MAGIC):
            # Not one line of it opens: under another data key it may be all that somebody has.
            self._set_aside()
        if self.file.size() != end or not end:
            self.file.cut(end)
        self._size = self.file.size()

    def _is_of_another(self, conn: Connection) -> bool:
        """Whether the mirror holds a line these books hold otherwise: it was written by another copy of them."""
        for end in self.ends:
            held = select(JournalRow.hash).where(JournalRow.chain == end.chain, JournalRow.line == end.line)
            if (conn.scalar(held) or end.hash) != end.hash:
                return True
        return False

    def _set_aside(self) -> None:
        taken = {each.name for each in self.folder.iterdir()}
        name = next(name for at in range(1, 10_000) if (name := f"{FILE}{ASIDE}{at}") not in taken)
        self.file.path.rename(self.folder / name)

    def _append_lines(self, conn: Connection, chain: ChainId) -> bool:
        end = self._ends.get(chain, ChainEnd(chain=chain, line=0, hash=FIRST_HASH))
        lines = sync.lines(conn, chain, after=end.line, most=_AT_ONCE)
        records = []
        for line in lines:
            self._keep_files(conn, line)
            records.append(MirrorRecord.of_line(chain, end.line + 1, end.hash, line))
            end = ChainEnd(chain=chain, line=end.line + 1, hash=line.hash)
        if records:
            self._size = self.file.append(records)
            self._ends[chain] = end
        return len(lines) == _AT_ONCE

    def _append_packages(self, conn: Connection) -> None:
        count = sync.package_count(conn)
        if count == self._compared:
            return
        notes = [entry.model_dump_json().encode() for entry in reversed(sync.packages(conn))]
        fresh = [note for note in notes if _name_of(note) not in self._packages]
        if fresh:
            self._size = self.file.append(list(map(MirrorRecord.of_package, fresh)))
            self._packages |= set(map(_name_of, fresh))
        self._compared = count

    def _remember(self) -> None:
        """So that the next start can say what is missing while the stick is; without it, it says more."""
        with suppress(OSError):
            self._memory.write_bytes(_ENDS.dump_json(self.ends))

    def _keep_files(self, conn: Connection, line: JournalLine) -> None:
        """What a line speaks of is there before the line is."""
        if not any(sign in line.content for sign in _SPEAKS_OF_FILES):
            return
        act = Entry.read(line.content).act
        if isinstance(act, Fact) and act.attachments:
            for sha256, content in read_attachments(conn, act.attachments).items():
                self._keep(self.folder / FILES / hidden_name(self._key, sha256), content)
        elif isinstance(act, RouteLoaded):
            route = kept_route(self._routes, act.package_sha256)
            if route is not None:
                path = self.folder / ROUTES / route.name
                if not path.exists():
                    path.parent.mkdir(exist_ok=True)
                    write_whole(path, route.read_bytes())

    def _keep(self, path: Path, content: bytes) -> None:
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            write_whole(path, self._key.hide(content, "mirror file", path.name.encode()))


@dataclass(frozen=True)
class MirrorContent:
    """What a mirror holds: the lines of each chain in the order they were committed, and the packages."""

    runs: tuple[tuple[ChainId, tuple[JournalLine, ...]], ...]
    packages: tuple[PackageEntry, ...]


def read_mirror(
    folder: Path, key: DataKey, device: DeviceCode, after: Iterable[ChainEnd] = (), *, file: str = FILE
) -> MirrorContent:
    """The lines after those known; up to the first that is not whole. Raises MirrorOfAnother; OSError.

    Whether they are what the device wrote and signed is for `follow` to say.
    """
    known = {end.chain: end for end in after}
    runs: list[tuple[ChainId, list[JournalLine]]] = []
    packages: list[PackageEntry] = []
    for record, _end in MirrorFile(folder / file, key).records():
        if record.kind is RecordKind.PACKAGE:
            packages.append(PackageEntry.model_validate_json(record.content))
            continue
        chain, line = record.chain(device), record.journal_line()
        end = known.get(chain)
        if end is not None and record.line <= end.line:
            if record.line == end.line and line.hash != end.hash:
                raise MirrorOfAnother(chain=chain, line=end.line)
            continue
        if not runs or runs[-1][0] != chain:
            runs.append((chain, []))
        runs[-1][1].append(line)
    return MirrorContent(tuple((chain, tuple(lines)) for chain, lines in runs), tuple(packages))


def _remembered(memory: Path) -> dict[ChainId, ChainEnd]:
    with suppress(OSError, ValidationError):
        return {end.chain: end for end in _ENDS.validate_json(memory.read_bytes())}
    return {}


def hidden_name(key: DataKey, sha256: str) -> str:
    """The name of an attachment on the second medium: who finds it can't tell which picture it is."""
    return hmac.new(key.of("mirror names"), sha256.encode(), hashlib.sha256).hexdigest()


def read_mirrored_file(folder: Path, key: DataKey, sha256: str) -> bytes | None:
    """An attachment kept in a mirror; None if it is not there, no longer what it was, or stands on a bad place.

    Raises OSError where the mirror itself is gone: then nobody can say what it holds.
    """
    path = folder / FILES / hidden_name(key, sha256)
    if not path.exists():
        (folder / FILE).stat()
        return None
    try:
        content = key.reveal(path.read_bytes(), "mirror file", path.name.encode())
    except HiddenDamaged:
        return None
    except OSError as fault:
        if fault.errno != errno.EIO:
            raise
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _name_of(note: bytes) -> str:
    entry = PackageEntry.model_validate_json(note)
    return f"{entry.direction} {entry.sha256}"

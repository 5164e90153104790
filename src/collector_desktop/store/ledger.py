"""The ledger: `post` is the only door to the books."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection as Connection  # the one name of SQLAlchemy that services pass on
from sqlalchemy import Engine, bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, ChainId, DeviceCode
from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.domain.staff import written_by_itself
from collector_desktop.domain.value import Value
from collector_desktop.security.keys import Signer
from collector_desktop.store.apply import EFFECTS
from collector_desktop.store.disk_faults import as_books_fault
from collector_desktop.store.engine import BEGIN, database_file
from collector_desktop.store.journal import FIRST_HASH, Entry, JournalLine, Link, hash_of, takings_after
from collector_desktop.store.number_mark import NumberMark
from collector_desktop.store.own_lines import LineNotItsOwn, check_own
from collector_desktop.store.queries.staff import check_may
from collector_desktop.store.tables.machinery import ChainRow, JournalRow
from collector_desktop.store.tail_mark import TailMark

# Built once: they run with every act.
_STANDING = select(JournalRow.chain, JournalRow.line).where(JournalRow.act == bindparam("act"))
_LINK = select(ChainRow.last_line, ChainRow.last_hash, ChainRow.takings).where(ChainRow.id == bindparam("chain"))
_NEW_LINE = insert(JournalRow)
_NEW_END = (
    update(ChainRow)
    .where(ChainRow.id == bindparam("chain"))
    .values(last_line=bindparam("line"), last_hash=bindparam("end"), takings=bindparam("total"))
)


class Posted(Value):
    """Where an act stands in the journal; `again` if it stood there before and nothing was done."""

    chain: ChainId
    line: int
    changes: Changes
    again: bool = False


class Follower(Protocol):
    """Who is told, on the writer's thread, that a transaction was committed; it returns at once and raises nothing."""

    def committed(self) -> None:
        """Something may have been written."""


class Ledger:
    """The books of one seat, with its keys. Every change is one transaction: `with ledger.writing() as conn`."""

    def __init__(self, engine: Engine, signer: Signer, seat: Seat, chain: ChainId, mark: NumberMark | None) -> None:
        self.seat = seat
        self.signer = signer
        self.chain = chain
        self.mark = mark
        self.followers: list[Follower] = []
        file = database_file(engine)
        self.tail = TailMark(file) if file is not None else None
        self._end: ChainEnd | None = None
        self._engine = engine
        self._writer = engine.execution_options(**{BEGIN: "IMMEDIATE"})

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its first moment; nothing below commits.

        Raises BooksFault where the disk refuses: then nothing of it is in the books.
        """
        try:
            with self._told(writing=True), self._writer.begin() as conn:
                yield conn
        except BaseException:
            self._end = None
            if self.mark:
                self.mark.abandoned()
            raise
        if self.mark:
            with suppress(OSError):  # the act stands and must not be called refused; the next one notes its number too
                self.mark.committed()
        if self.tail and self._end:
            self.tail.note(self._end)
        self._end = None
        for follower in self.followers:
            follower.committed()

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """One transaction as `writing` is, of which nothing stays: to see what would be done. Raises BooksFault."""
        try:
            with self._told(writing=True), self._writer.connect() as conn:
                yield conn
        finally:
            self._end = None
            if self.mark:
                self.mark.abandoned()

    @property
    def file(self) -> Path | None:
        """The database file; None for a server."""
        return database_file(self._engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the books. Raises BooksFault."""
        with self._told(writing=False), self._engine.begin() as conn:
            yield conn

    @contextmanager
    def _told(self, *, writing: bool) -> Iterator[None]:
        """What the driver says of disk or server, as a fault of the world."""
        try:
            yield
        except DBAPIError as error:
            fault = as_books_fault(error, database_file(self._engine), writing=writing)
            if fault is None:
                raise
            raise fault from error

    def close(self) -> None:
        """Let go of the database file."""
        self._engine.dispose()

    def post(self, conn: Connection, act: Act) -> Posted:
        """Apply one act and append its line, inside the caller's transaction; an act posted before changes nothing.

        At the station whoever acts must work there and may do this: raises StaffUnknown, StaffGone, ManagerNeeded.
        Whatever fails in here must end the transaction: the caller never catches between `writing` and `post`.
        """
        if self.seat.kind is SeatKind.STATION and not written_by_itself(act):
            check_may(conn, act)
        known = self._standing(conn, act.id)
        effects = EFFECTS[type(act)]
        if known is not None:
            return Posted(chain=known[0], line=known[1], changes=Changes(), again=True)
        link = link_of(conn, self.chain)
        entry = Entry(
            chain=self.chain,
            line=link.line + 1,
            previous=link.hash,
            takings=takings_after(link.takings, act),
            act=act,
        )
        content = entry.write()
        line = JournalLine(content=content, hash=hash_of(content), signature=self.signer.sign(content.encode()))
        effects.record(conn, act, self.seat.device)
        effects.move(conn, act, self.seat.device)
        append(conn, entry, line)
        self._end = ChainEnd(chain=self.chain, line=entry.line, hash=line.hash)
        return Posted(chain=self.chain, line=entry.line, changes=effects.changes(act))

    def accept(self, conn: Connection, entry: Entry, line: JournalLine) -> Posted:
        """Apply and keep a line of another device's chain, once per act; the caller has followed the chain.

        Raises LineNotItsOwn for what these books can't follow, and at the station for what is not a laptop's to say.
        """
        if self.seat.kind is SeatKind.STATION:
            check_own(conn, entry)
        effects = EFFECTS[type(entry.act)]
        known = self._standing(conn, entry.act.id)
        try:
            if known is None:
                effects.record(conn, entry.act, entry.device)
                effects.move(conn, entry.act, entry.device)
        except (IntegrityError, NoResultFound) as error:
            raise LineNotItsOwn(chain=entry.chain, line=entry.line) from error
        append(conn, entry, line)
        return Posted(chain=entry.chain, line=entry.line, changes=effects.changes(entry.act), again=known is not None)

    @staticmethod
    def _standing(conn: Connection, act: ActId) -> tuple[ChainId, int] | None:
        row = conn.execute(_STANDING, {"act": act}).one_or_none()
        return None if row is None else (ChainId(row.chain), row.line)


def is_posted(conn: Connection, act: ActId) -> bool:
    """Whether an act stands in the journal."""
    return conn.execute(_STANDING, {"act": act}).one_or_none() is not None


def link_of(conn: Connection, chain: ChainId) -> Link:
    """Where a chain stands in these books."""
    row = conn.execute(_LINK, {"chain": chain}).one()
    return Link(chain=chain, line=row.last_line, hash=row.last_hash, takings=row.takings)


def begin_chain(conn: Connection, chain: ChainId, device: DeviceCode, signing_key: str) -> Link:
    """Make room for a chain that has no line yet."""
    conn.execute(
        insert(ChainRow),
        {
            "id": chain,
            "device": device,
            "signing_key": signing_key,
            "last_line": 0,
            "last_hash": FIRST_HASH,
            "takings": Money.ZERO,
            "acknowledged": 0,
        },
    )
    return Link(chain=chain)


def append(conn: Connection, entry: Entry, line: JournalLine) -> None:
    """Write one line and move its chain's end; the line has been checked."""
    conn.execute(
        _NEW_LINE,
        {
            "chain": entry.chain,
            "line": entry.line,
            "act": entry.act.id,
            "kind": entry.act.kind,
            "content": line.content,
            "hash": line.hash,
            "signature": line.signature,
        },
    )
    conn.execute(_NEW_END, {"chain": entry.chain, "line": entry.line, "end": line.hash, "total": entry.takings})

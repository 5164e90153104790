"""What must be so whatever happened: kept beside the books, from what was said on screen alone."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, ChainId
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.store.books_check import check_books
from collector_desktop.store.journal import Entry, hash_of
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import balances, sync, takings
from collector_desktop.store.tables.ledger import ReceiptRow, VoidRow
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import BillRow, PrepayMoveRow, SettlementRow
from collector_desktop.store.tables.station import HeldLineRow


class Line(NamedTuple):
    """A place in a journal, the act that stands there, and the receipt number it gave out, if any."""

    chain: ChainId
    line: int
    act: ActId
    number: ReceiptNumber | None = None
    hash: str = ""
    follows: ChainEnd | None = None
    """The end of the chain this line's chain goes on from."""

    @property
    def place(self) -> tuple[ChainId, int]:
        """Where it stands; two copies of one device may put two acts there."""
        return self.chain, self.line


@dataclass
class Truth:
    """What was acknowledged, and which lines each package carries."""

    taken: dict[ActId, Money] = field(default_factory=dict)
    """Payments: what was received."""
    numbers: set[ReceiptNumber] = field(default_factory=set)
    voids: dict[ActId, ActId] = field(default_factory=dict)
    """Voids, and the payment each undid."""
    packages: dict[Path, tuple[Line, ...]] = field(default_factory=dict)

    def must_refuse(self, station: Ledger, package: Path) -> str | None:
        """Why the station must refuse a day package; None if it has to take it in."""
        lines = self.packages[package]
        with station.reading() as conn:
            ends = {chain: _end(conn, chain) for chain in {line.chain for line in lines}}
        for chain, end in ends.items():
            if min(line.line for line in lines if line.chain == chain) > end + 1:
                return "LinesMissing"
        return None

    def must_hold(self, station: Ledger, package: Path) -> bool:
        """Whether the station must keep lines of a day package from counting until the manager decides.

        A line is held for standing where another act stands or going on from another history, a receipt for a number
        that was given twice; and so is all that comes after it in its chain.
        """
        with station.reading() as conn:
            at = {line.place: line for line in lines_of(conn)}
            numbers = {row.number: row.act for row in conn.execute(select(ReceiptRow.number, ReceiptRow.act))}
        return any(
            (line.place in at and at[line.place].act != line.act)
            or (line.follows is not None and _is_other(at, line.follows))
            or (line.number is not None and numbers.get(line.number, line.act) != line.act)
            for line in self.packages[package]
        )

    def received_at(self, station: Ledger) -> Money:
        """What the station's books must say was received: every payment that arrived, but for those undone."""
        with station.reading() as conn:
            there = set(conn.scalars(select(JournalRow.act)))
        undone = {payment for void, payment in self.voids.items() if void in there}
        return Money.total(fen for act, fen in self.taken.items() if act in there and act not in undone)


def held_at(station: Ledger) -> set[ActId]:
    """Acts the station keeps for the manager instead of counting them."""
    with station.reading() as conn:
        return {ActId(act) for act in conn.scalars(select(HeldLineRow.act))}


def own_lines(ledger: Ledger) -> tuple[Line, ...]:
    """Every line of a laptop's own chains."""
    with ledger.reading() as conn:
        return tuple(
            _line(found.content)
            for chain in sync.chains(conn, ledger.seat.device)
            for found in sync.lines(conn, chain.chain)
        )


def lines_of(conn: Connection) -> tuple[Line, ...]:
    """Every line these books have, whosever it is."""
    rows = conn.execute(select(JournalRow.chain, JournalRow.line, JournalRow.act, JournalRow.hash))
    return tuple(Line(ChainId(row.chain), row.line, ActId(row.act), hash=row.hash) for row in rows)


def is_behind(laptop: Ledger, station: Ledger) -> bool:
    """Whether the station has read further on the chain a laptop writes than the laptop itself knows."""
    with laptop.reading() as here, station.reading() as there:
        return _end(there, laptop.chain) > _end(here, laptop.chain)


def _is_other(at: dict[tuple[ChainId, int], Line], end: ChainEnd) -> bool:
    known = at.get((end.chain, end.line))
    return known is not None and known.hash != end.hash


def waiting_lines(ledger: Ledger) -> tuple[Line, ...]:
    """The lines a hand-over would carry now."""
    with ledger.reading() as conn:
        return tuple(
            _line(found.content)
            for chain in sync.chains(conn, ledger.seat.device)
            for found in sync.lines(conn, chain.chain, after=chain.acknowledged)
        )


def problems_of(ledger: Ledger, *, every: bool = False) -> list[str]:
    """What is wrong in one seat's books: the journal, the tables beside it, and every fen received."""
    with ledger.reading() as conn:
        problems = list(check_books(conn, ledger.seat.kind, every=every).problems)
        books = takings.books(conn)
        cash, other = _by_method(conn)
        if books.received != cash + other or books.cash != cash:
            problems.append(f"{books.received} received, {cash} in cash and {other} otherwise")
        problems += _unplaced(conn, ledger)
    return problems


def acts_in(ledger: Ledger) -> set[ActId]:
    """Every act in the journal of these books, whoever did it."""
    with ledger.reading() as conn:
        return set(map(ActId, conn.scalars(select(JournalRow.act))))


def out_with(station: Ledger) -> dict[str, str | None]:
    """Every open bill and the laptop it is out with."""
    with station.reading() as conn:
        rows = conn.execute(select(BillRow.id, BillRow.out_with).where(BillRow.open > Money.ZERO))
        return {row.id: row.out_with for row in rows}


def strange_figures(laptop: Ledger, station: Ledger) -> list[str]:
    """Bills and balances of a laptop that the station's books show otherwise."""
    with laptop.reading() as here, station.reading() as there:
        return [
            *(f"bill {bill} shows {figures}" for bill, *figures in set(_bills(here)) - set(_bills(there))),
            *(f"balance {each}" for each in balances.every(here).items() - balances.every(there).items()),
        ]


def _bills(conn: Connection) -> list[tuple[str, Money, Money]]:
    rows = conn.execute(select(BillRow.id, BillRow.open, BillRow.penalty_paid))
    return [(row.id, row.open, row.penalty_paid) for row in rows]


def _unplaced(conn: Connection, ledger: Ledger) -> list[str]:
    """Receipts not acknowledged yet are settlements and prepayment to the last fen; elsewhere the station knows."""
    waiting = {
        Entry.read(found.content).act.id
        for chain in sync.chains(conn, ledger.seat.device)
        for found in sync.lines(conn, chain.chain, after=chain.acknowledged)
    }
    placed: defaultdict[str, int] = defaultdict(int)
    for row in conn.execute(select(SettlementRow.act, SettlementRow.principal, SettlementRow.penalty)):
        placed[row.act] += (row.principal + row.penalty).fen
    for move in conn.execute(select(PrepayMoveRow.act, PrepayMoveRow.amount)):
        placed[move.act] += move.amount.fen
    void = {row.number for row in conn.execute(select(VoidRow.number))}
    return [
        f"receipt {row.number}: {row.received} received, {Money(placed[row.act])} placed"
        for row in conn.execute(select(ReceiptRow.number, ReceiptRow.act, ReceiptRow.received))
        if row.act in waiting and row.number not in void and row.received.fen != placed[row.act]
    ]


def _by_method(conn: Connection) -> tuple[Money, Money]:
    rows = conn.execute(
        select(ReceiptRow.method, ReceiptRow.received)
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .where(VoidRow.number.is_(None))
    ).all()
    cash = Money.total(row.received for row in rows if row.method == PaymentMethod.CASH)
    return cash, Money.total(row.received for row in rows) - cash


def _line(content: str) -> Line:
    entry = Entry.read(content)
    receipt = getattr(entry.act, "receipt", None)
    number = None if receipt is None else receipt.number
    return Line(entry.chain, entry.line, entry.act.id, number, hash_of(content), getattr(entry.act, "follows", None))


def _end(conn: Connection, chain: ChainId) -> int:
    last: int | None = conn.scalar(select(func.max(JournalRow.line)).where(JournalRow.chain == chain))
    return last or 0

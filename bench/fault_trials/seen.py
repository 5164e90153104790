"""What the books of a seat show: their acts, what they hold back, where every fen lies, and what is wrong with them."""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import func, select

from collector_desktop.domain.acts.books import ChainEnd, KeysChanged
from collector_desktop.domain.acts.savings import BankDebited
from collector_desktop.domain.held import HeldState
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, ChainId, DeviceCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.books_check import check_books
from collector_desktop.store.journal import Entry, hash_of
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import balances, held, sync, takings
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.held import HeldGroup
from collector_desktop.store.tables.ledger import ReceiptRow, VoidRow
from collector_desktop.store.tables.machinery import ChainRow, JournalRow
from collector_desktop.store.tables.snapshot import BillRow, DeviceRow, PrepayMoveRow, SettlementRow
from collector_desktop.store.tables.station import HeldLineRow

_NOT_FROM_HERE = (Source.ELSEWHERE, Source.IMPORT, Source.WAIVER)
"""Settlements for which no seat and no bank received anything."""


Place = tuple[ChainId, int]


class Line(NamedTuple):
    """A place in a journal, the act that stands there, and the receipt number it gave out, if any."""

    chain: ChainId
    line: int
    act: ActId
    number: ReceiptNumber | None = None
    hash: str = ""
    previous: str = ""
    """The hash of the line before."""
    follows: ChainEnd | None = None
    """The end of the chain this line's chain goes on from."""
    key: str = ""
    """The key its chain was begun with."""
    change: tuple[str, str] | None = None
    """The key that is changed here, and the one that takes its place."""

    @property
    def place(self) -> Place:
        """Where it stands; two copies of one device may put two acts there."""
        return self.chain, self.line


def held_at(station: Ledger, device: DeviceCode | None = None) -> set[ActId]:
    """Acts the station kept for the manager instead of counting them, whatever was decided since."""
    held_acts = select(HeldLineRow.act)
    if device is not None:
        held_acts = held_acts.where(HeldLineRow.device == device)
    with station.reading() as conn:
        return {ActId(act) for act in conn.scalars(held_acts)}


def waiting_groups(station: Ledger) -> tuple[HeldGroup, ...]:
    """Held lines the manager has not decided, those that came first before others."""
    with station.reading() as conn:
        found = [group for group in held.groups(conn) if group.state is HeldState.WAITING]
    return tuple(sorted(found, key=lambda group: (group.packages, group.chain, group.first_line)))


def lines_in(group: HeldGroup) -> tuple[Line, ...]:
    """The lines of a group."""
    return tuple(_line(line.content) for line in group.lines)


def own_lines(ledger: Ledger) -> tuple[Line, ...]:
    """Every line of a laptop's own chains."""
    with ledger.reading() as conn:
        return tuple(
            _line(found.content)
            for chain in sync.chains(conn, ledger.seat.device)
            for found in sync.lines(conn, chain.chain)
        )


def lines_at(ledger: Ledger) -> dict[Place, Line]:
    """Every line these books have, whosever it is, by its place."""
    with ledger.reading() as conn:
        rows = conn.execute(select(JournalRow.chain, JournalRow.line, JournalRow.act, JournalRow.hash))
        lines = [Line(ChainId(row.chain), row.line, ActId(row.act), hash=row.hash) for row in rows]
    return {line.place: line for line in lines}


class KeysAt(NamedTuple):
    """Which keys the station goes by."""

    present: dict[DeviceCode, str]
    chains: dict[ChainId, str]
    """The key each chain was begun with."""
    changed: dict[str, Place]
    """Keys that were changed for others, and the line that did it."""


def keys_at(station: Ledger) -> KeysAt:
    """The keys by the station's chains and by the changes in its journal."""
    with station.reading() as conn:
        chains = {ChainId(row.id): row.signing_key for row in conn.execute(select(ChainRow.id, ChainRow.signing_key))}
        present = {DeviceCode(row.code): row.signing_key for row in conn.execute(select(DeviceRow))}
        changes = conn.scalars(select(JournalRow.content).where(JournalRow.kind == "keys_changed")).all()
    lines = [_line(content) for content in changes]
    return KeysAt(present, chains, {line.change[0]: line.place for line in lines if line.change is not None})


def is_behind(laptop: Ledger, station: Ledger) -> bool:
    """Whether the station has read further on the chain a laptop writes than the laptop itself knows."""
    with laptop.reading() as here, station.reading() as there:
        return end_of(there, laptop.chain) > end_of(here, laptop.chain)


def waiting_lines(ledger: Ledger) -> tuple[Line, ...]:
    """The lines a hand-over would carry now."""
    with ledger.reading() as conn:
        return tuple(
            _line(found.content, chain.signing_key)
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


def numbers_at(station: Ledger) -> dict[ReceiptNumber, ActId]:
    """Every receipt number given, and the payment that has it."""
    with station.reading() as conn:
        rows = conn.execute(select(ReceiptRow.number, ReceiptRow.act))
        return {ReceiptNumber(row.number): ActId(row.act) for row in rows}


def debited_at(station: Ledger) -> list[tuple[AccountNumber, Money]]:
    """What the bank paid for each household beyond what an export had shown."""
    with station.reading() as conn:
        return [(fact.account, fact.amount - fact.shown_before) for fact in facts(conn, BankDebited)]


def placed_at(station: Ledger) -> dict[AccountNumber, Money]:
    """Where the money of each household lies: in its bills, penalties included, and in its prepayment."""
    placed: defaultdict[AccountNumber, Money] = defaultdict(lambda: Money.ZERO)
    settled = (
        select(BillRow.account, SettlementRow.principal, SettlementRow.penalty)
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .where(SettlementRow.source.not_in(_NOT_FROM_HERE))
    )
    with station.reading() as conn:
        for row in conn.execute(settled):
            placed[AccountNumber(row.account)] += row.principal + row.penalty
        for account, balance in balances.every(conn).items():
            placed[account] += balance.prepay
    return placed


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


def _line(content: str, key: str = "") -> Line:
    entry = Entry.read(content)
    receipt = getattr(entry.act, "receipt", None)
    number = None if receipt is None else receipt.number
    follows = getattr(entry.act, "follows", None)
    act = entry.act
    change = (act.replaces, act.signing_key) if isinstance(act, KeysChanged) else None
    return Line(entry.chain, entry.line, act.id, number, hash_of(content), entry.previous, follows, key, change)


def end_of(conn: Connection, chain: ChainId) -> int:
    """The last line of a chain these books have; 0 if they have none."""
    last: int | None = conn.scalar(select(func.max(JournalRow.line)).where(JournalRow.chain == chain))
    return last or 0

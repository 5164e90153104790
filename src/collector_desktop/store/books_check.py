"""Whether the books agree with themselves: with their journal, and both sides with each other."""

import hashlib
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Select, Subquery, func, inspect, select
from sqlalchemy.exc import DBAPIError

from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.acts.station import SnapshotSealed
from collector_desktop.domain.acts.terms import ContractRegistered
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, device_of, generation_of
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.journal import JournalLineWrong, Link, follow
from collector_desktop.store.queries import sync, takings
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.replay_check import Replay, replay
from collector_desktop.store.snapshot_seal import seal_of
from collector_desktop.store.standing_check import Standings
from collector_desktop.store.tables.columns import Fen
from collector_desktop.store.tables.facts import AttachmentRow, FactRow
from collector_desktop.store.tables.ledger import ReceiptRow, VoidRow
from collector_desktop.store.tables.machinery import ChainRow, JournalRow, NumberMarkRow
from collector_desktop.store.tables.snapshot import BalanceRow, BillRow, ContractRow, PrepayMoveRow, SettlementRow
from collector_desktop.store.transfer_check import Transfers


class BooksCheck(Value):
    """What a walk over the whole journal and the tables found; `problems` is empty if all agree."""

    chains: int
    lines: int
    received_by_journal: Money
    problems: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def check_books(conn: Connection, kind: SeatKind, *, every: bool = False) -> BooksCheck:
    """Follow every chain, compare the journal with the ledger's tables, and bills with what was settled of them.

    `every` checks each line's signature, not only the last of each chain, and the content of each file kept.
    """
    with replay() as recorded:
        return _check(conn, kind, recorded, every=every)


def _check(conn: Connection, kind: SeatKind, recorded: Replay, *, every: bool) -> BooksCheck:
    problems: list[str] = []
    lines = 0
    received = Money.ZERO
    numbers: dict[str, Money] = {}
    voided: set[str] = set()
    transfers = Transfers()
    standings = Standings()
    seals: dict[tuple[int, int], SnapshotSealed] = {}
    chains = conn.execute(select(*ChainRow.__table__.c).order_by(ChainRow.id)).all()
    for chain in chains:
        end = Link(chain=chain.id)
        try:
            for entry in follow(Link(chain=chain.id), sync.lines(conn, chain.id), chain.signing_key, every=every):
                lines += 1
                end = Link(chain=chain.id, line=entry.line, takings=entry.takings)
                recorded.add(entry)
                standings.hear(entry.device, entry.act)
                transfers.hear(entry.act)
                if isinstance(entry.act, SnapshotSealed):
                    seals[generation_of(entry.chain), entry.line] = entry.act
                if isinstance(entry.act, PaymentTaken):
                    numbers[entry.act.receipt.number] = entry.act.receipt.received
                    received += entry.act.receipt.received
                elif isinstance(entry.act, ReceiptVoided):
                    # Voided twice is voided once: a restored backup may void again what it had voided before.
                    received -= Money.ZERO if entry.act.number in voided else entry.act.received
                    voided.add(entry.act.number)
        except JournalLineWrong as wrong:
            problems.append(f"chain {wrong.facts['chain']} line {wrong.facts['line']}: {wrong.facts['reason']}")
        except (DBAPIError, ValueError, Refusal) as unreadable:
            problems.append(f"chain {chain.id} can't be read: {unreadable}")
        else:
            stands = (chain.device, chain.last_line, chain.takings, chain.last_hash)
            if stands != (device_of(chain.id), end.line, end.takings, _last_hash(conn, end)):
                problems.append(f"chain {chain.id}: {chain.last_line} lines and {chain.takings}, not what it comes to")
    try:
        if not problems:
            problems += recorded.differences(conn, kind)
        problems += _tables_against(conn, kind, numbers, received, every=every)
        if kind is SeatKind.STATION:
            problems += transfers.contradictions(conn)
            problems += standings.contradictions(conn)
            problems += _broken_seals(conn, [seals[at] for at in sorted(seals)])
    except (DBAPIError, ValueError, Refusal) as unreadable:
        problems.append(f"tables can't be read: {unreadable}")
    return BooksCheck(chains=len(chains), lines=lines, received_by_journal=received, problems=tuple(problems))


def _tables_against(
    conn: Connection,
    kind: SeatKind,
    numbers: dict[str, Money],
    received: Money,
    *,
    every: bool,
) -> list[str]:
    """What the tables say against the journal, and against each other."""
    problems = _receipts_against(conn, numbers)
    summary = takings.books(conn)
    if summary.received != received:
        problems.append(f"received {summary.received} in the books, {received} in the journal")
    if summary.received != summary.fees + summary.penalties + summary.prepayment:
        problems.append("received is not fees + penalties + prepayment")
    problems += _bills_against_settlements(conn)
    problems += _deposits(conn)
    problems += _moves_against_receipts(conn)
    problems += _marks(conn)
    problems += _contracts(conn)
    if every:
        problems += _attachments(conn)
    if kind is SeatKind.COLLECTOR:
        problems += _receipts_against_moves(conn, _unacknowledged(conn))
    else:
        problems += _receipts_against_moves(conn)
    return problems


def _broken_seals(conn: Connection, seals: list[SnapshotSealed]) -> list[str]:
    """What exports told may only change where that was sealed."""
    found = [(seal.business_day, after.before == seal.seal) for seal, after in pairwise(seals)]
    if seals:
        found.append((seals[-1].business_day, seal_of(conn) == seals[-1].seal))
    return [f"what exports told until {day} was changed afterwards" for day, holds in found if not holds]


def _last_hash(conn: Connection, end: Link) -> str:
    found = select(JournalRow.hash).where(JournalRow.chain == end.chain, JournalRow.line == end.line)
    return conn.execute(found).scalar_one_or_none() or end.hash


def _receipts_against(conn: Connection, numbers: dict[str, Money]) -> list[str]:
    rows = {row.number: row.received for row in conn.execute(select(ReceiptRow.number, ReceiptRow.received))}
    return [
        f"receipt {number}: {rows.get(number)} in the books, {numbers.get(number)} in the journal"
        for number in sorted(rows.keys() | numbers.keys())
        if rows.get(number) != numbers.get(number)
    ]


def _bills_against_settlements(conn: Connection) -> list[str]:
    settled = (
        select(
            SettlementRow.bill,
            func.sum(SettlementRow.principal, type_=Fen).label("principal"),
            func.sum(SettlementRow.penalty, type_=Fen).label("penalty"),
        )
        .group_by(SettlementRow.bill)
        .subquery()
    )
    rows = conn.execute(
        select(
            BillRow.id, BillRow.amount, BillRow.open, BillRow.penalty_paid, settled.c.principal, settled.c.penalty
        ).outerjoin(settled, settled.c.bill == BillRow.id)
    ).all()
    return [
        *(
            f"bill {row.id}: {row.open} open, {row.amount} less {row.principal} settled"
            for row in rows
            if row.open != row.amount - (row.principal or Money.ZERO)
        ),
        # An export may know of penalty paid before; less than was settled here can't be.
        *(
            f"bill {row.id}: {row.penalty_paid} of penalty paid, {row.penalty} settled"
            for row in rows
            if row.penalty_paid < (row.penalty or Money.ZERO)
        ),
    ]


def _unacknowledged(conn: Connection) -> Select[str]:
    """Acts whose figures are still a laptop's own; of the others it has what the station's word brought."""
    return (
        select(JournalRow.act)
        .join(ChainRow, ChainRow.id == JournalRow.chain)
        .where(JournalRow.line > ChainRow.acknowledged)
    )


def _receipts_against_moves(conn: Connection, of_acts: Select[str] | None = None) -> list[str]:
    """Every valid receipt is settlements plus redirects plus prepayment; of a laptop only those of some acts."""
    settled = _per_act(SettlementRow.act, SettlementRow.principal + SettlementRow.penalty)
    paid_ahead = _per_act(PrepayMoveRow.act, PrepayMoveRow.amount)
    rows = conn.execute(
        select(ReceiptRow.number, ReceiptRow.received, settled.c.total, paid_ahead.c.total)
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .outerjoin(settled, settled.c.act == ReceiptRow.act)
        .outerjoin(paid_ahead, paid_ahead.c.act == ReceiptRow.act)
        .where(VoidRow.number.is_(None), *(() if of_acts is None else (ReceiptRow.act.in_(of_acts),)))
    )
    return [
        f"receipt {number}: {received} received, {settled_by or 0} settled, {ahead or 0} paid ahead"
        for number, received, settled_by, ahead in rows
        if received != (settled_by or Money.ZERO) + (ahead or Money.ZERO)
    ]


def _moves_against_receipts(conn: Connection) -> list[str]:
    """What a receipt settled and paid ahead bears its day and its account."""
    settled = conn.execute(
        select(SettlementRow.bill, ReceiptRow.number)
        .join(ReceiptRow, ReceiptRow.act == SettlementRow.act)
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .where(
            (SettlementRow.day != ReceiptRow.day)
            | (SettlementRow.source != Source.RECEIPT)
            | (BillRow.account != ReceiptRow.account)
        )
    )
    ahead = conn.execute(
        select(PrepayMoveRow.account, ReceiptRow.number)
        .join(ReceiptRow, ReceiptRow.act == PrepayMoveRow.act)
        .where(
            (PrepayMoveRow.day != ReceiptRow.day)
            | PrepayMoveRow.source.not_in([Source.RECEIPT, Source.REDIRECT])
            | (PrepayMoveRow.account != ReceiptRow.account)
        )
    )
    return [
        *(f"bill {row.bill}: settled otherwise than receipt {row.number} says" for row in settled),
        *(f"account {row.account}: paid ahead otherwise than receipt {row.number} says" for row in ahead),
    ]


def _marks(conn: Connection) -> list[str]:
    """No receipt has a number past the mark of its device, or the number would be given again."""
    used = {row.device: row.used for row in conn.execute(select(NumberMarkRow.device, NumberMarkRow.used))}
    given = conn.execute(
        select(ReceiptRow.device, func.max(ReceiptRow.number).label("last")).group_by(ReceiptRow.device)
    )
    return [
        f"number mark of {row.device}: {used[row.device]}, and {row.last} was given"
        for row in given
        if row.device in used and ReceiptNumber(row.last).counter > used[row.device]
    ]


def _contracts(conn: Connection) -> list[str]:
    """A contract in force is what was registered."""
    if not inspect(conn).has_table(FactRow.__tablename__):
        return []  # books of the first schema are verified as they are
    registered = {fact.id: fact.contract for fact in facts(conn, ContractRegistered)}
    found = []
    for row in conn.execute(select(*ContractRow.__table__.c)):
        told = registered.get(ActId(row.act))
        rate = None if told is None or told.agreed_permille is None else f"{told.agreed_permille:f}"
        if told is None or (told.account, told.number, told.signed_on, rate, told.agreed_cap_percent) != (
            row.account,
            row.number,
            row.signed_on,
            row.permille,
            row.cap_percent,
        ):
            found.append(f"contract of {row.account}: not as it was registered")
    return found


def _attachments(conn: Connection) -> list[str]:
    rows = conn.execute(select(AttachmentRow.sha256, AttachmentRow.content))
    return [f"file {row.sha256}: changed" for row in rows if hashlib.sha256(row.content).hexdigest() != row.sha256]


def _deposits(conn: Connection) -> list[str]:
    rows = conn.execute(select(BalanceRow.account, BalanceRow.deposit).where(BalanceRow.deposit < Money.ZERO))
    return [f"account {row.account}: deposit {row.deposit}" for row in rows]


def _per_act(act: Any, amount: Any) -> Subquery:
    return select(act.label("act"), func.sum(amount, type_=Fen).label("total")).group_by(act).subquery()

"""Whether the books agree with themselves: with their journal, and both sides with each other."""

from typing import Any

from sqlalchemy import Connection, Subquery, func, select

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.acts.savings import BankDebited, DepositOffset, HeldCredited, PrepaymentRefunded
from collector_desktop.domain.acts.station import PrepaymentOffset, RefundsApplied
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.store.journal import JournalLineWrong, Link, follow
from collector_desktop.store.queries import sync, takings
from collector_desktop.store.standing_check import Standings
from collector_desktop.store.tables.columns import Fen
from collector_desktop.store.tables.ledger import ReceiptRow, VoidRow
from collector_desktop.store.tables.machinery import ChainRow
from collector_desktop.store.tables.snapshot import BalanceRow, BillRow, PrepayMoveRow, SettlementRow


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
    """Follow every chain and compare the journal with the receipts, and bills with what was settled of them.

    `every` checks each line's signature, not only the last of each chain.
    """
    problems: list[str] = []
    lines = 0
    received = Money.ZERO
    numbers: dict[str, Money] = {}
    voided: set[str] = set()
    moved: dict[ActId, Money] = {}
    standings = Standings()
    chains = conn.execute(select(ChainRow.id, ChainRow.signing_key, ChainRow.last_line)).all()
    for chain in chains:
        try:
            for entry in follow(Link(chain=chain.id), sync.lines(conn, chain.id), chain.signing_key, every=every):
                lines += 1
                standings.hear(entry.device, entry.act)
                if isinstance(entry.act, PaymentTaken):
                    numbers[entry.act.receipt.number] = entry.act.receipt.received
                    received += entry.act.receipt.received
                elif isinstance(entry.act, ReceiptVoided):
                    voided.add(entry.act.number)
                    received -= entry.act.received
                elif (total := _moved_by(entry.act)) is not None:
                    moved[entry.act.id] = total
        except JournalLineWrong as wrong:
            problems.append(f"chain {wrong.facts['chain']} line {wrong.facts['line']}: {wrong.facts['reason']}")
    problems += _receipts_against(conn, numbers)
    summary = takings.books(conn)
    if summary.received != received:
        problems.append(f"received {summary.received} in the books, {received} in the journal")
    if summary.received != summary.fees + summary.penalties + summary.prepayment:
        problems.append("received is not fees + penalties + prepayment")
    problems += _bills_against_settlements(conn)
    problems += _deposits(conn)
    if kind is SeatKind.STATION:
        problems += _receipts_against_moves(conn)
        problems += _transfers_against_moves(conn, moved)
        problems += standings.contradictions(conn)
    return BooksCheck(chains=len(chains), lines=lines, received_by_journal=received, problems=tuple(problems))


def _receipts_against(conn: Connection, numbers: dict[str, Money]) -> list[str]:
    rows = {row.number: row.received for row in conn.execute(select(ReceiptRow.number, ReceiptRow.received))}
    return [
        f"receipt {number}: {rows.get(number)} in the books, {numbers.get(number)} in the journal"
        for number in sorted(rows.keys() | numbers.keys())
        if rows.get(number) != numbers.get(number)
    ]


def _bills_against_settlements(conn: Connection) -> list[str]:
    settled = (
        select(SettlementRow.bill, func.sum(SettlementRow.principal, type_=Fen).label("principal"))
        .group_by(SettlementRow.bill)
        .subquery()
    )
    rows = conn.execute(
        select(BillRow.id, BillRow.amount, BillRow.open, settled.c.principal).outerjoin(
            settled, settled.c.bill == BillRow.id
        )
    )
    return [
        f"bill {row.id}: {row.open} open, {row.amount} less {row.principal} settled"
        for row in rows
        if row.open != row.amount - (row.principal or Money.ZERO)
    ]


def _receipts_against_moves(conn: Connection) -> list[str]:
    """Every valid receipt is settlements plus redirects plus prepayment; only the station holds all of them."""
    settled = _per_act(SettlementRow.act, SettlementRow.principal + SettlementRow.penalty)
    paid_ahead = _per_act(PrepayMoveRow.act, PrepayMoveRow.amount)
    rows = conn.execute(
        select(ReceiptRow.number, ReceiptRow.received, settled.c.total, paid_ahead.c.total)
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .outerjoin(settled, settled.c.act == ReceiptRow.act)
        .outerjoin(paid_ahead, paid_ahead.c.act == ReceiptRow.act)
        .where(VoidRow.number.is_(None))
    )
    return [
        f"receipt {number}: {received} received, {settled_by or 0} settled, {ahead or 0} paid ahead"
        for number, received, settled_by, ahead in rows
        if received != (settled_by or Money.ZERO) + (ahead or Money.ZERO)
    ]


def _moved_by(act: AnyAct) -> Money | None:
    """What settlements and prepayment moves of an act add up to; None for one that moves no money held."""
    match act:
        case PrepaymentOffset() | RefundsApplied():
            return Money.ZERO
        case PrepaymentRefunded():
            return -act.amount
        case DepositOffset() | HeldCredited():
            return act.amount
        case BankDebited():
            return act.amount - act.shown_before
    return None


def _transfers_against_moves(conn: Connection, moved: dict[ActId, Money]) -> list[str]:
    """What no receipt tells of: an offset changes no sum, a refund and a deposit change it by what their acts say."""
    settled = _per_act(SettlementRow.act, SettlementRow.principal + SettlementRow.penalty)
    paid_ahead = _per_act(PrepayMoveRow.act, PrepayMoveRow.amount)
    found: dict[str, Money] = dict.fromkeys(moved, Money.ZERO)
    for each in (settled, paid_ahead):
        for act, total in conn.execute(select(each.c.act, each.c.total)):
            if act in found:
                found[act] += total
    return [f"act {act}: {found[act]} moved, {told} told" for act, told in moved.items() if found[act] != told]


def _deposits(conn: Connection) -> list[str]:
    rows = conn.execute(select(BalanceRow.account, BalanceRow.deposit).where(BalanceRow.deposit < Money.ZERO))
    return [f"account {row.account}: deposit {row.deposit}" for row in rows]


def _per_act(act: Any, amount: Any) -> Subquery:
    return select(act.label("act"), func.sum(amount, type_=Fen).label("total")).group_by(act).subquery()

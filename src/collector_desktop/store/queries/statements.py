"""The statement of one account: its prepayment and deposit, move by move."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.savings import BankDebited, DepositOffset, DepositRefunded, PrepaymentRefunded
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.statement import Held, Move, MoveKind, Statement, held
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.queries import balances
from collector_desktop.store.queries.facts import any_facts
from collector_desktop.store.tables.ledger import ReceiptRow
from collector_desktop.store.tables.snapshot import BillRow, PrepayMoveRow, RedirectRow, SettlementRow

_KINDS = {
    Source.RECEIPT: MoveKind.RECEIPT,
    Source.REDIRECT: MoveKind.REDIRECT,
    Source.OFFSET: MoveKind.OFFSET,
    Source.REFUND: MoveKind.CORRECTION,
    Source.PAID_BACK: MoveKind.PAID_BACK,
    Source.BANK: MoveKind.BANK,
    Source.HELD: MoveKind.REDIRECT,
}


def statement(conn: Connection, account: AccountNumber, since: date, until: date) -> Statement:
    """Every move between two days, both included; what these books know nothing more of is carried in.

    A voided receipt moved nothing and is not on it.
    """
    now = balances.held(conn, account)
    return Statement(
        since=since,
        until=until,
        prepayment=_held(_prepayment(conn, account), now.prepay, since, until),
        deposit=_held(_deposit(conn, account), now.deposit, since, until),
    )


def _held(moves: Iterable[Move], now: Money, since: date, until: date) -> Held:
    # Money comes in before it is used on the same day: no balance on the paper is below what it ever was.
    ordered = sorted(moves, key=lambda move: (move.on, move.amount < Money.ZERO, move.number))
    later = Money.total(move.amount for move in ordered if move.on > until)
    return held((move for move in ordered if since <= move.on <= until), now - later)


def _prepayment(conn: Connection, account: AccountNumber) -> list[Move]:
    numbers: dict[str, str] = {}
    for each in (ReceiptRow, RedirectRow):
        for act, number in conn.execute(select(each.act, each.number).where(each.account == account)):
            numbers[act] = number
    said: dict[str, Fact] = {
        fact.id: fact for fact in any_facts(conn, (PrepaymentRefunded, BankDebited), account=account)
    }
    months = _months_by_act(conn, account)
    found = []
    for row in conn.execute(
        select(PrepayMoveRow.act, PrepayMoveRow.source, PrepayMoveRow.day, PrepayMoveRow.amount).where(
            PrepayMoveRow.account == account
        )
    ):
        kind = _KINDS.get(Source(row.source), MoveKind.ELSEWHERE)
        fact = said.get(row.act)
        found.append(
            Move(
                on=row.day,
                kind=kind,
                amount=row.amount,
                number=numbers.get(row.act, ""),
                months=(fact.month,) if isinstance(fact, BankDebited) else months.get((row.act, row.source), ()),
                pay_to=fact.pay_to if isinstance(fact, PrepaymentRefunded) else "",
            )
        )
    return found


def _deposit(conn: Connection, account: AccountNumber) -> list[Move]:
    months = _months_by_act(conn, account)
    found = []
    for fact in any_facts(conn, (DepositOffset, DepositRefunded), account=account):
        match fact:
            case DepositOffset():
                kind, settled = MoveKind.OFFSET, months.get((fact.id, Source.DEPOSIT), ())
                found.append(Move(on=fact.business_day, kind=kind, amount=-fact.amount, months=settled))
            case DepositRefunded():
                found.append(Move(on=fact.business_day, kind=MoveKind.PAID_BACK, amount=-fact.amount))
    return found


def _months_by_act(conn: Connection, account: AccountNumber) -> dict[tuple[str, str], tuple[BillingMonth, ...]]:
    """The months each act settled without a receipt, oldest first."""
    rows = conn.execute(
        select(SettlementRow.act, SettlementRow.source, BillRow.month)
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .where(BillRow.account == account, SettlementRow.source.in_([Source.OFFSET, Source.DEPOSIT]))
        .order_by(BillRow.month)
        .distinct()
    )
    found: dict[tuple[str, str], tuple[BillingMonth, ...]] = {}
    for act, source, month in rows:
        found[act, source] = (*found.get((act, source), ()), BillingMonth.parse(month))
    return found

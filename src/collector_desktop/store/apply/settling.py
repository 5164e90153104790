"""Moving figures: settling bills, changing prepayment, and taking both back."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.store.apply.attention import Attention, withdraw_attention
from collector_desktop.store.tables.columns import Fen
from collector_desktop.store.tables.snapshot import BalanceRow, BillRow, PrepayMoveRow, RedirectRow, SettlementRow


class Source(StrEnum):
    """Where a settlement or a change of prepayment came from."""

    RECEIPT = "receipt"
    REDIRECT = "redirect"
    OFFSET = "offset"
    REFUND = "refund"
    ELSEWHERE = "elsewhere"
    IMPORT = "import"
    DEPOSIT = "deposit"
    BANK = "bank"
    PAID_BACK = "paid_back"
    HELD = "held"
    WAIVER = "waiver"
    """No money: the station gave up a part of a penalty."""


# Statements of the payment are built once: building one costs more than running it.
_BILL = select(BillRow.open, BillRow.penalty_paid, BillRow.unseen).where(BillRow.id == bindparam("bill"))
_MOVE_BILL = (
    update(BillRow)
    .where(BillRow.id == bindparam("bill"))
    .values(open=bindparam("open_now"), penalty_paid=bindparam("penalty_paid_now"), unseen=bindparam("unseen_now"))
)
_SETTLED = insert(SettlementRow)
_HELD = select(BalanceRow.prepay).where(BalanceRow.account == bindparam("holder"))
_HOLD = update(BalanceRow).where(BalanceRow.account == bindparam("holder")).values(prepay=bindparam("prepay_now"))
_KEPT = (
    update(BalanceRow)
    .where(BalanceRow.account == bindparam("holder"))
    .values(deposit=BalanceRow.deposit + bindparam("by", type_=Fen))
)
_PAID_AHEAD = insert(PrepayMoveRow)


def settle(
    conn: Connection, bill: BillId, act: ActId, source: Source, day: date, principal: Money, penalty: Money
) -> tuple[Money, Money]:
    """Settle a part of a bill; returns principal and penalty that could not be placed because the bill has less open.

    A penalty goes with its principal: if none of the principal can be placed the bill was settled elsewhere, with
    its penalty.
    """
    row = conn.execute(_BILL, {"bill": bill}).one_or_none()
    if row is None:
        return principal, penalty
    placed = min(principal, max(row.open, Money.ZERO))
    penalty_placed = penalty if placed or not principal else Money.ZERO
    if placed or penalty_placed:
        conn.execute(
            _SETTLED,
            {
                "bill": bill,
                "act": act,
                "source": source,
                "day": day,
                "principal": placed,
                "penalty": penalty_placed,
            },
        )
        seen = source in (Source.ELSEWHERE, Source.IMPORT)
        _move_bill(
            conn,
            bill,
            open=row.open - placed,
            penalty_paid=row.penalty_paid + penalty_placed,
            unseen=row.unseen if seen else row.unseen + placed,
        )
    return principal - placed, penalty - penalty_placed


def give_back(conn: Connection, refund: BillId, act: ActId, day: date, amount: Money) -> None:
    """Mark a negative bill as given back by `amount` (positive fen)."""
    conn.execute(
        insert(SettlementRow).values(
            bill=refund, act=act, source=Source.REFUND, day=day, principal=-amount, penalty=Money.ZERO
        )
    )
    still: Money = conn.execute(select(BillRow.open).where(BillRow.id == refund)).scalar_one()
    conn.execute(update(BillRow).where(BillRow.id == refund).values(open=still + amount))


def change_prepayment(
    conn: Connection, account: AccountNumber, act: ActId, source: Source, day: date, amount: Money
) -> None:
    """Add to an account's prepayment, or take from it if `amount` is negative."""
    if not amount:
        return
    conn.execute(_PAID_AHEAD, {"act": act, "account": account, "source": source, "day": day, "amount": amount})
    held: Money | None = conn.execute(_HELD, {"holder": account}).scalar_one_or_none()
    if held is None:
        conn.execute(insert(BalanceRow), {"account": account, "prepay": amount, "deposit": Money.ZERO})
    else:
        conn.execute(_HOLD, {"holder": account, "prepay_now": held + amount})


def prepaid(conn: Connection, account: AccountNumber) -> Money:
    """What an account holds as prepayment; below zero if more was used than stayed."""
    return conn.execute(_HELD, {"holder": account}).scalar_one_or_none() or Money.ZERO


def change_deposit(conn: Connection, account: AccountNumber, amount: Money) -> None:
    """Take from an account's legacy deposit (`amount` is negative), never more than is held: the caller has checked."""
    conn.execute(_KEPT, {"holder": account, "by": amount})


def take_back(conn: Connection, act: ActId) -> Money:
    """Undo everything one act settled or paid ahead; returns the lowest prepayment balance that leaves behind."""
    for part in conn.execute(
        select(SettlementRow.bill, SettlementRow.principal, SettlementRow.penalty).where(SettlementRow.act == act)
    ).all():
        bill = conn.execute(_BILL, {"bill": part.bill}).one()
        _move_bill(
            conn,
            part.bill,
            open=bill.open + part.principal,
            penalty_paid=bill.penalty_paid - part.penalty,
            unseen=bill.unseen - min(part.principal, bill.unseen),
        )
    lowest = Money.ZERO
    for move in conn.execute(select(PrepayMoveRow.account, PrepayMoveRow.amount).where(PrepayMoveRow.act == act)).all():
        held: Money = conn.execute(_HELD, {"holder": move.account}).scalar_one()
        conn.execute(_HOLD, {"holder": move.account, "prepay_now": held - move.amount})
        lowest = min(lowest, held - move.amount)
    for table in (SettlementRow, PrepayMoveRow, RedirectRow):
        conn.execute(delete(table).where(table.act == act))
    withdraw_attention(conn, Attention.PAID_TWICE, act)
    return lowest


def _move_bill(conn: Connection, bill: BillId, *, open: Money, penalty_paid: Money, unseen: Money) -> None:
    conn.execute(
        _MOVE_BILL,
        {"bill": bill, "open_now": open, "penalty_paid_now": penalty_paid, "unseen_now": unseen},
    )

"""What the acts about money do to the books."""

from sqlalchemy import Connection, delete, insert, select, update

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.acts.money import CashRemitted, DayClosed, PaymentTaken, ReceiptReprinted, ReceiptVoided
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.visit import Outcome
from collector_desktop.store.apply.attention import Attention, raise_attention
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.apply.facts import changes_of, keep
from collector_desktop.store.apply.settling import Source, change_prepayment, settle, take_back
from collector_desktop.store.queries.closes import is_known_slip, not_banked
from collector_desktop.store.tables.ledger import (
    CashCountRow,
    DayCloseRow,
    ReceiptLineRow,
    ReceiptRow,
    RemittanceRow,
    ReprintRow,
    VisitRow,
    VoidRow,
)
from collector_desktop.store.tables.snapshot import RedirectRow


def _record_payment(conn: Connection, act: PaymentTaken, device: DeviceCode) -> None:
    receipt = act.receipt
    conn.execute(
        insert(ReceiptRow),
        {
            "number": receipt.number,
            "act": act.id,
            "device": device,
            "account": receipt.account,
            "day": act.business_day,
            "at": act.at,
            "method": receipt.method,
            "received": receipt.received,
            "fees": receipt.fees,
            "penalties": receipt.penalties,
            "prepayment": receipt.prepayment,
            "content": receipt.model_dump_json(),
            "waited": act.waited,
        },
    )
    if receipt.lines:
        conn.execute(
            insert(ReceiptLineRow),
            [
                {"number": receipt.number, "bill": line.bill, "fee": line.fee, "penalty": line.penalty}
                for line in receipt.lines
            ],
        )
    conn.execute(
        insert(VisitRow),
        {
            "act": act.id,
            "account": receipt.account,
            "device": device,
            "day": act.business_day,
            "at": act.at,
            "slot": act.slot,
            "outcome": Outcome.PART_PAID if receipt.open_after else Outcome.PAID,
            "note": "",
        },
    )


def _move_payment(conn: Connection, act: PaymentTaken, device: DeviceCode) -> None:
    receipt = act.receipt
    diverted = Money.ZERO
    for line in receipt.lines:
        fee, penalty = settle(conn, line.bill, act.id, Source.RECEIPT, act.business_day, line.fee, line.penalty)
        if fee or penalty:
            diverted += fee + penalty
            conn.execute(
                insert(RedirectRow),
                {
                    "act": act.id,
                    "bill": line.bill,
                    "account": receipt.account,
                    "number": receipt.number,
                    "fee": fee,
                    "penalty": penalty,
                },
            )
            raise_attention(
                conn,
                Attention.PAID_TWICE,
                act.id,
                line.bill,
                day=act.business_day,
                device=device,
                account=receipt.account,
                amount=fee + penalty,
                facts={"number": receipt.number, "month": str(line.month)},
            )
    change_prepayment(conn, receipt.account, act.id, Source.RECEIPT, act.business_day, receipt.prepayment)
    change_prepayment(conn, receipt.account, act.id, Source.REDIRECT, act.business_day, diverted)


def _record_void(conn: Connection, act: ReceiptVoided, device: DeviceCode) -> None:
    """A laptop back from a backup may void what it had voided before: the first counts, and the list tells of both."""
    before = conn.execute(select(VoidRow.act, VoidRow.at).where(VoidRow.number == act.number)).one_or_none()
    if before is None or act.at < before.at:
        conn.execute(delete(VoidRow).where(VoidRow.number == act.number))
        conn.execute(
            insert(VoidRow),
            {"number": act.number, "act": act.id, "day": act.business_day, "at": act.at, "reason": act.reason},
        )
        conn.execute(update(VisitRow).where(VisitRow.act == act.payment).values(undone_by=act.id))
    raise_attention(
        conn,
        Attention.RECEIPT_VOIDED,
        act.id,
        act.number,
        day=act.business_day,
        device=device,
        account=act.account,
        amount=act.received,
        facts={"reason": act.reason},
    )


def _move_void(conn: Connection, act: ReceiptVoided, device: DeviceCode) -> None:
    left = take_back(conn, act.payment)
    if left < Money.ZERO:
        raise_attention(
            conn,
            Attention.PREPAYMENT_OVERDRAWN,
            act.id,
            act.account,
            day=act.business_day,
            device=device,
            account=act.account,
            amount=left,
            facts={"number": act.number},
        )


def _record_reprint(conn: Connection, act: ReceiptReprinted, _device: DeviceCode) -> None:
    conn.execute(
        insert(ReprintRow), {"act": act.id, "number": act.number, "copy_number": act.copy_number, "at": act.at}
    )


def _record_close(conn: Connection, act: DayClosed, device: DeviceCode) -> None:
    close = act.close
    if not _is_newest_close(conn, act, device):
        return
    conn.execute(
        insert(DayCloseRow),
        {
            "act": act.id,
            "device": device,
            "day": close.business_day,
            "at": act.at,
            "expected": close.takings.cash_expected,
            "counted": close.count.total,
            "over_short": close.over_short,
            "reason": close.reason,
            "content": close.model_dump_json(),
        },
    )
    pieces = [
        {"act": act.id, "denomination": each.denomination, "pieces": each.number}
        for each in close.count.pieces
        if each.number
    ]
    if pieces:
        conn.execute(insert(CashCountRow), pieces)
    if close.over_short:
        raise_attention(
            conn,
            Attention.CASH_OVER_SHORT,
            act.id,
            close.business_day.isoformat(),
            day=close.business_day,
            device=device,
            amount=close.over_short,
            facts={"reason": close.reason},
        )


def _is_newest_close(conn: Connection, act: DayClosed, device: DeviceCode) -> bool:
    """A laptop back from a backup closes a day once more: the drawer's last count stands, and a person looks."""
    day = act.close.business_day
    before = conn.execute(
        select(DayCloseRow.act, DayCloseRow.at, DayCloseRow.counted).where(
            DayCloseRow.device == device, DayCloseRow.day == day
        )
    ).one_or_none()
    if before is None:
        return True
    is_newer: bool = act.at > before.at
    counted = act.close.count.total
    raise_attention(
        conn,
        Attention.DAY_CLOSED_TWICE,
        act.id,
        day.isoformat(),
        day=day,
        device=device,
        amount=counted if is_newer else before.counted,
        facts={"other": str(before.counted if is_newer else counted)},
    )
    if is_newer:
        conn.execute(delete(CashCountRow).where(CashCountRow.act == before.act))
        conn.execute(delete(DayCloseRow).where(DayCloseRow.act == before.act))
    return is_newer


def _record_remittance(conn: Connection, act: CashRemitted, device: DeviceCode) -> None:
    slip = act.remittance
    if is_known_slip(conn, device, slip.bank_slip, slip.amount):
        _look_at(conn, Attention.REMITTED_TWICE, act, device, slip.amount)
    conn.execute(
        insert(RemittanceRow),
        {
            "act": act.id,
            "device": device,
            "day": act.business_day,
            "at": slip.at,
            "amount": slip.amount,
            "bank_slip": slip.bank_slip,
            "witness": slip.witness,
            "content": slip.model_dump_json(),
        },
    )


def _weigh_remittance(conn: Connection, act: CashRemitted, device: DeviceCode) -> None:
    left = not_banked(conn, device)
    if left < Money.ZERO:
        _look_at(conn, Attention.BANKED_MORE, act, device, -left)


def _look_at(conn: Connection, kind: Attention, act: CashRemitted, device: DeviceCode, amount: Money) -> None:
    raise_attention(conn, kind, act.id, act.remittance.bank_slip, day=act.business_day, device=device, amount=amount)


def _of_account(account: AccountNumber, *topics: Topic) -> Changes:
    return Changes(accounts=frozenset({account}), topics=frozenset({*topics, Topic.SYNC}))


PAYMENT = Effects[PaymentTaken](
    changes=lambda act: _of_account(act.receipt.account, Topic.BILLS, Topic.RECEIPTS, Topic.VISITS, Topic.CASH),
    record=_record_payment,
    move=_move_payment,
)
VOID = Effects[ReceiptVoided](
    changes=lambda act: _of_account(act.account, Topic.BILLS, Topic.RECEIPTS, Topic.VISITS, Topic.CASH),
    record=_record_void,
    move=_move_void,
)
REPRINT = Effects[ReceiptReprinted](
    changes=lambda _act: Changes(topics=frozenset({Topic.RECEIPTS, Topic.SYNC})), record=_record_reprint
)
CLOSE = Effects[DayClosed](
    changes=lambda _act: Changes(topics=frozenset({Topic.CLOSE, Topic.CASH, Topic.SYNC})), record=_record_close
)
REMITTANCE = Effects[CashRemitted](
    changes=lambda _act: Changes(topics=frozenset({Topic.CLOSE, Topic.CASH, Topic.SYNC})),
    record=_record_remittance,
    move=_weigh_remittance,
)
DECIDED = Effects[CashDecided](
    changes=lambda act: changes_of(act) | Changes(topics=frozenset({Topic.ATTENTION})), record=keep
)

"""What the station's acts do to the books."""

from sqlalchemy import Connection, insert

from collector_desktop.domain.acts.station import DeviceEnrolled, PrepaymentOffset, RefundsApplied
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId, DeviceCode
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.apply.settling import Source, change_prepayment, give_back, settle
from collector_desktop.store.tables.snapshot import DeviceRow


class SettledMoreThanOpen(RuntimeError):
    """A transfer the station computed from its own open bills found less open than it had just read."""


def _settle_whole(
    conn: Connection, bill: BillId, act: PrepaymentOffset | RefundsApplied, source: Source, fee: Money, penalty: Money
) -> None:
    left = settle(conn, bill, act.id, source, act.on, fee, penalty)
    if any(left):
        raise SettledMoreThanOpen(bill)


def _move_offset(conn: Connection, act: PrepaymentOffset, _device: DeviceCode) -> None:
    for offset in act.offsets:
        for line in offset.bills:
            _settle_whole(conn, line.bill, act, Source.OFFSET, line.fee, line.penalty)
        change_prepayment(conn, offset.account, act.id, Source.OFFSET, act.on, -offset.total)


def _move_refunds(conn: Connection, act: RefundsApplied, _device: DeviceCode) -> None:
    settled: dict[BillId, tuple[Money, Money]] = {}
    prepaid: dict[AccountNumber, Money] = {}
    for refund in act.refunds:
        for line in refund.bills:
            fee, penalty = settled.get(line.bill, (Money.ZERO, Money.ZERO))
            settled[line.bill] = (fee + line.fee, penalty + line.penalty)
        prepaid[refund.account] = prepaid.get(refund.account, Money.ZERO) + refund.prepayment
        give_back(conn, refund.refund, act.id, act.on, refund.total)
    for bill, (fee, penalty) in settled.items():
        _settle_whole(conn, bill, act, Source.REFUND, fee, penalty)
    for account, amount in prepaid.items():
        change_prepayment(conn, account, act.id, Source.REFUND, act.on, amount)


def _record_device(conn: Connection, act: DeviceEnrolled, _device: DeviceCode) -> None:
    conn.execute(
        insert(DeviceRow).values(
            code=act.device,
            collector_name=act.collector_name,
            badge=act.badge,
            signing_key=act.signing_key,
            recipient=act.recipient,
            enrolled_on=act.business_day,
        )
    )


_BOOKS = frozenset({Topic.BILLS, Topic.SNAPSHOT})

ENROLLED = Effects[DeviceEnrolled](changes=lambda _act: Changes(topics=frozenset({Topic.SYNC})), record=_record_device)
OFFSET = Effects[PrepaymentOffset](changes=lambda _act: Changes(topics=_BOOKS), move=_move_offset)
REFUNDS = Effects[RefundsApplied](changes=lambda _act: Changes(topics=_BOOKS), move=_move_refunds)

"""What the station's acts do to the books."""

from sqlalchemy import Connection, insert

from collector_desktop.domain.acts.station import DeviceEnrolled, PrepaymentOffset, RefundsApplied
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId, DeviceCode
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.apply.settling import Source, change_prepayment, give_back, prepaid, settle
from collector_desktop.store.tables.snapshot import DeviceRow


class SettledMoreThanOpen(RuntimeError):
    """A transfer the station computed from its own open bills found less open than it had just read."""


def _move_offset(conn: Connection, act: PrepaymentOffset, _device: DeviceCode) -> None:
    """As far as both go: a laptop offsets what the station may have used or settled meanwhile; the rest stays."""
    for offset in act.offsets:
        left = max(prepaid(conn, offset.account), Money.ZERO)
        used = Money.ZERO
        for line in offset.bills:
            fee = min(line.fee, left - used)
            penalty = min(line.penalty, left - used - fee)
            over = settle(conn, line.bill, act.id, Source.OFFSET, act.on, fee, penalty)
            used += fee + penalty - Money.total(over)
        change_prepayment(conn, offset.account, act.id, Source.OFFSET, act.on, -used)


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
        if any(settle(conn, bill, act.id, Source.REFUND, act.on, fee, penalty)):
            raise SettledMoreThanOpen(bill)
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
            replaces=act.replaces,
        )
    )


_BOOKS = frozenset({Topic.BILLS, Topic.SNAPSHOT})

ENROLLED = Effects[DeviceEnrolled](changes=lambda _act: Changes(topics=frozenset({Topic.SYNC})), record=_record_device)
OFFSET = Effects[PrepaymentOffset](changes=lambda _act: Changes(topics=_BOOKS), move=_move_offset)
REFUNDS = Effects[RefundsApplied](changes=lambda _act: Changes(topics=_BOOKS), move=_move_refunds)

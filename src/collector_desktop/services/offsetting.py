"""Offsetting (冲抵): prepayment settles bills by itself, oldest first, without a new receipt; on both seats."""

from collections.abc import Mapping

from collector_desktop.domain import prepayment
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.station import Offset, PrepaymentOffset, SettledBill
from collector_desktop.domain.allocation import Allocation
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import balances, bills


class OffsetDone(Value):
    """What was settled from prepayment; nothing is posted where nothing could be."""

    total: Money = Money.ZERO
    accounts: tuple[AccountNumber, ...] = ()
    changes: Changes = Changes()


def offset_free(ledger: Ledger, conn: Connection, policy: Policy, stamp: Stamp) -> OffsetDone:
    """At the station: bills out with nobody. What is out with a laptop is offset there, once its route is loaded."""
    return _offset(ledger, conn, bills.free_paid_ahead(conn), policy, stamp)


def offset_collectable(ledger: Ledger, conn: Connection, policy: Policy, stamp: Stamp) -> OffsetDone:
    """On a laptop: bills out with it, as soon as a route has brought them."""
    held = balances.prepayments(conn)
    out = bills.collectable_by_account(conn, ledger.seat.device) if held else {}
    return _offset(ledger, conn, {account: found for account, found in out.items() if account in held}, policy, stamp)


def settled_bills(allocation: Allocation) -> tuple[SettledBill, ...]:
    """The lines of an allocation as an act of the station says them."""
    return tuple(SettledBill(bill=line.bill, fee=line.fee, penalty=line.penalty) for line in allocation.lines)


def _offset(
    ledger: Ledger,
    conn: Connection,
    owing: Mapping[AccountNumber, tuple[Bill, ...]],
    policy: Policy,
    stamp: Stamp,
) -> OffsetDone:
    held = balances.prepayments(conn)
    offsets = []
    for account, found in owing.items():
        allocation = prepayment.offset(found, held[account], stamp.business_day, policy)
        if allocation.lines:
            offsets.append(Offset(account=account, bills=settled_bills(allocation)))
    if not offsets:
        return OffsetDone()
    act = PrepaymentOffset(**dict(stamp), id=new_act_id(), on=stamp.business_day, offsets=tuple(offsets))
    return OffsetDone(
        total=Money.total(offset.total for offset in offsets),
        accounts=tuple(offset.account for offset in offsets),
        changes=ledger.post(conn, act).changes,
    )

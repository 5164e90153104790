"""What a newer export says of a bill these books know already.

An export and these books learn of payments from each other late: money taken at the door shows in the station's system
days after. So not the open amount itself is taken over, but how it moved since the export before: a fall is first
our own takings being shown, and only the rest was paid elsewhere.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, BillId
from collector_desktop.store.apply.settling import Source, settle
from collector_desktop.store.tables.columns import fen_sum
from collector_desktop.store.tables.snapshot import BillRow, SettlementRow


class Correction(StrEnum):
    """What an export changed about a bill."""

    NONE = "none"
    CHANGED = "changed"
    SETTLED = "settled"
    REOPENED = "reopened"


def correct_bill(
    conn: Connection, bill: BillId, act: ActId, on: date, *, amount: Money, export_open: Money
) -> Correction:
    """Bring a bill to what a newer export says, at most once per bill and act.

    `amount` is the bill's principal, `export_open` what the export calls open. A bill corrected below what was paid
    is left with a negative open amount, to be given back like a refund.
    """
    row = conn.execute(
        select(BillRow.amount, BillRow.open, BillRow.export_open, BillRow.unseen).where(BillRow.id == bill)
    ).one()
    if row.amount == amount and row.export_open == export_open:
        return Correction.NONE
    by = amount - row.amount
    conn.execute(
        update(BillRow).where(BillRow.id == bill).values(amount=amount, open=row.open + by, export_open=export_open)
    )
    fallen = row.export_open + by - export_open
    if fallen > Money.ZERO:
        return _settle_elsewhere(conn, bill, act, on, fallen, row.unseen)
    if fallen < Money.ZERO:
        return _reopen(conn, bill, act, on, -fallen)
    return Correction.CHANGED


def _settle_elsewhere(conn: Connection, bill: BillId, act: ActId, on: date, fallen: Money, unseen: Money) -> Correction:
    shown = min(fallen, unseen)
    conn.execute(update(BillRow).where(BillRow.id == bill).values(unseen=unseen - shown))
    if fallen == shown:
        return Correction.CHANGED
    settle(conn, bill, act, Source.ELSEWHERE, on, fallen - shown, Money.ZERO)
    left: Money = conn.execute(select(BillRow.open).where(BillRow.id == bill)).scalar_one()
    return Correction.CHANGED if left else Correction.SETTLED


def _reopen(conn: Connection, bill: BillId, act: ActId, on: date, risen: Money) -> Correction:
    elsewhere: Money = conn.execute(
        select(fen_sum(SettlementRow.principal)).where(
            SettlementRow.bill == bill, SettlementRow.source.in_([Source.ELSEWHERE, Source.IMPORT])
        )
    ).scalar_one()
    back = min(risen, max(elsewhere, Money.ZERO))
    row = conn.execute(select(BillRow.open, BillRow.unseen).where(BillRow.id == bill)).one()
    conn.execute(
        update(BillRow).where(BillRow.id == bill).values(open=row.open + back, unseen=row.unseen + (risen - back))
    )
    if not back:
        return Correction.CHANGED
    conn.execute(
        insert(SettlementRow).values(
            bill=bill, act=act, source=Source.ELSEWHERE, day=on, principal=-back, penalty=Money.ZERO
        )
    )
    return Correction.REOPENED if row.open + back > Money.ZERO else Correction.CHANGED

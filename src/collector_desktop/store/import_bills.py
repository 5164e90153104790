"""Bills of an export into the books: new ones at once, known ones compared first."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.bulk import insert_rows, raw_rows
from collector_desktop.store.corrections import correct_bill
from collector_desktop.store.import_counts import Counts
from collector_desktop.store.tables.columns import Base
from collector_desktop.store.tables.snapshot import BillRow, PendingChangeRow, SettlementRow


class ToldBill(NamedTuple):
    """One bill as the exports tell it; None means that no file says."""

    id: BillId
    account: AccountNumber
    month: str
    kind: str
    residential: bool
    due_on: date
    due_is_told: bool
    """False if the due date is the policy's, because no file says."""
    amount: Money
    open: Money
    penalty_paid: Money
    station_penalty: Money | None
    station_penalty_on: date | None
    kwh: str | None
    previous_reading: str | None
    present_reading: str | None
    multiplier: str | None


class Missing(NamedTuple):
    """Bills the last export called open and these files don't name at all."""

    bills: tuple[BillId, ...]
    open: Money


NOTHING_MISSING = Missing((), Money.ZERO)
_BILLS = Base.metadata.tables[BillRow.__tablename__]
_SETTLEMENTS = Base.metadata.tables[SettlementRow.__tablename__]
_ADDED = tuple(name for name in ToldBill._fields if name in _BILLS.c)
_ADDED_AT = tuple(ToldBill._fields.index(name) for name in _ADDED)
_FACTS = ("station_penalty", "station_penalty_on", "kwh", "previous_reading", "present_reading", "multiplier")
_COMPARED = ("amount", "export_open", "due_on", *_FACTS)
_KNOWN = select(_BILLS.c.id, *(_BILLS.c[name] for name in _COMPARED))
_ONE = select(_BILLS.c.out_with, *(_BILLS.c[name] for name in _COMPARED)).where(_BILLS.c.id == bindparam("bill"))


def take_bills(conn: Connection, told: Sequence[ToldBill], act: ActId, on: date, counts: Counts) -> None:
    """Add bills and correct known ones; of a bill that is out only what was paid elsewhere is taken at once."""
    known = {row[0]: row[1:] for row in raw_rows(conn, _KNOWN)}
    held = {row.bill: row for row in conn.execute(select(*PendingChangeRow.__table__.c))} if known else {}
    fresh: list[ToldBill] = []
    for bill in told:
        standing = known.get(bill.id)
        if standing is None:
            fresh.append(bill)
        elif bill.id in held or _differs(bill, standing):
            row = conn.execute(_ONE, {"bill": bill.id}).one()
            _compare(conn, bill, row, held.get(bill.id), act, on, counts)
    _add(conn, fresh, act, on)
    counts.bills_added += len(fresh)


def _differs(bill: ToldBill, standing: tuple[Any, ...]) -> bool:
    """Whether an export tells anything else than the books; quick, since nearly every bill is as it was."""
    amount, export_open, due_on, *facts = standing
    return (
        bill.amount.fen != amount
        or bill.open.fen != export_open
        or (bill.due_is_told and bill.due_on.isoformat() != due_on)
        or any(
            told is not None and told != fact
            for told, fact in zip(
                (
                    None if bill.station_penalty is None else bill.station_penalty.fen,
                    None if bill.station_penalty_on is None else bill.station_penalty_on.isoformat(),
                    bill.kwh,
                    bill.previous_reading,
                    bill.present_reading,
                    bill.multiplier,
                ),
                facts,
                strict=True,
            )
        )
    )


def missing(conn: Connection, told: Collection[ToldBill]) -> Missing:
    """Bills that were open in the export before and stand in none of these files."""
    named = {bill.id for bill in told}
    rows = [
        row
        for row in conn.execute(select(_BILLS.c.id, _BILLS.c.export_open).where(_BILLS.c.export_open > Money.ZERO))
        if row.id not in named
    ]
    return Missing(tuple(BillId(row.id) for row in rows), Money.total(row.export_open for row in rows))


def settle_missing(conn: Connection, bills: Iterable[BillId], act: ActId, on: date, counts: Counts) -> None:
    """Take bills as settled elsewhere: an arrears list of the whole station names them no more."""
    for bill in bills:
        amount: Money = conn.execute(select(_BILLS.c.amount).where(_BILLS.c.id == bill)).scalar_one()
        counts.note(correct_bill(conn, bill, act, on, amount=amount, export_open=Money.ZERO))


def _compare(
    conn: Connection,
    bill: ToldBill,
    row: Row[Any],
    held: Row[Any] | None,
    act: ActId,
    on: date,
    counts: Counts,
) -> None:
    due_on = bill.due_on if bill.due_is_told else row.due_on
    is_out = row.out_with is not None
    if is_out and (row.amount, row.due_on) != (bill.amount, due_on):
        _hold(conn, bill, due_on, held, act, counts)
        if row.amount != bill.amount:
            return
        due_on = row.due_on
    elif held is not None:
        conn.execute(delete(PendingChangeRow).where(PendingChangeRow.bill == bill.id))
    new = {name: getattr(bill, name) for name in _FACTS}
    facts = {name: value for name, value in new.items() if value is not None and value != getattr(row, name)}
    if due_on != row.due_on:
        facts["due_on"] = due_on
    if facts:
        conn.execute(update(_BILLS).where(_BILLS.c.id == bill.id).values(**facts))
    if (row.amount, row.export_open) != (bill.amount, bill.open):
        counts.note(correct_bill(conn, bill.id, act, on, amount=bill.amount, export_open=bill.open))
    elif facts:
        counts.bills_changed += 1


def _hold(conn: Connection, bill: ToldBill, due_on: date, before: Row[Any] | None, act: ActId, counts: Counts) -> None:
    wanted = {"amount": bill.amount, "open": bill.open, "due_on": due_on}
    if before is not None and all(getattr(before, name) == value for name, value in wanted.items()):
        return
    conn.execute(delete(PendingChangeRow).where(PendingChangeRow.bill == bill.id))
    conn.execute(insert(PendingChangeRow), {"bill": bill.id, "act": act, **wanted})
    counts.bills_held += 1


def _add(conn: Connection, bills: Sequence[ToldBill], act: ActId, on: date) -> None:
    picked = itemgetter(*_ADDED_AT)
    insert_rows(
        conn,
        _BILLS,
        (*_ADDED, "export_open", "unseen"),
        [(*picked(bill), bill.open, Money.ZERO) for bill in bills],
    )
    # Nobody says when it was paid before: taken as paid in time, so that no penalty is made up.
    insert_rows(
        conn,
        _SETTLEMENTS,
        ("bill", "act", "source", "day", "principal", "penalty"),
        [
            (bill.id, act, Source.IMPORT.value, min(bill.due_on, on), bill.amount - bill.open, Money.ZERO)
            for bill in bills
            if bill.amount != bill.open
        ],
    )

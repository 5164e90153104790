"""Knocks and promises."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, case, or_, select

from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Knock, Outcome, Promise, Slot
from collector_desktop.store.tables.ledger import VisitRow

HISTORY = timedelta(days=400)


class VisitsOfAccount(Value):
    """An account's knocks before a day and on it, oldest first, and the promise still to be kept."""

    past: tuple[Knock, ...] = ()
    today: tuple[Knock, ...] = ()
    today_at: tuple[datetime, ...] = ()
    """When each of today's knocks was."""
    promise: Promise | None = None
    promised_at: datetime | None = None


class VisitDetail(Value):
    """One visit as it was recorded."""

    act: ActId
    account: AccountNumber
    at: datetime
    knock: Knock
    promise: Promise | None
    note: str
    undone: bool


_IS_OF_NOW = or_(VisitRow.day == bindparam("until"), VisitRow.promise_on >= bindparam("until"))
_KNOCKS = (
    select(
        VisitRow.account,
        # Whoever reads a year of knocks wants the clock of today's and of a promise that still holds.
        case((_IS_OF_NOW, VisitRow.at)).label("at"),
        VisitRow.day,
        VisitRow.slot,
        VisitRow.outcome,
        VisitRow.promise_on,
        VisitRow.promise_slot,
    )
    .where(VisitRow.undone_by.is_(None), VisitRow.day.between(bindparam("since"), bindparam("until")))
    .order_by(VisitRow.at)
)
_KNOCKS_AT_ONE = _KNOCKS.where(VisitRow.account == bindparam("account"))


def by_account(conn: Connection, on: date) -> dict[AccountNumber, VisitsOfAccount]:
    """The knocks of the last four hundred days by account; visits taken back are left out."""
    rows: dict[AccountNumber, list[Row[*tuple[Any, ...]]]] = {}
    for row in conn.execute(_KNOCKS, {"since": on - HISTORY, "until": on}):
        rows.setdefault(AccountNumber(row.account), []).append(row)
    return {number: _visits(found, on) for number, found in rows.items()}


def at_account(conn: Connection, on: date, account: AccountNumber) -> VisitsOfAccount:
    """The same for one account."""
    rows = conn.execute(_KNOCKS_AT_ONE, {"since": on - HISTORY, "until": on, "account": account}).all()
    return _visits(list(rows), on) if rows else VisitsOfAccount()


def one(conn: Connection, visit: ActId) -> VisitDetail | None:
    """One recorded visit; None if these books know none of that id."""
    found = _details(conn, _DETAIL.where(VisitRow.act == visit))
    return found[0] if found else None


def of_account(conn: Connection, account: AccountNumber) -> tuple[VisitDetail, ...]:
    """Every visit to an account that was neither a payment nor taken back, oldest first."""
    return _details(
        conn,
        _DETAIL.where(
            VisitRow.account == account,
            VisitRow.undone_by.is_(None),
            VisitRow.outcome.not_in([Outcome.PAID, Outcome.PART_PAID]),
        ),
    )


_DETAIL = select(
    VisitRow.act,
    VisitRow.account,
    VisitRow.at,
    VisitRow.day,
    VisitRow.slot,
    VisitRow.outcome,
    VisitRow.promise_on,
    VisitRow.promise_slot,
    VisitRow.note,
    VisitRow.undone_by,
).order_by(VisitRow.at)


def _details(conn: Connection, statement: Select[*tuple[Any, ...]]) -> tuple[VisitDetail, ...]:
    return tuple(
        VisitDetail(
            act=row.act,
            account=AccountNumber(row.account),
            at=row.at,
            knock=Knock(on=row.day, slot=Slot(row.slot), outcome=Outcome(row.outcome)),
            promise=_promise(row.promise_on, row.promise_slot),
            note=row.note,
            undone=row.undone_by is not None,
        )
        for row in conn.execute(statement)
    )


def _visits(rows: list[Row[*tuple[Any, ...]]], on: date) -> VisitsOfAccount:
    knocks = tuple(_knock(row.day, row.slot, row.outcome) for row in rows)
    latest = rows[-1]
    promise = _promise(latest.promise_on, latest.promise_slot)
    return VisitsOfAccount(
        past=tuple(knock for knock in knocks if knock.on < on),
        today=tuple(knock for knock in knocks if knock.on == on),
        today_at=tuple(row.at for row in rows if row.day == on),
        promise=promise if promise and promise.on >= on else None,
        promised_at=latest.at if promise and promise.on >= on else None,
    )


@lru_cache(maxsize=8192)
def _knock(on: date, slot: str, outcome: str) -> Knock:
    """One value for all knocks alike: a year has thousands, and few kinds."""
    return Knock(on=on, slot=Slot(slot), outcome=Outcome(outcome))


def _promise(on: date | None, slot: str | None) -> Promise | None:
    return None if on is None or slot is None else Promise(on=on, slot=Slot(slot))

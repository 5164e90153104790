"""Promises and appointments of some days, each with what became of it."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.household import AppointmentCancelled, AppointmentMade
from collector_desktop.domain.household import appointments
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.promises import (
    Agreement,
    AgreementFigures,
    AgreementKind,
    History,
    Judged,
    TimedKnock,
    figures,
    judged,
)
from collector_desktop.domain.visit import Knock, Outcome, Slot
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.queries.facts import any_facts, by_account
from collector_desktop.store.queries.visits import HISTORY
from collector_desktop.store.tables.ledger import VisitRow
from collector_desktop.store.tables.snapshot import BillRow, SettlementRow


def judged_between(
    conn: Connection, first: date, last: date, today: date, account: AccountNumber | None = None
) -> tuple[Judged, ...]:
    """What was agreed for the days from first to last, of everybody or of one household, by day.

    What was agreed for a later day is looked at too, since it may set one of these aside.
    """
    found = [*_promises(conn, first, account), *_appointments(conn, first, account)]
    if not found:
        return ()
    since = min(each.made_on for each in found)
    histories = _histories(conn, {each.account for each in found}, since)
    every = judged(found, histories, today)
    return tuple(sorted((each for each in every if each.agreement.on <= last), key=lambda each: each.agreement.on))


def kept_by(conn: Connection, account: AccountNumber, today: date) -> AgreementFigures:
    """How often one household and we kept our word, as long as knocks are looked back on."""
    return figures(judged_between(conn, today - HISTORY, today, today, account))


def _promises(conn: Connection, first: date, account: AccountNumber | None) -> Iterable[Agreement]:
    statement = select(VisitRow.account, VisitRow.at, VisitRow.day, VisitRow.promise_on, VisitRow.promise_slot).where(
        VisitRow.promise_on >= first, VisitRow.undone_by.is_(None)
    )
    if account is not None:
        statement = statement.where(VisitRow.account == account)
    for row in conn.execute(statement.order_by(VisitRow.at)):
        yield Agreement(
            account=AccountNumber(row.account),
            kind=AgreementKind.PROMISE,
            made_at=row.at,
            made_on=row.day,
            on=row.promise_on,
            slot=Slot(row.promise_slot),
        )


def _appointments(conn: Connection, first: date, account: AccountNumber | None) -> Iterable[Agreement]:
    said = by_account(any_facts(conn, (AppointmentMade, AppointmentCancelled), account=account))
    for number, facts in said.items():
        made_on = {fact.id: fact.business_day for fact in facts}
        for each in appointments(facts):
            if each.on >= first:
                yield Agreement(
                    account=number,
                    kind=AgreementKind.APPOINTMENT,
                    made_at=each.made_at,
                    made_on=made_on[each.act],
                    on=each.on,
                    slot=each.slot,
                    is_cancelled=each.is_cancelled,
                )


def _histories(conn: Connection, accounts: set[AccountNumber], since: date) -> dict[AccountNumber, History]:
    knocks: dict[AccountNumber, list[TimedKnock]] = {}
    visits = (
        select(VisitRow.account, VisitRow.at, VisitRow.day, VisitRow.slot, VisitRow.outcome)
        .where(VisitRow.day >= since, VisitRow.undone_by.is_(None))
        .order_by(VisitRow.at)
    )
    for row in conn.execute(visits):
        if row.account in accounts:
            knocks.setdefault(AccountNumber(row.account), []).append(_timed(row.at, row.day, row.slot, row.outcome))
    paid: dict[AccountNumber, set[date]] = {}
    settled = (
        select(BillRow.account, SettlementRow.day)
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .where(
            SettlementRow.day >= since,
            SettlementRow.source == Source.ELSEWHERE,
            SettlementRow.principal > Money.ZERO,
        )
    )
    for account, day in conn.execute(settled):
        paid.setdefault(AccountNumber(account), set()).add(day)
    return {
        account: History(knocks=tuple(knocks.get(account, ())), paid_elsewhere=frozenset(paid.get(account, ())))
        for account in accounts
    }


def _timed(at: datetime, day: date, slot: str, outcome: str) -> TimedKnock:
    return TimedKnock(at=at, knock=Knock(on=day, slot=Slot(slot), outcome=Outcome(outcome)))

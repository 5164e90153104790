"""Publicity, praise and unmasked lists: what was held, who agreed, who paid in time, who owes in which group."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from collector_desktop.domain.acts.publicity import (
    LeafletEdited,
    PraiseConsent,
    PraisePublished,
    PublicityHeld,
    UnmaskedListMade,
)
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.penalty import effective_due
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.praise import Consent, Household, PraiseList, consents, praise_list, prompt_payers
from collector_desktop.store.queries import bills, policies
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.snapshot import AccountRow, BillRow


class Owing(NamedTuple):
    """What one household of a group has overdue, penalty not included."""

    group: str
    overdue: Money


class NamedOwing(NamedTuple):
    """One line of a list with full names."""

    village: str
    group: str
    account: AccountNumber
    name: str
    address: str
    phones: str
    months: int
    due: Money


def held(conn: Connection, village: str | None = None) -> tuple[PublicityHeld, ...]:
    """What was held, newest first; of one village if named."""
    return tuple(reversed(facts(conn, PublicityHeld, village=village)))


def edited_text(conn: Connection, leaflet: Leaflet) -> str:
    """A leaflet's text as edited last; empty while the program's own stands."""
    said = [edited for edited in facts(conn, LeafletEdited) if edited.leaflet is leaflet]
    return max(said, key=lambda edited: (edited.business_day, edited.at, edited.id)).text if said else ""


def standing_consents(conn: Connection, village: str) -> dict[AccountNumber, Consent]:
    """Where each household of a village stands."""
    return consents(facts(conn, PraiseConsent, village=village))


def published(conn: Connection, village: str) -> tuple[PraisePublished, ...]:
    """The praise lists that went up in a village, newest first."""
    return tuple(reversed(facts(conn, PraisePublished, village=village)))


def praise(conn: Connection, village: str, month: BillingMonth, on: date) -> PraiseList:
    """A village's praise list of a month, as it stands on a day."""
    return praise_list(village, month, prompt(conn, village, month, on), standing_consents(conn, village))


def prompt(conn: Connection, village: str, month: BillingMonth, on: date) -> tuple[Household, ...]:
    """Who of a village paid a month's bills in time, in paper order, as it stands on a day."""
    policy = policies.policy(conn)
    billed = bills.of_village_month(conn, village, month)
    owing = bills.owing_by_account(conn)
    households = (
        Household(
            account=AccountNumber(row.number),
            name=row.name,
            bills=billed.get(row.number, ()),
            has_overdue=bool(_overdue(owing.get(row.number, ()), on, policy)),
            group=row.village_group,
        )
        for row in _accounts(conn, (village,))
    )
    return prompt_payers(households, policy)


def billed_months(conn: Connection, village: str) -> tuple[BillingMonth, ...]:
    """The billing months a village has bills of, newest first."""
    rows = conn.scalars(
        select(BillRow.month)
        .join(AccountRow, AccountRow.number == BillRow.account)
        .where(AccountRow.village == village, BillRow.amount > Money.ZERO)
        .distinct()
        .order_by(BillRow.month.desc())
    )
    return tuple(map(BillingMonth.parse, rows))


def owing_households(conn: Connection, village: str, on: date) -> tuple[Owing, ...]:
    """Every household of a village with something overdue on a day, by its group and never by its name."""
    policy = policies.policy(conn)
    owing = bills.owing_by_account(conn)
    found = (
        Owing(group=row.village_group, overdue=_overdue(owing.get(row.number, ()), on, policy))
        for row in _accounts(conn, (village,))
    )
    return tuple(each for each in found if each.overdue)


def named_owing(conn: Connection, villages: Iterable[str]) -> tuple[NamedOwing, ...]:
    """Every household of some villages that owes, in paper order, with full name; only for an approved list."""
    owing = bills.owing_by_account(conn)
    return tuple(
        NamedOwing(
            village=row.village,
            group=row.village_group,
            account=AccountNumber(row.number),
            name=row.name,
            address=row.address,
            phones=row.phones.replace("|", " "),
            months=len({bill.month for bill in owing[row.number]}),
            due=Money.total(bill.open for bill in owing[row.number]),
        )
        for row in _accounts(conn, villages)
        if row.number in owing
    )


def names_of(conn: Connection, accounts: Iterable[AccountNumber]) -> dict[AccountNumber, str]:
    """The names of some accounts."""
    rows = conn.execute(select(AccountRow.number, AccountRow.name).where(AccountRow.number.in_(list(accounts))))
    return {AccountNumber(row.number): row.name for row in rows}


def unmasked_lists(conn: Connection, request: ActId | None = None) -> tuple[UnmaskedListMade, ...]:
    """The lists with full names that were made, newest first; under one request if named."""
    return tuple(reversed(facts(conn, UnmaskedListMade, about=request)))


def _overdue(owed: Iterable[Bill], on: date, policy: Policy) -> Money:
    return Money.total(bill.open for bill in owed if effective_due(bill, policy) < on)


def _accounts(conn: Connection, villages: Iterable[str]) -> Sequence[Row[*tuple[Any, ...]]]:
    return conn.execute(
        select(
            AccountRow.number,
            AccountRow.name,
            AccountRow.village,
            AccountRow.village_group,
            AccountRow.address,
            AccountRow.phones,
        )
        .where(AccountRow.village.in_(list(villages)))
        .order_by(AccountRow.village, AccountRow.section, AccountRow.sequence, AccountRow.number)
    ).all()

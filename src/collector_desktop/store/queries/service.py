"""The free service: who is entitled and why, what is booked, what was found, what is still to be done."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from sqlalchemy import Connection, Select, func, select

from collector_desktop.domain import bookings as folding
from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.serving import (
    BookingFact,
    CheckDone,
    FollowUpDone,
    RepairDone,
    SafetyTalkGiven,
    ServingFact,
    TariffExplained,
)
from collector_desktop.domain.bookings import OpenFollowUp
from collector_desktop.domain.entitlement import Entitlement, Payment, entitlement
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.service_check import Booking, BookingState, faults
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot
from collector_desktop.store.queries.facts import any_facts, by_account, facts
from collector_desktop.store.queries.savings import saver_accounts
from collector_desktop.store.tables.columns import IsoDay
from collector_desktop.store.tables.snapshot import AccountRow, BillRow, SettlementRow

_FARTHEST = timedelta(days=400)
"""How long ago a booking may have been agreed and still matter."""
_LOOKED_AT = timedelta(days=31)


class EntitledHousehold(Value):
    """One household with its right to the free check."""

    account: AccountNumber
    name: str
    village: str
    group: str
    address: str
    sequence: int
    entitlement: Entitlement
    booking: Booking | None
    """The open one, if there is one."""
    last_check: date | None
    """The last check ever, of whichever year."""


class ServiceCounts(Value):
    """What was done for people in a stretch of days."""

    checks: int = 0
    faults: int = 0
    """Items found faulty."""
    repairs: int = 0
    talks: int = 0
    explanations: int = 0
    follow_ups_done: int = 0
    minutes: int = 0

    @property
    def services(self) -> int:
        """Checks, repairs, talks and explanations."""
        return self.checks + self.repairs + self.talks + self.explanations


def households(conn: Connection, on: date, policy: Policy) -> tuple[EntitledHousehold, ...]:
    """Every household with a ground for a free check, in paper order: prompt payers and those the bank pays for."""
    savers = saver_accounts(conn)
    paid = _payments(conn, on, policy)
    booked = {booking.account: booking for booking in _open(_bookings(conn, on))}
    checks = by_account(facts(conn, CheckDone))
    found = []
    for row in conn.execute(_ACCOUNTS):
        account = AccountNumber(row.number)
        right = entitlement(
            paid.get(account, ()),
            account in savers,
            days := [check.business_day for check in checks.get(account, ())],
            on,
            policy,
            booked_on=booked[account].on if account in booked else None,
        )
        if right.is_entitled:
            found.append(
                EntitledHousehold(
                    account=account,
                    name=row.name,
                    village=row.village,
                    group=row.village_group,
                    address=row.address,
                    sequence=row.sequence,
                    entitlement=right,
                    booking=booked.get(account),
                    last_check=max(days, default=None),
                )
            )
    return tuple(found)


def entitlement_of(
    conn: Connection,
    account: AccountNumber,
    on: date,
    policy: Policy,
    *,
    year: int | None = None,
) -> Entitlement:
    """The right of one household in the year of a day or in another one, entitled or not."""
    open_ones = _open(_bookings(conn, on, account))
    return entitlement(
        _payments(conn, on, policy, account).get(account, ()),
        account in saver_accounts(conn, account),
        [check.business_day for check in facts(conn, CheckDone, account=account)],
        on,
        policy,
        year=year,
        booked_on=open_ones[0].on if open_ones else None,
    )


def bookings(conn: Connection, day: date) -> tuple[Booking, ...]:
    """The open bookings of a day, slot by slot in the order in which they were agreed."""
    return tuple(booking for booking in _open(_bookings(conn, day)) if booking.on == day)


def booked_slots(conn: Connection, day: date, account: AccountNumber | None = None) -> dict[AccountNumber, Slot]:
    """The slot of each household with an open booking on a day, for the day plan."""
    return {booking.account: booking.slot for booking in _open(_bookings(conn, day, account)) if booking.on == day}


def week(conn: Connection, first: date, days: int = 7) -> tuple[Booking, ...]:
    """The bookings of some days, done ones among them and cancelled ones not."""
    last = first + timedelta(days=days - 1)
    return tuple(
        booking
        for booking in _bookings(conn, first)
        if first <= booking.on <= last and booking.state is not BookingState.CANCELLED
    )


def missed(conn: Connection, today: date) -> tuple[Booking, ...]:
    """Bookings whose day went by without a word: to be moved, done or cancelled."""
    return tuple(booking for booking in _bookings(conn, today) if booking.is_missed(today))


def booking(conn: Connection, act: str, on: date) -> Booking | None:
    """One booking; None if these books know none of that id."""
    return next((each for each in _bookings(conn, on) if each.act == act), None)


def open_booking(conn: Connection, account: AccountNumber, on: date) -> Booking | None:
    """A household's open booking; None if it has none."""
    return next(iter(_open(_bookings(conn, on, account))), None)


def history(
    conn: Connection,
    account: AccountNumber | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[Fact, ...]:
    """What was done for one household or for all, newest first; bookings are not in it."""
    done = (CheckDone, FollowUpDone, RepairDone, SafetyTalkGiven, TariffExplained)
    return tuple(reversed(any_facts(conn, done, account=account, since=since, until=until)))


def follow_ups(conn: Connection, account: AccountNumber | None = None) -> tuple[OpenFollowUp, ...]:
    """What checks left to be done and nobody did yet, the one due first at the front."""
    found = any_facts(conn, (CheckDone, FollowUpDone), account=account)
    return tuple(each for each in folding.follow_ups(found) if each.done is None)


def counts(conn: Connection, first: date, last: date) -> ServiceCounts:
    """What was done between two days, both included."""
    said = any_facts(conn, get_args(ServingFact), since=first, until=last)
    checks = [fact for fact in said if isinstance(fact, CheckDone)]
    return ServiceCounts(
        checks=len(checks),
        faults=sum(len(faults(check.items)) for check in checks),
        repairs=_number(said, RepairDone),
        talks=_number(said, SafetyTalkGiven),
        explanations=_number(said, TariffExplained),
        follow_ups_done=_number(said, FollowUpDone),
        minutes=sum(getattr(fact, "minutes", 0) for fact in said),
    )


def _number(said: Iterable[Fact], kind: type[Fact]) -> int:
    return sum(isinstance(fact, kind) for fact in said)


def _bookings(conn: Connection, around: date, account: AccountNumber | None = None) -> tuple[Booking, ...]:
    return folding.bookings(any_facts(conn, get_args(BookingFact), account=account, since=around - _FARTHEST))


def _open(found: Sequence[Booking]) -> tuple[Booking, ...]:
    return tuple(booking for booking in found if booking.state is BookingState.OPEN)


_ACCOUNTS = select(
    AccountRow.number,
    AccountRow.name,
    AccountRow.village,
    AccountRow.village_group,
    AccountRow.address,
    AccountRow.sequence,
).order_by(AccountRow.section, AccountRow.sequence, AccountRow.number)


def _payments(
    conn: Connection, on: date, policy: Policy, account: AccountNumber | None = None
) -> dict[AccountNumber, list[Payment]]:
    """How the bills were paid that fell due lately: no bill is built, a list of everybody needs thousands of them."""
    since = on - _LOOKED_AT * (policy.service.prompt_months + 2)
    statement = _paid().where(BillRow.due_on >= since, BillRow.due_on < on)
    if account is not None:
        statement = statement.where(BillRow.account == account)
    found: dict[AccountNumber, list[Payment]] = {}
    months: dict[str, BillingMonth] = {}
    for number, text, due_on, is_open, last in conn.execute(statement):
        if text not in months:
            months[text] = BillingMonth.parse(text)
        settled_on = None if is_open else last or due_on
        found.setdefault(number, []).append(Payment(months[text], due_on, settled_on))
    return found


def _paid() -> Select[*tuple[Any, ...]]:
    last = func.max(SettlementRow.day, type_=IsoDay).label("last")
    return (
        select(BillRow.account, BillRow.month, BillRow.due_on, BillRow.open > Money.ZERO, last)
        .outerjoin(SettlementRow, (SettlementRow.bill == BillRow.id) & (SettlementRow.principal != Money.ZERO))
        .where(BillRow.amount > Money.ZERO)
        .group_by(BillRow.id, BillRow.account, BillRow.month, BillRow.due_on, BillRow.open)
        .order_by(BillRow.account, BillRow.month)
    )

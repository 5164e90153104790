"""Doors: the accounts out for collection, in paper order."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from collector_desktop.domain.allocation import Due, amount_due
from collector_desktop.domain.household import Appointment, Household
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.repayment import PlanState
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Knock, Promise, Slot
from collector_desktop.store.queries import bills, households, repayment, savings, service, visits
from collector_desktop.store.queries.notices_to_serve import ToServe, notices_to_serve
from collector_desktop.store.tables.ledger import ReceiptRow, VoidRow
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow


class Door(Value):
    """One household to visit: where, what it owes on the day, and what earlier knocks brought."""

    order: int
    account: AccountNumber
    name: str
    village: str
    group: str
    address: str
    hint: str
    sequence: int
    meter_number: str
    phones: tuple[str, ...]
    due: Money
    """Fees and penalties open on the day."""
    penalty: Money
    overdue_days: int
    due_by: date | None
    """The last day before the next penalty begins; None if there is none to come."""
    months: tuple[BillingMonth, ...]
    prepay: Money
    promise: Promise | None
    promised_at: datetime | None
    past: tuple[Knock, ...]
    today: tuple[Knock, ...]
    today_at: tuple[datetime, ...]
    collected_today: Money
    booked: Slot | None = None
    """The slot of a free check booked for the day; such a door is among the others even if it owes nothing."""
    household: Household = Household()
    """What is known so that somebody is met; an appointment for the day brings the door to the list too."""
    appointment: Appointment | None = None
    """The one of the day."""
    debit_failed: str = ""
    """Why the bank could not pay a month that still owes; empty if it did or was never asked."""
    to_serve: ToServe | None = None
    """The notice to be taken along."""
    plan: PlanState | None = None
    """The repayment plan it keeps, with what of it has to come now."""


def doors(conn: Connection, on: date, policy: Policy, device: DeviceCode) -> tuple[Door, ...]:
    """Every account that owes something to be collected by this device, paid it today, has a check booked for today or
    an appointment, in paper order.
    """
    owed = bills.collectable_by_account(conn, device)
    paid = _paid_on(conn, on)
    knocks = visits.by_account(conn, on)
    booked = service.booked_slots(conn, on)
    known = households.households(conn, on)
    failed = savings.failed_debits(conn)
    to_serve = notices_to_serve(conn, on, policy)
    plans = repayment.kept_plans(conn, on, policy)
    balances = {row.account: row.prepay for row in conn.execute(select(BalanceRow.account, BalanceRow.prepay))}
    found: list[Door] = []
    for row in conn.execute(_accounts_in_paper_order()):
        account = AccountNumber(row.number)
        due = amount_due(owed.get(account, ()), on, policy)
        collected = paid.get(account, Money.ZERO)
        household = known.get(account, Household())
        if not due.total and not collected and account not in booked and not household.appointment_on(on):
            continue
        found.append(
            Door(
                order=len(found) + 1,
                account=account,
                name=row.name,
                village=row.village,
                group=row.village_group,
                address=row.address,
                hint=row.hint,
                sequence=row.sequence,
                meter_number=row.meter_number,
                phones=tuple(row.phones.split("|")) if row.phones else (),
                appointment=household.appointment_on(on),
                household=household,
                debit_failed=failed[account].reason if account in failed else "",
                to_serve=to_serve.get(account),
                plan=plans.get(account),
                **_figures(due, balances.get(account, Money.ZERO), knocks.get(account), collected, booked.get(account)),
            )
        )
    return tuple(found)


def read_again(
    conn: Connection,
    known: Sequence[Door],
    accounts: Collection[AccountNumber],
    on: date,
    policy: Policy,
    device: DeviceCode,
) -> tuple[Door, ...] | None:
    """Known doors with the figures of some accounts read again: what one act changes costs one door, not all of them.

    None if one of the accounts comes to the list or leaves it; then all doors have to be read.
    """
    if not set(accounts) <= {door.account for door in known}:
        return None
    found = tuple(_again(conn, door, on, policy, device) if door.account in accounts else door for door in known)
    belongs = all(door.due or door.collected_today or door.booked or door.appointment for door in found)
    return found if belongs else None


def _again(conn: Connection, door: Door, on: date, policy: Policy, device: DeviceCode) -> Door:
    due = amount_due(bills.collectable(conn, door.account, device), on, policy)
    prepay = conn.scalar(select(BalanceRow.prepay).where(BalanceRow.account == door.account)) or Money.ZERO
    collected = _paid_on(conn, on, door.account).get(door.account, Money.ZERO)
    booked = service.booked_slots(conn, on, door.account).get(door.account)
    figures = _figures(due, prepay, visits.at_account(conn, on, door.account), collected, booked)
    household = households.household_of(conn, door.account, on)
    failed = savings.failed_debits(conn, door.account).get(door.account)
    return door.model_copy(
        update=figures
        | {
            "household": household,
            "appointment": household.appointment_on(on),
            "debit_failed": failed.reason if failed else "",
            "to_serve": notices_to_serve(conn, on, policy, door.account).get(door.account),
            "plan": repayment.kept_plan(conn, door.account, on, policy),
        }
    )


def _figures(
    due: Due, prepay: Money, seen: visits.VisitsOfAccount | None, collected: Money, booked: Slot | None
) -> dict[str, Any]:
    """The fields of a door that acts change."""
    seen = seen or visits.VisitsOfAccount()
    return {
        "due": due.total,
        "penalty": due.penalties,
        "overdue_days": due.overdue_days,
        "due_by": min((each.bill.due_on for each in due.bills if each.bill.due_on >= due.on), default=None),
        "months": due.months,
        "prepay": prepay,
        "promise": seen.promise,
        "promised_at": seen.promised_at,
        "past": seen.past,
        "today": seen.today,
        "today_at": seen.today_at,
        "collected_today": collected,
        "booked": booked,
    }


def _accounts_in_paper_order() -> Select[*tuple[Any, ...]]:
    return select(
        AccountRow.number,
        AccountRow.name,
        AccountRow.village,
        AccountRow.village_group,
        AccountRow.address,
        AccountRow.hint,
        AccountRow.sequence,
        AccountRow.meter_number,
        AccountRow.phones,
    ).order_by(AccountRow.section, AccountRow.sequence, AccountRow.number)


def _paid_on(conn: Connection, on: date, account: AccountNumber | None = None) -> dict[AccountNumber, Money]:
    """What each account paid on a day, or one account alone; receipts made void do not count."""
    statement = (
        select(ReceiptRow.account, ReceiptRow.received)
        .outerjoin(VoidRow, VoidRow.number == ReceiptRow.number)
        .where(ReceiptRow.day == on, VoidRow.number.is_(None))
    )
    paid: dict[AccountNumber, Money] = {}
    for row in conn.execute(statement if account is None else statement.where(ReceiptRow.account == account)):
        account = AccountNumber(row.account)
        paid[account] = paid.get(account, Money.ZERO) + row.received
    return paid

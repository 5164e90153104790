"""The free service: booking a check, moving it, making it, and small things for people that nobody pays for."""

from datetime import date
from enum import StrEnum

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.serving import (
    CheckBooked,
    CheckBookingCancelled,
    CheckMoved,
    RepairDone,
    SafetyTalkGiven,
    TariffExplained,
)
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.entitlement import Entitlement
from collector_desktop.domain.names import AccountNumber, ActId, BillId
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing
from collector_desktop.domain.refusals_serving import (
    BookingEnded,
    BookingInThePast,
    BookingUnknown,
    CheckAlreadyBooked,
    CheckUsedUp,
    NotEntitledToCheck,
    SlotFull,
)
from collector_desktop.domain.service_check import Booking, BookingState
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cards, policies, service
from collector_desktop.store.queries.facts import fact


class BookCheck(Value):
    """A check agreed with the household. `id` was fixed when the panel opened: a double Enter is one booking."""

    id: ActId
    account: AccountNumber
    on: date
    slot: Slot
    note: str = ""


class MoveCheck(Value):
    """A booking for another day or slot."""

    id: ActId
    booking: ActId
    on: date
    slot: Slot
    note: str = ""


class CancelCheck(Value):
    """A booking that is off, and why."""

    id: ActId
    booking: ActId
    reason: str


class QuickService(StrEnum):
    """What is logged with one tap from the card."""

    REPAIR = "repair"
    SAFETY_TALK = "safety_talk"
    TARIFF_EXPLAINED = "tariff_explained"


class LogService(Value):
    """Something done for a household that nobody pays for; everything but the kind may be left out."""

    id: ActId
    account: AccountNumber
    service: QuickService
    what: str = ""
    minutes: int = 0
    bill: BillId | None = None
    """The bill that was explained."""


def book(ledger: Ledger, wanted: BookCheck, stamp: Stamp) -> Changes:
    """Book a free check for a household that is entitled to one; the right is the one of the booked day's year.

    Raises AccountUnknown, BookingInThePast, NotEntitledToCheck, CheckUsedUp, CheckAlreadyBooked, SlotFull.
    """
    with ledger.writing() as conn:
        if cards.account_info(conn, wanted.account) is None:
            raise AccountUnknown(account=wanted.account)
        standing = service.open_booking(conn, wanted.account, stamp.business_day)
        if standing is not None and standing.act != wanted.id:
            raise CheckAlreadyBooked(account=wanted.account, on=standing.on)
        if standing is None:
            check_right(conn, wanted.account, wanted.on, stamp.business_day)
            _check_slot(conn, wanted.on, wanted.slot, stamp)
        act = CheckBooked(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            on=wanted.on,
            slot=wanted.slot,
            note=wanted.note.strip(),
        )
        return ledger.post(conn, act).changes


def move(ledger: Ledger, wanted: MoveCheck, stamp: Stamp) -> Changes:
    """Move a booking to another day or slot; what was agreed stays, but a check of another year must be left in it.

    Raises BookingUnknown, BookingEnded, BookingInThePast, CheckUsedUp, SlotFull.
    """
    with ledger.writing() as conn:
        standing = _open_booking(conn, wanted.booking, stamp)
        if (standing.on, standing.slot) == (wanted.on, wanted.slot):
            return Changes()
        if wanted.on.year != standing.on.year:
            check_left(conn, standing.account, wanted.on, stamp.business_day)
        _check_slot(conn, wanted.on, wanted.slot, stamp)
        act = CheckMoved(
            **dict(stamp),
            id=wanted.id,
            account=standing.account,
            about=standing.act,
            on=wanted.on,
            slot=wanted.slot,
            note=wanted.note.strip(),
        )
        return ledger.post(conn, act).changes


def cancel(ledger: Ledger, wanted: CancelCheck, stamp: Stamp) -> Changes:
    """Take a booking off; the free check stays the household's. Raises ReasonMissing, BookingUnknown, BookingEnded."""
    if not wanted.reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        standing = _open_booking(conn, wanted.booking, stamp)
        act = CheckBookingCancelled(
            **dict(stamp), id=wanted.id, account=standing.account, about=standing.act, reason=wanted.reason.strip()
        )
        return ledger.post(conn, act).changes


def log_quick(ledger: Ledger, id: ActId, account: AccountNumber, service: QuickService, stamp: Stamp) -> Changes:
    """Log a repair, a safety talk or an explained tariff with one tap. Raises AccountUnknown."""
    return log(ledger, LogService(id=id, account=account, service=service), stamp)


def log(ledger: Ledger, done: LogService, stamp: Stamp) -> Changes:
    """Log something done for a household, with what and how long if somebody says. Raises AccountUnknown."""
    with ledger.writing() as conn:
        if cards.account_info(conn, done.account) is None:
            raise AccountUnknown(account=done.account)
        said = {"account": done.account, "what": done.what.strip(), "minutes": done.minutes}
        match done.service:
            case QuickService.REPAIR:
                act: RepairDone | SafetyTalkGiven | TariffExplained = RepairDone(**dict(stamp), id=done.id, **said)
            case QuickService.SAFETY_TALK:
                act = SafetyTalkGiven(**dict(stamp), id=done.id, **said)
            case QuickService.TARIFF_EXPLAINED:
                act = TariffExplained(**dict(stamp), id=done.id, bill=done.bill, **said)
        return ledger.post(conn, act).changes


def check_right(conn: Connection, account: AccountNumber, on: date, today: date) -> None:
    """Whether a household may have a free check on a day. Raises NotEntitledToCheck, CheckUsedUp."""
    policy = policies.policy(conn)
    # Promptness is judged by what is known today; the year whose right is used is the year of the check.
    right = service.entitlement_of(conn, account, today, policy, year=on.year)
    if not right.is_entitled:
        raise NotEntitledToCheck(account=account, months=right.promptness.months)
    _refuse_used_up(right, account)


def check_left(conn: Connection, account: AccountNumber, on: date, today: date) -> None:
    """Whether a household to which a check is promised may have it in the year of a day. Raises CheckUsedUp."""
    _refuse_used_up(service.entitlement_of(conn, account, today, policies.policy(conn), year=on.year), account)


def _refuse_used_up(right: Entitlement, account: AccountNumber) -> None:
    if right.done_on and right.used >= right.a_year:
        raise CheckUsedUp(account=account, year=right.year, on=right.done_on[-1], next_year=right.year + 1)


def _open_booking(conn: Connection, act: ActId, stamp: Stamp) -> Booking:
    found = service.booking(conn, act, stamp.business_day)
    if found is None:
        raise BookingUnknown(booking=act)
    if found.state is not BookingState.OPEN:
        raise BookingEnded(on=found.on)
    return found


def _check_slot(conn: Connection, on: date, slot: Slot, stamp: Stamp) -> None:
    if on < stamp.business_day:
        raise BookingInThePast(day=on)
    limit = policies.policy(conn).service.checks_per_slot
    booked = sum(each.slot is slot for each in service.bookings(conn, on))
    if booked >= limit:
        raise SlotFull(day=on, limit=limit)

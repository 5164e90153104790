"""Making a check: the list, what was put right, what is left, and the household's signature; and the follow-up."""

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.field import VisitRecorded
from collector_desktop.domain.acts.serving import CheckDone, FollowUpDone
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing
from collector_desktop.domain.refusals_serving import (
    BookingEnded,
    BookingUnknown,
    ChecklistEmpty,
    FaultUnanswered,
    FollowUpInThePast,
    FollowUpUnknown,
)
from collector_desktop.domain.service_check import (
    BookingState,
    CheckedItem,
    CheckResult,
    Confirmation,
    FollowUp,
    faults,
)
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.services.serving import check_left, check_right
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cards, service
from collector_desktop.store.queries.facts import fact, facts


class CompleteCheck(Value):
    """A check as it was made. `id` was fixed when the panel opened; `booking` is empty for one made on the spot."""

    id: ActId
    account: AccountNumber
    slot: Slot
    """In which slot of the day the door was opened."""
    booking: ActId = ActId("")
    items: tuple[CheckedItem, ...]
    findings: str = ""
    repaired: str = ""
    follow_up: FollowUp | None = None
    minutes: int = 0
    confirmation: Confirmation = Confirmation.NOBODY_SIGNED
    files: tuple[NewFile, ...] = ()


class FinishFollowUp(Value):
    """What was done about what a check had left."""

    id: ActId
    check: ActId
    what: str
    files: tuple[NewFile, ...] = ()


def complete(ledger: Ledger, made: CompleteCheck, stamp: Stamp) -> Changes:
    """Keep a check; it is a visit that met somebody too. No fault stays without an answer.

    Raises ChecklistEmpty, FaultUnanswered, FollowUpInThePast, AccountUnknown, BookingUnknown, BookingEnded; made on
    the spot also NotEntitledToCheck and CheckUsedUp, and the latter if it was booked for another year.
    """
    _check_list(made, stamp)
    with ledger.writing() as conn:
        if fact(conn, made.id) is not None:
            return Changes()
        booking = _booking_of(conn, made, stamp)
        act = CheckDone(
            **dict(stamp),
            id=made.id,
            account=made.account,
            about=booking,
            items=made.items,
            findings=made.findings.strip(),
            repaired=made.repaired.strip(),
            follow_up=made.follow_up,
            minutes=made.minutes,
            confirmation=made.confirmation,
            attachments=keep_files(conn, made.files),
        )
        visit = VisitRecorded(
            **dict(stamp), id=new_act_id(), account=made.account, slot=made.slot, outcome=Outcome.SERVICED
        )
        return ledger.post(conn, act).changes | ledger.post(conn, visit).changes


def finish_follow_up(ledger: Ledger, done: FinishFollowUp, stamp: Stamp) -> Changes:
    """Say what was done about what a check left; saying it twice is once. Raises ReasonMissing, FollowUpUnknown."""
    if not done.what.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        check = fact(conn, done.check)
        if not isinstance(check, CheckDone) or check.follow_up is None:
            raise FollowUpUnknown(check=done.check)
        if facts(conn, FollowUpDone, about=done.check):
            return Changes()
        act = FollowUpDone(
            **dict(stamp),
            id=done.id,
            account=check.account,
            about=check.id,
            what=done.what.strip(),
            attachments=keep_files(conn, done.files),
        )
        return ledger.post(conn, act).changes


def _check_list(made: CompleteCheck, stamp: Stamp) -> None:
    if all(line.result is CheckResult.NOT_CHECKED for line in made.items):
        raise ChecklistEmpty
    if made.follow_up is not None and made.follow_up.due_on < stamp.business_day:
        raise FollowUpInThePast(day=made.follow_up.due_on)
    found = faults(made.items)
    if found and not made.repaired.strip() and made.follow_up is None:
        raise FaultUnanswered(faults=len(found))


def _booking_of(conn: Connection, made: CompleteCheck, stamp: Stamp) -> ActId:
    """The booking a check answers: the one named, the household's open one, or none if it has a right without."""
    if cards.account_info(conn, made.account) is None:
        raise AccountUnknown(account=made.account)
    if made.booking:
        standing = service.booking(conn, made.booking, stamp.business_day)
        if standing is None or standing.account != made.account:
            raise BookingUnknown(booking=made.booking)
        if standing.state is not BookingState.OPEN:
            raise BookingEnded(on=standing.on)
    else:
        standing = service.open_booking(conn, made.account, stamp.business_day)
    today = stamp.business_day
    if standing is None:
        check_right(conn, made.account, today, today)
        return ActId("")
    if standing.on.year != today.year:
        check_left(conn, made.account, today, today)
    return standing.act

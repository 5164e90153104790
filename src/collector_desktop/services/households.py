"""Noting what helps to meet a household: whom to call, when it is away, when we said we would come."""

from datetime import date

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.household import (
    AppointmentCancelled,
    AppointmentMade,
    AwayEnded,
    AwayNoted,
    ContactNoted,
    NeighbourNoted,
)
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_household import (
    AppointmentAlreadyMade,
    AppointmentInThePast,
    AppointmentUnknown,
    AwayInThePast,
    ContactNameMissing,
    ContactNeedsPhone,
    NotAway,
)
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cards
from collector_desktop.store.queries.facts import fact
from collector_desktop.store.queries.households import household_of


class NoteContact(Value):
    """Somebody else to call. `id` was fixed when the form opened: a double Enter is one note; so in all below."""

    id: ActId
    account: AccountNumber
    name: str
    relation: str = ""
    phone: str


class NoteNeighbour(Value):
    """A neighbour who passes messages on; a number may be missing, one can knock there."""

    id: ActId
    account: AccountNumber
    name: str
    phone: str = ""


class NoteAway(Value):
    """Nobody at home until a day, the day included."""

    id: ActId
    account: AccountNumber
    until: date
    reason: str = ""


class Appoint(Value):
    """A day and a slot in which we come."""

    id: ActId
    account: AccountNumber
    on: date
    slot: Slot
    purpose: str = ""


class CallOff(Value):
    """An appointment that is off."""

    id: ActId
    account: AccountNumber
    appointment: ActId
    reason: str = ""


def note_contact(ledger: Ledger, wanted: NoteContact, stamp: Stamp) -> Changes:
    """Note somebody else to call. Raises ContactNameMissing, ContactNeedsPhone, AccountUnknown."""
    name, phone = _named(wanted.name), wanted.phone.strip()
    if not phone:
        raise ContactNeedsPhone(name=name)
    with ledger.writing() as conn:
        _known(conn, wanted.account)
        said = dict(stamp) | {"id": wanted.id, "account": wanted.account}
        return ledger.post(conn, ContactNoted(**said, name=name, relation=wanted.relation.strip(), phone=phone)).changes


def note_neighbour(ledger: Ledger, wanted: NoteNeighbour, stamp: Stamp) -> Changes:
    """Note who passes messages on. Raises ContactNameMissing, AccountUnknown."""
    name = _named(wanted.name)
    with ledger.writing() as conn:
        _known(conn, wanted.account)
        said = dict(stamp) | {"id": wanted.id, "account": wanted.account}
        return ledger.post(conn, NeighbourNoted(**said, name=name, phone=wanted.phone.strip())).changes


def note_away(ledger: Ledger, wanted: NoteAway, stamp: Stamp) -> Changes:
    """Leave a household in peace until it is back. Raises AwayInThePast, AccountUnknown."""
    if wanted.until < stamp.business_day:
        raise AwayInThePast(day=wanted.until)
    with ledger.writing() as conn:
        _known(conn, wanted.account)
        said = dict(stamp) | {"id": wanted.id, "account": wanted.account}
        return ledger.post(conn, AwayNoted(**said, until=wanted.until, reason=wanted.reason.strip())).changes


def end_away(ledger: Ledger, id: ActId, account: AccountNumber, stamp: Stamp) -> Changes:
    """They are back before the day they said. Raises NotAway."""
    with ledger.writing() as conn:
        if fact(conn, id) is not None:
            return Changes()
        away = household_of(conn, account, stamp.business_day).away
        if away is None:
            raise NotAway(account=account)
        said = dict(stamp) | {"id": id, "account": account}
        return ledger.post(conn, AwayEnded(**said, about=away.act)).changes


def appoint(ledger: Ledger, wanted: Appoint, stamp: Stamp) -> Changes:
    """Say when we come. Raises AppointmentInThePast, AccountUnknown, AppointmentAlreadyMade (one a day is enough)."""
    if wanted.on < stamp.business_day:
        raise AppointmentInThePast(day=wanted.on)
    with ledger.writing() as conn:
        _known(conn, wanted.account)
        standing = household_of(conn, wanted.account, stamp.business_day).appointment_on(wanted.on)
        if standing is not None and standing.act != wanted.id:
            raise AppointmentAlreadyMade(day=standing.on, slot=standing.slot)
        said = dict(stamp) | {"id": wanted.id, "account": wanted.account}
        made = AppointmentMade(**said, on=wanted.on, slot=wanted.slot, purpose=wanted.purpose.strip())
        return ledger.post(conn, made).changes


def call_off(ledger: Ledger, wanted: CallOff, stamp: Stamp) -> Changes:
    """Cancel an appointment; calling it off twice is once. Raises AppointmentUnknown."""
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        standing = household_of(conn, wanted.account, stamp.business_day).appointments
        if wanted.appointment not in [each.act for each in standing]:
            raise AppointmentUnknown(appointment=wanted.appointment)
        said = dict(stamp) | {"id": wanted.id, "account": wanted.account, "about": wanted.appointment}
        return ledger.post(conn, AppointmentCancelled(**said, reason=wanted.reason.strip())).changes


def _named(name: str) -> str:
    if not name.strip():
        raise ContactNameMissing
    return name.strip()


def _known(conn: Connection, account: AccountNumber) -> None:
    if cards.account_info(conn, account) is None:
        raise AccountUnknown(account=account)

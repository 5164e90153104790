"""What holds of a household today, folded from what was said: the newest word counts, an absence ends by itself."""

from collections.abc import Iterable
from datetime import date, datetime

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.household import (
    AppointmentCancelled,
    AppointmentMade,
    AwayEnded,
    AwayNoted,
    ContactNoted,
    DoorSlipLeft,
    NeighbourNoted,
)
from collector_desktop.domain.names import ActId
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot

_SLOTS = tuple(Slot)


class Contact(Value):
    """Somebody to call: another one of the household, or the neighbour who passes messages on."""

    act: ActId
    name: str
    relation: str = ""
    phone: str = ""


class Away(Value):
    """Nobody is at home until this day, the day included."""

    act: ActId
    noted_at: datetime
    until: date
    reason: str = ""


class Appointment(Value):
    """When we said we would come."""

    act: ActId
    made_at: datetime
    on: date
    slot: Slot
    purpose: str = ""
    is_cancelled: bool = False


class Household(Value):
    """One household as it stands on a day."""

    contacts: tuple[Contact, ...] = ()
    neighbour: Contact | None = None
    away: Away | None = None
    appointments: tuple[Appointment, ...] = ()
    """Those of the day and later, the first one first."""
    slips: tuple[DoorSlipLeft, ...] = ()
    """Slips left at the door, oldest first."""

    def appointment_on(self, day: date) -> Appointment | None:
        """The first appointment of a day."""
        return next((each for each in self.appointments if each.on == day), None)

    def expected_on(self, day: date) -> Slot | None:
        """The slot in which the household expects us: by appointment, or by the newest slip at its door."""
        agreed = self.appointment_on(day)
        if agreed is not None:
            return agreed.slot
        return Slot.EVENING if self.slips and day in self.slips[-1].evenings else None

    @property
    def may_be_called(self) -> bool:
        """Whether somebody of the household can be reached by phone."""
        return any(contact.phone for contact in self.contacts)


def household(said: Iterable[Fact], on: date) -> Household:
    """What holds on a day. Withdrawn facts are left out by whoever reads them."""
    facts = in_order(said)
    contacts: dict[str, Contact] = {}
    neighbour: Contact | None = None
    away: Away | None = None
    for fact in facts:
        match fact:
            case ContactNoted():
                contacts.pop(fact.name, None)  # told anew, it stands last
                contacts[fact.name] = Contact(act=fact.id, name=fact.name, relation=fact.relation, phone=fact.phone)
            case NeighbourNoted():
                neighbour = Contact(act=fact.id, name=fact.name, phone=fact.phone)
            case AwayNoted():
                away = Away(act=fact.id, noted_at=fact.at, until=fact.until, reason=fact.reason)
            case AwayEnded() if away is not None and away.act == fact.about:
                away = None
    return Household(
        contacts=tuple(contacts.values()),
        neighbour=neighbour,
        away=away if away is not None and on <= away.until else None,
        appointments=tuple(each for each in appointments(facts) if each.on >= on and not each.is_cancelled),
        slips=tuple(fact for fact in facts if isinstance(fact, DoorSlipLeft)),
    )


def appointments(said: Iterable[Fact]) -> tuple[Appointment, ...]:
    """Every appointment ever made, cancelled ones among them, by day and slot."""
    facts = in_order(said)
    cancelled = {fact.about for fact in facts if isinstance(fact, AppointmentCancelled)}
    made = [
        Appointment(
            act=fact.id,
            made_at=fact.at,
            on=fact.on,
            slot=fact.slot,
            purpose=fact.purpose,
            is_cancelled=fact.id in cancelled,
        )
        for fact in facts
        if isinstance(fact, AppointmentMade)
    ]
    return tuple(sorted(made, key=lambda each: (each.on, _SLOTS.index(each.slot))))


def in_order(said: Iterable[Fact]) -> list[Fact]:
    """As it was said: facts of two seats come together by the clock."""
    return sorted(said, key=lambda fact: (fact.at, fact.id))

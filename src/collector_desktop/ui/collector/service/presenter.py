"""Service without a window: the entitled, the week's bookings, and what was done, each read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.bookings import OpenFollowUp
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.service_check import Booking
from collector_desktop.domain.visit import Slot
from collector_desktop.store.queries import cards, policies, service
from collector_desktop.store.queries.cards import AccountInfo
from collector_desktop.store.queries.lost_files import FilesHere, files_here
from collector_desktop.store.queries.service import EntitledHousehold, ServiceCounts
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.SERVICE, Topic.SNAPSHOT, Topic.BILLS, Topic.HOUSEHOLD})
"""What must have changed for a tab to be stale."""
WEEK = 7


class Stage(StrEnum):
    """How far a household's free check of this year is."""

    FREE = "free"
    BOOKED = "booked"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking and whose it is."""

    booking: Booking
    info: AccountInfo


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days with their bookings, and what earlier days left without a word."""

    first: date
    bookings: tuple[Booked, ...]
    missed: tuple[Booked, ...]
    limit: int
    """How many checks a slot holds."""

    def of(self, day: date, slot: Slot) -> tuple[Booked, ...]:
        """The bookings of one slot."""
        return tuple(each for each in self.bookings if (each.booking.on, each.booking.slot) == (day, slot))

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return tuple(self.first + timedelta(days=at) for at in range(WEEK))


@dataclass(frozen=True, slots=True)
class Served:
    """Something that was done, and for whom."""

    fact: Fact
    info: AccountInfo | None
    """None if these books no longer know the account."""


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """What a check left to be done, and where."""

    follow_up: OpenFollowUp
    info: AccountInfo | None


@dataclass(frozen=True, slots=True)
class Records:
    """What was done in a month, newest first, with its counts and every open follow-up."""

    served: tuple[Served, ...]
    follow_ups: tuple[FollowUpLine, ...]
    counts: ServiceCounts


class ServiceDesk:
    """Reads what the place shows; every read is of one moment."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def entitled(self) -> tuple[EntitledHousehold, ...]:
        """Everybody with a ground for a free check, in paper order."""
        session = self._session
        with session.ledger.reading() as conn:
            return service.households(conn, session.business_day, policies.policy(conn))

    def household(self, account: AccountNumber) -> AccountInfo | None:
        """Who and where a household is."""
        with self._session.ledger.reading() as conn:
            return cards.account_info(conn, account)

    def past(self, account: AccountNumber) -> tuple[Fact, ...]:
        """What was done for one household, newest first."""
        with self._session.ledger.reading() as conn:
            return service.history(conn, account)

    def files(self, fact: Fact) -> FilesHere:
        """The files that came with a service, as far as these books hold them."""
        with self._session.ledger.reading() as conn:
            return files_here(conn, fact.attachments)

    def week(self, of: date) -> Week:
        """The week a day lies in."""
        first = monday_of(of)
        with self._session.ledger.reading() as conn:
            infos: dict[AccountNumber, AccountInfo | None] = {}

            def known(found: Iterable[Booking]) -> tuple[Booked, ...]:
                lines = []
                for booking in found:
                    if booking.account not in infos:
                        infos[booking.account] = cards.account_info(conn, booking.account)
                    info = infos[booking.account]
                    if info is not None:
                        lines.append(Booked(booking, info))
                return tuple(lines)

            return Week(
                first=first,
                bookings=known(service.week(conn, first, WEEK)),
                missed=known(service.missed(conn, self._session.business_day)),
                limit=policies.policy(conn).service.checks_per_slot,
            )

    def records(self, month: date) -> Records:
        """What was done in the month a day lies in."""
        first = month.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        with self._session.ledger.reading() as conn:
            said = service.history(conn, since=first, until=last)
            left = service.follow_ups(conn)
            accounts = {fact.account for fact in said} | {each.check.account for each in left}
            infos = {account: cards.account_info(conn, account) for account in accounts}
            return Records(
                served=tuple(Served(fact, infos[fact.account]) for fact in said),
                follow_ups=tuple(FollowUpLine(each, infos[each.check.account]) for each in left),
                counts=service.counts(conn, first, last),
            )


def stage_of(household: EntitledHousehold) -> Stage:
    """Free to be booked, booked, or made this year."""
    if household.booking is not None:
        return Stage.BOOKED
    return Stage.FREE if household.entitlement.left else Stage.USED


def monday_of(day: date) -> date:
    """The first day of the week a day lies in."""
    return day - timedelta(days=day.weekday())

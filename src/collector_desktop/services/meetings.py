"""The monthly meeting with a village's committee: its agenda from the figures, its minutes, what it said of answers."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from collector_desktop.domain import meetings
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.villages import MeetingHeld
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.committee import Member
from collector_desktop.domain.masking import mask_text, mask_texts
from collector_desktop.domain.names import ActId
from collector_desktop.domain.opinions import Opinion, to_be_told
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals_villages import (
    MeetingAlreadyKept,
    MeetingInTheFuture,
    MeetingUnknown,
    MeetingWithoutMinutes,
    MeetingWithoutPresent,
)
from collector_desktop.domain.value import Value
from collector_desktop.domain.village_month import VillageMonth
from collector_desktop.printing.meeting import Agenda, Minutes, MinutesOpinion, agenda_pdf, minutes_pdf
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.services.opinions import (
    FollowUpOpinion,
    RaiseOpinion,
    follow_up_within,
    raise_within,
)
from collector_desktop.services.villages import known_village
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import accounts, policies, villages
from collector_desktop.store.queries.facts import fact


class Prepared(Value):
    """What a meeting begins with."""

    village: str
    on: date
    figures: VillageMonth
    agenda: tuple[str, ...]
    open: tuple[Opinion, ...]
    """Opinions the meeting asks about, the one due first at the front."""
    members: tuple[Member, ...]


class HeardOpinion(Value):
    """What the meeting said of an opinion from before."""

    opinion: ActId
    is_settled: bool
    said: str = ""
    due_on: date | None = None


class NewOpinion(Value):
    """An opinion raised at the meeting."""

    raised_by: str = ""
    text: str
    owner: str
    due_on: date


class HoldMeeting(Value):
    """A meeting that was held, with what it said of former opinions and the new ones, kept together or not at all.

    `id` was fixed when the form opened: a double Enter is one meeting.
    """

    id: ActId
    village: str
    on: date
    place: str
    present: tuple[str, ...]
    agenda: tuple[str, ...]
    minutes: str
    heard: tuple[HeardOpinion, ...] = ()
    raised: tuple[NewOpinion, ...] = ()
    files: tuple[NewFile, ...] = ()
    """The signed list of those present, photos."""


def prepare(ledger: Ledger, village: str, on: date) -> Prepared:
    """The agenda of a meeting on a day, from the figures of its month. Raises VillageUnknown."""
    with ledger.reading() as conn:
        known_village(conn, village)
        figures = villages.month_of(conn, village, BillingMonth.of(on), on)
        opinions = villages.opinions(conn, village)
        points = meetings.agenda(
            figures,
            opinions,
            villages.helps(conn, village),
            villages.campaigns(conn, village),
            on,
            policies.policy(conn),
        )
        return Prepared(
            village=village,
            on=on,
            figures=figures,
            agenda=points,
            open=to_be_told(opinions),
            members=villages.committee(conn, village),
        )


def hold_meeting(ledger: Ledger, wanted: HoldMeeting, stamp: Stamp) -> Changes:
    """Keep a meeting's minutes with everything it said.

    Raises MeetingWithoutPresent, MeetingWithoutMinutes, MeetingInTheFuture, VillageUnknown, MeetingAlreadyKept and
    what `opinions.raise_opinion` and `opinions.follow_up` raise; then nothing is kept.
    """
    present = tuple(name.strip() for name in wanted.present if name.strip())
    if not present:
        raise MeetingWithoutPresent
    if not wanted.minutes.strip():
        raise MeetingWithoutMinutes
    if wanted.on > stamp.business_day:
        raise MeetingInTheFuture(on=wanted.on)
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        known_village(conn, wanted.village)
        if any(held.on == wanted.on for held in villages.meetings(conn, wanted.village)):
            raise MeetingAlreadyKept(village=wanted.village, on=wanted.on)
        held = MeetingHeld(
            **dict(stamp),
            id=wanted.id,
            village=wanted.village,
            on=wanted.on,
            place=wanted.place.strip(),
            present=present,
            agenda=wanted.agenda,
            minutes=wanted.minutes.strip(),
            attachments=keep_files(conn, wanted.files),
        )
        changes = ledger.post(conn, held).changes
        for heard in wanted.heard:
            said = FollowUpOpinion(id=new_act_id(), meeting=wanted.id, **dict(heard))
            changes |= follow_up_within(ledger, conn, said, stamp)
        for new in wanted.raised:
            opinion = RaiseOpinion(id=new_act_id(), meeting=wanted.id, village=wanted.village, **dict(new))
            changes |= raise_within(ledger, conn, opinion, stamp)
        return changes


def agenda_paper(ledger: Ledger, village: str, on: date) -> bytes:
    """The agenda on A4, with room to write; it lies before everybody, so it names no household (PIPL art. 6).

    Raises VillageUnknown.
    """
    prepared = prepare(ledger, village, on)
    with ledger.reading() as conn:
        names = accounts.names(conn).values()
    seat = ledger.seat
    return agenda_pdf(
        Agenda(
            station_name=seat.station_name,
            collector_name=seat.collector_name,
            village=village,
            on=on,
            points=mask_texts(prepared.agenda, names),
            demo=seat.demo,
        )
    )


def minutes_paper(ledger: Ledger, meeting: ActId) -> bytes:
    """A meeting's minutes on A4, for the committee to sign and keep: no household in them is named (PIPL art. 6).

    Who came and who answers stand there by name. Raises MeetingUnknown.
    """
    with ledger.reading() as conn:
        held = fact(conn, meeting)
        if not isinstance(held, MeetingHeld):
            raise MeetingUnknown(meeting=meeting)
        raised, heard = _said_at(conn, held)
        households = set(accounts.names(conn).values()) - {*held.present, *_owners(raised, heard)}
    seat = ledger.seat
    return minutes_pdf(
        Minutes(
            station_name=seat.station_name,
            village=held.village,
            on=held.on,
            place=held.place,
            present=held.present,
            agenda=mask_texts(held.agenda, households),
            minutes=mask_text(held.minutes, households),
            heard=tuple(_masked(each, households) for each in heard),
            raised=tuple(_masked(each, households) for each in raised),
            demo=seat.demo,
        )
    )


def _owners(*told: Iterable[MinutesOpinion]) -> Iterator[str]:
    """Who took it on to answer."""
    return (each.owner for some in told for each in some)


def _masked(opinion: MinutesOpinion, households: Collection[str]) -> MinutesOpinion:
    return opinion.model_copy(
        update={"text": mask_text(opinion.text, households), "said": mask_text(opinion.said, households)}
    )


def _said_at(conn: Connection, held: MeetingHeld) -> tuple[tuple[MinutesOpinion, ...], tuple[MinutesOpinion, ...]]:
    """The opinions raised at a meeting, and those it heard the answers of."""
    raised, heard = [], []
    for opinion in villages.opinions(conn, held.village):
        text = opinion.raised.text
        if opinion.raised.about == held.id:
            due = opinion.raised.due_on
            raised.append(MinutesOpinion(text=text, owner=opinion.raised.owner, due_on=due))
        for each in opinion.followed_up:
            if each.meeting == held.id:
                owner, due_on = opinion.raised.owner, each.due_on
                heard.append(
                    MinutesOpinion(text=text, owner=owner, due_on=due_on, is_settled=each.is_settled, said=each.said)
                )
    return tuple(raised), tuple(heard)

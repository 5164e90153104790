"""Opinions of the villages: raised with somebody who answers by a day, answered, and heard by the next meeting."""

from datetime import date, timedelta

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.villages import MeetingHeld, OpinionAnswered, OpinionFollowedUp, OpinionRaised
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import ActId
from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals_villages import (
    AnswerMissing,
    MeetingUnknown,
    OpinionAlreadyAnswered,
    OpinionAlreadySettled,
    OpinionDueInThePast,
    OpinionNotAnswered,
    OpinionUnknown,
    OpinionWithoutOwner,
    OpinionWithoutText,
)
from collector_desktop.domain.value import Value
from collector_desktop.services.villages import known_village
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import villages
from collector_desktop.store.queries.facts import fact


class RaiseOpinion(Value):
    """An opinion with who answers it by when. `id` was fixed when the form opened, as in all of these."""

    id: ActId
    village: str
    meeting: ActId = ActId("")
    """Empty for one raised in between."""
    raised_by: str = ""
    text: str
    owner: str
    due_on: date


class AnswerOpinion(Value):
    """The answer, and what was done about the opinion."""

    id: ActId
    opinion: ActId
    answer: str
    done: str


class FollowUpOpinion(Value):
    """What a meeting said of an answer; if it was not content, until when it is answered anew."""

    id: ActId
    opinion: ActId
    meeting: ActId
    is_settled: bool
    said: str = ""
    due_on: date | None = None


def usual_due(on: date, policy: Policy) -> date:
    """Until when an opinion raised on a day is answered."""
    return on + timedelta(days=policy.villages.opinion_answer_days)


def raise_opinion(ledger: Ledger, wanted: RaiseOpinion, stamp: Stamp) -> Changes:
    """Note an opinion.

    Raises OpinionWithoutText, OpinionWithoutOwner, OpinionDueInThePast, VillageUnknown, MeetingUnknown.
    """
    with ledger.writing() as conn:
        return raise_within(ledger, conn, wanted, stamp)


def answer_opinion(ledger: Ledger, wanted: AnswerOpinion, stamp: Stamp) -> Changes:
    """Answer an opinion; the next meeting hears of it.

    Raises AnswerMissing, OpinionUnknown, OpinionAlreadyAnswered, OpinionAlreadySettled.
    """
    if not wanted.answer.strip() or not wanted.done.strip():
        raise AnswerMissing
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        standing = _standing(conn, wanted.opinion)
        if standing.answered is not None:
            raise OpinionAlreadyAnswered(on=standing.answered.business_day)
        answered = OpinionAnswered(
            **dict(stamp),
            id=wanted.id,
            village=standing.raised.village,
            about=wanted.opinion,
            answer=wanted.answer.strip(),
            done=wanted.done.strip(),
        )
        return ledger.post(conn, answered).changes


def follow_up(ledger: Ledger, wanted: FollowUpOpinion, stamp: Stamp) -> Changes:
    """Note what a meeting said of an answer.

    Raises MeetingUnknown, OpinionUnknown, OpinionAlreadySettled, OpinionNotAnswered, OpinionDueInThePast.
    """
    with ledger.writing() as conn:
        return follow_up_within(ledger, conn, wanted, stamp)


def raise_within(ledger: Ledger, conn: Connection, wanted: RaiseOpinion, stamp: Stamp) -> Changes:
    """The same as `raise_opinion`, inside the transaction of a meeting's minutes."""
    if not wanted.text.strip():
        raise OpinionWithoutText
    if not wanted.owner.strip():
        raise OpinionWithoutOwner
    if wanted.due_on < stamp.business_day:
        raise OpinionDueInThePast(due_on=wanted.due_on)
    known_village(conn, wanted.village)
    if wanted.meeting:
        _meeting(conn, wanted.meeting)
    raised = OpinionRaised(
        **dict(stamp),
        id=wanted.id,
        village=wanted.village,
        about=wanted.meeting,
        raised_by=wanted.raised_by.strip(),
        text=wanted.text.strip(),
        owner=wanted.owner.strip(),
        due_on=wanted.due_on,
    )
    return ledger.post(conn, raised).changes


def follow_up_within(ledger: Ledger, conn: Connection, wanted: FollowUpOpinion, stamp: Stamp) -> Changes:
    """The same as `follow_up`, inside the transaction of a meeting's minutes."""
    if fact(conn, wanted.id) is not None:
        return Changes()
    meeting = _meeting(conn, wanted.meeting)
    standing = _standing(conn, wanted.opinion)
    if wanted.is_settled and standing.answered is None:
        raise OpinionNotAnswered(text=standing.raised.text)
    if wanted.due_on is not None and wanted.due_on < stamp.business_day:
        raise OpinionDueInThePast(due_on=wanted.due_on)
    heard = OpinionFollowedUp(
        **dict(stamp),
        id=wanted.id,
        village=meeting.village,
        about=wanted.opinion,
        meeting=wanted.meeting,
        is_settled=wanted.is_settled,
        said=wanted.said.strip(),
        due_on=None if wanted.is_settled else wanted.due_on,
    )
    return ledger.post(conn, heard).changes


def _standing(conn: Connection, act: ActId) -> Opinion:
    found = villages.opinion(conn, act)
    if found is None:
        raise OpinionUnknown(opinion=act)
    if found.state is OpinionState.SETTLED:
        raise OpinionAlreadySettled(on=found.followed_up[-1].business_day)
    return found


def _meeting(conn: Connection, act: ActId) -> MeetingHeld:
    held = fact(conn, act)
    if not isinstance(held, MeetingHeld):
        raise MeetingUnknown(meeting=act)
    return held

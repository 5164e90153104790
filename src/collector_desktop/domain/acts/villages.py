"""Villages: their committees, help in campaigns, monthly meetings, opinions and answers, reports to the township.

`village` is set in all of them but the report, which is about every village of the township.
"""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.committee import Member
from collector_desktop.domain.names import ActId
from collector_desktop.domain.periods import BillingMonth


class CommitteeNoted(Fact):
    """The committee's members from now on; the newest list counts."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["committee_noted"] = "committee_noted"
    members: tuple[Member, ...]


class CampaignOpened(Fact):
    """A village is helped in the harvest, irrigation, water works or a flood, between two days."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["campaign_opened"] = "campaign_opened"
    what: CampaignKind
    since: date
    until: date
    note: str = ""


class CampaignClosed(Fact):
    """A campaign (`about`) is over, and what came of it."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["campaign_closed"] = "campaign_closed"
    summary: str


class HelpRequested(Fact):
    """The village asked for help, in a campaign (`about`) or outside of one."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["help_requested"] = "help_requested"
    asked_by: str
    what: str
    where: str = ""


class HelpGiven(Fact):
    """Somebody went because of a request (`about`): who, how long, what was solved; `is_done` ends the request."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["help_given"] = "help_given"
    on: date
    who: str
    people: int = Field(1, ge=1)
    hours: int = Field(ge=1)
    """Working hours of all who went."""
    solved: str
    is_done: bool = True


class MeetingHeld(Fact):
    """A meeting with the committee: when and where, who came, what was on the agenda, what was said."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["meeting_held"] = "meeting_held"
    on: date
    place: str
    present: tuple[str, ...]
    agenda: tuple[str, ...]
    minutes: str


class OpinionRaised(Fact):
    """An opinion, at a meeting (`about`) or in between, with who answers it by when."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["opinion_raised"] = "opinion_raised"
    raised_by: str = ""
    text: str
    owner: str
    due_on: date


class OpinionAnswered(Fact):
    """The answer to an opinion (`about`), and what was done about it."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["opinion_answered"] = "opinion_answered"
    answer: str
    done: str


class OpinionFollowedUp(Fact):
    """What the next meeting said of an answer: an opinion (`about`) is settled, or open again until another day."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["opinion_followed_up"] = "opinion_followed_up"
    meeting: ActId
    is_settled: bool
    said: str = ""
    due_on: date | None = None
    """Until when it is answered anew if it is not settled."""


class TownshipReported(Fact):
    """The month's report went to the township; the paper as it went is its attachment."""

    TOPIC: ClassVar[Topic] = Topic.VILLAGE

    kind: Literal["township_reported"] = "township_reported"
    month: BillingMonth
    asks: tuple[str, ...]


VillageFact = (
    CommitteeNoted
    | CampaignOpened
    | CampaignClosed
    | HelpRequested
    | HelpGiven
    | MeetingHeld
    | OpinionRaised
    | OpinionAnswered
    | OpinionFollowedUp
    | TownshipReported
)

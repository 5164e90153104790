"""Opinions folded from what was said: raised, answered, told to the next meeting, settled or open again."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.villages import OpinionAnswered, OpinionFollowedUp, OpinionRaised
from collector_desktop.domain.names import ActId
from collector_desktop.domain.value import Value


class OpinionState(StrEnum):
    """Where an opinion stands."""

    OPEN = "open"
    ANSWERED = "answered"
    """Answered, and the next meeting has not heard of it."""
    SETTLED = "settled"


class Opinion(Value):
    """One opinion as it stands."""

    raised: OpinionRaised
    due_on: date
    answered: OpinionAnswered | None = None
    """The answer that stands; none again once a meeting was not content with it."""
    followed_up: tuple[OpinionFollowedUp, ...] = ()
    state: OpinionState = OpinionState.OPEN

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been answered before today."""
        return self.state is OpinionState.OPEN and self.due_on < today

    def is_due_within(self, days: int, today: date) -> bool:
        """Whether so many days are left at the most."""
        return self.state is OpinionState.OPEN and (self.due_on - today).days <= days


class OpinionCounts(Value):
    """How many opinions some days brought, and what became of them."""

    raised: int = 0
    answered: int = 0
    """Answers given in these days, whenever the opinion was raised."""
    settled: int = 0
    open: int = 0
    """Open now, whenever they were raised."""
    overdue: int = 0
    """Of the open ones."""


def opinions(facts: Iterable[Fact]) -> tuple[Opinion, ...]:
    """Every opinion as it stands, in the order they were raised; what is said after it is settled no longer counts."""
    found: dict[ActId, Opinion] = {}
    for fact in sorted(facts, key=lambda fact: (bool(fact.about) and not isinstance(fact, OpinionRaised), fact.at)):
        if isinstance(fact, OpinionRaised):
            found[fact.id] = Opinion(raised=fact, due_on=fact.due_on)
        elif (standing := found.get(fact.about)) is not None and standing.state is not OpinionState.SETTLED:
            found[fact.about] = _after(standing, fact)
    return tuple(found.values())


def to_be_told(found: Iterable[Opinion]) -> tuple[Opinion, ...]:
    """What the next meeting asks for: everything not settled, the one due first at the front."""
    standing = (opinion for opinion in found if opinion.state is not OpinionState.SETTLED)
    return tuple(sorted(standing, key=lambda opinion: opinion.due_on))


def opinion_counts(found: Iterable[Opinion], said: Iterable[Fact], first: date, last: date, on: date) -> OpinionCounts:
    """Counts of the days from `first` to `last`; open and overdue as of `on`. `said` are the facts behind `found`."""
    found = tuple(found)
    within = [fact for fact in said if first <= fact.business_day <= last]
    return OpinionCounts(
        raised=sum(isinstance(fact, OpinionRaised) for fact in within),
        answered=len({fact.about for fact in within if isinstance(fact, OpinionAnswered)}),
        settled=len({fact.about for fact in within if isinstance(fact, OpinionFollowedUp) and fact.is_settled}),
        open=sum(opinion.state is OpinionState.OPEN for opinion in found),
        overdue=sum(opinion.is_overdue(on) for opinion in found),
    )


def _after(opinion: Opinion, fact: Fact) -> Opinion:
    match fact:
        case OpinionAnswered():
            return opinion.model_copy(update={"answered": fact, "state": OpinionState.ANSWERED})
        case OpinionFollowedUp(is_settled=True):
            heard = (*opinion.followed_up, fact)
            return opinion.model_copy(update={"followed_up": heard, "state": OpinionState.SETTLED})
        case OpinionFollowedUp():
            heard = (*opinion.followed_up, fact)
            again = {"answered": None, "state": OpinionState.OPEN, "due_on": fact.due_on or opinion.due_on}
            return opinion.model_copy(update={"followed_up": heard} | again)
        case _:
            return opinion

"""Help for villages folded from what was said: campaigns, their requests, who went, and what was solved."""

from collections.abc import Iterable
from datetime import date

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.villages import CampaignClosed, CampaignOpened, HelpGiven, HelpRequested
from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.names import ActId
from collector_desktop.domain.value import Value


class Help(Value):
    """One request with everything that was done about it."""

    request: HelpRequested
    given: tuple[HelpGiven, ...] = ()
    campaign: CampaignKind | None = None
    """None outside of a campaign."""

    @property
    def is_open(self) -> bool:
        """Whether the village still waits."""
        return not any(each.is_done for each in self.given)

    @property
    def hours(self) -> int:
        """Working hours given."""
        return sum(each.hours for each in self.given)


class Campaign(Value):
    """A campaign with its requests, in the order they were made."""

    opened: CampaignOpened
    helps: tuple[Help, ...] = ()
    closed: CampaignClosed | None = None

    def runs_on(self, day: date) -> bool:
        """Whether it has begun and is not over."""
        return self.closed is None and self.opened.since <= day <= self.opened.until


class HelpCounts(Value):
    """What was done for villages in some days."""

    requests: int = 0
    solved: int = 0
    """Requests of these days that are done."""
    visits: int = 0
    hours: int = 0


def helps(facts: Iterable[Fact]) -> tuple[Help, ...]:
    """Every request as it stands, in the order they were made."""
    every = sorted(facts, key=lambda fact: (fact.at, fact.id))
    kinds = {fact.id: fact.what for fact in every if isinstance(fact, CampaignOpened)}
    given: dict[ActId, list[HelpGiven]] = {}
    for fact in every:
        if isinstance(fact, HelpGiven):
            given.setdefault(fact.about, []).append(fact)
    return tuple(
        Help(request=fact, given=tuple(given.get(fact.id, ())), campaign=kinds.get(fact.about))
        for fact in every
        if isinstance(fact, HelpRequested)
    )


def campaigns(facts: Iterable[Fact]) -> tuple[Campaign, ...]:
    """Every campaign as it stands, the newest first; closed once, the first word counts."""
    every = sorted(facts, key=lambda fact: (fact.at, fact.id))
    found = helps(every)
    closed: dict[ActId, CampaignClosed] = {}
    for fact in every:
        if isinstance(fact, CampaignClosed):
            closed.setdefault(fact.about, fact)
    opened = (fact for fact in reversed(every) if isinstance(fact, CampaignOpened))
    return tuple(
        Campaign(
            opened=fact,
            helps=tuple(each for each in found if each.request.about == fact.id),
            closed=closed.get(fact.id),
        )
        for fact in opened
    )


def help_counts(found: Iterable[Help], first: date, last: date) -> HelpCounts:
    """Requests made, requests done, visits and hours between two days, both included."""
    found = tuple(found)
    asked = [each for each in found if first <= each.request.business_day <= last]
    went = [given for each in found for given in each.given if first <= given.on <= last]
    return HelpCounts(
        requests=len(asked),
        solved=sum(not each.is_open for each in asked),
        visits=len(went),
        hours=sum(given.hours for given in went),
    )

"""What the plan learns from: knocks at doors, and the circumstances each was made under."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.visit import Slot

_MIDDLE = 15


class Circumstance(StrEnum):
    """What makes people be at home more or less often than on other days."""

    MARKET_DAY = "market_day"
    RAIN = "rain"
    HARVEST = "harvest"
    REST_DAY = "rest_day"
    """A weekend or a holiday."""
    HOMECOMING = "homecoming"
    """The weeks of the Spring Festival, when migrants are back."""
    MISSED_YESTERDAY = "missed_yesterday"
    """Nobody was met in the same slot of the day before."""
    EXPECTED = "expected"
    """The household knows that we come: an appointment, a promise, a slip at the door."""


class Setting(NamedTuple):
    """A slot under the circumstances that matter in it."""

    slot: Slot
    circumstances: frozenset[Circumstance] = frozenset()


class Attempt(NamedTuple):
    """One knock as the plan sees it."""

    on: date
    setting: Setting
    met: bool
    paid: bool | None = None
    """None if nobody was asked to pay."""


class Usage(Enum):
    """What a household's use of electricity tells before the first knock, beside what others of the village use."""

    UNKNOWN = "unknown"
    NONE = "none"
    TRACE = "trace"
    """Less than an eighth of what the household in the middle uses: a lamp over the gate."""
    LITTLE = "little"
    """Less than a quarter."""
    LESS = "less"
    """Less than half."""
    ORDINARY = "ordinary"
    BUSINESS = "business"


class VisitCount(NamedTuple):
    """How often somebody was met and missed in one month's slots of one kind, by whoever went there."""

    month: BillingMonth
    setting: Setting
    met: int
    missed: int

    @property
    def middle(self) -> date:
        """The day from which these knocks fade."""
        return date(self.month.year, self.month.month, _MIDDLE)


@dataclass(frozen=True, slots=True)
class Record:
    """One household: what is known of it before the first knock, and every knock since, oldest first."""

    account: AccountNumber
    usage: Usage = Usage.UNKNOWN
    attempts: tuple[Attempt, ...] = ()
    months_paid: int = 0
    """Bills of the last year that are paid, wherever that was."""
    months_owed: int = 0
    """Bills of the last year long overdue."""
    counts: tuple[VisitCount, ...] = ()
    """What others learned at the door."""
    place: str = ""
    """The part of the village it stands in; households of one place resemble each other."""


_ONLY_BY_DAY = frozenset({Circumstance.HARVEST})
_ONLY_IN_THE_MORNING = frozenset({Circumstance.MARKET_DAY})


def setting(slot: Slot, circumstances: Iterable[Circumstance] = ()) -> Setting:
    """A slot with only those circumstances that matter in it: market empties the morning, harvest the day."""
    return _setting(slot, frozenset(circumstances))


@lru_cache(maxsize=1024)
def _setting(slot: Slot, found: frozenset[Circumstance]) -> Setting:
    if slot is not Slot.MORNING:
        found -= _ONLY_IN_THE_MORNING
    if slot is Slot.EVENING:
        found -= _ONLY_BY_DAY
    return Setting(slot, found)


def usage(kwh: int | None, middle: int, *, is_business: bool = False) -> Usage:
    """What a month's kWh tell, `middle` being the median of the village; a business is told by its use category."""
    if kwh is None:
        return Usage.UNKNOWN
    if kwh <= 0:
        return Usage.NONE
    if is_business:
        return Usage.BUSINESS
    steps = ((8, Usage.TRACE), (4, Usage.LITTLE), (2, Usage.LESS))
    return next((found for parts, found in steps if kwh * parts < middle), Usage.ORDINARY)

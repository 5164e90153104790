"""A village drawn from its ways: households, where they live, and the dice of every knock that could be made."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulated_village.ways import EVENING, MORNING, Calendar, Minutes, Ways

_HAMLET = 40
_HOUSE_METRES = 15.0
_LANE_METRES = 10.0
_HAMLET_METRES = 600.0
HARD_TO_MEET = ("local wage", "away")
_KWH_SD = 0.7
_MINUTES = Minutes()
_CALENDAR = Calendar()


@dataclass(frozen=True)
class Home:
    """One household: the first four are what a collector can know."""

    at: int
    """Its place in paper order."""
    hamlet: int
    x: float
    y: float
    kwh: int
    """Used in a month, on average."""
    is_business: bool
    type_name: str
    home: tuple[float, ...]
    """How likely somebody is home in each slot of an ordinary day."""
    pays: float
    """How likely it pays when met."""


@dataclass(frozen=True)
class Day:
    """What a day is like."""

    number: int
    """Days since the start; the next month begins thirty later."""
    is_market: bool
    rains: bool
    is_harvest: bool


@dataclass(frozen=True)
class Month:
    """The days of one cycle, and two dice for every knock that could be made: home, and pays."""

    days: tuple[Day, ...]
    dice: tuple[tuple[tuple[float, float], ...], ...] = field(repr=False)
    """By household, then by slot of the cycle."""


@dataclass(frozen=True)
class Village:
    """Drawn once for a seed; every policy meets the same village and the same dice."""

    ways: Ways
    minutes: Minutes
    calendar: Calendar
    homes: tuple[Home, ...]
    months: tuple[Month, ...]

    def is_home(self, home: Sequence[float], day: Day, slot: int, *, expected: bool, missed_yesterday: bool) -> float:
        """How likely somebody opens."""
        ways, chance = self.ways, home[slot]
        if day.is_market and slot == MORNING:
            chance *= ways.market_morning
        if day.is_harvest and slot != EVENING:
            chance *= ways.harvest_daytime
        if day.rains and max(home) >= _LIVED_IN:
            chance = min(chance + ways.rain_adds, ways.at_most)
        if missed_yesterday:
            chance *= ways.failed_yesterday
        return max(chance, min(chance * ways.appointment, ways.at_most)) if expected else chance

    def kwh_density(self, kwh: int, home: Sequence[float]) -> float:
        """How well a month's kWh fit to a household that is home like this."""
        if not kwh or not any(home):
            return float(not kwh and not any(home))
        return math.exp(-((math.log(kwh / _usual_kwh(home)) / _KWH_SD) ** 2) / 2)

    def walk(self, here: Home | None, there: Home) -> float:
        """Minutes on the way; from nowhere means riding in from the middle of the village."""
        minutes = self.minutes
        x, y = (here.x, here.y) if here else (0.0, 0.0)
        metres = math.hypot(there.x - x, there.y - y)
        if here and here.hamlet == there.hamlet:
            return metres / minutes.metres_on_foot
        return minutes.mounting + metres / minutes.metres_riding


_LIVED_IN = 0.15
"""Rain brings nobody home to a house where nobody lives."""


def draw(
    ways: Ways, households: int, months: int, seed: int, minutes: Minutes = _MINUTES, calendar: Calendar = _CALENDAR
) -> Village:
    """The village of a seed."""
    chance = random.Random(f"village {seed}")
    homes = _homes(ways, households, chance)
    dice = random.Random(f"dice {seed}")
    market = chance.randrange(calendar.market_every)
    drawn = []
    for month in range(months):
        days = tuple(
            Day(
                number := 30 * month + 10 + day,
                is_market=number % calendar.market_every == market,
                rains=chance.random() < ways.rain_share,
                is_harvest=month % 12 in calendar.harvest_months,
            )
            for day in range(calendar.days)
        )
        rolled = tuple(tuple((dice.random(), dice.random()) for _ in range(3 * calendar.days)) for _ in homes)
        drawn.append(Month(days, rolled))
    return Village(ways, minutes, calendar, homes, tuple(drawn))


def _homes(ways: Ways, households: int, chance: random.Random) -> tuple[Home, ...]:
    hamlets = max(1, round(households / _HAMLET))
    side = _HAMLET_METRES * math.sqrt(hamlets)
    middles = [(chance.uniform(-side / 2, side / 2), chance.uniform(-side / 2, side / 2)) for _ in range(hamlets)]
    middles = _along_a_round(middles)
    types = _dealt([each.share for each in ways.types], households, chance)
    classes = _dealt([each.share for each in ways.pay], households, chance)
    homes = []
    for at in range(households):
        hamlet = at * hamlets // households
        first, after = (-(-each * households // hamlets) for each in (hamlet, hamlet + 1))
        x, y = _in_the_lane(at - first, after - first)
        kind = ways.types[types[at]]
        offset = chance.gauss(0, ways.sd)
        home = tuple(shifted(share, offset) for share in kind.home)
        homes.append(
            Home(
                at=at,
                hamlet=hamlet,
                x=middles[hamlet][0] + x,
                y=middles[hamlet][1] + y,
                kwh=_kwh(kind.home, chance),
                is_business=kind.name == "shop",
                type_name=kind.name,
                home=home,
                pays=ways.pay[classes[at]].probability,
            )
        )
    return tuple(homes)


def _in_the_lane(place: int, houses: int) -> tuple[float, float]:
    """Houses stand wall to wall on both sides of a lane; paper order goes up one side and down the other."""
    half = houses / 2
    along = place if place < half else houses - 1 - place
    return (along - half / 2) * _HOUSE_METRES, _LANE_METRES if place < half else 0.0


def _kwh(home: Sequence[float], chance: random.Random) -> int:
    """An empty house uses nothing; who is home more uses more, and every second household half or twice as much."""
    if not any(home):
        return 0
    return max(1, round(_usual_kwh(home) * math.exp(chance.gauss(0, _KWH_SD))))


def _usual_kwh(home: Sequence[float]) -> float:
    return 10 + 120 * sum(home) / len(home)


def shifted(share: float, offset: float) -> float:
    """A share moved on the logit; never and always stay what they are."""
    if share in (0.0, 1.0):
        return share
    return 1 / (1 + math.exp(-(math.log(share / (1 - share)) + offset)))


def _dealt(shares: Sequence[float], number: int, chance: random.Random) -> list[int]:
    """So many of each as its share says, in random order: the draw itself is no source of noise."""
    ends = [round(sum(shares[: at + 1]) / sum(shares) * number) for at in range(len(shares))]
    dealt = [next(at for at, end in enumerate(ends) if place < end) for place in range(number)]
    chance.shuffle(dealt)
    return dealt


def _along_a_round(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The order a route book lists hamlets in: always the nearest next."""
    left, x, y = list(places), 0.0, 0.0
    ordered = []
    while left:
        nearest = min(left, key=lambda place: math.hypot(place[0] - x, place[1] - y))
        left.remove(nearest)
        ordered.append(nearest)
        x, y = nearest
    return ordered

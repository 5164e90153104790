"""Which doors to knock at in the slot at hand, with the slots left in the cycle in view.

Every slot has a price a minute and every knock a price of its own; a door is worth a knock now if it brings more than
it costs and more than waiting for a better slot would. The prices are those at which the slots are filled but not
overfilled (Lagrangian relaxation), found by stepping from the last ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collector_desktop.domain.planning.attempts import Setting
from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.outlook import Outlook
from collector_desktop.domain.planning.path import PATIENCE, best_path

_ROUNDS = 1
_STEP = 0.02
_DOORS_A_HAMLET = 10
"""Knocked at in one go; the way to the hamlet is shared out among them where it is not known yet who they are."""


@dataclass(frozen=True, slots=True)
class Times:
    """Minutes: somebody met, nobody met, to the next door of the hamlet, to the next hamlet."""

    met: float = 4.0
    missed: float = 1.5
    next_door: float = 0.3
    next_hamlet: float = 5.0


@dataclass(frozen=True, slots=True)
class Opening:
    """A slot left in the cycle: its setting for everybody, and the minutes it holds."""

    setting: Setting
    minutes: float = 120.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A door that may be visited: where it is, what to expect, and in which of the openings it may be tried."""

    key: int
    hamlet: int
    order: int
    outlook: Outlook
    first: int = 0
    """The first opening in which it may be tried."""
    last: int | None = None
    """The last one: its deadline."""
    value: float = 1.0
    """Worth of a success; one is a household collected."""
    missed_yesterday: tuple[int, ...] = ()
    """Openings whose slot was tried in vain on the day before."""
    settings: Sequence[Setting | None] | None = None
    """What the openings are like in its village, None for one in which nobody goes out; None as for everybody."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A door worth knocking at now: by how much it is better than waiting, and the minutes it takes."""

    candidate: Candidate
    gain: float
    chance: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Wishes:
    """The doors worth a knock now, dearest first, and the prices a minute at which the slots left are just filled."""

    now: tuple[Wish, ...]
    prices: tuple[float, ...]
    later: Mapping[int, int]
    """By door that is better left alone now: the next opening in which it is worth a knock."""


def wishes(
    candidates: Sequence[Candidate],
    openings: Sequence[Opening],
    knock_price: float,
    times: Times,
    prices: Sequence[float],
    rounds: int = _ROUNDS,
) -> Wishes:
    """Which doors are worth a knock in the first opening; `prices` are those to start from."""
    slots = [SLOTS.index(opening.setting.slot) for opening in openings]
    short = times.missed + times.next_door + times.next_hamlet / _DOORS_A_HAMLET
    longer = times.met - times.missed
    homes = [_chances(candidate, openings, slots) for candidate in candidates]
    price = list(prices)
    found: list[Wish] = []
    later: dict[int, int] = {}
    for _ in range(rounds):
        found, later = [], {}
        used = [0.0] * len(openings)
        for candidate, home in zip(candidates, homes, strict=True):
            known, value = candidate.outlook, candidate.value
            chance = home[0]
            minutes = times.missed + times.next_door + longer * chance
            waiting = best_path(home, slots, 1, None, known, value, knock_price, (short, longer), price, 2)
            path, reach = waiting, 1.0
            if True in waiting.taken:
                later[candidate.key] = waiting.taken.index(True)
            if chance > 0:
                paid = chance * known.pays
                failed = best_path(home, slots, 1, slots[0], known, value, knock_price, (short, longer), price, 2)
                still = PATIENCE * (1 - paid) * failed.worth
                gain = paid * value + still - knock_price - PATIENCE * waiting.worth
                if gain > 0:
                    found.append(Wish(candidate, gain, chance, minutes))
                if gain > price[0] * minutes:
                    path, reach = failed, 1 - paid
                    used[0] += minutes
            for at in range(1, len(openings)):
                if path.taken[at]:
                    chance = path.chances[at]
                    used[at] += reach * (short + longer * chance)
                    reach *= 1 - chance * known.pays
        price = [
            max(0.0, old + _STEP * (minutes / (opening.minutes or times.met) - 1))
            for old, minutes, opening in zip(price, used, openings, strict=True)
        ]
    found.sort(key=lambda wish: (-wish.gain / wish.minutes, wish.candidate.order))
    return Wishes(tuple(found), tuple(price), later)


def _chances(candidate: Candidate, openings: Sequence[Opening], slots: Sequence[int]) -> list[float]:
    """The chance in each opening, none where it may not be tried."""
    home = candidate.outlook.home
    settings: Sequence[Setting | None] = candidate.settings or [opening.setting for opening in openings]
    stop = len(openings) if candidate.last is None else candidate.last + 1
    chances = [
        home[setting] if setting is not None and candidate.first <= at < stop else 0.0
        for at, setting in enumerate(settings)
    ]
    for at in candidate.missed_yesterday:
        if at < len(chances):
            odds = candidate.outlook.again[slots[at]]
            chances[at] = chances[at] * odds / (1 - chances[at] + chances[at] * odds)
    return chances

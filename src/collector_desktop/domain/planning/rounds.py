"""The rounds of a day: which doors go into which of the slots left today, the days left of the cycle in view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collector_desktop.domain.planning.rounds_of_hamlets import filled
from collector_desktop.domain.planning.schedule import Candidate, Opening, Times, wishes

_SAMPLE = 60
"""So many doors are enough to find the prices of the slots."""
_SETTLING = 12


@dataclass(frozen=True, slots=True)
class Rounds:
    """For each slot left today the keys of the doors worth going to, in paper order.

    `later` has for a door in none of them the opening in which it is worth going to, if any is.
    """

    slots: tuple[tuple[int, ...], ...]
    later: dict[int, int]


def plan_rounds(
    candidates: Sequence[Candidate],
    openings: Sequence[Opening],
    today: int,
    knock_price: float,
    times: Times,
) -> Rounds:
    """Fill the first `today` openings, one after the other, each with those not in an earlier one.

    Openings hold the minutes that fixed visits leave over. A knock costs `knock_price` of a household collected.
    """
    prices = _settled(candidates, openings, knock_price, times)
    left, later = list(candidates), dict[int, int]()
    rounds: list[tuple[int, ...]] = []
    for at in range(today):
        found = wishes([_from(each, at) for each in left], openings[at:], knock_price, times, prices[at:])
        chosen = {wish.candidate.key for wish in filled(found.now, openings[at].minutes, times)}
        later = {key: at + opening for key, opening in found.later.items()}
        rounds.append(tuple(each.key for each in sorted(left, key=_paper_order) if each.key in chosen))
        left = [each for each in left if each.key not in chosen]
    open_keys = {each.key for each in left}
    return Rounds(tuple(rounds), {key: at for key, at in later.items() if key in open_keys})


def _settled(
    candidates: Sequence[Candidate], openings: Sequence[Opening], knock_price: float, times: Times
) -> tuple[float, ...]:
    """The prices at which every opening is just filled, found with a sample of the doors in slots as much smaller."""
    step = max(1, len(candidates) // _SAMPLE)
    sample = sorted(candidates, key=_paper_order)[::step]
    share = len(sample) / len(candidates) if candidates else 1.0
    smaller = [replace(opening, minutes=max(opening.minutes * share, times.met)) for opening in openings]
    return wishes(sample, smaller, knock_price, times, [0.0] * len(openings), rounds=_SETTLING).prices


def _from(candidate: Candidate, at: int) -> Candidate:
    """The candidate as the opening `at` sees it."""
    if not at:
        return candidate
    return replace(
        candidate,
        first=max(0, candidate.first - at),
        last=None if candidate.last is None else candidate.last - at,
        missed_yesterday=tuple(missed - at for missed in candidate.missed_yesterday if missed >= at),
        settings=None if candidate.settings is None else candidate.settings[at:],
    )


def _paper_order(candidate: Candidate) -> tuple[int, int]:
    return candidate.order, candidate.key

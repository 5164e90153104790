"""Filling a slot with the doors most worth it, hamlet by hamlet, and the order to walk them in."""

from collections.abc import Mapping, Sequence

from collector_desktop.domain.planning.schedule import Times, Wish


def filled(found: Sequence[Wish], minutes: float, times: Times) -> list[Wish]:
    """As many of the wishes, dearest a minute first, as the slot holds; a hamlet not worth the way is left out.

    The first door of a hamlet pays for the way there. When the slot is full a minute has the price of the last door
    taken; a hamlet whose doors together bring less over that price than the way costs is dropped, and the rest filled
    again.
    """
    dropped: set[int] = set()
    while True:
        chosen, price = _taken(found, minutes, times, dropped)
        surplus: dict[int, float] = {}
        for wish in chosen:
            hamlet = wish.candidate.hamlet
            surplus[hamlet] = surplus.get(hamlet, -price * times.next_hamlet) + wish.gain - price * wish.minutes
        poor = [hamlet for hamlet, over in surplus.items() if over < 0]
        if not poor or len(surplus) == 1:
            return chosen
        dropped.add(min(poor, key=lambda hamlet: (surplus[hamlet], hamlet)))


def _taken(
    found: Sequence[Wish], minutes: float, times: Times, dropped: set[int]
) -> tuple[list[Wish], float]:
    """The doors that fit, and the price of a minute: none if there is room for all."""
    left, chosen, hamlets = minutes, [], set()
    price = 0.0
    for wish in found:
        hamlet = wish.candidate.hamlet
        if hamlet in dropped:
            continue
        needed = wish.minutes + (0 if hamlet in hamlets else times.next_hamlet)
        if needed > left:
            price = max(price, wish.gain / wish.minutes)
            continue
        left -= needed
        hamlets.add(hamlet)
        chosen.append(wish)
    return chosen, price


def in_walking_order(chosen: Sequence[Wish], middles: Mapping[int, tuple[float, float]]) -> list[Wish]:
    """Hamlet after hamlet, the nearest next from the middle of the village; paper order within each."""
    by_hamlet: dict[int, list[Wish]] = {}
    for wish in sorted(chosen, key=lambda wish: wish.candidate.order):
        by_hamlet.setdefault(wish.candidate.hamlet, []).append(wish)
    left, way = dict(by_hamlet), []
    x = y = 0.0
    while left:
        nearest = min(left, key=lambda hamlet: ((middles[hamlet][0] - x) ** 2 + (middles[hamlet][1] - y) ** 2, hamlet))
        way += left.pop(nearest)
        x, y = middles[nearest]
    return way

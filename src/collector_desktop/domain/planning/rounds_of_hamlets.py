"""Filling a slot with the doors most worth it, hamlet by hamlet."""

from collections.abc import Sequence

from collector_desktop.domain.planning.schedule import Times, Wish

_HALVINGS = 14


def filled(found: Sequence[Wish], minutes: float, times: Times) -> list[Wish]:
    """As many of the wishes as the slot holds, so that they bring most; few hamlets rather than many.

    The price of a minute is raised until what is still worth it fits: a door if it brings more than its minutes cost, a
    hamlet if its doors bring more over that than the way there costs. What room is left is filled up in that order.
    """
    hamlets: dict[int, list[Wish]] = {}
    for wish in found:
        hamlets.setdefault(wish.candidate.hamlet, []).append(wish)
    low, high = 0.0, max((wish.gain / wish.minutes for wish in found), default=0.0)
    for _ in range(_HALVINGS):
        price = (low + high) / 2
        if sum(_needed(doors, price, times)[1] for doors in hamlets.values()) > minutes:
            low = price
        else:
            high = price
    price = high
    ranked = sorted(hamlets, key=lambda hamlet: (-_needed(hamlets[hamlet], low, times)[0], hamlet))
    chosen: list[Wish] = []
    left = minutes
    late: list[Wish] = []
    for hamlet in ranked:
        surplus, _ = _needed(hamlets[hamlet], low, times)
        if surplus < 0 or left < times.next_hamlet + times.met:
            continue
        left -= times.next_hamlet
        for wish in hamlets[hamlet]:
            if wish.gain <= low * wish.minutes:
                late.append(wish)
            elif wish.minutes <= left:
                left -= wish.minutes
                chosen.append(wish)
    for wish in sorted(late, key=lambda wish: -wish.gain / wish.minutes):
        if wish.minutes <= left:
            left -= wish.minutes
            chosen.append(wish)
    return chosen


def _needed(doors: Sequence[Wish], price: float, times: Times) -> tuple[float, float]:
    """What a hamlet brings over the price of its minutes, and the minutes it needs."""
    surplus, needed = -price * times.next_hamlet, times.next_hamlet
    for wish in doors:
        over = wish.gain - price * wish.minutes
        if over > 0:
            surplus += over
            needed += wish.minutes
    return (surplus, needed) if surplus > 0 else (surplus, 0.0)

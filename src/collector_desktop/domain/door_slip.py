"""The slip for a door nobody opened: that we were here and which evenings we come again; never an amount."""

from datetime import date, datetime, timedelta

from collector_desktop.domain.household import Household
from collector_desktop.domain.names import Badge
from collector_desktop.domain.policy import VisitPolicy
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot, SlotWindow

_SATURDAY = 5
_DAY = timedelta(days=1)


class DoorSlip(Value):
    """What is printed: the outside says only that somebody of the station was here, the rest is folded away.

    Neither an amount nor a word of debt belongs on it: a neighbour may unfold it (PIPL art. 25).
    """

    station_name: str
    collector_name: str
    badge: Badge
    phone: str
    account_name: str
    """Inside only."""
    was_here: datetime
    evenings: tuple[date, ...]
    window: SlotWindow | None
    """When an evening begins and ends; None if the policy has no evening."""
    demo: bool = False


def evenings_to_announce(today: date, known: Household, rules: VisitPolicy) -> tuple[date, ...]:
    """The evenings on which we come again: what was agreed, tomorrow, then Saturdays; none while they are away."""
    first = max(today, known.away.until if known.away else today) + _DAY
    agreed = [each.on for each in known.appointments if each.slot is Slot.EVENING and each.on > today]
    saturday = first + _DAY * ((_SATURDAY - first.weekday()) % 7)
    weekends = [saturday + _DAY * 7 * week for week in range(rules.slip_evenings + 1)]
    ordered = dict.fromkeys([*agreed, first, *weekends])
    return tuple(sorted(list(ordered)[: rules.slip_evenings]))

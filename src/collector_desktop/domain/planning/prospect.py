"""What lies ahead on a morning: the slots of the days left, what they are like in each village, each door's chances.

A slot in which nobody goes out (no window in the policy) stays in the count, so that three slots always make a day.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Setting, setting
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.planning.lattice import SLOTS
from collector_desktop.domain.planning.outlook import Outlook
from collector_desktop.domain.planning.schedule import Opening
from collector_desktop.domain.visit import Slot

DayIn = Callable[[str, date], Collection[Circumstance]]
"""What a day is like in a village, its weather left out."""


@dataclass(frozen=True)
class Prospect:
    """Knowledge of a morning and the days ahead. `minutes` are those of each slot in which one goes out."""

    knowledge: Knowledge
    on: date
    days: int
    minutes: Mapping[Slot, float]
    day_in: DayIn
    rainy: frozenset[Slot] = frozenset()
    """The slots of today in which it rains; nobody knows tomorrow's weather."""
    _settings: dict[str, tuple[Setting | None, ...]] = field(default_factory=dict, repr=False, compare=False)

    def openings(self, now: Slot) -> tuple[Opening, ...]:
        """Every slot from `now` to the last day's evening."""
        slots = [slot for _ in range(self.days) for slot in SLOTS][SLOTS.index(now) :]
        return tuple(Opening(Setting(slot), self.minutes.get(slot, 0.0)) for slot in slots)

    def settings(self, village: str, now: Slot) -> tuple[Setting | None, ...]:
        """The same slots as they are in a village."""
        if village not in self._settings:
            self._settings[village] = tuple(
                self.setting(village, self.on + timedelta(days=day), slot) if slot in self.minutes else None
                for day in range(self.days)
                for slot in SLOTS
            )
        return self._settings[village][SLOTS.index(now) :]

    def setting(self, village: str, day: date, slot: Slot) -> Setting:
        """A slot under what is known of it today."""
        rain = [Circumstance.RAIN] if day == self.on and slot in self.rainy else []
        return setting(slot, [*self.day_in(village, day), *rain])

    def outlook(self, account: AccountNumber, village: str, now: Slot, today: Sequence[Attempt]) -> Outlook:
        """A door's chances in the slots left, after the knocks of today's earlier slots."""
        known = dict.fromkeys(each for each in self.settings(village, now) if each is not None)
        return self.knowledge.outlook(account, tuple(known), today)

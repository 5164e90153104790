"""What is known on a morning: of the village as a whole, and of each household by itself."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import mul
from typing import NamedTuple

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Attempt, Circumstance, Record, Setting, Usage
from collector_desktop.domain.planning.learning import Evidence, evidence, learned, one_more, pays_given, states_given
from collector_desktop.domain.planning.outlook import Outlook, outlook
from collector_desktop.domain.planning.population import PAYS, Population

_NOTHING = Evidence(Usage.UNKNOWN, {}, 0.0, 0.0)


class Drawn(NamedTuple):
    """One household as it may be: in one state, paying with one chance."""

    state: int
    pays: float
    population: Population

    def home(self, setting: Setting) -> float:
        """How likely somebody is home in a setting."""
        return self.population.table(setting).home[self.state]


class Knowledge:
    """Learned from every knock before the day; the day's own knocks are handed in with each question.

    `usual` is how often somebody is home in a usual household, slot by slot, before the first knock.
    """

    def __init__(self, records: Iterable[Record], on: date, usual: Sequence[float]) -> None:
        self._evidence: Mapping[AccountNumber, Evidence] = {each.account: evidence(each, on) for each in records}
        self._population = learned(tuple(self._evidence.values()), usual)
        self._states: dict[AccountNumber, list[float]] = {}

    def home(self, account: AccountNumber, setting: Setting, today: Sequence[Attempt] = ()) -> float:
        """How likely somebody is home in a setting."""
        home: float = sum(map(mul, self._states_of(account, today), self._population.table(setting).home))
        return home

    def pays(self, account: AccountNumber, today: Sequence[Attempt] = ()) -> float:
        """How likely the household pays when somebody is met."""
        pays: float = sum(map(mul, self._pays_of(account, today), PAYS))
        return pays

    def outlook(self, account: AccountNumber, settings: Sequence[Setting], today: Sequence[Attempt] = ()) -> Outlook:
        """What the planner sees of a door."""
        return outlook(self._states_of(account, today), self._pays_of(account, today), self._population, settings)

    def weights(self, account: AccountNumber) -> tuple[Sequence[float], Sequence[float]]:
        """How likely each state and each chance of paying is."""
        return self._states_of(account, ()), self._pays_of(account, ())

    def drawn(self, state: int, pays: int) -> Drawn:
        """A household in a state, paying with one of the chances, by their numbers."""
        return Drawn(state, PAYS[pays], self._population)

    def _states_of(self, account: AccountNumber, today: Sequence[Attempt]) -> Sequence[float]:
        if account not in self._states:
            self._states[account] = states_given(self._evidence.get(account, _NOTHING), self._population)
        states = self._states[account]
        for attempt in today:
            states = one_more(states, attempt, self._population)
        return states

    def _pays_of(self, account: AccountNumber, today: Sequence[Attempt]) -> Sequence[float]:
        found = self._evidence.get(account, _NOTHING)
        asked = [
            attempt.paid
            for attempt in today
            if attempt.met and attempt.paid is not None and Circumstance.EXPECTED not in attempt.setting.circumstances
        ]
        paid = sum(asked)
        return pays_given(found.paid + paid, found.unpaid + len(asked) - paid, self._population.pays)

"""Today without a window: the day plan, and what each row of a slot says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from collector_desktop.domain.day_plan import DayPlan, Planned, Resting
from collector_desktop.domain.door_history import RestReason
from collector_desktop.domain.hard_to_meet import HardToMeet, hard_to_meet
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Slot
from collector_desktop.services.planning_day import is_wanted
from collector_desktop.store.queries.doors import Door


@dataclass(frozen=True, slots=True)
class Heading:
    """A village group within a slot: how many doors and how much they owe."""

    title: str
    doors: int
    due: Money
    is_spare: bool = False
    """Whether the doors below are for when there is time left."""


@dataclass(frozen=True, slots=True)
class DoorRow:
    """One door in one slot. `planned` is None in paper order; `hard` where nobody was met for long."""

    door: Door
    planned: Planned | None
    hard: HardToMeet | None = None
    is_skipped: bool = False
    """Whether the collector does not want to go there today."""
    is_check_late: bool = False
    """Whether the slot of the check booked for today is over, and the check was not made."""


Row = Heading | DoorRow


@dataclass(frozen=True, slots=True)
class SlotSummary:
    """A tab: doors still to visit, doors visited in this slot and collected from, households expected."""

    slot: Slot
    to_visit: int
    visited: int
    collected: int
    expected: float
    expected_money: Money = Money.ZERO
    """What the households met are expected to pay."""
    is_planned: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """The day so far."""

    doors: int
    households: int
    collected: Money
    left: int


class Today:
    """The doors of a day, planned; made anew whenever something changed. While there is no plan yet, paper order."""

    def __init__(self, doors: Sequence[Door], plan: DayPlan | None, on: date, now: Slot, policy: Policy) -> None:
        self.on = on
        self.now = now
        self.doors = tuple(doors)
        self._doors = {door.account: door for door in doors}
        self._slots = tuple(window.slot for window in policy.visits.windows)
        self.is_planned = plan is not None
        self._plan = plan or DayPlan(slots=(), resting=())
        self._skipped = {each.account for each in self._plan.resting if each.why is RestReason.SKIPPED}
        self._hard = {door.account: hard for door in doors if door.due and (hard := self._hard_to_meet(door, policy))}

    def differs(self, other: "Today") -> bool:
        """Whether anything else is to be shown."""
        return (self.doors, self._plan, self.now, self.is_planned) != (
            other.doors,
            other._plan,
            other.now,
            other.is_planned,
        )

    def door(self, account: AccountNumber) -> Door | None:
        """One door; None if it isn't among today's."""
        return self._doors.get(account)

    @property
    def resting(self) -> tuple[Resting, ...]:
        """Doors that are not to be visited any more today, and why."""
        return self._plan.resting

    def rows(self, slot: Slot, *, paper_order: bool = False) -> tuple[Row, ...]:
        """The rows of a slot: the plan's doors under village headings, or every door to go to in paper order."""
        if paper_order or not self.is_planned:
            chosen = [
                replace(self._row(door), is_skipped=door.account in self._skipped)
                for door in self.doors
                if is_wanted(door)
            ]
        else:
            plan = self._plan.of(slot)
            return (*_with_headings(self._planned(plan.doors)), *_spare(self._planned(plan.spare)))
        return _with_headings(chosen)

    def hard_rows(self) -> tuple[Row, ...]:
        """Everybody who owes and is hard to meet, in paper order, each with what to try next."""
        return _with_headings([self._row(self._doors[account]) for account in self._hard])

    def hard_to_meet(self, account: AccountNumber) -> HardToMeet | None:
        """What to try next at a door where nobody is ever met; None if somebody is."""
        return self._hard.get(account)

    @property
    def hard_count(self) -> int:
        """How many households are hard to meet."""
        return len(self._hard)

    def summaries(self) -> tuple[SlotSummary, ...]:
        """The tabs of the day, in order."""
        return tuple(self.summary(slot) for slot in self._slots)

    def progress(self) -> Progress:
        """How far the day is."""
        visited = [door for door in self._doors.values() if door.today]
        return Progress(
            doors=len(visited),
            households=sum(bool(door.collected_today) for door in self._doors.values()),
            collected=Money.total(door.collected_today for door in self._doors.values()),
            left=sum(bool(door.due) and not door.today for door in self._doors.values()),
        )

    def _planned(self, planned: Sequence[Planned]) -> list[DoorRow]:
        return [self._row(self._doors[each.account], each) for each in planned]

    def _row(self, door: Door, planned: Planned | None = None) -> DoorRow:
        return DoorRow(door, planned, self._hard.get(door.account), is_check_late=self._is_over(door.booked))

    def _is_over(self, slot: Slot | None) -> bool:
        return slot in self._slots and self._slots.index(slot) < self._slots.index(self.now)

    def _hard_to_meet(self, door: Door, policy: Policy) -> HardToMeet | None:
        knocks = (*door.past, *door.today)
        return hard_to_meet(knocks, door.household, bool(door.phones), self.on, self.now, policy.visits)

    def summary(self, slot: Slot) -> SlotSummary:
        """One tab."""
        plan = self._plan.of(slot)
        knocked = [door for door in self._doors.values() if any(knock.slot is slot for knock in door.today)]
        return SlotSummary(
            slot=slot,
            to_visit=len(plan.doors),
            visited=len(knocked),
            collected=sum(bool(door.collected_today) for door in knocked),
            expected=plan.expected,
            expected_money=Money(round(sum(each.collects * self._doors[each.account].due.fen for each in plan.doors))),
            is_planned=self.is_planned,
        )


def _spare(rows: list[DoorRow]) -> tuple[Row, ...]:
    """The doors for when there is time left, under one heading."""
    if not rows:
        return ()
    due = Money.total(row.door.due for row in rows)
    return (Heading("", len(rows), due, is_spare=True), *rows)


def _with_headings(rows: list[DoorRow]) -> tuple[Row, ...]:
    """Each run of doors of one village group under its heading."""
    result: list[Row] = []
    begins = 0
    for at, row in enumerate(rows):
        if at + 1 == len(rows) or _place(rows[at + 1]) != _place(row):
            run = rows[begins : at + 1]
            result.append(Heading(_place(row), len(run), Money.total(each.door.due for each in run)))
            result.extend(run)
            begins = at + 1
    return tuple(result)


def _place(row: DoorRow) -> str:
    return f"{row.door.village}{row.door.group}"

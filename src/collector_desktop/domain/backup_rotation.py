"""Which backups are kept: the newest of the last seven business days, four weeks and twelve months."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from collector_desktop.domain.value import Value

DAYS_KEPT: Final = 7
WEEKS_KEPT: Final = 4
MONTHS_KEPT: Final = 12
_PARTS_OF_LATER_CHAINS: Final = 4


class BackupName(Value):
    """A backup by its folder's name: business day, how many journal lines are in it, and the clock (HHMMSS).

    `generation` counts the chains of the books: a restored backup begins another one. Of the first it is not written.
    It is higher where the folder holds a backup of other books that would seem newer.
    """

    day: date
    generation: int = 1
    lines: int
    clock: str

    def __str__(self) -> str:
        chain = f"{self.generation:03d}_" if self.generation > 1 else ""
        return f"{self.day:%Y%m%d}_{chain}{self.lines:08d}_{self.clock}"

    @property
    def age(self) -> tuple[int, int, date, str]:
        """What is newer sorts after: lines only ever grow within a chain, whatever day and clock said."""
        return self.generation, self.lines, self.day, self.clock

    @classmethod
    def parse(cls, text: str) -> "BackupName | None":
        """The name of a folder; None if it is none of a backup."""
        parts = text.split("_")
        if not all(part.isascii() and part.isdecimal() for part in parts):
            return None
        if [len(part) for part in parts] not in ([8, 8, 6], [8, 3, 8, 6], [8, 4, 8, 6]):
            return None
        generation = int(parts.pop(1)) if len(parts) == _PARTS_OF_LATER_CHAINS else 1
        try:
            day = date(int(parts[0][:4]), int(parts[0][4:6]), int(parts[0][6:]))
        except ValueError:
            return None
        return cls(day=day, generation=generation, lines=int(parts[1]), clock=parts[2])


def to_drop(names: Iterable[BackupName]) -> tuple[BackupName, ...]:
    """Those that neither a day, nor a week (Monday to Sunday), nor a month keeps; never the newest."""
    by_age = sorted(names, key=lambda name: name.age, reverse=True)
    kept = set()
    for span, most in ((_day, DAYS_KEPT), (_week, WEEKS_KEPT), (_month, MONTHS_KEPT)):
        kept |= set(_newest_of_each(by_age, span, most))
    return tuple(name for name in by_age if str(name) not in kept)


def _newest_of_each(by_age: list[BackupName], span: Callable[[date], object], most: int) -> list[str]:
    found: dict[object, str] = {}
    for name in by_age:
        found.setdefault(span(name.day), str(name))
    return list(found.values())[:most]


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month

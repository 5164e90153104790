"""Which backups are kept: the newest of the last seven business days, four weeks and twelve months."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from collector_desktop.domain.value import Value

DAYS_KEPT: Final = 7
WEEKS_KEPT: Final = 4
MONTHS_KEPT: Final = 12


class BackupName(Value):
    """A backup by its folder's name: business day, how many journal lines are in it, and the clock (HHMMSS)."""

    day: date
    lines: int
    clock: str

    def __str__(self) -> str:
        return f"{self.day:%Y%m%d}_{self.lines:08d}_{self.clock}"

    @classmethod
    def parse(cls, text: str) -> "BackupName | None":
        """The name of a folder; None if it is none of a backup."""
        parts = text.split("_")
        if [len(part) for part in parts] != [8, 8, 6] or not all(part.isascii() and part.isdecimal() for part in parts):
            return None
        try:
            day = date(int(parts[0][:4]), int(parts[0][4:6]), int(parts[0][6:]))
        except ValueError:
            return None
        return cls(day=day, lines=int(parts[1]), clock=parts[2])


def to_drop(names: Iterable[BackupName]) -> tuple[BackupName, ...]:
    """Those that neither a day, nor a week (Monday to Sunday), nor a month keeps.

    Lines only ever grow, so of one day the backup with the most lines is the newest, whatever the clock said.
    """
    by_age = sorted(names, key=lambda name: (name.day, name.lines, name.clock), reverse=True)
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

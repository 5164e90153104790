"""Which kind of thing a rule is: what it is typed and shown as."""

from datetime import date, time
from decimal import Decimal
from enum import Enum, StrEnum, auto
from typing import Any, Final

from pydantic import PositiveInt

from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.calendar import HolidayYear
from collector_desktop.domain.ladder_policy import Approver, DayRange, Protection
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import AcrossYears, AllocationOrder, PenaltyStart
from collector_desktop.domain.rules import Rule
from collector_desktop.domain.saver_policy import VillageTarget
from collector_desktop.domain.visit import Slot, SlotWindow
from collector_desktop.services.matter_words import MATTERS
from collector_desktop.services.staff_words import ROLES


class Kind(Enum):
    """What a rule's value is, to a person."""

    AMOUNT = auto()
    AMOUNTS = auto()
    NUMBER = auto()
    NUMBERS = auto()
    DECIMAL = auto()
    YES_NO = auto()
    CHOICE = auto()
    SEVERAL = auto()
    TIME = auto()
    DAY = auto()
    TEXT = auto()
    WINDOWS = auto()
    APPROVERS = auto()
    DAYS = auto()
    SHARES = auto()
    HOLIDAYS = auto()


_DENOMINATIONS: Final = "cash.denominations_fen"
_KINDS: Final[dict[Any, Kind]] = {
    Money: Kind.AMOUNT,
    int: Kind.NUMBER,
    int | None: Kind.NUMBER,
    Decimal: Kind.DECIMAL,
    bool: Kind.YES_NO,
    time: Kind.TIME,
    date: Kind.DAY,
    date | None: Kind.DAY,
    str: Kind.TEXT,
    frozenset[str]: Kind.SEVERAL,
    tuple[Protection, ...]: Kind.SEVERAL,
    tuple[PositiveInt, ...]: Kind.NUMBERS,
    tuple[SlotWindow, ...]: Kind.WINDOWS,
    tuple[Approver, ...]: Kind.APPROVERS,
    tuple[DayRange, ...]: Kind.DAYS,
    tuple[VillageTarget, ...]: Kind.SHARES,
    tuple[HolidayYear, ...]: Kind.HOLIDAYS,
}
_OPTIONAL: Final = (int | None, date | None)

OPTIONS: Final[dict[str, str]] = {
    AcrossYears.SPLIT: "当年的天数仍按当年比例",
    AcrossYears.ALL_DAYS: "跨年后全部天数按跨年比例",
    AllocationOrder.PRINCIPAL_FIRST: "先电费,后违约金",
    AllocationOrder.INTEREST_FIRST: "先违约金,后电费",
    PenaltyStart.DUE_DATE: "交费截止日",
    PenaltyStart.FIRST_OVERDUE_DAY: "逾期第一天",
    Protection.LIFE_SUPPORT: "生命支持",
    Protection.WELFARE: "低保特困",
    Protection.IRRIGATION: "灌溉",
    Protection.FLOOD_FIGHTING: "防汛",
    **MATTERS,
    **{str(role): word for role, word in ROLES.items()},
    UseClass.RESIDENTIAL: "居民",
    UseClass.OTHER: "其他用户",
    Slot.MORNING: "早上",
    Slot.NOON: "中午",
    Slot.EVENING: "晚上",
}
"""Code of whatever can be chosen → its word."""


def kind_of(rule: Rule) -> Kind:
    """What a rule's value is."""
    if rule.field == _DENOMINATIONS:
        return Kind.AMOUNTS
    known = rule.info.annotation
    if isinstance(known, type) and issubclass(known, StrEnum):
        return Kind.CHOICE
    return _KINDS[known]


def is_optional(rule: Rule) -> bool:
    """Whether a rule may say nothing at all."""
    return rule.info.annotation in _OPTIONAL


def options_of(rule: Rule) -> tuple[str, ...]:
    """The codes one or several may be chosen of; empty for other kinds."""
    match kind_of(rule):
        case Kind.CHOICE:
            choices: Any = rule.info.annotation
            return tuple(choices)
        case Kind.SEVERAL:
            return tuple(Protection) if rule.info.annotation == tuple[Protection, ...] else tuple(MATTERS)
        case _:
            return ()

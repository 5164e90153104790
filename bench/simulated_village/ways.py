"""The simulated village's ways, as numbers: who is home when, who pays, what a day does to it. No planner sees them."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

MORNING, NOON, EVENING = range(3)
SLOTS = ("morning", "noon", "evening")


class NotAVillage(Exception):
    """The file does not describe a village; the text says what is wrong and where."""


@dataclass(frozen=True)
class HouseholdType:
    """How large a share of the village lives like this, and how often such a household is home in each slot."""

    name: str
    share: float
    home: tuple[float, float, float]


@dataclass(frozen=True)
class PayClass:
    """How large a share of the households pays like this, and how likely such a one pays when met."""

    name: str
    share: float
    probability: float


@dataclass(frozen=True)
class Ways:
    """Everything chance depends on."""

    types: tuple[HouseholdType, ...] = (
        HouseholdType("elders", 0.30, (0.75, 0.80, 0.85)),
        HouseholdType("farming", 0.25, (0.45, 0.55, 0.80)),
        HouseholdType("local wage", 0.20, (0.35, 0.20, 0.75)),
        HouseholdType("shop", 0.08, (0.70, 0.75, 0.80)),
        HouseholdType("away", 0.14, (0.03, 0.03, 0.05)),
        HouseholdType("empty", 0.03, (0.0, 0.0, 0.0)),
    )
    pay: tuple[PayClass, ...] = (
        PayClass("PROMPT", 0.80, 0.97),
        PayClass("SLOW", 0.13, 0.75),
        PayClass("CONTESTING", 0.04, 0.40),
        PayClass("REFUSING", 0.03, 0.12),
    )
    sd: float = 0.8
    """Spread of the individual households on the logit."""
    promise_kept: float = 0.6
    failed_yesterday: float = 0.85
    """What being missed in a slot does to the same slot of the next day."""
    market_morning: float = 0.5
    rain_adds: float = 0.10
    appointment: float = 1.4
    at_most: float = 0.97
    harvest_daytime: float = 0.5
    rain_share: float = 0.2
    """Of the days; the issue leaves it open."""


@dataclass(frozen=True)
class Minutes:
    """What things take. The planner is told these: a collector knows them."""

    met: float = 4.0
    missed: float = 1.5
    slot: float = 120.0
    metres_on_foot: float = 70.0
    """A minute, within a hamlet."""
    metres_riding: float = 200.0
    """A minute, between hamlets."""
    mounting: float = 1.0
    """Getting on and off the bicycle."""


@dataclass(frozen=True)
class Calendar:
    """When what happens: cycles are months, the year begins in January."""

    days: int = 5
    market_every: int = 5
    """Two lunar digits: every fifth day."""
    harvest_months: frozenset[int] = field(default_factory=lambda: frozenset({5, 9}))
    """June and October, counted from 0."""


def varied(ways: Ways, chance: random.Random, by: float = 0.3) -> Ways:
    """Every number up to that much larger or smaller, each by itself; shares add up to one again."""

    def other(value: float, most: float = 1.0) -> float:
        return min(value * chance.uniform(1 - by, 1 + by), most)

    types = [_other_type(each, other) for each in ways.types]
    pay = [replace(each, share=other(each.share), probability=other(each.probability, 0.99)) for each in ways.pay]
    numbers = {each.name: getattr(ways, each.name) for each in fields(ways) if each.name not in ("types", "pay")}
    changed = {name: other(value, 2.0 if name in ("sd", "appointment") else 0.99) for name, value in numbers.items()}
    return Ways(
        types=tuple(replace(each, share=each.share / sum(one.share for one in types)) for each in types),
        pay=tuple(replace(each, share=each.share / sum(one.share for one in pay)) for each in pay),
        **changed,
    )


def _other_type(kind: HouseholdType, other: Callable[[float, float], float]) -> HouseholdType:
    morning, noon, evening = (other(home, 0.98) for home in kind.home)
    return replace(kind, share=other(kind.share, 1.0), home=(morning, noon, evening))


def read_ways(path: Path) -> Ways:
    """A village of one's own. Raises NotAVillage."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotAVillage(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise NotAVillage(f"{path}: is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise NotAVillage("the file must hold one object with types, sd and pay")
    if unknown := set(found) - {"types", "sd", "pay"}:
        raise NotAVillage(f"unknown: {', '.join(sorted(unknown))}; known are types, sd, pay")
    ways = Ways()
    if "types" in found:
        ways = replace(ways, types=_types(found["types"]))
    if "pay" in found:
        ways = replace(ways, pay=_pay(found["pay"]))
    if "sd" in found:
        ways = replace(ways, sd=_number(found["sd"], "sd", most=10))
    return ways


def _types(found: Any) -> tuple[HouseholdType, ...]:
    types = []
    for at, each in enumerate(_list(found, "types")):
        where = f"types[{at}]"
        if not isinstance(each, dict) or set(each) != {"name", "share", "home"}:
            raise NotAVillage(f"{where} must be an object with name, share and home")
        home = _list(each["home"], f"{where}.home")
        if len(home) != len(SLOTS):
            raise NotAVillage(f"{where}.home must be [morning, noon, evening]")
        shares = [_number(value, f"{where}.home[{slot}]") for slot, value in enumerate(home)]
        share = _number(each["share"], f"{where}.share")
        types.append(HouseholdType(_name(each["name"], f"{where}.name"), share, (shares[0], shares[1], shares[2])))
    _whole([each.share for each in types], "types")
    return tuple(types)


def _pay(found: Any) -> tuple[PayClass, ...]:
    classes = []
    for at, each in enumerate(_list(found, "pay")):
        where = f"pay[{at}]"
        if not isinstance(each, list) or len(each) != 3:
            raise NotAVillage(f"{where} must be [class, share, probability]")
        name, share, probability = each
        classes.append(
            PayClass(_name(name, f"{where}[0]"), _number(share, f"{where}[1]"), _number(probability, f"{where}[2]"))
        )
    _whole([each.share for each in classes], "pay")
    return tuple(classes)


def _list(found: Any, where: str) -> list[Any]:
    if not isinstance(found, list) or not found:
        raise NotAVillage(f"{where} must be a list with something in it")
    return found


def _name(found: Any, where: str) -> str:
    if not isinstance(found, str) or not found.strip():
        raise NotAVillage(f"{where} must be a word")
    return found


def _number(found: Any, where: str, most: float = 1) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= most:
        raise NotAVillage(f"{where} must be a number from 0 to {most}, not {found!r}")
    return float(found)


def _whole(shares: Sequence[float], where: str) -> None:
    if abs(sum(shares) - 1) > 0.005:
        raise NotAVillage(f"the shares of {where} add up to {sum(shares):.3f}, not to 1")

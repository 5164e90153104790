"""The policy rule by rule: every field under its path, what is allowed for it, and how several are changed at once.

A holiday year stands under `holidays.2026`, so that a line of the journal tells the year it is about and no other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

from pydantic.fields import FieldInfo

from collector_desktop.domain.money_bounds import MoneyFrom
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value

HOLIDAYS: Final = "holidays"
_NOT_A_RULE = "version"


class RuleField(str):
    """The path of a rule (`penalty.cap_percent`); a sentence says its name."""

    __slots__ = ()


class RuleBasis(str):
    """The path of a rule; a sentence says the law or practice it comes from."""

    __slots__ = ()


class RuleChange(Value):
    """One rule before and after, as JSON (money in fen); `null` where there was nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One field of the policy that a station may set."""

    field: RuleField
    info: FieldInfo

    @property
    def group(self) -> str:
        """The part of the policy it belongs to; its own name where it belongs to none."""
        return self.field.partition(".")[0]

    @property
    def allowed(self) -> str:
        """What the model allows, in signs: `≥ 30`, `1 – 28`; empty where anything goes."""
        for each in self.info.metadata:
            if isinstance(each, MoneyFrom):
                return str(each)
        least, more, most, less = (_limit(self.info, kind) for kind in _LIMITS)
        if least and most:
            return f"{least} – {most}"
        said = (("≥", least), (">", more), ("≤", most), ("<", less))
        return ", ".join(f"{sign} {limit}" for sign, limit in said if limit)


_LIMITS: Final = ("ge", "gt", "le", "lt")


def _limit(info: FieldInfo, kind: str) -> str:
    return next((str(getattr(each, kind)) for each in info.metadata if hasattr(each, kind)), "")


def _rules(model: type[Value], above: str = "") -> Iterator[Rule]:
    for name, info in model.model_fields.items():
        path = f"{above}{name}"
        if isinstance(info.annotation, type) and issubclass(info.annotation, Value):
            yield from _rules(info.annotation, f"{path}.")
        elif path != _NOT_A_RULE:
            yield Rule(RuleField(path), info)


RULES: Final[Mapping[str, Rule]] = {rule.field: rule for rule in _rules(Policy)}
"""Every rule a station may set, in the order of the model."""


def value_of(policy: Policy, field: str) -> Any:
    """What a policy says under a path. Raises AttributeError if there is no such rule."""
    return reduce(getattr, field.split("."), policy)


def changed(before: Policy, after: Policy) -> tuple[RuleChange, ...]:
    """What differs between two policies, in the order of the model; their versions are no rule."""
    was, now = _said(before), _said(after)
    fields = [*was, *(field for field in now if field not in was)]
    pairs = ((field, was.get(field, "null"), now.get(field, "null")) for field in fields)
    return tuple(RuleChange(field=field, before=old, after=new) for field, old, new in pairs if old != new)


def changed_by(policy: Policy, changes: Iterable[RuleChange], version: int) -> Policy:
    """A policy with some rules changed, under its new version. Raises ValidationError, KeyError."""
    return with_values(policy, {each.field: json.loads(each.after) for each in changes}, version)


def with_values(policy: Policy, values: Mapping[str, Any], version: int) -> Policy:
    """A policy with other values, each as JSON reads it (money in fen). Raises ValidationError, KeyError."""
    content = json.loads(policy.model_dump_json()) | {_NOT_A_RULE: version}
    for field, value in values.items():
        *parts, last = field.split(".")
        if parts == [HOLIDAYS]:
            years = {year["year"]: year for year in content[HOLIDAYS]} | {int(last): value}
            content[HOLIDAYS] = [years[year] for year in sorted(years) if years[year] is not None]
        else:
            reduce(lambda inside, part: inside[part], parts, content)[last] = value
    return Policy.model_validate_json(json.dumps(content))


def _said(policy: Policy) -> dict[str, str]:
    """Every rule as JSON, holidays year by year."""
    content = policy.model_dump(mode="json")
    said: dict[str, str] = {}
    for field, rule in RULES.items():
        if field == HOLIDAYS:
            said |= {f"{HOLIDAYS}.{year['year']}": _text(year) for year in content[HOLIDAYS]}
            continue
        value = reduce(lambda inside, part: inside[part], field.split("."), content)
        is_set = isinstance(value_of(policy, rule.field), frozenset)
        said[field] = _text(sorted(value) if is_set else value)
    return said


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_NOT_MORE_THAN: Final = (
    ("payment.cash_warns_at", "payment.cash_blocks_at"),
    ("ladder.notice_days_least", "ladder.notice_days_promised"),
    ("ladder.notice_days_promised", "ladder.notice_days_most"),
    ("ladder.cut_from", "ladder.cut_until"),
    ("grading.grade_b_from", "grading.grade_a_from"),
    ("repayment.first_within_days", "repayment.longest_days"),
    ("penalty.residential_permille", "penalty.residential_agreed_most_permille"),
    ("penalty.other_permille_later_years", "penalty.agreed_most_permille"),
)


def out_of_order(policy: Policy) -> tuple[RuleField, RuleField] | None:
    """Two rules of which the first must not be more than the second, and is; None if all agree."""
    for lower, upper in _NOT_MORE_THAN:
        if value_of(policy, lower) > value_of(policy, upper):
            return RuleField(lower), RuleField(upper)
    return None

"""The station's rules in words: the same on screen, on the terminal, and in what a route brought."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

from pydantic import TypeAdapter

from collector_desktop.domain.acts.rules import PolicySet
from collector_desktop.domain.calendar import HolidayYear
from collector_desktop.domain.rules import HOLIDAYS, RULES, Rule, RuleChange
from collector_desktop.services.rule_kinds import OPTIONS, Kind, kind_of, options_of
from collector_desktop.services.rule_labels import labels, rule_name
from collector_desktop.services.sentences import as_written

Translate = Callable[[str], str]

_SIGNS = {"‰": "每日 {value}‰", "%": "{value}%"}
"""Units that are no word of their own; the others follow their number."""
_NEW_YEARS_NOTICE = 11
"""The month from which the next year's arrangement is usually published."""


def value_words(rule: Rule, value: Any, translate: Translate = as_written) -> str:
    """What a rule says, with its unit; that there is nothing where it says nothing."""
    match kind_of(rule):
        case Kind.AMOUNT:
            return translate("{amount} 元").format(amount=value.grouped())
        case Kind.AMOUNTS:
            return translate("{amount} 元").format(amount=written(rule, value, translate))
        case Kind.NUMBER | Kind.DECIMAL if value is not None:
            unit = labels()[rule.field].unit
            return translate(_SIGNS.get(unit, f"{{value}} {unit}")).format(value=written(rule, value, translate))
        case Kind.NUMBERS if value:
            return translate("{amount} 元").format(amount=written(rule, value, translate))
        case Kind.HOLIDAYS:
            return "、".join(str(year.year) for year in value) or translate("没有")
        case _:
            return written(rule, value, translate) or translate("没有")


def unit_word(unit: str, translate: Translate = as_written) -> str:
    """A unit by itself: 天, days."""
    return unit if unit in _SIGNS else translate(f"{{value}} {unit}").format(value="").strip()


def written(rule: Rule, value: Any, translate: Translate = as_written) -> str:
    """A rule's value as one types it; `reading_rules.read` reads the same back."""

    def word(code: str) -> str:
        return translate(OPTIONS[code])

    match kind_of(rule):
        case Kind.AMOUNT:
            return str(value)
        case Kind.AMOUNTS:
            return "、".join(_plain(Decimal(fen) / 100) for fen in value)
        case Kind.DECIMAL:
            return _plain(value)
        case Kind.NUMBERS:
            return "、".join(map(str, value))
        case Kind.YES_NO:
            return translate("是") if value else translate("否")
        case Kind.CHOICE:
            return word(value)
        case Kind.SEVERAL:
            return "、".join(word(code) for code in options_of(rule) if code in value)
        case Kind.TIME:
            return f"{value:%H:%M}"
        case Kind.WINDOWS:
            return "、".join(f"{word(each.slot)} {each.begins:%H:%M}-{each.ends:%H:%M}" for each in value)
        case Kind.APPROVERS:
            return "、".join(f"{word(each.use)} {word(each.role)}" for each in value)
        case Kind.DAYS:
            return "、".join(f"{each.name} {each.first} {each.last}" for each in value)
        case Kind.SHARES:
            return "、".join(f"{each.village} {each.percent}" for each in value)
        case _:
            return "" if value is None else str(value)


def change_words(change: RuleChange, translate: Translate = as_written) -> str:
    """居民每日违约金:每日 1‰ → 每日 0.8‰."""
    before, after = (_json_words(change.field, text, translate) for text in (change.before, change.after))
    return translate("{rule}:{before} → {after}").format(
        rule=rule_name(change.field, translate), before=before, after=after
    )


def set_words(said: PolicySet, translate: Translate = as_written) -> str:
    """Everything one act changed, in one line."""
    return changes_words(said.changes, translate)


def changes_words(changes: Iterable[RuleChange], translate: Translate = as_written) -> str:
    """Several changes in one line."""
    return reduce(
        lambda one, other: translate("{one};{other}").format(one=one, other=other),
        (change_words(change, translate) for change in changes),
    )


def _json_words(field: str, text: str, translate: Translate) -> str:
    if field.startswith(f"{HOLIDAYS}."):
        if text == "null":
            return translate("没有")
        year = HolidayYear.model_validate_json(text)
        return translate("放假 {off} 天,调休上班 {worked} 天").format(
            off=len(year.days_off), worked=len(year.days_worked)
        )
    rule = RULES.get(field)
    if rule is None:
        return text
    kind: Any = rule.info.annotation
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    return value_words(rule, adapter.validate_json(text), translate)


def holidays_words(known: tuple[HolidayYear, ...], today: date, translate: Translate = as_written) -> tuple[str, bool]:
    """Up to which year holidays are known, and whether somebody must see to it now: the year under way, or from
    November on the next one, is missing.
    """
    years = {each.year for each in known}
    if today.year not in years:
        return translate("没有 {year} 年的节假日安排:只把周末当休息日").format(year=today.year), True
    last = max(year for year in years if set(range(today.year, year + 1)) <= years)
    said = translate("节假日安排已装到 {year} 年").format(year=last)
    if last == today.year and today.month >= _NEW_YEARS_NOTICE:
        missing = translate("{year} 年的还没有装入:装入以前只把周末当休息日").format(year=last + 1)
        return translate("{one};{other}").format(one=said, other=missing), True
    return said, False


def only_weekends_words(unknown: Iterable[int], translate: Translate = as_written) -> str:
    """That days of these years were reckoned without holidays; empty if there is no such year."""
    years = "、".join(map(str, unknown))
    return translate("{years} 年的节假日安排还没有,日子只避开了周末。").format(years=years) if years else ""


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

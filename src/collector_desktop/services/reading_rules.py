"""Reading what somebody typed for a rule: an amount in yuan, a number, a time, words for what can be chosen."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, Final

from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import MoneyNotUnderstood
from collector_desktop.domain.refusals_rules import RuleNotUnderstood
from collector_desktop.domain.rules import Rule
from collector_desktop.exchange.station_export.cleaning import clean
from collector_desktop.services.rule_kinds import OPTIONS, Kind, is_optional, kind_of, options_of
from collector_desktop.services.rules_words import written
from collector_desktop.services.sentences import as_written

Translate = Callable[[str], str]

_NUMBER: Final = re.compile(r"-?\d{1,4}")
_DECIMAL: Final = re.compile(r"-?\d{1,4}(?:\.\d{1,3})?")
_UNITS: Final = "‰%元天日分钟秒小时个月次份期户笔条件 "
_BETWEEN: Final = re.compile(r"[、,;]+")
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})")
_LONGEST: Final = 200
_NOTHING: Final = ("", "没有", "无", "none")


def read(rule: Rule, text: str, now: Any, translate: Translate = as_written) -> Any:
    """The value typed, as JSON has it (money in fen); `now` is the value in force. Raises RuleNotUnderstood.

    Whether it is allowed, the policy itself says.
    """
    plain = unicodedata.normalize("NFKC", clean(text)).strip()
    if is_optional(rule) and plain.lower() in (*_NOTHING, translate("没有").lower()):
        return None
    try:
        if len(plain) > _LONGEST:
            raise ValueError(plain)
        return _read(rule, plain, clean(text), now, translate)
    except (ValueError, KeyError, MoneyNotUnderstood) as wrong:
        example = written(rule, now, translate) or "—"
        raise RuleNotUnderstood(field=rule.field, text=text[:40], example=example) from wrong


def _read(rule: Rule, plain: str, kept: str, now: Any, translate: Translate) -> Any:
    parts = [part.strip() for part in _BETWEEN.split(plain) if part.strip()]
    codes = _codes(translate)
    match kind_of(rule):
        case Kind.AMOUNT:
            return Money.parse(plain).fen
        case Kind.AMOUNTS:
            return sorted({Money.parse(part).fen for part in parts}, reverse=True)
        case Kind.NUMBER:
            return int(_matched(_NUMBER, plain.strip(_UNITS)))
        case Kind.NUMBERS:
            return sorted({int(_matched(_NUMBER, part.strip(_UNITS))) for part in parts})
        case Kind.DECIMAL:
            return _matched(_DECIMAL, plain.strip(_UNITS))
        case Kind.YES_NO:
            return _yes_no(translate)[plain.lower()]
        case Kind.CHOICE:
            return _one_of(codes[plain.lower()], rule)
        case Kind.SEVERAL:
            return sorted({_one_of(codes[part.lower()], rule) for part in parts})
        case Kind.TIME:
            return _time(plain).isoformat()
        case Kind.DAY:
            return date.fromisoformat(plain).isoformat()
        case Kind.WINDOWS:
            return _windows(parts, now, codes)
        case Kind.APPROVERS:
            pairs = {codes[use.lower()]: codes[role.lower()] for use, role in map(_split, parts)}
            return [{"use": use, "role": role} for use, role in pairs.items()]
        case Kind.DAYS:
            return [_days(part) for part in parts]
        case Kind.SHARES:
            shares = [part.rpartition(" ") for part in parts]
            return [{"village": name.strip(), "percent": int(share.strip("%"))} for name, _, share in shares]
        case Kind.TEXT:
            return kept
        case Kind.HOLIDAYS:
            raise ValueError("holidays come as a file")


def _codes(translate: Translate) -> Mapping[str, str]:
    """Code, Chinese word and the reader's own word of everything that can be chosen."""
    found: dict[str, str] = {}
    for code, word in OPTIONS.items():
        found |= {str(code): str(code), word: str(code), translate(word).lower(): str(code)}
    return found


def _one_of(code: str, rule: Rule) -> str:
    if code not in options_of(rule):
        raise ValueError(code)
    return code


def _yes_no(translate: Translate) -> Mapping[str, bool]:
    yes = {"是": True, "yes": True, "true": True, translate("是").lower(): True}
    return yes | {"否": False, "no": False, "false": False, translate("否").lower(): False}


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text) or not text.isascii():
        raise ValueError(text)
    return text


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2]))


def _split(part: str) -> tuple[str, str]:
    first, _, second = part.rpartition(" ")
    return first.strip(), second.strip()


def _days(part: str) -> dict[str, str]:
    name, first, last = part.rsplit(" ", 2)
    if date.fromisoformat(first) > date.fromisoformat(last):
        raise ValueError(part)
    return {"name": name.strip(), "first": first, "last": last}


def _windows(parts: list[str], now: Any, codes: Mapping[str, str]) -> list[dict[str, Any]]:
    """The slots in force with other times, in the order of the day; what is expected of them stays."""
    times = {}
    for slot, between in map(_split, parts):
        begins, ends = map(_time, between.split("-"))
        times[codes[slot.lower()]] = (begins, ends)
    if len(times) != len(parts) or set(times) != {each.slot for each in now}:
        raise ValueError(parts)
    clock = [at for each in now for at in times[each.slot]]
    if any(earlier >= later for earlier, later in zip(clock[::2], clock[1::2], strict=True)) or clock != sorted(clock):
        raise ValueError(parts)
    return [
        each.model_dump(mode="json")
        | {"begins": times[each.slot][0].isoformat(), "ends": times[each.slot][1].isoformat()}
        for each in now
    ]

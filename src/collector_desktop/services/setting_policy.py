"""Setting the station's rules: what was typed is read, held against the law's bounds, and posted with its reason."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.rules import PolicySet
from collector_desktop.domain.calendar import HolidayYear
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.holidays import CalendarProblem, parse_holidays
from collector_desktop.domain.names import ActId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import CalendarNotUnderstood, OnlyTheStationDecides, ReasonMissing
from collector_desktop.domain.refusals_rules import (
    RuleNotUnderstood,
    RuleOutOfBounds,
    RulesChangedMeanwhile,
    RulesOutOfOrder,
    RuleUnchanged,
    RuleUnknown,
)
from collector_desktop.domain.rules import HOLIDAYS, RULES, RuleBasis, changed, out_of_order, value_of, with_values
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.services.reading_rules import Translate, read
from collector_desktop.services.rules_words import written
from collector_desktop.services.sealing import sealing
from collector_desktop.services.sentences import as_written
from collector_desktop.store.ledger import Ledger, is_posted
from collector_desktop.store.queries import policies

_NOT_BOUNDS = ("_type", "_parsing", "missing", "extra_forbidden")
_LARGEST_FILE = 1 << 20


class SetRules(Value):
    """Rules to be changed, as they were typed, in the policy somebody was looking at."""

    id: ActId
    """Fixed before anything is typed, so that a repeated Enter is one act."""
    version: int
    """Of the policy that was shown."""
    wanted: Mapping[str, str]
    """Path of the rule → what was typed."""
    reason: str


class RulesSet(Value):
    """What was changed; nothing if this very act was done before."""

    version: int
    said: PolicySet | None
    changes: Changes


def set_rules(ledger: Ledger, asked: SetRules, stamp: Stamp, translate: Translate = as_written) -> RulesSet:
    """Change rules; `translate` is the language they were typed in.

    Raises RuleUnknown, RuleNotUnderstood, RuleOutOfBounds, RulesOutOfOrder, RuleUnchanged, RulesChangedMeanwhile,
    ReasonMissing, OnlyTheStationDecides, ManagerNeeded.
    """
    for field in asked.wanted:
        if field not in RULES or field == HOLIDAYS:
            raise RuleUnknown(text=field[:60])

    def change(now: Policy) -> Policy:
        values = {
            field: read(RULES[field], text, value_of(now, field), translate) for field, text in asked.wanted.items()
        }
        return checked(now, values, translate)

    return _post(ledger, asked.id, asked.version, asked.reason, next(iter(asked.wanted)), change, stamp)


def load_holidays(ledger: Ledger, source: Path, act: ActId, version: int, reason: str, stamp: Stamp) -> RulesSet:
    """Put the years of a holiday file in force; a year known before is replaced, the others stay.

    Raises CalendarNotUnderstood, RuleUnchanged, RulesChangedMeanwhile, ReasonMissing, OnlyTheStationDecides,
    ManagerNeeded; OSError.
    """
    years = _read_file(source)

    def change(now: Policy) -> Policy:
        return checked(now, {f"{HOLIDAYS}.{year.year}": year.model_dump(mode="json") for year in years})

    return _post(ledger, act, version, reason, HOLIDAYS, change, stamp)


def checked(now: Policy, values: Mapping[str, Any], translate: Translate = as_written) -> Policy:
    """A policy with other values, if it may say so. Raises RuleNotUnderstood, RuleOutOfBounds, RulesOutOfOrder."""
    try:
        new = with_values(now, values, now.version + 1)
    except ValidationError as wrong:
        raise _refusal(wrong.errors(include_url=False), now, values, translate) from wrong
    disorder = out_of_order(new)
    if disorder is not None:
        raise RulesOutOfOrder(lower=disorder[0], upper=disorder[1])
    return new


def _post(
    ledger: Ledger, act: ActId, version: int, reason: str, about: str, change: Callable[[Policy], Policy], stamp: Stamp
) -> RulesSet:
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationDecides(what="policy")
    if not reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        now = policies.policy(conn)
        if is_posted(conn, act):
            return RulesSet(version=now.version, said=None, changes=Changes())
        if now.version != version:
            raise RulesChangedMeanwhile(version=now.version)
        new = change(now)
        differences = changed(now, new)
        if not differences:
            raise RuleUnchanged(field=RULES[about].field)
        said = PolicySet(**dict(stamp) | {"id": act}, version=new.version, changes=differences, reason=reason.strip())
        with sealing(ledger, conn, stamp):
            posted = ledger.post(conn, said)
    return RulesSet(version=new.version, said=said, changes=posted.changes)


def _refusal(
    errors: Iterable[ErrorDetails], now: Policy, values: Mapping[str, Any], translate: Translate
) -> RuleNotUnderstood | RuleOutOfBounds:
    """The first wrong field: out of its bounds, or nothing such a field can be."""
    for error in errors:
        place = ".".join(map(str, error["loc"]))
        field = next((each for each in values if place == each or place.startswith(f"{each}.")), next(iter(values)))
        rule, text = RULES[field], str(values[field])
        if rule.allowed and not error["type"].endswith(_NOT_BOUNDS):
            return RuleOutOfBounds(field=rule.field, text=text, allowed=rule.allowed, basis=RuleBasis(field))
        break
    example = written(rule, value_of(now, field), translate) or "—"
    return RuleNotUnderstood(field=rule.field, text=text, example=example)


def _read_file(source: Path) -> tuple[HolidayYear, ...]:
    with source.open("rb") as file:
        content = file.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise CalendarNotUnderstood(where=source.name, reason=CalendarProblem.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise CalendarNotUnderstood(where=source.name, reason=CalendarProblem.NO_HOLIDAYS) from wrong
    return parse_holidays(text)

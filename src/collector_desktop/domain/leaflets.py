"""Leaflets: editable texts with named fields, filled with the policy's own figures when they are printed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from collector_desktop.domain.bill import Bill, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import effective_due, penalty
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals_publicity import LeafletBraceOpen, LeafletFieldUnknown, LeafletTextMissing
from collector_desktop.domain.value import Value

_FIELD = re.compile(r"\{([^{}]*)\}")
_EXAMPLE_FEE = Money(10_000)
_EXAMPLE_DAYS = 10


class Leaflet(StrEnum):
    """The leaflets a village electrician hands out."""

    ELECTRICITY_LAW = "electricity_law"
    PENALTY = "penalty"
    SAFETY = "safety"
    FREE_SERVICE = "free_service"
    PREPAYMENT = "prepayment"


class LeafletField(StrEnum):
    """What a leaflet's text may ask for in braces; the words are those of whoever edits it."""

    STATION = "供电所"
    COLLECTOR = "收费员"
    HOTLINE = "服务热线"
    MONTH = "本月"
    RESIDENTIAL_RATE = "居民每日违约金"
    OTHER_RATE = "其他每日违约金"
    LATER_YEARS_RATE = "其他跨年每日违约金"
    CAP = "违约金上限"
    EXAMPLE_FEE = "例子电费"
    EXAMPLE_DUE = "例子截止日"
    EXAMPLE_PAID = "例子交费日"
    EXAMPLE_DAYS = "例子天数"
    EXAMPLE_RESIDENTIAL = "例子居民违约金"
    EXAMPLE_OTHER = "例子其他违约金"
    FREE_CHECKS = "每年免费次数"


class LineKind(StrEnum):
    """How a line of a leaflet is set."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"


class LeafletLine(Value):
    """One line, filled."""

    kind: LineKind
    text: str


class FilledLeaflet(Value):
    """A leaflet as it is printed."""

    leaflet: Leaflet
    lines: tuple[LeafletLine, ...]
    """The first is the title."""

    @property
    def title(self) -> str:
        """The first line."""
        return self.lines[0].text


def checked(text: str) -> str:
    """An edited text as it is kept: no spaces at line ends, no empty line at either end.

    Raises LeafletTextMissing (not even a title), LeafletFieldUnknown, LeafletBraceOpen.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    if not any(lines):
        raise LeafletTextMissing
    known = {str(field) for field in LeafletField}
    for number, line in enumerate(lines, start=1):
        for name in _FIELD.findall(line):
            if name not in known:
                raise LeafletFieldUnknown(field=name, line=number, known=tuple(LeafletField))
        if set("{}") & set(_FIELD.sub("", line)):
            raise LeafletBraceOpen(line=number)
    return "\n".join(lines)


def filled(leaflet: Leaflet, text: str, values: Mapping[LeafletField, str]) -> FilledLeaflet:
    """A text with its fields filled; what stands in a value is never read as a field again.

    The first line is the title, "# " begins a heading and "- " an item. Raises what `checked` raises.
    """
    lines = (_FIELD.sub(lambda match: values[LeafletField(match[1])], line) for line in checked(text).splitlines())
    return FilledLeaflet(leaflet=leaflet, lines=tuple(_lines(line for line in lines if line)))


def leaflet_values(station: str, collector: str, policy: Policy, on: date) -> dict[LeafletField, str]:
    """What the fields say on a day: rates of the policy, and an example of this month reckoned as every bill is."""
    example = {use: _example(use, policy, on) for use in UseClass}
    due_on = effective_due(example[UseClass.RESIDENTIAL], policy)
    paid_on = due_on + timedelta(days=_EXAMPLE_DAYS)
    rules = policy.penalty
    return {
        LeafletField.STATION: station,
        LeafletField.COLLECTOR: collector,
        LeafletField.HOTLINE: policy.hotline,
        LeafletField.MONTH: BillingMonth.of(on).label,
        LeafletField.RESIDENTIAL_RATE: _permille(rules.residential_permille),
        LeafletField.OTHER_RATE: _permille(rules.other_permille),
        LeafletField.LATER_YEARS_RATE: _permille(rules.other_permille_later_years),
        LeafletField.CAP: "" if rules.cap_percent is None else f"最多不超过当月电费的 {rules.cap_percent}%。",
        LeafletField.EXAMPLE_FEE: _EXAMPLE_FEE.grouped(),
        LeafletField.EXAMPLE_DUE: _day(due_on),
        LeafletField.EXAMPLE_PAID: _day(paid_on),
        LeafletField.EXAMPLE_DAYS: str(_EXAMPLE_DAYS),
        LeafletField.EXAMPLE_RESIDENTIAL: penalty(example[UseClass.RESIDENTIAL], paid_on, policy).amount.grouped(),
        LeafletField.EXAMPLE_OTHER: penalty(example[UseClass.OTHER], paid_on, policy).amount.grouped(),
        LeafletField.FREE_CHECKS: str(policy.service.free_checks_a_year),
    }


def _example(use: UseClass, policy: Policy, on: date) -> Bill:
    return Bill(
        account=AccountNumber(""),
        month=BillingMonth.of(on).plus(-1),
        use=use,
        due_on=date(on.year, on.month, policy.imports.due_day),
        amount=_EXAMPLE_FEE,
    )


def _lines(lines: Iterator[str]) -> Iterator[LeafletLine]:
    yield LeafletLine(kind=LineKind.TITLE, text=next(lines).removeprefix("# "))
    marks = (("# ", LineKind.HEADING), ("- ", LineKind.ITEM))
    for line in lines:
        mark, kind = next((each for each in marks if line.startswith(each[0])), ("", LineKind.PARAGRAPH))
        text = line.removeprefix(mark).strip()
        if text and text != mark.strip():
            yield LeafletLine(kind=kind, text=text)


def _permille(rate: Decimal) -> str:
    return f"{rate.normalize():f}‰"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"

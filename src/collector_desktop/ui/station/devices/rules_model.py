"""The station's rules as a table, found by typing; and who changed which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collector_desktop.domain.acts.rules import PolicySet
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.rules import RULES, Rule, value_of
from collector_desktop.services.rule_labels import basis_words, rule_name
from collector_desktop.services.rules_words import set_words, value_words
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import day_word, tr

_DEFAULTS = Policy()


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as it stands."""

    at: int
    rule: Rule
    value: Any

    @property
    def group(self) -> str:
        """The part of the rules it belongs to."""
        return rule_name(self.rule.group, tr)

    @property
    def name(self) -> str:
        """What it is called."""
        return rule_name(self.rule.field, tr)

    @property
    def said(self) -> str:
        """What it says."""
        return value_words(self.rule, self.value, tr)

    @property
    def usual(self) -> str:
        """What this program would say."""
        return value_words(self.rule, value_of(_DEFAULTS, self.rule.field), tr)

    @property
    def basis(self) -> str:
        """The law's article, or practice."""
        return basis_words(self.rule.field, tr)


def rule_lines(policy: Policy, typed: str) -> list[RuleLine]:
    """Every rule whose group, name, value or basis has what was typed in it."""
    lines = [RuleLine(at, rule, value_of(policy, field)) for at, (field, rule) in enumerate(RULES.items())]
    parts = typed.lower().split()
    return [line for line in lines if all(part in _searched(line) for part in parts)]


def _searched(line: RuleLine) -> str:
    return " ".join((line.rule.field, line.group, line.name, line.said, line.basis)).lower()


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change, with the name of who decided."""

    said: PolicySet
    who: str


def history_lines(history: Sequence[PolicySet], names: Mapping[str, str]) -> list[HistoryLine]:
    """The changes, newest first."""
    return [HistoryLine(said, names.get(said.by, said.by)) for said in history]


def rule_columns() -> tuple[Column[RuleLine], ...]:
    """The columns of the rules."""
    return (
        Column(
            key="group",
            title=tr("类别"),
            text=lambda line: line.group,
            order=lambda line: line.at,
            outside=lambda line: line.group,
            width=130,
            tone=lambda _line: Tone.MUTED,
        ),
        Column(
            key="name",
            title=tr("参数"),
            text=lambda line: line.name,
            order=lambda line: line.name,
            outside=lambda line: line.name,
            width=250,
            bold=True,
        ),
        Column(
            key="said",
            title=tr("现在"),
            text=lambda line: line.said,
            order=lambda line: line.said,
            outside=lambda line: line.said,
            width=230,
            fills=True,
        ),
        Column(
            key="usual",
            title=tr("默认"),
            text=lambda line: line.usual if line.usual != line.said else tr("同默认"),
            order=lambda line: line.usual == line.said,
            outside=lambda line: line.usual,
            width=130,
            tone=lambda line: Tone.MUTED if line.usual == line.said else Tone.WARN,
        ),
        Column(
            key="basis",
            title=tr("依据"),
            text=lambda line: line.basis,
            order=lambda line: line.basis,
            outside=lambda line: line.basis,
            width=330,
            tone=lambda _line: Tone.MUTED,
        ),
    )


def history_columns() -> tuple[Column[HistoryLine], ...]:
    """The columns of the history."""
    return (
        Column(
            key="day",
            title=tr("日期"),
            text=lambda line: day_word(line.said.business_day),
            order=lambda line: line.said.version,
            outside=lambda line: line.said.business_day.isoformat(),
            width=130,
        ),
        Column(
            key="who",
            title=tr("谁改的"),
            text=lambda line: line.who,
            order=lambda line: line.who,
            outside=lambda line: line.who,
            width=120,
        ),
        Column(
            key="changes",
            title=tr("改动"),
            text=lambda line: set_words(line.said, tr),
            order=lambda line: set_words(line.said, tr),
            outside=lambda line: set_words(line.said, tr),
            width=400,
            fills=True,
            bold=True,
        ),
        Column(
            key="reason",
            title=tr("原因"),
            text=lambda line: line.said.reason,
            order=lambda line: line.said.reason,
            outside=lambda line: line.said.reason,
            width=220,
        ),
    )

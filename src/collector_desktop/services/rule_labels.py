"""What each rule of the policy is called, in which unit it counts, what it comes from; resources/policy/rules.tsv."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from collector_desktop.domain.rules import HOLIDAYS
from collector_desktop.resources import resource_path

Say = Callable[[str], str]


class Label(NamedTuple):
    """The words of one rule or of one group of rules, in Chinese; unit and basis are empty where there are none."""

    name: str
    unit: str
    basis: str


@cache
def labels() -> Mapping[str, Label]:
    """The label of every rule and group, by its path."""
    lines = resource_path("policy", "rules.tsv").read_text(encoding="utf-8").splitlines()
    return {field: Label(*words) for field, *words in (line.split("\t") for line in lines)}


def rule_name(field: str, say: Say = str) -> str:
    """What a rule or a group is called; a holiday year says which."""
    group, _, year = field.partition(".")
    if group == HOLIDAYS and year:
        return say("{year} 年节假日").format(year=year)
    return say(labels()[field].name)


def basis_words(field: str, say: Say = str) -> str:
    """The law's article a rule comes from, or that it is practice or this program's default."""
    return say(labels()[field if field in labels() else field.partition(".")[0]].basis)

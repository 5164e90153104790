"""Refusals around the station's rules: which one, why, and what is allowed."""

from collector_desktop.domain.refusals import Refusal


class RuleUnknown(Refusal):
    """The policy has no such rule. Facts: text."""


class RuleNotUnderstood(Refusal):
    """The text is no value of this rule. Facts: field, text, example (the value in force, as it is written)."""


class RuleOutOfBounds(Refusal):
    """The law, or what can make sense, leaves no room for this value. Facts: field, text, allowed, basis."""


class RulesOutOfOrder(Refusal):
    """One rule must not be more than another. Facts: lower, upper."""


class RuleUnchanged(Refusal):
    """The rule says so already. Facts: field."""


class RulesChangedMeanwhile(Refusal):
    """Somebody else changed the rules since they were shown. Facts: version (the one in force)."""

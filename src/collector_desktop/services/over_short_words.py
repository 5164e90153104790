"""Over and short in words: how far the station is with a difference, and what it decided."""

from collections.abc import Callable, Mapping

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.money import Money
from collector_desktop.domain.over_short import CashOutcome, Decided
from collector_desktop.services.sentences import as_written

Translate = Callable[[str], str]

_OUTCOMES: Mapping[CashOutcome, str] = {
    CashOutcome.MADE_GOOD: "收费员补足",
    CashOutcome.BORNE: "所里承担",
    CashOutcome.KEPT: "挂账待查",
    CashOutcome.RETURNED: "退还用户",
    CashOutcome.PAID_IN: "缴入所里",
}


def outcome_word(outcome: CashOutcome, translate: Translate = as_written) -> str:
    """What becomes of a difference."""
    return translate(_OUTCOMES[outcome])


def difference_words(over_short: Money, translate: Translate = as_written) -> str:
    """短款 5.00 元; more than zero is over, less is short."""
    if over_short < Money.ZERO:
        return translate("短款 {amount} 元").format(amount=(-over_short).grouped())
    return translate("长款 {amount} 元").format(amount=over_short.grouped())


def state_word(decided: Decided | None, outcome: CashOutcome | None, translate: Translate = as_written) -> str:
    """待定, 挂账待查, or 已定 and what; a dash where the drawer agreed."""
    if decided is None:
        return "—"
    if outcome is None:
        return translate("待定")
    word = outcome_word(outcome, translate)
    return word if decided is Decided.KEPT else translate("已定:{outcome}").format(outcome=word)


def decision_words(said: CashDecided, translate: Translate = as_written) -> str:
    """What was decided, with its paper, its reason, and by whom on which day."""
    parts = [outcome_word(said.outcome, translate)]
    if said.account:
        parts.append(translate("户号 {account}").format(account=said.account))
    if said.paper:
        parts.append(translate("凭证 {paper}").format(paper=said.paper))
    if said.reason:
        parts.append(said.reason)
    parts.append(f"{said.decided_by} {near_day_words(said.business_day, translate)}")
    comma = translate("{one},{other}").format(one="", other="")
    return comma.join(parts)


def told_words(said: CashDecided, translate: Translate = as_written) -> str:
    """The day, its difference and what was decided, as the collector is told."""
    return translate("{day} {difference}:{decision}").format(
        day=near_day_words(said.day, translate),
        difference=difference_words(said.amount, translate),
        decision=decision_words(said, translate),
    )

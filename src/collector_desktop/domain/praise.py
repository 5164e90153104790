"""Praise for prompt payers: who paid a month's bills in time; those who agreed are named, the others counted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from collector_desktop.domain.acts.publicity import PraiseConsent, PraisePublished
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import effective_due
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value

_WORDING = (
    "{station}:我同意在{village}张贴的按时交费光荣榜上写出我家的户名。"
    "只写户名,不写户号、电话、地址和金额。我知道不同意也不影响任何服务;"
    "我随时可以收回同意,收回以后不再写,已经贴出的会取下。"
)


class Household(NamedTuple):
    """One account with its bills of the month, and whether anything is overdue from any month."""

    account: AccountNumber
    name: str
    bills: tuple[Bill, ...]
    has_overdue: bool
    group: str = ""


class Praised(Value):
    """A household that agreed to be named."""

    account: AccountNumber
    name: str


class PraiseList(Value):
    """A village's prompt payers of one billing month."""

    village: str
    month: BillingMonth
    named: tuple[Praised, ...]
    counted: int
    """Prompt payers who did not agree to be named."""

    @property
    def households(self) -> int:
        """All prompt payers."""
        return len(self.named) + self.counted


class Consent(Value):
    """Where a household stands today."""

    consents: bool
    since: PraiseConsent


def consent_wording(station: str, village: str) -> str:
    """What is shown and read out before a household agrees (Personal Information Protection Law art. 14 and 17)."""
    return _WORDING.format(station=station, village=village)


def consents(said: Iterable[PraiseConsent]) -> dict[AccountNumber, Consent]:
    """Where each household stands: its newest word counts."""
    newest: dict[AccountNumber, Consent] = {}
    for fact in sorted(said, key=lambda fact: (fact.business_day, fact.at, fact.id)):
        newest[fact.account] = Consent(consents=fact.consents, since=fact)
    return newest


def paid_in_time(bills: Iterable[Bill], policy: Policy) -> bool:
    """Whether there were bills and every one was paid no later than its due date; paid before counts as in time."""
    owed = [bill for bill in bills if not bill.is_refund and bill.amount]
    return bool(owed) and all(
        bill.open <= Money.ZERO and all(part.on <= effective_due(bill, policy) for part in bill.paid) for bill in owed
    )


def prompt_payers(households: Iterable[Household], policy: Policy) -> tuple[Household, ...]:
    """Those who paid the month in time and owe nothing overdue from any other, in the order given."""
    return tuple(each for each in households if not each.has_overdue and paid_in_time(each.bills, policy))


def praise_list(
    village: str,
    month: BillingMonth,
    prompt: Sequence[Household],
    standing: Mapping[AccountNumber, Consent],
) -> PraiseList:
    """A village's prompt payers, in the order given; nobody is named who has not agreed (art. 25)."""
    named = tuple(
        Praised(account=each.account, name=each.name)
        for each in prompt
        if each.account in standing and standing[each.account].consents
    )
    return PraiseList(village=village, month=month, named=named, counted=len(prompt) - len(named))


def to_take_down(
    published: Iterable[PraisePublished], standing: Mapping[AccountNumber, Consent]
) -> dict[AccountNumber, PraisePublished]:
    """Households named on a list that hangs, of those who took their consent back since, with the newest such list.

    A list hangs until another of the same month goes up.
    """
    ordered = sorted(published, key=lambda fact: (fact.business_day, fact.at))
    hanging = {each.month: each for each in ordered}
    found: dict[AccountNumber, PraisePublished] = {}
    for each in hanging.values():
        for account in each.named:
            since = standing.get(account)
            if since is not None and not since.consents and since.since.at > each.at:
                found[account] = each
    return found

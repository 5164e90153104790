"""Bank-debit savers (代扣): who lets the bank pay, folded from what was said and from the bank's own results."""

from collections.abc import Iterable
from datetime import date

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.savings import BankDebited, BankDebitFailed, SaverNoted
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.saver_policy import SaverPolicy
from collector_desktop.domain.value import Value


class Saver(Value):
    """A household its bank pays for."""

    account: AccountNumber
    since: date
    bank: str = ""
    last_digits: str = ""
    last_debit: BankDebited | BankDebitFailed | None = None


class VillageSavers(Value):
    """How far a village is from its target."""

    village: str
    households: int
    savers: int
    target: int
    """Savers wanted, in households, rounded up."""

    @property
    def missing(self) -> int:
        """How many are still to be won."""
        return max(self.target - self.savers, 0)


def savers(said: Iterable[Fact]) -> dict[AccountNumber, Saver]:
    """Who the bank pays for, after everything said in this order.

    A result of the bank makes a saver too: it would not have tried otherwise.
    """
    found: dict[AccountNumber, Saver] = {}
    for fact in said:
        before = found.get(fact.account)
        match fact:
            case SaverNoted(active=False):
                found.pop(fact.account, None)
            case SaverNoted():
                found[fact.account] = Saver(
                    account=fact.account,
                    since=before.since if before else fact.business_day,
                    bank=fact.bank,
                    last_digits=fact.last_digits,
                    last_debit=before.last_debit if before else None,
                )
            case BankDebited() | BankDebitFailed():
                saver = before or Saver(account=fact.account, since=fact.business_day)
                found[fact.account] = saver.model_copy(update={"last_debit": fact})
    return found


def village_savers(village: str, households: int, won: int, policy: SaverPolicy) -> VillageSavers:
    """A village beside its target."""
    target = -(-households * policy.target_of(village) // 100)
    return VillageSavers(village=village, households=households, savers=won, target=target)

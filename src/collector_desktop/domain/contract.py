"""The supply contract: what an account agreed to for late payment (《电力供应与使用条例》 art. 39), and its doubts."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from collector_desktop.domain.bill import PenaltyTerms, UseClass
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import PenaltyPolicy
from collector_desktop.domain.value import Value


class Contract(Value):
    """The contract in force for one account (供用电合同). What it leaves open follows the rules."""

    account: AccountNumber
    number: str
    signed_on: date
    agreed_permille: Annotated[Decimal, Field(ge=0)] | None = None
    """The agreed daily rate (约定违约金比例)."""
    agreed_cap_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    """The agreed most, of the principal that first fell overdue."""
    instalment_terms: str = ""
    """What it says of paying in parts (分期条款), in its own words."""

    @property
    def terms(self) -> PenaltyTerms:
        """What a penalty needs of it."""
        return PenaltyTerms(permille=self.agreed_permille, cap_percent=self.agreed_cap_percent)


class ContractWarning(StrEnum):
    """Why somebody should look at a contract."""

    MISSING = "missing"
    """No contract is registered: only the rules of the trade bind the customer."""
    RATE_OVER_THE_LAW = "rate_over_the_law"
    """It says more a day than the law allows; the law's most is charged."""
    CAP_OVER_PRACTICE = "cap_over_practice"
    """It allows a larger penalty than is usual; a court may lower it (Civil Code art. 585)."""


def most_permille(use: UseClass, rules: PenaltyPolicy) -> Decimal:
    """The largest daily rate a contract may agree on, whatever it says."""
    return rules.agreed_most_permille if use is UseClass.OTHER else rules.residential_agreed_most_permille


def contract_warnings(contract: Contract | None, use: UseClass, rules: PenaltyPolicy) -> tuple[ContractWarning, ...]:
    """What is doubtful about an account's contract, the weightiest first; empty if nothing is."""
    if contract is None:
        return (ContractWarning.MISSING,)
    found = []
    if contract.agreed_permille is not None and contract.agreed_permille > most_permille(use, rules):
        found.append(ContractWarning.RATE_OVER_THE_LAW)
    cap = contract.agreed_cap_percent
    if cap is not None and rules.cap_percent is not None and cap > rules.cap_percent:
        found.append(ContractWarning.CAP_OVER_PRACTICE)
    return tuple(found)

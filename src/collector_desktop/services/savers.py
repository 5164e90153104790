"""Bank-debit savers (代扣): noted when a household has arranged it with its bank, and when it gave it up."""

import re

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.savings import SaverNoted
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing
from collector_desktop.domain.refusals_savings import BankMissing, LastDigitsNotValid, SaverUnchanged
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cards, savings

_LAST_DIGITS = re.compile(r"\d{4}")


class NoteSaver(Value):
    """What the household said or its answer slip says. `id` was fixed when the form opened."""

    id: ActId
    account: AccountNumber
    active: bool
    bank: str = ""
    last_digits: str = ""
    reason: str = ""
    """Why it was given up."""


def note(ledger: Ledger, wanted: NoteSaver, stamp: Stamp) -> Changes:
    """Note a saver, or that a household is none any more; of the bank account only the last four digits are kept.

    Raises BankMissing, LastDigitsNotValid, ReasonMissing (giving it up needs one), AccountUnknown, SaverUnchanged.
    """
    bank, digits, reason = wanted.bank.strip(), wanted.last_digits.strip(), wanted.reason.strip()
    if wanted.active and not bank:
        raise BankMissing
    if digits and not _LAST_DIGITS.fullmatch(digits):
        raise LastDigitsNotValid(text=f"…{digits[-4:]}")
    if not wanted.active and not reason:
        raise ReasonMissing
    with ledger.writing() as conn:
        if cards.account_info(conn, wanted.account) is None:
            raise AccountUnknown(account=wanted.account)
        noted = SaverNoted(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            active=wanted.active,
            bank=bank if wanted.active else "",
            last_digits=digits if wanted.active else "",
            reason=reason,
        )
        if not wanted.active and wanted.account not in savings.saver_accounts(conn):
            raise SaverUnchanged(account=wanted.account)
        return ledger.post(conn, noted).changes

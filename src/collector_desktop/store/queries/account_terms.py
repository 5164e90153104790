"""What was agreed on with one account for late payment: its contract, its doubts, and waivers asked for."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.contract import Contract, ContractWarning, contract_warnings
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.requests import WaiverWanted
from collector_desktop.domain.value import Value
from collector_desktop.domain.waiver import Waiver
from collector_desktop.store.queries import bills
from collector_desktop.store.queries.cards import account_info
from collector_desktop.store.queries.contracts import contract
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.requests import RequestLine, requests


class WaiverLine(Value):
    """One request for a waiver, and what was waived under it."""

    line: RequestLine
    applied: Waiver | None
    too_late: bool = False
    """It was granted when the penalty had been paid already: nothing is left to waive."""


class AccountTerms(Value):
    """The terms of one account."""

    contract: Contract | None = None
    warnings: tuple[ContractWarning, ...] = ()
    waivers: tuple[WaiverLine, ...] = ()
    """The newest first."""


def account_terms(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> AccountTerms:
    """The terms of an account on a day; of one these books don't know, none."""
    info = account_info(conn, account)
    if info is None:
        return AccountTerms()
    found = contract(conn, account)
    applied = {act.about: Waiver.of(act) for act in facts(conn, WaiverApplied, account=account)}
    asked = [line for line in requests(conn, account) if isinstance(line.request.matter, WaiverWanted)]
    known = {bill.id: bill for bill in bills.of_account(conn, account)} if asked else {}
    return AccountTerms(
        contract=found,
        warnings=contract_warnings(found, info.use, policy.penalty),
        waivers=tuple(
            WaiverLine(
                line=line,
                applied=applied.get(line.request.id),
                too_late=line.request.id not in applied and _is_too_late(line, known, on, policy),
            )
            for line in reversed(asked)
        ),
    )


def _is_too_late(line: RequestLine, known: Mapping[BillId, Bill], on: date, policy: Policy) -> bool:
    if line.decision is None or not isinstance(line.decision.granted, WaiverWanted):
        return False
    bill = known.get(line.decision.granted.bill)
    return bill is None or not penalty(bill, on, policy).open

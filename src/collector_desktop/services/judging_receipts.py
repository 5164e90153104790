"""Judging a receipt by its code or by what is printed on it, against the station's books; nothing is written."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.held import HeldState, is_void_of
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.value import Value
from collector_desktop.security.key_change import change_holds
from collector_desktop.security.receipt_code import ReceiptClaim, read_receipt_code, verify_receipt_code
from collector_desktop.security.refusals import ReceiptCodeWrong
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries import cuts, devices, held, receipts


class Verdict(StrEnum):
    """What a receipt is."""

    GENUINE = "genuine"
    VOIDED = "voided"
    UNKNOWN = "unknown"
    """An enrolled laptop signed it, but the station has not taken it in."""
    REVOKED = "revoked"
    """The same, and the laptop is revoked."""
    TWICE = "twice"
    """The books have another payment under its number; its own is among the held lines and does not count."""
    CREDITED = "credited"
    """Its line was held and released; no receipt of the books, but its money became the household's prepayment."""
    ALTERED = "altered"
    """Altered, or no enrolled laptop of this station gave it."""


_BEST = (HeldState.RELEASED, HeldState.WAITING, HeldState.REJECTED)
"""Where a payment stands among the held lines more than once, what became of it best is what counts."""


class Judged(Value):
    """What a receipt is worth. `account_name` is the books' own, in full: who shows it to others masks it."""

    verdict: Verdict
    collector_name: str = ""
    void_reason: str = ""
    account_name: str = ""
    account: AccountNumber = AccountNumber("")
    received: Money | None = None
    """What the books say was received; None if they don't know the number."""
    day: date | None = None
    held: bool = False
    """Whether it is among the lines that wait for the manager."""
    revoked_on: date | None = None


def judge_code(conn: Connection, station: StationCode, text: str) -> tuple[ReceiptClaim, Judged]:
    """What a code says and what it is worth. Raises ReceiptCodeNotUnderstood, ReceiptCodeFromTheFuture."""
    claim = read_receipt_code(text)
    if claim.number.station != station or not any(_signed(text, key) for key in _keys(conn, claim.number)):
        return claim, Judged(verdict=Verdict.ALTERED)
    judged = _against_the_books(conn, claim.number)
    said = (claim.account, claim.received, claim.day)
    if (judged.account, judged.received, judged.day) == said:
        return claim, judged
    return claim, _among_the_held(conn, judged, claim.number, lambda act: said == _said(act))


def judge_number(conn: Connection, station: StationCode, number: ReceiptNumber, received: Money) -> Judged:
    """What a number with an amount, as they are printed, are worth: a signature is not looked at."""
    if number.station != station or not _keys(conn, number):
        return Judged(verdict=Verdict.ALTERED)
    judged = _against_the_books(conn, number)
    if judged.received == received:
        return judged
    return _among_the_held(conn, judged, number, lambda act: act.receipt.received == received)


def _among_the_held(
    conn: Connection, judged: Judged, number: ReceiptNumber, is_it: Callable[[PaymentTaken], bool]
) -> Judged:
    """What a receipt is that the books don't have, or have otherwise, by what became of the held line that gave it."""
    said = held.entries_of_number(conn, number)
    given = {state: entry.act for entry, state in said if isinstance(entry.act, PaymentTaken) and is_it(entry.act)}
    is_known = judged.received is not None
    state = next((state for state in _BEST if state in given), None)
    if state is None:
        return judged.model_copy(update={"verdict": Verdict.ALTERED}) if is_known else judged
    act = given[state]
    void = next((entry.act for entry, became in said if became is state and is_void_of(entry.act, act)), None)
    found = Judged(
        verdict=Verdict.TWICE if is_known else judged.verdict,
        collector_name=judged.collector_name,
        account_name=act.receipt.account_name,
        account=act.receipt.account,
        day=act.receipt.business_day,
        held=state is HeldState.WAITING,
        revoked_on=judged.revoked_on,
    )
    if held.is_credited(conn, act.id):
        return found.model_copy(update={"verdict": Verdict.CREDITED})
    if state is HeldState.RELEASED and isinstance(void, ReceiptVoided):
        return found.model_copy(update={"verdict": Verdict.VOIDED, "void_reason": void.reason})
    return found


def _said(act: PaymentTaken) -> tuple[AccountNumber, Money, date]:
    return act.receipt.account, act.receipt.received, act.receipt.business_day


def _against_the_books(conn: Connection, number: ReceiptNumber) -> Judged:
    collector, revoked_on = devices.carrier(conn, number.device)
    given = receipts.by_number(conn, number)
    if given is None:
        return Judged(
            verdict=Verdict.UNKNOWN if revoked_on is None else Verdict.REVOKED,
            collector_name=collector,
            held=held.holds_receipt(conn, number),
            revoked_on=revoked_on,
        )
    receipt = given.receipt
    return Judged(
        verdict=Verdict.VOIDED if given.void else Verdict.GENUINE,
        collector_name=collector,
        void_reason=given.void.reason if given.void else "",
        account_name=receipt.account_name,
        account=receipt.account,
        received=receipt.received,
        day=receipt.business_day,
        revoked_on=revoked_on,
    )


def _keys(conn: Connection, number: ReceiptNumber) -> tuple[str, ...]:
    """Every key the device has signed with; what it wrote is held still where the change to its key is."""
    known = cuts.signing_keys(conn, number.device)
    for act in held.key_changes(conn, number.device):
        if act.replaces in known and act.signing_key not in known and change_holds(act, act.replaces):
            known = (*known, act.signing_key)
    return known


def _signed(text: str, key: str) -> bool:
    try:
        verify_receipt_code(text, key)
    except ReceiptCodeWrong:
        return False
    return True

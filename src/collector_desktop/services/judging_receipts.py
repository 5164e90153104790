"""Judging a receipt by its code or by what is printed on it, against the station's books; nothing is written."""

from datetime import date
from enum import StrEnum

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.value import Value
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
    ALTERED = "altered"
    """Altered, or no enrolled laptop of this station gave it."""


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
    if judged.received is not None and (judged.account, judged.received, judged.day) != said:
        return claim, judged.model_copy(update={"verdict": Verdict.ALTERED})
    return claim, judged


def judge_number(conn: Connection, station: StationCode, number: ReceiptNumber, received: Money) -> Judged:
    """What a number with an amount, as they are printed, are worth: a signature is not looked at."""
    if number.station != station or not _keys(conn, number):
        return Judged(verdict=Verdict.ALTERED)
    judged = _against_the_books(conn, number)
    if judged.received is not None and judged.received != received:
        return judged.model_copy(update={"verdict": Verdict.ALTERED})
    return judged


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
    return cuts.signing_keys(conn, number.device)


def _signed(text: str, key: str) -> bool:
    try:
        verify_receipt_code(text, key)
    except ReceiptCodeWrong:
        return False
    return True

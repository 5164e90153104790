"""Checking a receipt somebody shows at the station: its worth in one word, and whether it was shown before."""

import hashlib
import re
from datetime import date, datetime

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.devices import ReceiptShown
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals_devices import ReceiptAmountMissing
from collector_desktop.domain.value import Value
from collector_desktop.services.judging_receipts import Judged, Verdict, judge_code, judge_number
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import sights

_CODE = re.compile(r"\s*ZS[0-9]+:", re.IGNORECASE)


class Seen(Value):
    """A time the number was shown before; `same` if it said the same then."""

    by: Badge
    day: date
    at: datetime
    same: bool


class Checked(Value):
    """What was shown and what it is. Names and accounts are masked: whoever shows a receipt may be anybody."""

    verdict: Verdict
    number: ReceiptNumber
    by_code: bool
    """Whether its signature was looked at; else only number and amount were compared."""
    name: str
    account: str
    received: Money
    """As shown."""
    booked: Money | None
    """As the books say; None if they don't know the number."""
    day: date | None
    collector_name: str
    void_reason: str
    held: bool
    revoked_on: date | None
    seen: tuple[Seen, ...]
    """Earlier times, oldest first: a copied code verifies like the original."""


def is_code(text: str) -> bool:
    """Whether a text is the code of a receipt rather than its number."""
    return _CODE.match(text) is not None


def check_receipt(ledger: Ledger, text: str, received: Money | None, stamp: Stamp) -> Checked:
    """Check the text of a code, or a number with the amount printed on it; that it was shown is noted.

    Raises ReceiptCodeNotUnderstood, ReceiptCodeFromTheFuture, ReceiptNumberNotValid, ReceiptAmountMissing.
    """
    by_code = is_code(text)
    number = None if by_code else ReceiptNumber(text)
    if not by_code and received is None:
        raise ReceiptAmountMissing(number=str(number))
    with ledger.writing() as conn:
        station = ledger.seat.station_code
        if number is None:
            claim, judged = judge_code(conn, station, text)
            number, received = claim.number, claim.received
            account: AccountNumber = claim.account
            day: date | None = claim.day
        else:
            assert received is not None
            judged = judge_number(conn, station, number, received)
            account, day = judged.account, judged.day
        claimed = hashlib.sha256(f"{number}:{received.fen}".encode()).hexdigest()
        seen = tuple(
            Seen(by=sight.by, day=sight.day, at=sight.at, same=sight.claim == claimed)
            for sight in sights.of_number(conn, number)
        )
        ledger.post(
            conn,
            ReceiptShown(**dict(stamp), id=new_act_id(), number=number, claim=claimed, verdict=judged.verdict),
        )
    return Checked(
        verdict=judged.verdict,
        number=number,
        by_code=by_code,
        name=mask_name(judged.account_name),
        account=mask_account(account) if account else "",
        received=received,
        booked=judged.received,
        day=day,
        **_facts(judged),
        seen=seen,
    )


def _facts(judged: Judged) -> dict[str, object]:
    return judged.model_dump(include={"collector_name", "void_reason", "held", "revoked_on"})

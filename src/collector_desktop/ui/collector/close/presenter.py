"""Close without a window: the day's figures, the drawer as counted so far, and the acts that end the day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.day_close import CashCount, DayClose, DayTakings, is_late_for_the_bank, settle
from collector_desktop.domain.money import Money
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Promise
from collector_desktop.services import closing, printing_out, voiding
from collector_desktop.services.closing import Banked, Closed
from collector_desktop.store.queries import bills, closes, over_short, policies, receipts, sync, takings, visits
from collector_desktop.store.queries.receipts import GivenReceipt
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.RECEIPTS, Topic.CASH, Topic.CLOSE, Topic.VISITS, Topic.SYNC, Topic.SNAPSHOT})
"""What must have changed for these figures to be stale."""

_MOST_PIECES = 99_999
_TOLD_FOR = timedelta(days=7)
"""How long a decision of the station is shown."""
_MOST_TOLD = 2


class Step(IntEnum):
    """The four steps, in order."""

    RECEIPTS = 0
    COUNT = 1
    REMIT = 2
    HAND_OVER = 3


class Agreement(StrEnum):
    """The drawer against the receipts."""

    AGREES = "agrees"
    OVER = "over"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class NotDone:
    """What the day leaves: doors that owe and nobody knocked at, and promises for later."""

    not_visited: int
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The books as this page shows them. `day` is the oldest business day not closed, else today."""

    day: date
    receipts: tuple[GivenReceipt, ...]
    takings: DayTakings
    closed: DayClose | None
    to_bank: Money
    days_to_bank: tuple[date, ...]
    late_since: date | None
    """The business day of the oldest cash that should be at the bank by now; None where nothing is late."""
    decided: tuple[CashDecided, ...]
    """What the station decided of this laptop's drawers lately, newest first."""
    unsent: int
    to_print: int
    denominations: tuple[int, ...]
    """In fen, largest first."""


def read_not_done(session: Session) -> NotDone:
    """What today leaves; over thousands of doors this takes longer than a window may wait."""
    today = session.business_day
    with session.ledger.reading() as conn:
        owed = bills.collectable_by_account(conn, session.seat.device)
        seen = visits.by_account(conn, today)
        policy = policies.policy(conn)
    owing = [account for account, open_bills in owed.items() if _owes(open_bills, today, policy)]
    visited = [seen.get(account, visits.VisitsOfAccount()) for account in owing]
    return NotDone(
        not_visited=sum(not each.today for each in visited),
        promises=tuple(each.promise for each in visited if each.promise and each.promise.on > today),
    )


def _owes(owed: tuple[Bill, ...], on: date, policy: Policy) -> bool:
    """Open principal says it at once; a penalty alone has to be computed."""
    return any(bill.open > Money.ZERO for bill in owed) or bool(amount_due(owed, on, policy).total)


class Close:
    """The day being closed. What was counted and written so far outlives the page and the program."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.figures = self.load()

    def load(self) -> Figures:
        """Read the figures anew."""
        session, device = self._session, self._session.seat.device
        with session.ledger.reading() as conn:
            open_days = takings.open_days(conn, device)
            day = open_days[0] if open_days else session.business_day
            closed = closes.of_day(conn, day, device)
            rules = policies.policy(conn).cash
            since = takings.cash_since(conn, device)
            is_late = is_late_for_the_bank(since, session.business_day, session.clock(), rules.bank_by)
            self.figures = Figures(
                day=day,
                receipts=receipts.of_day(conn, day, device),
                takings=takings.of_day(conn, day, device),
                closed=closed,
                to_bank=closes.not_banked(conn, device),
                days_to_bank=closes.days_not_banked(conn, device),
                late_since=since if is_late else None,
                decided=over_short.told_since(conn, device, session.business_day - _TOLD_FOR)[:_MOST_TOLD],
                unsent=sync.status(conn, device).unsent,
                to_print=len(receipts.to_print(conn)),
                denominations=_denominations(rules.denominations_fen, closed),
            )
        return self.figures

    @property
    def is_earlier_day(self) -> bool:
        """Whether a day begun earlier was left open and must be closed first."""
        return self.figures.day != self._session.business_day

    @property
    def first_step(self) -> Step:
        """Where the day stands when the page opens."""
        if self.figures.closed is None:
            return Step.RECEIPTS
        return Step.REMIT if self.figures.to_bank else Step.HAND_OVER

    def count(self) -> CashCount:
        """The drawer as closed, or as counted so far."""
        if self.figures.closed is not None:
            return self.figures.closed.count
        numbers = _numbers(self._session.drafts.get(self._draft("count")))
        return CashCount.of({fen: numbers.get(fen, 0) for fen in self.figures.denominations})

    def set_number(self, denomination: int, number: int) -> None:
        """Count a denomination (in fen); kept at once."""
        numbers = {**dict(self.count().pieces), denomination: min(max(number, 0), _MOST_PIECES)}
        kept = {str(fen): pieces for fen, pieces in numbers.items() if pieces}
        self._session.drafts.put(self._draft("count"), json.dumps(kept) if kept else "")

    @property
    def counted_anything(self) -> bool:
        """Whether a single piece was counted, or the day is closed."""
        return self.figures.closed is not None or bool(self.count().total)

    @property
    def over_short(self) -> Money:
        """Counted minus expected."""
        return settle(self.figures.takings, self.count())

    @property
    def agreement(self) -> Agreement:
        """Whether the drawer agrees."""
        if not self.over_short:
            return Agreement.AGREES
        return Agreement.OVER if self.over_short > Money.ZERO else Agreement.SHORT

    def text(self, field: str) -> str:
        """What was written into a field (reason, bank slip, witness) and not yet saved."""
        return self._session.drafts.get(self._draft(field))

    def set_text(self, field: str, text: str) -> None:
        """Keep what was written."""
        self._session.drafts.put(self._draft(field), text)

    def close(self) -> Closed:
        """Close the day with the count and the reason. Raises what `closing.close` raises."""
        closed = closing.close(
            self._session.ledger, self.figures.day, self.count(), self.text("reason"), self._session.stamp()
        )
        self._forget("count", "reason")
        return closed

    def remit(self, amount: Money) -> Banked:
        """Bank the takings with the slip and the witness as written. Raises what `closing.remit` raises."""
        banked = closing.remit(
            self._session.ledger, amount, self.text("bank_slip"), self.text("witness"), self._session.stamp()
        )
        self._forget("bank_slip", "witness")
        return banked

    def void(self, number: ReceiptNumber, reason: str) -> Changes:
        """Void a receipt of the day. Raises what `voiding.void` raises."""
        return voiding.void(self._session.ledger, number, reason, self._session.stamp())

    def reprint(self, number: ReceiptNumber) -> int:
        """Count one more paper (补打) and queue it; which copy it is."""
        return printing_out.order_reprint(self._session.ledger, number, self._session.stamp())

    def _draft(self, field: str) -> str:
        return f"close/{self.figures.day.isoformat()}/{field}"

    def _forget(self, *fields: str) -> None:
        for field in fields:
            self._session.drafts.put(self._draft(field), "")


def _denominations(of_policy: tuple[int, ...], closed: DayClose | None) -> tuple[int, ...]:
    counted = () if closed is None else tuple(each.denomination for each in closed.count.pieces if each.number)
    return tuple(sorted({*of_policy, *counted}, reverse=True))


def _numbers(draft: str) -> Mapping[int, int]:
    """The numbers of a draft; a damaged one is no count."""
    try:
        return {int(fen): int(number) for fen, number in json.loads(draft or "{}").items()}
    except (ValueError, TypeError, AttributeError):
        return {}

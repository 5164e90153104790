"""The demo's collecting before today: some households a day paid at the door, each day counted, closed and banked."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from collector_desktop.app.demo.villages import LATE_BY, Household, Temper, paid_late
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import closing
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.services.printing_out import came_out
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, cards, policies, takings

At = Callable[[date, int], Stamp]
"""Who acts on a day at an hour."""

_DAYS, _SHARE, _IN_VAIN = 6, 0.4, 0.5
_OF_A_MONTH = (19, 23, 26)
"""The days of a month on which the collector went round before."""
_DENOMINATIONS = (10000, 5000, 2000, 1000, 500, 100, 50, 10, 1)
_METHODS = (PaymentMethod.CASH, PaymentMethod.CASH, PaymentMethod.CASH, PaymentMethod.WECHAT)


def collect_for_months(
    laptop: Ledger, households: Sequence[Household], latest: BillingMonth, at: At, seed: int
) -> None:
    """The months before: what slow households had let lie was taken at the door, with its penalty."""
    chance = Random(seed)
    late: dict[BillingMonth, list[AccountNumber]] = {}
    for door in households:
        for month in paid_late(door, latest):
            late.setdefault(month, []).append(AccountNumber(door.number))
    for month, accounts in sorted(late.items()):
        then = month.plus(LATE_BY)
        for nth, of_month in enumerate(_OF_A_MONTH):
            on = date(then.year, then.month, of_month)
            for account in accounts[nth :: len(_OF_A_MONTH)]:
                if chance.random() < _IN_VAIN:
                    _miss(laptop, account, at(on - timedelta(days=1), 18), chance)
                _take(laptop, account, at(on, 19), chance.choice(_METHODS), chance, up_to=month)
            _end(laptop, on, at(on, 21))


def collect_for_days(
    laptop: Ledger, households: Sequence[Household], last: Sequence[AccountNumber], day: date, at: At, seed: int
) -> None:
    """The evenings before `day`: whoever pays readily was met on one of them; `last` paid on the last of them."""
    chance = Random(seed)
    with laptop.reading() as conn:
        owing = bills.collectable_by_account(conn, laptop.seat.device)
    ready = [
        AccountNumber(door.number)
        for door in households
        if door.temper is Temper.PROMPT and door.number in owing and chance.random() < _SHARE
    ]
    for back in range(_DAYS, 0, -1):
        on = day - timedelta(days=back)
        for account in ready[back - 1 :: _DAYS]:
            if back < _DAYS and chance.random() < _IN_VAIN:
                _miss(laptop, account, at(on - timedelta(days=1), 18), chance)
            _take(laptop, account, at(on, 19), chance.choice(_METHODS), chance)
        if back == 1:
            for account in last:
                _take(laptop, account, at(on, 20), PaymentMethod.WECHAT, chance)
        _end(laptop, on, at(on, 21))


def _miss(laptop: Ledger, account: AccountNumber, stamp: Stamp, chance: Random) -> None:
    missed = RecordVisit(id=new_act_id(), account=account, slot=chance.choice(tuple(Slot)), outcome=Outcome.NOT_HOME)
    record(laptop, missed, stamp)


def _take(
    laptop: Ledger,
    account: AccountNumber,
    stamp: Stamp,
    method: PaymentMethod,
    chance: Random,
    *,
    up_to: BillingMonth | None = None,
) -> None:
    """What is due, or due of the bills up to a month, is paid."""
    on = stamp.business_day
    with laptop.reading() as conn:
        card = cards.card(conn, account, on, laptop.seat.device)
        owed = () if card is None else [bill for bill in card.bills if up_to is None or bill.month <= up_to]
        due = amount_due(owed, on, policies.policy(conn)).total
    if card is None or not due:
        return
    payment = TakePayment(
        id=new_act_id(),
        account=account,
        received=due,
        tendered=due,
        method=method,
        reference="" if method is PaymentMethod.CASH else f"42000{chance.randrange(10**8):08d}",
        slot=Slot.EVENING,
        token=card.token,
        waited=chance.randint(18, 95),
    )
    came_out(laptop, collect(laptop, payment, stamp).receipt.number)


def _end(laptop: Ledger, on: date, stamp: Stamp) -> None:
    """Count, close, and bank what was counted."""
    with laptop.reading() as conn:
        taken = takings.of_day(conn, on, laptop.seat.device)
    if not taken.receipts:
        return
    left, pieces = taken.cash_expected.fen, {}
    for denomination in _DENOMINATIONS:
        pieces[denomination], left = divmod(left, denomination)
    closing.close(laptop, on, CashCount.of(pieces), "", stamp)
    if taken.cash_expected:
        closing.remit(laptop, taken.cash_expected, f"{on:%Y%m%d}01", "", stamp)

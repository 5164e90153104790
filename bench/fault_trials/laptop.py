"""A laptop in a folder, the acts it does, and whether everything acknowledged is there afterwards, once."""

import itertools
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import func, insert, select

from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, Badge
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.security.data_key import DataKey, books_key
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import (
    closing,
    enrolling,
    handing_over,
    issuing,
    taking_in,
    taking_route,
    visiting,
    voiding,
)
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.services.founding import found_station
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import bills, cards, takings
from collector_desktop.store.swapping import finish_swap
from collector_desktop.store.tables.ledger import ReceiptRow
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow, BillRow

DAY = date(2026, 11, 23)
STAMP = Stamp(by=Badge("01"), business_day=DAY, at=datetime(2026, 11, 23, 18, 42, tzinfo=timezone(timedelta(hours=8))))
_HOUSEHOLDS = 12
KEY_FILE = "data.key"
"""Where a trial keeps its laptop's data key, which a person would have in a PIN."""

Acknowledged = ActId
"""The act a caller was told to have happened."""


@dataclass(frozen=True)
class Laptop:
    """The books of a laptop, open, in the folder of both seats."""

    paths: DemoPaths
    ledger: Ledger
    keys: DeviceKeys

    @classmethod
    def open(cls, folder: Path) -> "Laptop":
        """As the program opens them; where a trial hid them, with its data key."""
        paths = DemoPaths(folder)
        key = data_key(folder)
        finish_swap(paths.laptop)
        keys = DeviceKeys.load(paths.laptop_keys, key)
        return cls(paths, open_books(paths.laptop, keys, STAMP, key=books_key(key)), keys)

    def owing(self) -> Iterator[AccountNumber]:
        """Who can pay now, over and over; whoever pays is asked again as long as something is open."""
        while True:
            with self.ledger.reading() as conn:
                found = sorted(bills.collectable_by_account(conn, self.ledger.seat.device))
            if not found:
                return
            yield from found

    def pay(self, account: AccountNumber, stamp: Stamp = STAMP) -> Acknowledged:
        """One yuan."""
        payment = self.payment(account, stamp)
        collect(self.ledger, payment, stamp)
        return payment.id

    def payment(self, account: AccountNumber, stamp: Stamp = STAMP) -> TakePayment:
        """One yuan on the card, before Enter."""
        with self.ledger.reading() as conn:
            card = cards.card(conn, account, stamp.business_day, self.ledger.seat.device)
        assert card is not None
        return TakePayment(
            id=new_act_id(),
            account=account,
            received=Money(100),
            tendered=Money(100),
            method=PaymentMethod.CASH,
            reference="",
            slot=Slot.EVENING,
            token=card.token,
        )


def data_key(folder: Path) -> DataKey | None:
    """The data key of a trial's laptop; None where its books are plain."""
    file = folder / KEY_FILE
    return DataKey(file.read_bytes()) if file.exists() else None


def make_base(folder: Path) -> Path:
    """Both seats of a few households, one of which has paid, another route waiting on the stick; copied for a trial."""
    paths = DemoPaths(folder)
    for each in (paths.laptop.parent, paths.stick):
        each.mkdir(parents=True, exist_ok=True)
    station = found_station(str(paths.station), paths.station_keys, "41070305", "柳泉供电所", STAMP)
    station_keys = DeviceKeys.load(paths.station_keys)
    _bill(station)
    request = enrolling.request_enrolment(paths.laptop_keys, paths.stick, "笔记本", STAMP)
    enrolled = enrolling.enrol(station, station_keys, request.path, "农电工甲", "01", paths.stick, STAMP)
    answer = enrolling.read_station_answer(enrolled.path, paths.laptop_keys)
    ledger = enrolling.accept_answer(answer, paths.laptop_keys, paths.laptop, STAMP)
    laptop = Laptop(paths, ledger, DeviceKeys.load(paths.laptop_keys))
    device = ledger.seat.device
    taking_route.take_route(ledger, laptop.keys, issuing.issue(station, device, [], paths.stick, STAMP).path, STAMP)
    issuing.issue(station, device, [], paths.stick, STAMP)
    laptop.pay(next(laptop.owing()))
    station.close()
    ledger.close()
    return folder


def _bill(station: Ledger) -> None:
    numbers = [f"41{at:08d}" for at in range(_HOUSEHOLDS)]
    due, amount = DAY + timedelta(days=30), Money(10_000_000)
    with station.writing() as conn:
        conn.execute(
            insert(AccountRow),
            [
                {
                    "number": each,
                    "name": f"阎{each[-2:]}",
                    "village": "前柳村",
                    "address": "前柳村",
                    "residential": True,
                }
                for each in numbers
            ],
        )
        conn.execute(insert(BalanceRow), [{"account": n, "prepay": Money.ZERO, "deposit": Money.ZERO} for n in numbers])
        conn.execute(
            insert(BillRow),
            [
                {
                    "id": f"{each}-202610-正常电费",
                    "account": each,
                    "month": "202610",
                    "kind": "正常电费",
                    "residential": True,
                    "due_on": due,
                    "amount": amount,
                    "open": amount,
                    "penalty_paid": Money.ZERO,
                    "export_open": amount,
                    "unseen": Money.ZERO,
                }
                for each in numbers
            ],
        )


def copied(base: Path, folder: Path) -> Path:
    """The base for one trial."""
    shutil.copytree(base, folder)
    return folder


def _pay(laptop: Laptop) -> Acknowledged:
    return laptop.pay(next(laptop.owing()))


def _void(laptop: Laptop) -> Acknowledged:
    with laptop.ledger.reading() as conn:
        number = conn.scalars(select(ReceiptRow.number).order_by(ReceiptRow.at.desc())).first()
    assert number is not None
    voiding.void(laptop.ledger, ReceiptNumber(number), "金额看错", STAMP)
    return _newest(laptop)


def _knock(laptop: Laptop) -> Acknowledged:
    visit = visiting.RecordVisit(
        id=new_act_id(), account=next(laptop.owing()), slot=Slot.EVENING, outcome=Outcome.NOT_HOME
    )
    visiting.record(laptop.ledger, visit, STAMP)
    return visit.id


def _close(laptop: Laptop) -> Acknowledged:
    with laptop.ledger.reading() as conn:
        cash = takings.of_day(conn, DAY, laptop.ledger.seat.device).cash_expected
    closing.close(laptop.ledger, DAY, CashCount.of({1: cash.fen}), "", STAMP)
    return _newest(laptop)


def _hand_over(laptop: Laptop) -> None:
    handing_over.hand_over(laptop.ledger, laptop.paths.stick, STAMP)


def _take_route(laptop: Laptop) -> None:
    newest = max(laptop.paths.stick.glob("*.zsroute"))
    taking_route.take_route(laptop.ledger, laptop.keys, newest, STAMP)


ACTS: Mapping[str, Callable[[Laptop], Acknowledged | None]] = {
    "payment": _pay,
    "void": _void,
    "knock": _knock,
    "day close": _close,
    "hand-over": _hand_over,
    "route": _take_route,
}
"""Each does one thing on fresh books and says which act it was; files handed over and taken in are none of its own."""


@dataclass
class Found:
    """What a trial left behind."""

    lost: int = 0
    doubled: int = 0
    accepted_falsely: int = 0
    problems: tuple[str, ...] = ()


def look(folder: Path, acknowledged: list[Acknowledged], before: int, *, restored: bool = False) -> Found:
    """Open the books again as the program does and count. `before` is how many acts they held when it began.

    The station takes in what the laptop then hands over, whole, and agrees. Only `restored` books may begin a chain.
    """
    laptop = Laptop.open(folder)
    found = Found()
    with laptop.ledger.reading() as conn:
        acts = list(conn.scalars(select(JournalRow.act)))
        numbers = conn.scalar(select(func.count(ReceiptRow.number.distinct())))
        receipts = conn.scalar(select(func.count()).select_from(ReceiptRow))
        check = check_books(conn, laptop.ledger.seat.kind, every=True)
    found.lost = sum(act not in acts for act in acknowledged)
    found.doubled = len(acts) - len(set(acts)) + (receipts or 0) - (numbers or 0)
    problems = list(check.problems)
    begun = laptop.ledger.chain != "01.1"
    if len(acts) - before - len(acknowledged) - begun not in (0, 1):
        problems.append(f"{len(acts) - before} acts, {len(acknowledged)} acknowledged")
    if begun and not restored:
        problems.append(f"a new chain began: {laptop.ledger.chain}")
    problems += _station_disagrees(laptop)
    laptop.ledger.close()
    found.problems = tuple(problems)
    return found


def acts_in(folder: Path) -> int:
    """How many acts the books hold."""
    laptop = Laptop.open(folder)
    with laptop.ledger.reading() as conn:
        count = conn.scalar(select(func.count()).select_from(JournalRow))
    laptop.ledger.close()
    return count or 0


def _station_disagrees(laptop: Laptop) -> list[str]:
    package = handing_over.hand_over(laptop.ledger, laptop.paths.stick, STAMP).path
    keys = DeviceKeys.load(laptop.paths.station_keys)
    station = open_books(laptop.paths.station, keys, STAMP)
    taking_in.take_in(station, keys, package, STAMP)
    with station.reading() as conn, laptop.ledger.reading() as own:
        check = check_books(conn, station.seat.kind)
        both = takings.books(conn).received, takings.books(own).received
    station.close()
    return [*check.problems, *(["both seats' takings differ"] if both[0] != both[1] else [])]


def _newest(laptop: Laptop) -> Acknowledged:
    with laptop.ledger.reading() as conn:
        act = conn.scalars(select(JournalRow.act).order_by(JournalRow.chain, JournalRow.line.desc())).first()
    assert act is not None
    return ActId(act)


def many_acts(laptop: Laptop) -> Iterator[Acknowledged]:
    """Payments, voids and knocks without end."""
    for do in itertools.cycle((_pay, _knock, _pay, _void, _pay)):
        yield do(laptop)

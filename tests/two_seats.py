"""A station and its laptop in a folder, small enough to be reckoned by hand, worked by the real services."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import insert, select

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, BillId, DeviceCode
from collector_desktop.domain.receipt import PaymentMethod, Receipt
from collector_desktop.domain.visit import Slot
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import closing, collecting, enrolling, handing_over, issuing, taking_in, taking_route
from collector_desktop.services.founding import found_station
from collector_desktop.store.apply.settling import Source, settle
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cards
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow, BillRow

CHINA = timezone(timedelta(hours=8))
DAY = date(2026, 11, 10)
LAPTOP = DeviceCode("01")
STATION_CODE = "41070305"


def stamp(minute: int = 0, day: date = DAY) -> Stamp:
    """A minute after nine on a day."""
    return Stamp(by=Badge("a1"), business_day=day, at=datetime(day.year, day.month, day.day, 9, minute, tzinfo=CHINA))


@dataclass(frozen=True)
class TwoSeats:
    """Both seats, open; bills are due after `DAY` unless they say otherwise, so that no penalty comes in."""

    folder: Path
    station: Ledger
    station_keys: DeviceKeys
    laptop: Ledger
    laptop_keys: DeviceKeys

    @property
    def station_file(self) -> Path:
        """The station's books."""
        return self.folder / "station.db"

    @property
    def laptop_file(self) -> Path:
        """The laptop's books."""
        return self.folder / "laptop.db"

    def close(self) -> None:
        """Let go of both files."""
        self.station.close()
        self.laptop.close()

    def bill(self, account: str, village: str, month: str, fen: int, *, open_fen: int | None = None) -> None:
        """A bill in the station's books, and its account if it is new; settled in part if less is open."""
        number, left = AccountNumber(account), fen if open_fen is None else open_fen
        with self.station.writing() as conn:
            if cards.account_info(conn, number) is None:
                facts = {"number": number, "name": f"阎{account[-2:]}", "village": village, "address": village}
                conn.execute(insert(AccountRow).values(residential=True, **facts))
                conn.execute(insert(BalanceRow).values(account=number, prepay=Money.ZERO, deposit=Money.ZERO))
            conn.execute(
                insert(BillRow).values(
                    id=f"{account}-{month}-正常电费",
                    account=number,
                    month=month,
                    kind="正常电费",
                    residential=True,
                    due_on=DAY + timedelta(days=30),
                    amount=Money(fen),
                    open=Money(left),
                    penalty_paid=Money.ZERO,
                    export_open=Money(left),
                    unseen=Money.ZERO,
                )
            )

    def settle_at_the_counter(self, bill: str) -> None:
        """A bill the station's own counter took the money for meanwhile."""
        with self.station.writing() as conn:
            open_now = conn.execute(select(BillRow.open).where(BillRow.id == bill)).scalar_one()
            settle(conn, BillId(bill), new_act_id(), Source.ELSEWHERE, DAY, open_now, Money.ZERO)

    def carry_route(self, at: Stamp) -> None:
        """The station issues every village and the laptop takes it."""
        issued = issuing.issue(self.station, LAPTOP, (), self.folder, at)
        taking_route.take_route(self.laptop, self.laptop_keys, issued.path, at)

    def pay(
        self, account: str, fen: int, at: Stamp, method: PaymentMethod = PaymentMethod.CASH, reference: str = ""
    ) -> Receipt:
        """A payment at the door."""
        number = AccountNumber(account)
        with self.laptop.reading() as conn:
            card = cards.card(conn, number, at.business_day, self.laptop.seat.device)
        assert card is not None
        payment = collecting.TakePayment(
            id=new_act_id(),
            account=number,
            received=Money(fen),
            tendered=Money(fen),
            method=method,
            reference=reference,
            slot=Slot.MORNING,
            token=card.token,
        )
        return collecting.collect(self.laptop, payment, at).receipt

    def close_day(self, pieces: dict[int, int], at: Stamp, reason: str = "") -> None:
        """The drawer counted: denomination in fen → pieces."""
        closing.close(self.laptop, at.business_day, CashCount.of(pieces), reason, at)

    def hand_over(self, at: Stamp) -> Path:
        """The laptop's day package."""
        return handing_over.hand_over(self.laptop, self.folder, at).path

    def carry_day(self, at: Stamp) -> None:
        """The laptop hands over and the station takes in."""
        taking_in.take_in(self.station, self.station_keys, self.hand_over(at), at)


def two_seats(folder: Path, station_url: str | None = None) -> TwoSeats:
    """A station founded, and one laptop enrolled with real keys. The station's books are a file if no URL is given."""
    station_keys_file, laptop_keys_file = folder / "station.db.keys", folder / "laptop.keys"
    url = station_url or str(folder / "station.db")
    station = found_station(url, station_keys_file, STATION_CODE, "柳泉供电所", stamp())
    keys = DeviceKeys.load(station_keys_file)
    request = enrolling.request_enrolment(laptop_keys_file, folder, "笔记本", stamp())
    enrolled = enrolling.enrol(station, keys, request.path, "农电工甲", "a1", folder, stamp())
    answer = enrolling.read_station_answer(enrolled.path, laptop_keys_file)
    laptop = enrolling.accept_answer(answer, laptop_keys_file, folder / "laptop.db", stamp())
    return TwoSeats(folder, station, keys, laptop, DeviceKeys.load(laptop_keys_file))


def owing_seats(folder: Path, *accounts: str, station_url: str | None = None) -> TwoSeats:
    """Two seats; households of one village that owe 100.00 each are out with the laptop."""
    seats = two_seats(folder, station_url)
    for account in accounts:
        seats.bill(account, "前柳村", "202610", 10000)
    seats.carry_route(stamp(1))
    return seats

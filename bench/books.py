"""Books of both seats for the benches, filled without an import."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import insert

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, DeviceCode, StationCode
from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import found
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow, BillRow

BILLS_EACH = 2
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单仇"
_GIVEN = "秀英桂兰建国志强大山得水爱民淼垚犇"
_INITIALS = dict(zip(_SURNAMES + _GIVEN, "wlzlcyzhzwxshzglhgmlscxyglgjzqdsdsamymyb", strict=False))


@dataclass(frozen=True)
class Books:
    """A laptop's books with accounts that each owe two months."""

    laptop: Ledger
    accounts: tuple[AccountNumber, ...]

    def close(self) -> None:
        """Let go of the file."""
        self.laptop.close()


def new_books(folder: Path, accounts: int, key: bytes | None = None) -> Books:
    """A laptop's books in `laptop.db` of a folder, encrypted if there is a key, every account out with it."""
    keys, station = DeviceKeys.generate(), DeviceKeys.generate()
    seat = Seat(
        kind=SeatKind.COLLECTOR,
        station_code=StationCode("41070305"),
        station_name="柳泉供电所",
        device=DeviceCode("01"),
        collector_name="农电工甲",
        badge=Badge("a1"),
    )
    stamp = Stamp(by=seat.badge, business_day=date(2026, 11, 23), at=datetime(2026, 11, 23, tzinfo=UTC))
    laptop = found(folder / "laptop.db", seat, keys, station.public, stamp, key=key)
    numbers = tuple(AccountNumber(f"41{at:08d}") for at in range(accounts))
    with laptop.writing() as conn:
        conn.execute(insert(AccountRow), [_account(number, at) for at, number in enumerate(numbers)])
        conn.execute(
            insert(BalanceRow),
            [{"account": number, "prepay": Money.ZERO, "deposit": Money.ZERO} for number in numbers],
        )
        conn.execute(
            insert(BillRow),
            [_bill(number, month) for number in numbers for month in range(11 - BILLS_EACH, 11)],
        )
    return Books(laptop=laptop, accounts=numbers)


def _account(number: AccountNumber, at: int) -> dict[str, object]:
    name = _SURNAMES[at % len(_SURNAMES)] + _GIVEN[at % 7] + _GIVEN[at % 11]
    village, group = f"第{at // 200 + 1}村", f"{at // 40 % 5 + 1}组"
    return {
        "number": number,
        "name": name,
        "address": f"{village}{group}{at % 60}号杆",
        "village": village,
        "village_group": group,
        "section": f"{at // 40:08d}",
        "sequence": at % 40,
        "phones": f"1{at * 7919 % 10**10:010d}",
        "meter_number": f"{at * 104729 % 10**10:010d}",
        "residential": True,
        "search_keys": "".join(_INITIALS[letter] for letter in name),
    }


def _bill(number: AccountNumber, month: int) -> dict[str, object]:
    amount = Money(2345)
    return {
        "id": f"{number}-2026{month:02d}-正常电费",
        "account": number,
        "month": f"2026{month:02d}",
        "kind": "正常电费",
        "residential": True,
        "due_on": date(2026, month + 1, 15),
        "amount": amount,
        "open": amount,
        "penalty_paid": Money.ZERO,
        "out_with": "01",
        "export_open": amount,
        "unseen": Money.ZERO,
    }

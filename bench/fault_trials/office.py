"""What lies outside both seats: the station's own system, which writes the exports, and the bank."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId

_KIND, _USE = "正常电费", "201乡村居民生活用电"
_ARREARS = ("单位", "户号", "户名", "用电地址", "电费", "欠费", "电费年月", "电费类型", "电费类别", "交费截止日")
_BANK = ("户号", "户名", "电费年月", "扣款金额", "扣款结果", "失败原因", "扣款日期")
STATION_NAME = "柳泉供电所"


class Household(NamedTuple):
    """One account as the station's system knows it."""

    account: AccountNumber
    name: str
    village: str


@dataclass
class Billed:
    """One bill as the station's system knows it; it learns nothing of the doors by itself."""

    household: Household
    month: str
    due_on: date
    amount: Money
    open: Money

    @property
    def id(self) -> BillId:
        """Its name in the books."""
        return BillId(f"{self.household.account}-{self.month}-{_KIND}")


@dataclass
class Office:
    """The station's system: households, their bills, and the files it writes into a folder."""

    folder: Path
    households: tuple[Household, ...]
    bills: dict[BillId, Billed] = field(default_factory=dict)
    files: int = 0

    def bill(self, household: Household, month: str, due_on: date, amount: Money) -> BillId:
        """A new bill, all of it open."""
        billed = Billed(household, month, due_on, amount, amount)
        self.bills[billed.id] = billed
        return billed.id

    def export(self, since: str = "") -> Path:
        """Every bill as it stands here, or those of a month and later."""
        rows = (
            (
                *(STATION_NAME, each.household.account, each.household.name, f"{each.household.village}1组3号杆"),
                *(str(each.amount), str(each.open), each.month, _KIND, _USE, each.due_on.isoformat()),
            )
            for each in self.bills.values()
            if each.month >= since
        )
        return self._write("欠费明细", (_ARREARS, *rows))

    def bank_file(self, bill: BillId, amount: Money, on: date) -> Path:
        """The bank debited one bill's month."""
        each = self.bills[bill]
        row = (each.household.account, each.household.name, each.month, str(amount), "成功", "", on.isoformat())
        return self._write("代扣结果", (_BANK, row))

    def _write(self, name: str, rows: Iterable[Iterable[str]]) -> Path:
        self.files += 1
        path = self.folder / f"{name}{self.files}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

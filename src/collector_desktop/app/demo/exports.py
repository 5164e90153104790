"""The demo villages as a station would export them: four files, with the oddities real exports have."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from collector_desktop.app.demo.villages import STATION, MadeBill, Truth, Villages, made_up_villages
from collector_desktop.domain.money import Money

DEFAULT_DAY = date(2026, 11, 20)
DEFAULT_HOUSEHOLDS = 430

_Cell = str | int | float


def write_villages(
    folder: Path,
    seed: int,
    households: int = DEFAULT_HOUSEHOLDS,
    as_of: date = DEFAULT_DAY,
    names: Sequence[str] = (),
    *,
    still_late: bool = False,
) -> Truth:
    """Write the exports of a made-up station into the folder and return what a correct reading of them finds.

    Same arguments, same villages. `names` are borne by some of the households; with `still_late` slow ones have old
    bills open, which the collector takes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    villages = made_up_villages(seed, households, as_of, names, still_late=still_late)
    month = f"{as_of - timedelta(days=as_of.day):%Y%m}"
    _write_archive(folder / "用户档案.xlsx", villages)
    _write_ledger(folder / f"电费台账_{month}.xlsx", villages)
    _write_arrears(folder / f"欠费明细_{month}_gbk.csv", villages)
    _write_penalties(folder / f"欠费及违约金_{as_of:%Y%m%d}.csv", villages)
    return villages.truth()


def _write_archive(path: Path, villages: Villages) -> None:
    """Column set (e): every account, its balances, and ID-card numbers that a reader must drop."""
    headers = (
        *("用户编号", "名称", "原户号", "用电地址", "电话", "证件号", "用户分类", "用电性质", "费控分类", "用户状态"),
        *("供电电压", "抄表段", "抄表序号", "电价码及名称", "表号", "立户时间", "抄表方式", "线路", "台区"),
        *("预收余额", "保证金"),
    )
    rows = (
        (
            *(door.number, door.name, door.old_number, door.address, door.phones, door.id_number),
            *(door.tariff.user_class, door.tariff.name, "非费控", "正常用电客户", "交流220V", door.section),
            *(door.sequence, door.tariff.code + door.tariff.name, door.meter, door.opened.isoformat(), "手工抄表"),
            *("10kV柳泉线", door.area, str(door.prepay), str(door.deposit)),
        )
        for door in villages.households
    )
    _write_workbook(path, "低压用户档案明细", villages.as_of, headers, rows)


def _write_ledger(path: Path, villages: Villages) -> None:
    """Column set (d): every bill with its readings; the fee is a number of yuan, settled ones are there too."""
    headers = (
        *("抄表段编号", "抄表段名称", "抄表序号", "户号", "户名", "用电地址", "账期", "电量", "电费", "电价码"),
        *("电价名称", "起度", "止度", "综合倍率", "结清标志"),
    )
    rows = (
        (
            *(bill.household.section, bill.household.village + bill.household.group, bill.household.sequence),
            *(bill.household.number, bill.household.name, bill.household.address, str(bill.month), bill.kwh),
            *(bill.amount.fen / 100, bill.household.tariff.code, bill.household.tariff.name),
            *(bill.previous, bill.present, bill.household.multiplier, "结清" if bill.settled else "未结清"),
        )
        for bill in villages.bills
    )
    _write_workbook(path, f"{STATION}电费台账", villages.as_of, headers, rows)


def _write_workbook(
    path: Path, title: str, as_of: date, headers: Sequence[str], rows: Iterable[Sequence[_Cell]]
) -> None:
    """A merged title, a print line, the header in row 3."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range(0, 0, 0, len(headers) - 1, title)
        sheet.write_string(1, 0, f"单位：{STATION}    打印日期：{as_of.isoformat()}")
        for number, row in enumerate((headers, *rows), 2):
            sheet.write_row(number, 0, row)


def _write_arrears(path: Path, villages: Villages) -> None:
    """Column set (b) in GB18030: every open bill, a subtotal after each village and a total at the end."""
    headers = (
        *("单位", "户号", "原户号", "户名", "用电地址", "抄表段信息", "台区", "电话", "抄表员", "电量", "电费", "欠费"),
        *("电费年月", "电费类型", "电费类别"),
    )
    rows: list[Sequence[str]] = [headers]
    for village in villages.truth().villages:
        bills = [bill for bill in _open(villages) if bill.household.village == village]
        rows += map(_arrears_row, bills)
        rows.append(_total_row("小计", bills))
    rows.append(_total_row("合计", list(_open(villages))))
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)


def _arrears_row(bill: MadeBill) -> Sequence[str]:
    door = bill.household
    return (
        *(STATION, door.number, door.old_number, door.name, door.address, f"{door.section}{door.village}{door.group}"),
        *(door.area, door.phones, "农电工甲", str(bill.kwh), str(bill.amount), str(bill.amount), str(bill.month)),
        *("正常电费", door.tariff.code + door.tariff.name),
    )


def _total_row(word: str, bills: list[MadeBill]) -> Sequence[str]:
    total = str(Money.total(bill.amount for bill in bills))
    return (word, *[""] * 8, str(sum(bill.kwh for bill in bills)), total, total, "", "", "")


def _write_penalties(path: Path, villages: Villages) -> None:
    """Column set (c), saved by a spreadsheet program as UTF-8 with BOM: it took the account numbers' leading zeros."""
    headers = (
        *("单位", "户号", "户名", "当前电费状态", "电费年月", "应收总电费", "实收电费", "截至统计日期欠费"),
        *("违约金起算日期", "违约金天数", "应收违约金", "实收违约金"),
    )
    rows = (
        (
            *(STATION, bill.household.number.lstrip("0"), bill.household.name, "欠费", str(bill.month)),
            *(str(bill.amount), "0.00", str(bill.amount), (bill.due_on + timedelta(days=1)).isoformat()),
            *(str(max(0, (villages.as_of - bill.due_on).days)), "", "0.00"),
        )
        for bill in _open(villages)
    )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows((headers, *rows))


def _open(villages: Villages) -> Iterable[MadeBill]:
    return (bill for bill in villages.bills if not bill.settled)

"""Exports of a few rows, in the station's own column sets."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from collector_desktop.exchange.spreadsheet_out import write_table

ONE, TWO, THREE = "0100000001", "0100000002", "0100000003"


class Filed(NamedTuple):
    """One account of the archive."""

    account: str
    name: str = "阎超"
    prepay: str = "0.00"
    deposit: str = "0.00"
    address: str = "前柳村1组3号杆"
    meter: str = "7300787062"
    phone: str = "13800005678"


class Owed(NamedTuple):
    """One line of an arrears list; negative amounts give money back."""

    account: str
    month: str
    amount: str
    owed: str | None = None
    due: str = ""


class Metered(NamedTuple):
    """One line of the ledger of bills."""

    account: str
    month: str
    amount: str
    previous: int = 100
    present: int = 149
    state: str = "未结清"


def archive(folder: Path, *accounts: Filed) -> Path:
    """用户档案.xlsx."""
    headers = (
        "用户编号",
        "名称",
        "用电地址",
        "电话",
        "用户分类",
        "抄表段",
        "电价码及名称",
        "表号",
        "预收余额",
        "保证金",
    )
    path = folder / "用户档案.xlsx"
    rows = [
        (
            *(each.account, each.name, each.address, each.phone, "03", "03050101", "201乡村居民生活用电"),
            *(each.meter, each.prepay, each.deposit),
        )
        for each in accounts
    ]
    write_table(path, "柳泉供电所用户档案", headers, rows)
    return path


def arrears(folder: Path, *bills: Owed) -> Path:
    """欠费明细.csv, as a newer export under the same name."""
    headers = (
        "单位",
        "户号",
        "户名",
        "用电地址",
        "电量",
        "电费",
        "欠费",
        "电费年月",
        "电费类型",
        "电费类别",
        "交费截止日",
    )
    rows = [
        (
            *("柳泉供电所", each.account, "阎超", "前柳村1组3号杆", "49", each.amount, each.owed or each.amount),
            *(each.month, "正常电费", "201乡村居民生活用电", each.due),
        )
        for each in bills
    ]
    return _csv(folder / "欠费明细.csv", headers, rows)


def ledger_of_bills(folder: Path, *bills: Metered) -> Path:
    """电费台账.csv."""
    headers = ("户号", "户名", "账期", "电量", "电费", "电价码", "电价名称", "起度", "止度", "综合倍率", "结清标志")
    rows = [
        (
            *(each.account, "阎超", each.month, str(each.present - each.previous), each.amount),
            *("201", "乡村居民生活用电", str(each.previous), str(each.present), "1", each.state),
        )
        for each in bills
    ]
    return _csv(folder / "电费台账.csv", headers, rows)


def _csv(path: Path, headers: Iterable[str], rows: Iterable[Iterable[str]]) -> Path:
    path.write_text("".join(",".join(row) + "\r\n" for row in (headers, *rows)), encoding="utf-8-sig")
    return path

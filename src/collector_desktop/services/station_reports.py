"""The station's reports as tables: recovery, takings, attention, the list of a walk, penalties, a day's receipts."""

from collections.abc import Sequence
from datetime import date

from collector_desktop.domain.masking import mask_account
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.penalty_report import PenaltyLine
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.seat import Seat
from collector_desktop.services import penalty_report
from collector_desktop.services.attention_words import attention_sentence
from collector_desktop.services.report_table import Cell, ReportTable
from collector_desktop.services.reporting import RecoveryLine, RecoveryReport, RouteReport, TakingsReport
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries.attention import AttentionLine
from collector_desktop.store.queries.receipts import GivenReceipt

_METHODS = {
    PaymentMethod.CASH: "现金",
    PaymentMethod.WECHAT: "微信",
    PaymentMethod.ALIPAY: "支付宝",
    PaymentMethod.POS: "刷卡",
}


def recovery_table(found: RecoveryReport, seat: Seat, on: date) -> ReportTable:
    """The recovery rate by village."""
    month = found.month.label if found.month else "—"
    return ReportTable(
        title=f"{seat.station_name} 电费回收率",
        subtitle=f"最新电费年月 {month},截至 {on},不含违约金",
        headers=(
            *("村", "当月应收", "实收", "回收率%"),
            *("本年往月应收", "实收", "回收率%"),
            *("往年陈欠应收", "实收", "回收率%"),
        ),
        rows=[_recovery_row(line, line.village) for line in found.villages],
        total=_recovery_row(found.total, "合计"),
        figures=frozenset(range(1, 10)),
    )


def takings_table(found: TakingsReport, seat: Seat, on: date) -> ReportTable:
    """What each laptop took each day."""
    rows: list[list[Cell]] = [
        [
            line.day,
            line.device,
            line.collector_name,
            line.receipts,
            line.voided,
            line.received,
            line.fees,
            line.penalties,
            line.prepayment,
            *(line.by_method.get(method, Money.ZERO) for method in _METHODS),
            line.over_short if line.closed else "未结账",
            line.remitted,
        ]
        for line in found.lines
    ]
    methods: list[Cell] = [
        Money.total(line.by_method.get(method, Money.ZERO) for line in found.lines) for method in _METHODS
    ]
    over_short = Money.total(line.over_short for line in found.lines)
    sums: list[Cell] = [found.received, found.fees, found.penalties, found.prepayment]
    counts = [sum(line.receipts for line in found.lines), sum(line.voided for line in found.lines)]
    return ReportTable(
        title=f"{seat.station_name} 实收日报",
        subtitle=f"截至 {on}",
        headers=(
            *("营业日", "机号", "收费员", "收据", "作废", "实收", "电费", "违约金", "预收"),
            *_METHODS.values(),
            *("长短款", "解款"),
        ),
        rows=rows,
        total=["合计", "", "", *counts, *sums, *methods, over_short, found.remitted],
        figures=frozenset(range(3, 15)),
    )


def attention_table(found: Sequence[AttentionLine], seat: Seat) -> ReportTable:
    """What a person must look at."""
    return ReportTable(
        title=f"{seat.station_name} 待处理事项",
        subtitle=f"共 {len(found)} 条",
        headers=("日期", "机号", "事项", "金额"),
        rows=[[line.day, line.device, attention_sentence(line), line.amount] for line in found],
        figures=frozenset({3}),
    )


def route_table(found: RouteReport, seat: Seat) -> ReportTable:
    """The doors of a walk, masked; its paper hangs on the wall."""
    title = f"{found.device} 号机 {found.collector_name} 走收名单"
    return ReportTable(
        title=title,
        subtitle=f"{_day(found.on)},{len(found.lines)} 户,共 {found.due.grouped()} 元(含违约金)",
        headers=("序", "村", "组", "户名", "户号", "门前", "欠月", "金额", "其中违约金", "逾期天数"),
        rows=[
            [
                line.order,
                line.village,
                line.group,
                line.name,
                line.account,
                line.hint,
                line.months,
                line.due,
                line.penalty,
                line.overdue_days,
            ]
            for line in found.lines
        ],
        figures=frozenset({0, 6, 7, 8, 9}),
        paper=lambda: _wall_list(title, found, seat.demo),
    )


def penalty_table(ledger: Ledger, month: BillingMonth, on: date) -> ReportTable:
    """A month's penalties by village, then by month; its paper and spreadsheet hold the waivers too.

    Raises ReportMonthAhead.
    """
    found = penalty_report.report(ledger, month, on)
    return ReportTable(
        title=f"{found.station_name} {found.month.label}违约金月报",
        subtitle=f"截至 {on},减免 {len(found.waivers)} 笔,未经批准的 {len(found.unapproved)} 笔",
        headers=("项目", "户数", "期初未收", "产生", "收到", "减免", "期末未收"),
        rows=[_penalty_row(line) for line in (*found.villages, *found.months)],
        total=_penalty_row(found.total),
        figures=frozenset(range(1, 7)),
        paper=lambda: penalty_report.paper(ledger, month, on),
        spreadsheet=lambda path: penalty_report.write_spreadsheet(path, found),
    )


def receipts_table(given: Sequence[GivenReceipt], device: DeviceCode, day: date, seat: Seat) -> ReportTable:
    """The receipts of one laptop's day, voided ones among them; accounts are masked."""
    valid = [each.receipt for each in given if each.void is None]
    rows: list[list[Cell]] = [
        [
            each.receipt.number,
            mask_account(each.receipt.account),
            _METHODS[each.receipt.method],
            each.receipt.received,
            "" if each.void is None else f"作废:{each.void.reason}",
        ]
        for each in given
    ]
    return ReportTable(
        title=f"{seat.station_name} {device} 号机 {day.isoformat()} 收据清单",
        subtitle=f"共 {len(given)} 张,有效 {len(valid)} 张",
        headers=("收据号", "户号", "方式", "金额", "说明"),
        rows=rows,
        total=["合计", "", "", Money.total(receipt.received for receipt in valid), ""],
        figures=frozenset({3}),
    )


def _recovery_row(line: RecoveryLine, name: str) -> list[Cell]:
    row: list[Cell] = [name]
    for part in (line.month, line.earlier_months, line.prior_years):
        row += [part.receivable, part.received, rate_text(part)]
    return row


def rate_text(part: Recovery) -> str | None:
    """A recovery rate as text; None if nothing was receivable."""
    return None if part.rate is None else str(part.rate)


def _penalty_row(line: PenaltyLine) -> list[Cell]:
    found = line.figures
    if found is None:
        return [line.label, None, None, None, None, None, "户数少,不列"]
    return [line.label, line.households, found.opened, found.accrued, found.received, found.waived, found.open]


def _wall_list(title: str, found: RouteReport, demo: bool) -> bytes:
    from collector_desktop.printing.route_list import Stop, route_list_pdf  # only where a paper is wanted

    stops = [
        Stop(
            order=line.order,
            name=line.name,
            account=line.account,
            hint=line.hint,
            village=line.village,
            group=line.group,
            months=line.months,
            amount=line.due,
        )
        for line in found.lines
    ]
    return route_list_pdf(f"{title} {_day(found.on)}", stops, demo)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

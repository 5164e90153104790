"""The sheets of evidence made from the books: contract, bills, the penalty line by line, visits, payments."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from collector_desktop.domain.allocation import BillDue
from collector_desktop.domain.bill import ORDINARY, Bill, UseClass
from collector_desktop.domain.evidence import Evidence
from collector_desktop.domain.money import Money
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Together
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import sheets
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.receipt_words import METHODS

CONTRACT = "供用电合同登记"
BILLS = "欠费账单明细"
PENALTY = "违约金计算明细"
VISITS = "上门走访记录"
PAYMENTS = "交费记录"
_TITLE, _LARGE, _BODY, _SMALL = 18.0, 12.0, 10.5, 9.5
_LABEL = 110.0
_BILLS = tuple(Column(share, "left" if at < 2 else "right") for at, share in enumerate((5, 5, 4, 4, 4, 4, 4)))
_PENALTY = tuple(Column(share, "left" if at == 0 else "right") for at, share in enumerate((8, 3, 4, 3, 5)))
_VISITS = (Column(4), Column(2), Column(3), Column(4), Column(8))
_PAYMENTS = (Column(4), Column(7), Column(3), Column(4, "right"), Column(4, "right"), Column(4, "right"))


def contract_pdf(evidence: Evidence) -> bytes:
    """What the contract register says of the account."""
    contract = evidence.contract
    assert contract is not None, "only a contract that is registered is evidence"
    rate = "未约定,按《供电营业规则》" if contract.agreed_permille is None else f"每日 {contract.agreed_permille:f}‰"
    cap = "未约定" if contract.agreed_cap_percent is None else f"不超过欠费本金的 {contract.agreed_cap_percent}%"
    pairs = (
        ("合同编号", contract.number),
        ("签订日期", contract.signed_on.isoformat()),
        ("约定违约金比例", rate),
        ("约定违约金上限", cap),
        ("分期条款", contract.instalment_terms or "无"),
    )
    blocks: list[Block] = [Pair(label, value, _BODY, label_width=_LABEL) for label, value in pairs]
    blocks += [Gap(10), Text("以上据供电所合同登记簿;纸质合同原件由供电所保存,开庭时出示。", _SMALL)]
    return _sheet(CONTRACT, evidence, blocks)


def bills_pdf(evidence: Evidence) -> bytes:
    """The bills claimed: readings, due date, what was billed, paid and is open."""
    heads = ("电费月份", "交费截止日", "电量(千瓦时)", "应收电费", "已交电费", "欠交电费", "逾期天数")
    blocks: list[Block] = list(_head(_BILLS, heads))
    for each in evidence.bills:
        bill = each.bill
        cells = (
            _month(bill),
            each.penalty.due_on.isoformat(),
            "—" if bill.kwh is None else f"{bill.kwh:f}",
            bill.amount.grouped(),
            (bill.amount - bill.open).grouped(),
            bill.open.grouped(),
            str(each.penalty.overdue_days),
        )
        blocks.append(Row(_BILLS, cells, _BODY))
        blocks += [Text(f"    {line}", _SMALL) for line in _story(bill)]
    fees = Money.total(each.fee for each in evidence.bills)
    billed = Money.total(each.bill.amount for each in evidence.bills)
    sums = ("合计", "", "", billed.grouped(), (billed - fees).grouped(), fees.grouped(), "")
    blocks += [Rule(weight=0.9), Row(_BILLS, sums, _BODY, bold=True), Gap(6)]
    blocks.append(Text(f"欠交电费 ¥{fees.grouped()},人民币{amount_in_words(fees)}", _LARGE, bold=True))
    return _sheet(BILLS, evidence, blocks)


def penalty_pdf(evidence: Evidence) -> bytes:
    """The penalty of every bill, stretch by stretch: principal × days × rate."""
    heads = ("起止日期(均含)", "天数", "欠费本金", "每日", "金额")
    blocks: list[Block] = []
    for each in evidence.bills:
        blocks.append(Together([Text(_whose(each), _LARGE, bold=True), *_head(_PENALTY, heads)]))
        blocks += _stretches(each)
        blocks += [Row(_PENALTY, ("应付违约金", "", "", "", each.penalty.open.grouped()), _BODY, bold=True), Gap(10)]
    total = Money.total(each.penalty.open for each in evidence.bills)
    blocks.append(Rule(weight=0.9))
    blocks.append(Text(f"违约金合计 ¥{total.grouped()},人民币{amount_in_words(total)}", _LARGE, bold=True))
    blocks.append(Text(f"计算至 {_day(evidence.on)}(含当日);每张账单合计后四舍五入到分。", _SMALL))
    return _sheet(PENALTY, evidence, blocks)


def visits_pdf(evidence: Evidence, outcomes: dict[str, str], slots: dict[str, str]) -> bytes:
    """Every visit to the household, oldest first."""
    blocks: list[Block] = list(_head(_VISITS, ("日期", "时刻", "时段", "结果", "说明")))
    for visit in evidence.visits:
        promised = "" if visit.promise is None else f"约定 {visit.promise.on.isoformat()} 再交"
        said = ";".join(part for part in (promised, visit.note) if part)
        cells = (
            visit.on.isoformat(),
            f"{visit.at:%H:%M}",
            slots[visit.slot],
            outcomes[visit.outcome],
            said or "—",
        )
        blocks.append(Row(_VISITS, cells, _BODY))
    blocks += [Rule(weight=0.4), Text(f"共 {len(evidence.visits)} 次。", _BODY)]
    return _sheet(VISITS, evidence, blocks)


def payments_pdf(evidence: Evidence) -> bytes:
    """Every receipt the household was given, oldest first, voided ones marked."""
    blocks: list[Block] = list(_head(_PAYMENTS, ("日期", "收据号", "方式", "电费", "违约金", "实收")))
    for paid in evidence.paid:
        number = f"{paid.number}(已作废)" if paid.voided else paid.number
        amounts = (paid.fees.grouped(), paid.penalties.grouped(), paid.received.grouped())
        blocks.append(Row(_PAYMENTS, (paid.on.isoformat(), number, METHODS[paid.method], *amounts), _BODY))
    received = Money.total(paid.received for paid in evidence.paid if not paid.voided)
    blocks += [Rule(weight=0.4), Text(f"共收到 {received.grouped()} 元。", _BODY)]
    return _sheet(PAYMENTS, evidence, blocks)


def lost_file_pdf(evidence: Evidence, title: str, sha256: str, lost_on: date) -> bytes:
    """In the place of a file that is gone: that it was there, its hash, and the day it was found to be lost."""
    pairs = (("文件", title), ("SHA-256", sha256), ("查出丢失", _day(lost_on)))
    blocks: list[Block] = [Pair(label, value, _BODY, label_width=_LABEL) for label, value in pairs]
    blocks += [
        Gap(10),
        Text("原件已丢失,无法出示;有关的记录和它当时的哈希值在流水日志中,未被改动。", _SMALL),
    ]
    return _sheet(title, evidence, blocks)


def _sheet(title: str, evidence: Evidence, blocks: Sequence[Block]) -> bytes:
    party = evidence.party
    whose = f"户名 {party.name}    户号 {party.account}    {party.address}"
    top: tuple[Block, ...] = (Text(title, _TITLE, bold=True), Text(whose, _SMALL), Rule(weight=0.9), Gap(4))
    overleaf = (Text(f"{title}  续页", _SMALL), Rule(weight=0.4))
    return sheets(Paper.A4, title, (*top, *blocks), overleaf=overleaf)


def _head(columns: Sequence[Column], heads: Sequence[str]) -> Iterator[Block]:
    yield Row(columns, heads, _SMALL, bold=True, air=0)
    yield Rule(weight=0.4)


def _stretches(each: BillDue) -> Iterable[Block]:
    penalty = each.penalty
    if penalty.station_figure is not None:
        yield Row(_PENALTY, ("供电所已计违约金", "", "", "", penalty.station_figure.grouped()), _BODY)
    for stretch in penalty.stretches:
        cells = (
            f"{stretch.first.isoformat()} 至 {stretch.last.isoformat()}",
            str(stretch.days),
            stretch.principal.grouped(),
            f"{stretch.permille:f}‰",
            f"{stretch.exact_yuan:f}",
        )
        yield Row(_PENALTY, cells, _BODY)
    yield Rule(weight=0.4)
    if penalty.capped and penalty.cap is not None:
        yield Row(_PENALTY, ("超过上限,按上限计", "", "", "", penalty.cap.grouped()), _BODY)
    if penalty.minimum_applied:
        yield Row(_PENALTY, ("不足最低额,按最低额计", "", "", "", penalty.amount.grouped()), _BODY)
    if penalty.paid:
        yield Row(_PENALTY, ("减:已付违约金", "", "", "", (-penalty.paid).grouped()), _BODY)
    if penalty.waived:
        yield Row(_PENALTY, ("减:供电所减免", "", "", "", (-penalty.waived).grouped()), _BODY)


def _whose(each: BillDue) -> str:
    use = "居民" if each.bill.use is UseClass.RESIDENTIAL else "其他用户"
    return f"{_month(each.bill)}  截止 {each.penalty.due_on.isoformat()}  {use}"


def _story(bill: Bill) -> Iterator[str]:
    if bill.previous_reading is not None and bill.present_reading is not None:
        times = "" if bill.multiplier in (None, 1) else f",倍率 {bill.multiplier:f}"
        yield f"表码 {bill.previous_reading:f} → {bill.present_reading:f}{times}"
    for part in bill.paid:
        yield f"{part.on.isoformat()} 交电费 {part.principal.grouped()}"


def _month(bill: Bill) -> str:
    return bill.month.label if bill.kind == ORDINARY else f"{bill.month.label} {bill.kind}"


def _day(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"

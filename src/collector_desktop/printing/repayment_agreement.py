"""The repayment agreement (分期还款协议): what is owed, by when each part is paid, and what both sides hold to."""

from collections.abc import Iterator
from datetime import date

from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.money import Money
from collector_desktop.domain.notices import Issuer, Party
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.requests import Instalment, Role
from collector_desktop.domain.value import Value
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Beside, Marked, Together
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import DEMO, copies
from collector_desktop.printing.form_lines import SignHere
from collector_desktop.printing.paper import Paper

TITLE = "分期还款协议"
_TITLE, _LARGE, _BODY, _SMALL = 20.0, 13.0, 11.0, 9.5
_DEBTS = (Column(6), Column(4, "right"), Column(4, "right"), Column(4, "right"))
_PARTS = (Column(3), Column(6), Column(4, "right"), Column(0.6), Column(11))
_LABEL = 40.0
_SIGN_ROOM = 62.0
_WHOSE = ("交客户", "供电所存")
_ROLES = {Role.CLERK: "供电所", Role.MANAGER: "供电所负责人"}


class DebtLine(Value):
    """What one bill owed on the day the plan was asked for."""

    month: BillingMonth
    kind: str
    fee: Money
    penalty: Money


class PlanApproval(Value):
    """The station's acceptance, as the paper quotes it."""

    number: str
    by: str
    role: Role
    on: date


class AgreementPaper(Value):
    """Everything on the paper. Without an approval it is a proposal and says so."""

    party: Party
    issuer: Issuer
    asked_on: date
    debts: tuple[DebtLine, ...]
    instalments: tuple[Instalment, ...]
    reason: str
    lapse_days: int
    approval: PlanApproval | None = None
    signature: bytes | None = None
    """The household's, if it was given on screen."""

    @property
    def total(self) -> Money:
        """What is owed, and what the instalments make up."""
        return Money.total(debt.fee + debt.penalty for debt in self.debts)


def repayment_agreement_pdf(said: AgreementPaper) -> bytes:
    """The agreement on A4, two copies: it is the household's paper, so its full data are on it."""
    leaves = [tuple(_copy(said, copy)) for copy in range(1, len(_WHOSE) + 1)]
    foot = f"{said.issuer.station_name}  服务热线 {said.issuer.hotline}"
    stamp = DEMO if said.issuer.demo else None
    return copies(Paper.A4, f"{TITLE} {said.party.account}", leaves, foot=foot, stamp=stamp)


def terms(said: AgreementPaper) -> tuple[str, ...]:
    """What both sides hold to, in plain words."""
    return (
        "客户按上表日期足额交纳各期,可以提前交;到期日是休息日的,顺延到下一个工作日。每次交款当场开收据。",
        "协议履行期间,供电所不因上列欠费申请停电,也不实施停电。",
        "违约金是合同和规定定的,分期期间按没有交的电费继续逐日计算,不计复利;上表以后新增的部分另行结清,"
        "协议不减免违约金。",
        f"任何一期超过到期日 {said.lapse_days} 天没有交足的,协议失效,供电所可以对余下的欠费依法催收。",
        "新发生的电费不在协议之内,仍按月按期交纳。",
    )


def _copy(said: AgreementPaper, copy: int) -> Iterator[Block]:
    yield from _head(said, copy)
    yield Text(f"至 {_day(said.asked_on)},客户尚欠下列电费,因「{said.reason}」一次交清有困难,双方商定分期还清:", _BODY)
    yield Gap(6)
    yield from _debts(said)
    yield from _parts(said)
    yield Text("双方约定", _LARGE, bold=True)
    yield Gap(2)
    for number, term in enumerate(terms(said), start=1):
        yield Marked(f"{number}.", Text(term, _BODY), _BODY)
        yield Gap(2)
    yield Gap(6)
    yield from _end(said)


def _head(said: AgreementPaper, copy: int) -> Iterator[Block]:
    party = said.party
    yield Text(TITLE, _TITLE, bold=True, align="centre")
    if said.issuer.demo:
        yield Text("演示数据", _BODY, bold=True, align="centre")
    yield Gap(4)
    number = f"批准号 {said.approval.number}" if said.approval else "待供电所批准后生效"
    which = f"第 {copy} 份,共 {len(_WHOSE)} 份({_WHOSE[copy - 1]})"
    yield Beside([[Text(number, _SMALL, bold=not said.approval)], [Text(which, _SMALL, align="right")]], (1, 1))
    yield Rule(weight=0.9)
    left: list[Block] = [
        Pair("客户", party.name, _BODY, label_width=_LABEL),
        Pair("地址", party.address, _BODY, label_width=_LABEL),
    ]
    right: list[Block] = [
        Pair("户号", party.account, _BODY, label_width=_LABEL),
        Pair("供电方", said.issuer.station_name, _BODY, label_width=_LABEL),
    ]
    yield Beside([left, right], (1, 1), gap=20)
    yield Rule(weight=0.9)
    yield Gap(6)


def _debts(said: AgreementPaper) -> Iterator[Block]:
    yield Together([Row(_DEBTS, ("电费月份", "电费", "违约金", "合计"), _SMALL, air=0), Rule(weight=0.4)])
    for debt in said.debts:
        kind = "" if debt.kind == ORDINARY else f" {debt.kind}"
        figures = (debt.fee, debt.penalty, debt.fee + debt.penalty)
        yield Row(_DEBTS, (f"{debt.month.label}{kind}", *(each.grouped() for each in figures)), _BODY, air=0.5)
    yield Rule(weight=0.9)
    fees, penalties = (
        Money.total(debt.fee for debt in said.debts),
        Money.total(debt.penalty for debt in said.debts),
    )
    yield Row(_DEBTS, ("合计", fees.grouped(), penalties.grouped(), said.total.grouped()), _BODY, bold=True)
    yield Pair("欠费总额", f"¥{said.total.grouped()}", _LARGE, bold=True, value_size=16.0)
    yield Text(f"人民币{amount_in_words(said.total)}", _BODY)
    yield Gap(8)


def _parts(said: AgreementPaper) -> Iterator[Block]:
    yield Together([Row(_PARTS, ("期数", "最晚哪天交", "金额", "", "大写"), _SMALL, air=0), Rule(weight=0.4)])
    for number, each in enumerate(said.instalments, start=1):
        words = f"人民币{amount_in_words(each.amount)}"
        yield Row(_PARTS, (f"第 {number} 期", _day(each.on), each.amount.grouped(), "", words), _BODY, air=0.5)
    yield Rule(weight=0.9)
    yield Gap(6)


def _end(said: AgreementPaper) -> Iterator[Block]:
    issuer, approval = said.issuer, said.approval
    accepted = f"{_ROLES[approval.role]} {approval.by} {_day(approval.on)} 批准" if approval else ""
    customer = SignHere("客户签字或指印", _BODY, _SIGN_ROOM, said.signature)
    station = SignHere("供电所(盖章)", _BODY, _SIGN_ROOM, note=accepted)
    signed: list[Block] = [
        Beside([[customer], [station]], (1, 1), gap=24),
        Gap(6),
        Beside(
            [
                [Text(_handled_by(issuer), _BODY)],
                [Text(f"签订日期 {_day(said.asked_on)}", _BODY, align="right")],
            ],
            (1, 1),
        ),
    ]
    yield Together(signed)


def _handled_by(issuer: Issuer) -> str:
    """Who agreed it with the customer: the collector by name, at the counter a line to sign on."""
    named = f"经办收费员 {issuer.collector_name}(工号 {issuer.badge})"
    return named if issuer.collector_name else "经办人 __________"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

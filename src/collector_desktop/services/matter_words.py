"""What a request asks for, in one line: the same on screen, on the terminal and on paper."""

from collections.abc import Callable
from typing import Final

from collector_desktop.domain.day_words import month_words, near_day_words
from collector_desktop.domain.grading import GradeCode
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.requests import (
    DepositOffsetWanted,
    DepositRefundWanted,
    DisconnectionWanted,
    GradeObjection,
    Matter,
    PlanWanted,
    PrepaymentRefundWanted,
    UnmaskedListWanted,
    WaiverWanted,
)
from collector_desktop.services.grade_words import line_name
from collector_desktop.services.sentences import as_written

Translate = Callable[[str], str]

MATTERS: Final[dict[str, str]] = {
    "waiver": "违约金减免",
    "repayment_plan": "还款协议",
    "prepayment_refund": "退预收",
    "deposit_offset": "保证金抵电费",
    "deposit_refund": "退保证金",
    "disconnection": "停电申请",
    "unmasked_list": "不打码名单",
    "grade_objection": "信用评分异议",
}
"""What may be asked for → its name."""


def matter_name(matter: Matter, translate: Translate = as_written) -> str:
    """The matter in a word or two."""
    return translate(MATTERS[matter.what])


def matter_words(matter: Matter, translate: Translate = as_written) -> str:
    """What is wanted, with its amounts and days."""
    match matter:
        case WaiverWanted():
            month = month_words(BillingMonth.parse(matter.bill.split("-")[1]), translate)
            return translate("{bill} 减免违约金 {amount} 元").format(bill=month, amount=matter.amount.grouped())
        case PlanWanted():
            parts = "、".join(
                f"{near_day_words(each.on, translate)} {each.amount.grouped()}" for each in matter.instalments
            )
            total = Money.total(each.amount for each in matter.instalments)
            return translate("{total} 元分 {count} 期还清:{parts}").format(
                total=total.grouped(), count=len(matter.instalments), parts=parts
            )
        case PrepaymentRefundWanted():
            return translate("退预收 {amount} 元,退到 {to}").format(
                amount=matter.amount.grouped(), to=matter.pay_to or translate("柜台")
            )
        case DepositOffsetWanted():
            return translate("用保证金抵电费 {amount} 元").format(amount=matter.amount.grouped())
        case DepositRefundWanted():
            return translate("退保证金 {amount} 元,{day} 起不再用电").format(
                amount=matter.amount.grouped(), day=near_day_words(matter.supply_ends_on, translate)
            )
        case DisconnectionWanted():
            return translate("送达催费后仍欠 {amount} 元、{bills} 笔,最久逾期 {days} 天,申请停电").format(
                amount=matter.total.grouped(), bills=len(matter.bills), days=matter.overdue_days
            )
        case UnmaskedListWanted():
            return translate("{villages} 的全名名单,用途:{purpose}").format(
                villages="、".join(matter.villages), purpose=matter.purpose
            )
        case GradeObjection():
            line = line_name(GradeCode(matter.line), translate) if matter.line in set(GradeCode) else matter.line
            return translate("对 {grade} 级「{line}」一项有异议").format(grade=matter.grade, line=line)

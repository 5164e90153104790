"""Money held for a household and money its bank paid, in plain words."""

from typing import assert_never

from collector_desktop.domain.acts.savings import (
    BankDebited,
    BankDebitFailed,
    BankDebitImported,
    DepositOffset,
    DepositRefunded,
    HeldCredited,
    PrepaymentRefunded,
    SaverNoted,
    SavingsFact,
)
from collector_desktop.ui.collector.fact_words.parts import bill_word, joined, near_day
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import month_word, tr, yuan


def savings_moment(fact: SavingsFact) -> Moment:
    """A refund, an offset, or what the bank did; of a bank account only its end is told."""
    on = fact.business_day
    match fact:
        case PrepaymentRefunded():
            to = tr("退到 {to}").format(to=fact.pay_to or tr("柜台"))
            return Moment(on, tr("供电所退预收"), fact.amount.grouped(), to, Tone.ACCENT)
        case DepositOffset():
            months = "、".join(bill_word(line.bill) for line in fact.bills)
            return Moment(on, tr("保证金抵电费"), fact.amount.grouped(), months, Tone.OK)
        case DepositRefunded():
            ended = tr("{day} 起不再用电").format(day=near_day(fact.supply_ended_on))
            return Moment(on, tr("供电所退保证金"), fact.amount.grouped(), ended, Tone.ACCENT)
        case SaverNoted():
            title = tr("办了银行代扣") if fact.active else tr("不再银行代扣")
            end = f"…{fact.last_digits}" if fact.last_digits else ""
            return Moment(on, title, "", joined(fact.bank, end, fact.reason), Tone.OK if fact.active else Tone.MUTED)
        case BankDebitImported():
            told = tr("扣成 {paid} 笔 {total},扣款失败 {failed} 笔").format(
                paid=fact.paid, total=yuan(fact.paid_total), failed=fact.failed
            )
            return Moment(on, tr("读入银行代扣结果"), "", told, Tone.MUTED)
        case BankDebited():
            rest = tr("余下 {amount} 存预收").format(amount=fact.prepayment.grouped()) if fact.prepayment else ""
            return Moment(on, tr("银行代扣"), fact.amount.grouped(), joined(month_word(fact.month), rest), Tone.OK)
        case BankDebitFailed():
            return Moment(
                on, tr("银行没有扣成"), fact.amount.grouped(), joined(month_word(fact.month), fact.reason), Tone.DANGER
            )
        case HeldCredited():
            return Moment(on, tr("压下的收款转预收"), fact.amount.grouped(), fact.number, Tone.ACCENT)
        case _:
            assert_never(fact)

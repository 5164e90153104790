"""Sentences for the attention list: what happened, to whom, and how much."""

from collections.abc import Callable, Mapping

from collector_desktop.services.sentences import as_written
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries.attention import AttentionLine

_SENTENCES: Mapping[Attention, str] = {
    Attention.PAID_TWICE: "户号 {account} {month} 的账单已在别处结清,收据 {number} 的 {amount} 元转为预收",
    Attention.PREPAYMENT_OVERDRAWN: "户号 {account} 作废收据 {number} 前预收已用掉,预收余额为 {amount} 元",
    Attention.BANK_PAID_TWICE: "户号 {account} {month} 已另行交清,银行代扣多出的 {amount} 元转为预收",
    Attention.CASH_OVER_SHORT: "{device} 号机 {subject} 结账{direction} {amount} 元:{reason}",
    Attention.RECEIPT_VOIDED: "收据 {subject} 作废 {amount} 元:{reason}",
    Attention.DAY_CLOSED_TWICE: "{device} 号机恢复备份后重结 {subject}:以后点的 {amount} 元为准,另一次 {other} 元",
    Attention.REMITTED_TWICE: "{device} 号机的银行回单 {subject} 登记了两次,{amount} 元只算一次",
    Attention.BANKED_MORE: "{device} 号机登记的解款比清点过的现金多 {amount} 元;请核对银行回单 {subject}",
    Attention.NUMBERS_SKIPPED: "{device} 号机恢复过备份,收据流水号 {from} 至 {to} 跳过不用",
    Attention.BOOKS_TWICE: "{device} 号机的账本有两份在用:开了 {subject} 链以后旧账本还在记账;请停用一份,逐笔核对",
    Attention.LINES_HELD: "{device} 号机日志链 {subject} 第 {first} 至 {last} 行压下,收款 {amount} 元,等所长决定",
    Attention.VOID_NOT_POSTED: "{device} 号机放行的内容作废过收据 {subject},账上 {amount} 元还算:{reason};请核对更正",
    Attention.FILE_LOST: "{device} 号机丢失了 {whom} {of} 的「{title}」,哪里都找不到了;那条记录还在,算数",
}


_KEPT = "{device} 号机 {subject} 结账长款 {amount} 元,{kept_on} 起挂账待查:{reason}"


def attention_sentence(line: AttentionLine, translate: Callable[[str], str] = as_written) -> str:
    """One line of the attention list in words; a window hands in its own translation."""
    amount = line.amount
    if line.kind is Attention.CASH_OVER_SHORT and amount.fen < 0:
        amount = -amount
    facts = {
        **line.facts,
        "account": line.account,
        "device": line.device,
        "subject": line.subject,
        "amount": amount.grouped(),
        "direction": translate("短款" if line.amount.fen < 0 else "长款"),
    }
    return translate(_KEPT if "kept_on" in facts else _SENTENCES[line.kind]).format_map(facts)

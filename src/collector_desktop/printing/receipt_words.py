"""The words of a receipt, the same on every paper."""

from decimal import Decimal

from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod, Receipt, ReceiptLine
from collector_desktop.domain.words import amount_in_words

TITLE = "收费凭证(收据)"
NO_INVOICE = "非发票,可凭此到供电所换开发票"
DEMO = "演示数据,不作凭证"
SIGNATURE = "客户签字"

METHODS = {
    PaymentMethod.CASH: "现金",
    PaymentMethod.WECHAT: "微信",
    PaymentMethod.ALIPAY: "支付宝",
    PaymentMethod.POS: "刷卡",
}


def in_words(receipt: Receipt) -> str:
    """What was received, in banker's capitals."""
    return f"人民币{amount_in_words(receipt.received)}"


def figure(value: Decimal | None) -> str:
    """A reading or a quantity without needless zeros; nothing if it is not known."""
    if value is None:
        return ""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def month(line: ReceiptLine) -> str:
    """The billing month, and what kind of bill it is if not the ordinary one."""
    return line.month.label if line.kind == ORDINARY else f"{line.month.label} {line.kind}"


def readings(line: ReceiptLine) -> str:
    """The readings the bill was made from; empty for a bill without a meter."""
    parts = (("起度", line.previous_reading), ("止度", line.present_reading), ("倍率", line.multiplier))
    return "  ".join(f"{label} {figure(value)}" for label, value in parts if value is not None)


def waiver(line: ReceiptLine) -> str:
    """What was waived of the month's penalty, and under which approval; empty if nothing was."""
    if line.waived <= Money.ZERO:
        return ""
    return f"违约金已减免 {line.waived.grouped()} 元(批准号 {line.approval})"


def collector(receipt: Receipt) -> str:
    """Who collected, with the badge number."""
    return f"{receipt.collector_name}(工号 {receipt.badge})"


def moment(receipt: Receipt) -> str:
    """When it was paid, in the time of the place."""
    return f"{receipt.at:%Y-%m-%d %H:%M}"


def marks(receipt: Receipt, copy_number: int, void_reason: str | None) -> tuple[str, ...]:
    """What sets this copy apart: voided and why, reprinted and which time, made for trying out."""
    found = []
    if void_reason is not None:
        found.append(f"作废:{void_reason}" if void_reason.strip() else "作废")
    if copy_number:
        found.append(f"补打 第{copy_number}次")
    if receipt.demo:
        found.append(DEMO)
    return tuple(found)


def balances(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """The prepayment before and after, once if it is the same, and what is still owed."""
    if receipt.prepayment_before == receipt.prepayment_after:
        prepaid: tuple[tuple[str, str], ...] = (("预收余额", receipt.prepayment_after.grouped()),)
    else:
        prepaid = (
            ("收费前预收余额", receipt.prepayment_before.grouped()),
            ("收费后预收余额", receipt.prepayment_after.grouped()),
        )
    return (*prepaid, ("尚欠", receipt.open_after.grouped()))


def paid(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """How it was paid: cash and change, or another way and its reference."""
    if receipt.method is PaymentMethod.CASH:
        return ("收现金", receipt.tendered.grouped()), ("找零", receipt.change.grouped())
    return (f"{METHODS[receipt.method]}支付", receipt.tendered.grouped()), ("流水号", receipt.reference)

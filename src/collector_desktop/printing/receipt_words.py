"""The words of a receipt, the same on every paper."""

from decimal import Decimal

from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.money import Money
from collector_desktop.domain.penalty_words import how_it_runs, plain
from collector_desktop.domain.receipt import PaymentMethod, Receipt, ReceiptLine
from collector_desktop.domain.words import amount_in_words

TITLE = "收费凭证(收据)"
NO_INVOICE = "非发票,可凭此到供电所换开发票"
DEMO = "演示数据,不作凭证"
SIGNATURE = "客户签字"
BY_CONTRACT = "违约金按供用电合同约定的比例计算。"

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


def overdue(line: ReceiptLine) -> str:
    """98 天×1‰: with the fee beside it the penalty can be reckoned; only the days where it takes more words."""
    rate = f"×{plain(line.explained_by.permille)}‰" if line.explained_by else ""
    return f"{line.overdue_days} 天{rate}"


def multiplied(line: ReceiptLine) -> str:
    """84.56 元 × 1‰ × 98 天; empty where that does not explain the penalty."""
    stretch = line.explained_by
    if stretch is None:
        return ""
    return f"{stretch.principal.grouped()} 元 × {plain(stretch.permille)}‰ × {stretch.days} 天"


def reckoned(line: ReceiptLine) -> str:
    """How a penalty came about that days, rate and the fee beside it don't explain; empty for any other."""
    if line.run is None or line.explained_by:
        return ""
    return "".join(_sentence(each) for each in how_it_runs(line.run.model_copy(update={"waived": Money.ZERO})))


def by_contract(receipt: Receipt) -> str:
    """That the rate is the contract's; empty if it is the rules'."""
    agreed = any(line.run is not None and line.run.agreed_permille is not None for line in receipt.lines)
    return BY_CONTRACT if agreed else ""


def _sentence(said: str) -> str:
    return said if said.endswith("。") else f"{said}。"


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

"""The day's receipts as columns."""

from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.store.queries.receipts import GivenReceipt
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import clock_word, method_word, tr

_TAIL = 8


def short_number(number: str) -> str:
    """The end of a receipt number, which tells a day's receipts apart: …000123-4."""
    return f"…{number[-_TAIL:]}"


def state_of(given: GivenReceipt) -> str:
    """What became of a receipt, in words."""
    if given.void is not None:
        return tr("作废")
    parts = [] if given.printed else [tr("待打印")]
    if given.copies:
        parts.append(tr("补打 {copies} 次").format(copies=given.copies))
    return " ".join(parts)


def is_void(given: GivenReceipt) -> bool:
    """Whether it is crossed out."""
    return given.void is not None


def columns() -> tuple[Column[GivenReceipt], ...]:
    """Number, who, how, how much, what became of it; time and account for those who want them."""
    return (
        Column(
            key="number",
            title=tr("编号"),
            text=lambda given: short_number(given.receipt.number),
            order=lambda given: given.receipt.number,
            outside=lambda given: given.receipt.number,
            width=104,
            tone=_muted_if_void,
        ),
        Column(
            key="time",
            title=tr("时间"),
            text=lambda given: clock_word(given.receipt.at),
            order=lambda given: given.receipt.at,
            outside=lambda given: clock_word(given.receipt.at),
            width=70,
            hidden=True,
            tone=_muted_if_void,
        ),
        Column(
            key="name",
            title=tr("户名"),
            text=lambda given: mask_name(given.receipt.account_name),
            order=lambda given: given.receipt.account_name,
            outside=lambda given: mask_name(given.receipt.account_name),
            width=98,
            tone=_muted_if_void,
            fills=True,
        ),
        Column(
            key="account",
            title=tr("户号"),
            text=lambda given: given.receipt.account,
            order=lambda given: given.receipt.account,
            outside=lambda given: mask_account(given.receipt.account),
            width=120,
            tone=_muted_if_void,
            hidden=True,
        ),
        Column(
            key="method",
            title=tr("方式"),
            text=lambda given: method_word(given.receipt.method),
            order=lambda given: given.receipt.method,
            outside=lambda given: method_word(given.receipt.method),
            width=98,
            tone=_muted_if_void,
        ),
        Column(
            key="amount",
            title=tr("金额"),
            text=lambda given: given.receipt.received.grouped(),
            order=lambda given: given.receipt.received,
            outside=lambda given: given.receipt.received,
            width=98,
            right=True,
            bold=True,
            tone=_muted_if_void,
        ),
        Column(
            key="state",
            title=tr("状态"),
            text=state_of,
            order=state_of,
            outside=state_of,
            width=92,
            tone=lambda given: Tone.DANGER if is_void(given) else Tone.WARN,
        ),
    )


def _muted_if_void(given: GivenReceipt) -> Tone:
    return Tone.MUTED if is_void(given) else Tone.TEXT

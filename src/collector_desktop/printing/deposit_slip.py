"""The holding slip of a legacy deposit (保证金代管凭条): how much is kept for whom, and how to have it back."""

from collections.abc import Iterator

from collector_desktop.domain.money import Money
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Beside, Marked
from collector_desktop.printing.blocks import Block, Gap, Pair, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.savings_head import BODY, LARGE, HeldFor, day, foot, handled_by, head

DEPOSIT_TITLE = "电费保证金代管凭条"
_AMOUNT = 20.0
_RIGHT = 12.0
RIGHTS = (
    "这是以前收的保证金,由供电所代管,属于您;本凭条不是收据。",
    "供电所不再收取新的保证金,任何人不得向您另收。",
    "您可以写一份书面申请,用它抵电费,经供电所批准后办理。",
    "销户并交清电费以后,由供电所全额退还。",
)


def deposit_slip_pdf(whose: HeldFor, deposit: Money) -> bytes:
    """The slip on A5, for the household's drawer."""
    stamp = DEMO if whose.demo else None
    return sheets(
        Paper.A5, f"{DEPOSIT_TITLE} {whose.account}", tuple(_slip(whose, deposit)), foot=foot(whose), stamp=stamp
    )


def _slip(whose: HeldFor, deposit: Money) -> Iterator[Block]:
    yield from head(DEPOSIT_TITLE, whose)
    yield Gap(4)
    yield Pair("代管金额", f"¥{deposit.grouped()}", LARGE, bold=True, value_size=_AMOUNT)
    yield Text(f"人民币{amount_in_words(deposit)}", BODY)
    yield Rule(weight=0.4)
    yield Gap(6)
    for right in RIGHTS:
        yield Marked("·", Text(right, _RIGHT), _RIGHT)
        yield Gap(3)
    yield Gap(22)
    signed = Text(handled_by(whose), BODY)
    yield Beside(
        [[signed], [Text("供电所盖章 __________", BODY)], [Text(day(whose.on), BODY, align="right")]], (4, 4, 3)
    )

"""The invitation to let the bank pay (银行代扣邀请单): what it brings, how it is arranged, and a form to tear off."""

from collections.abc import Iterator

from collector_desktop.domain.value import Value
from collector_desktop.printing.arrangement import Beside, Marked
from collector_desktop.printing.blocks import Block, Gap, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.form_lines import WriteOn
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.savings_head import BODY, HeldFor, foot, head

INVITATION_TITLE = "银行代扣邀请单"
_HEADING, _TEXT = 15.0, 12.5
_STEPS = (
    "带身份证和本人的储蓄卡或存折,到开户银行柜台。",
    "告诉柜员「办理电费代扣」,报上面的户号,签一份代扣协议。",
    "把下面的回执交给收费员,从下一个月起就由银行代扣。",
)


class Benefits(Value):
    """What a saver has of it, as the policy says."""

    due_day: int
    free_checks_a_year: int


def saver_invitation_pdf(whose: HeldFor, benefits: Benefits) -> bytes:
    """The invitation on A5 upright, with the answer to tear off."""
    title = f"{INVITATION_TITLE} {whose.account}"
    stamp = DEMO if whose.demo else None
    return sheets(Paper.A5_TALL, title, tuple(_invitation(whose, benefits)), foot=foot(whose), stamp=stamp)


def _invitation(whose: HeldFor, benefits: Benefits) -> Iterator[Block]:
    yield from head(INVITATION_TITLE, whose)
    yield Gap(8)
    yield Text("办了代扣,有什么好处", _HEADING, bold=True)
    for each in _good(benefits):
        yield Gap(3)
        yield Marked("·", Text(each, _TEXT), _TEXT)
    yield Gap(12)
    yield Text("怎么办", _HEADING, bold=True)
    for at, step in enumerate(_STEPS, start=1):
        yield Gap(3)
        yield Marked(f"{at}.", Text(step, _TEXT), _TEXT)
    yield Gap(8)
    yield Text("代扣全凭自愿,随时可以取消;收费员不代办、不收存折、不问密码。", BODY, bold=True)
    yield Gap(12)
    yield Rule(dashed=True, air=6)
    yield Gap(4)
    yield Text("回  执", _HEADING, bold=True, align="centre")
    yield Text(f"户号 {whose.account}  户名 {whose.account_name}", BODY)
    bank, digits = WriteOn("开户银行", "", BODY), WriteOn("账号末四位", "", BODY, label_width=70)
    signed, on = WriteOn("本人签字", "", BODY), WriteOn("日期", "", BODY, label_width=34)
    yield Gap(6)
    yield Beside([[bank], [digits]], (3, 2))
    yield Gap(6)
    yield Beside([[signed], [on]], (3, 2))


def _good(benefits: Benefits) -> Iterator[str]:
    yield f"每月 {benefits.due_day} 日以前,银行自动代交,不用在家等人收费。"
    yield "存折里余额够,就不会逾期,不产生违约金。"
    if benefits.free_checks_a_year:
        yield f"代扣户每年免费检查室内线路和电器 {benefits.free_checks_a_year} 次。"

"""What goes to the court first: 支付令申请书 (《民事诉讼法》 2023 art. 225), or 民事起诉状 for a suit."""

from collections.abc import Iterator
from datetime import date, timedelta

from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.court_claim import Claimed, Way
from collector_desktop.domain.notices import LawText, NoticeLine
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Together
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.law_words import LAW
from collector_desktop.printing.paper import Paper

TITLES = {Way.PAYMENT_ORDER: "支付令申请书", Way.SUIT: "民事起诉状"}
_PARTIES = {Way.PAYMENT_ORDER: ("申请人", "被申请人"), Way.SUIT: ("原告", "被告")}
_TITLE, _HEAD, _BODY, _SMALL = 20.0, 12.0, 10.5, 9.5
_BILLS = (Column(5), Column(4), Column(3, "right"), Column(4, "right"), Column(4, "right"), Column(4, "right"))
_HEADS = ("电费月份", "交费截止日", "逾期天数", "电费", "违约金", "合计")
_LABEL = 132.0
_BLANK = "________________________"
"""Where the books know nothing, the form is filled in by hand: identity cards are never kept."""
_ORDER_LAW = (
    "《中华人民共和国民事诉讼法》第二百二十五条:债权人请求债务人给付金钱、有价证券,债权人与债务人没有其他债务纠纷、"
    "支付令能够送达债务人的,可以向有管辖权的基层人民法院申请支付令。"
)


def court_application_pdf(claimed: Claimed) -> bytes:
    """The application on A4, full data: it goes to the court and to the household it names."""
    title = TITLES[claimed.way]
    foot = f"{title}  {claimed.applicant} 诉 {claimed.party.name}" if claimed.way is Way.SUIT else title
    return sheets(Paper.A4, title, tuple(_blocks(claimed)), foot=foot, stamp=DEMO if claimed.issuer.demo else None)


def _blocks(claimed: Claimed) -> Iterator[Block]:
    yield Text(TITLES[claimed.way], _TITLE, bold=True, align="centre")
    if claimed.issuer.demo:
        yield Text("演示数据", _BODY, bold=True, align="centre")
    yield Gap(6)
    yield from _applicant(claimed)
    yield Gap(6)
    yield from _respondent(claimed)
    yield Gap(6)
    yield from _wanted(claimed)
    yield Gap(6)
    yield from _reasons(claimed)
    yield Gap(6)
    yield from _evidence(claimed)
    yield from _end(claimed)


def _applicant(claimed: Claimed) -> Iterator[Block]:
    yield _pair(_PARTIES[claimed.way][0], claimed.applicant, bold=True)
    yield _pair("统一社会信用代码", claimed.applicant_code)
    yield _pair("住所地", claimed.applicant_address)
    yield _pair("法定代表人", claimed.representative)
    yield _pair("联系电话", claimed.phone)


def _respondent(claimed: Claimed) -> Iterator[Block]:
    party = claimed.party
    yield _pair(_PARTIES[claimed.way][1], party.name, bold=True)
    yield _pair("性别、出生日期", "")
    yield _pair("公民身份号码", "")
    yield _pair("住址", party.address)
    yield _pair("联系电话", "、".join(claimed.party_phones))
    yield _pair("用电户号", party.account)


def _wanted(claimed: Claimed) -> Iterator[Block]:
    yield Text("请求事项" if claimed.way is Way.PAYMENT_ORDER else "诉讼请求", _HEAD, bold=True)
    fees, penalties, total = claimed.fees, claimed.penalties, claimed.total
    other = _PARTIES[claimed.way][1]
    first = "向" + other + "发出支付令,督促其支付" if claimed.way is Way.PAYMENT_ORDER else f"判令{other}支付"
    yield Text(
        f"一、请求人民法院{first}所欠电费 {fees.grouped()} 元(人民币{amount_in_words(fees)}),以及截至"
        f"{_day(claimed.filed_on)}的逾期违约金 {penalties.grouped()} 元(人民币{amount_in_words(penalties)});",
        _BODY,
    )
    yield Text(f"以上合计 ¥{total.grouped()},人民币{amount_in_words(total)}。", _HEAD, bold=True)
    number = "二"
    if claimed.penalty_goes_on:
        begins = _day(claimed.filed_on + timedelta(days=1))
        yield Text(f"二、自{begins}起至付清之日止的违约金,按约定和规定的标准继续计付;", _BODY)
        number = "三"
    cost = "申请费" if claimed.way is Way.PAYMENT_ORDER else "诉讼费"
    yield Text(f"{number}、{cost}由{other}负担。", _BODY)


def _reasons(claimed: Claimed) -> Iterator[Block]:
    us, other = _PARTIES[claimed.way]
    months = "、".join(_month(line) for line in claimed.lines)
    signed = f"双方订有供用电合同,编号 {claimed.contract}。" if claimed.contract else "双方存在供用电合同关系。"
    yield Text("事实与理由", _HEAD, bold=True)
    yield Text(
        f"{other}系{us}的用电客户,用电户号 {claimed.party.account},用电地址 {claimed.party.address}。{signed}"
        f"{us}按约供电,{other}未按期交纳 {months} 电费,明细如下:",
        _BODY,
    )
    yield Gap(4)
    yield Together([Row(_BILLS, _HEADS, _SMALL, bold=True, air=0), Rule(weight=0.4)])
    for line in claimed.lines:
        yield Row(_BILLS, _cells(line), _SMALL)
    yield Rule(weight=0.9)
    sums = ("合计", "", "", claimed.fees.grouped(), claimed.penalties.grouped(), claimed.total.grouped())
    yield Row(_BILLS, sums, _SMALL, bold=True)
    yield Gap(4)
    if claimed.demands:
        told = ";".join(claimed.demands)
        yield Text(f"{us}已依法催告:{told}。催告后{other}在合理期限内仍未交清。", _BODY)
    yield Text(LAW[LawText.CIVIL_CODE_654], _BODY)
    if claimed.way is Way.PAYMENT_ORDER:
        yield Text(f"双方除上述电费外没有其他债务纠纷,支付令能够送达{other}。{_ORDER_LAW}", _BODY)


def _evidence(claimed: Claimed) -> Iterator[Block]:
    yield Text("证据", _HEAD, bold=True)
    titles = (f"{number}. {title}" for number, title in enumerate(claimed.evidence, start=1))
    yield Text(";".join(titles) + "。", _BODY)
    yield Text("以上证据另行装订成册,附目录、页码和各件的 SHA-256 校验值。", _SMALL)


def _end(claimed: Claimed) -> Iterator[Block]:
    yield Together(
        [
            Gap(6),
            Text("    此致", _BODY),
            Text(claimed.court, _HEAD, bold=True),
            Gap(14),
            Text(f"{_PARTIES[claimed.way][0]}(盖章)__________________", _BODY, align="right"),
            Gap(4),
            Text(_day(claimed.filed_on), _BODY, align="right"),
        ]
    )


def _pair(label: str, value: str, *, bold: bool = False) -> Block:
    return Pair(label, value or _BLANK, _BODY, bold=bold, label_width=_LABEL)


def _cells(line: NoticeLine) -> tuple[str, ...]:
    return (
        _month(line),
        line.due_on.isoformat(),
        str(line.overdue_days),
        line.fee.grouped(),
        line.penalty.grouped(),
        line.total.grouped(),
    )


def _month(line: NoticeLine) -> str:
    return line.month.label if line.kind == ORDINARY else f"{line.month.label}({line.kind})"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

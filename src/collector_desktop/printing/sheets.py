"""The papers of the day: its closing (日清) and the way to the bank (缴款单)."""

from collections.abc import Iterator

from collector_desktop.domain.day_close import DayClose, Remittance
from collector_desktop.domain.money import Money
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing import receipt_words as words
from collector_desktop.printing.arrangement import Beside, Indented
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.paper import Paper

CLOSE_TITLE = "日清日结单"
REMITTANCE_TITLE = "缴款单"
_LABEL = 90.0
_TITLE, _LARGE, _BODY = 19.0, 12.5, 10.5
_BY_METHOD = (Column(2), Column(1, "right"), Column(2, "right"))
_PIECES = (Column(2), Column(1, "right"), Column(2, "right"))


def day_close_pdf(close: DayClose) -> bytes:
    """The closed day on A4: receipts by method, the drawer by denomination, and what is over or short."""
    title = f"{CLOSE_TITLE} {close.business_day.isoformat()}"
    foot = f"{close.station_name} {close.collector_name} {close.business_day.isoformat()}"
    return sheets(Paper.A4, title, tuple(_close(close)), foot=foot, stamp=DEMO if close.demo else None)


def remittance_pdf(remittance: Remittance) -> bytes:
    """The slip that goes with the cash to the bank, on A5."""
    title = f"{REMITTANCE_TITLE} {remittance.bank_slip}"
    return sheets(Paper.A5, title, tuple(_remittance(remittance)), stamp=DEMO if remittance.demo else None)


def _close(close: DayClose) -> Iterator[Block]:
    yield from _title(CLOSE_TITLE, close.demo)
    collector = f"{close.collector_name}(工号 {close.badge})"
    yield _three(f"供电所  {close.station_name}", f"收费员  {collector}", f"营业日  {close.business_day.isoformat()}")
    yield Gap(14)
    yield Beside([list(_receipts(close)), list(_drawer(close))], (1, 1), gap=30)
    yield Gap(14)
    yield from _difference(close)
    yield Gap(14)
    yield from _voided(close)
    yield Gap(36)
    yield _three("收费员签字 ______________", "复核人签字 ______________", "日期 ______________")


def _title(title: str, is_demo: bool) -> Iterator[Block]:
    yield Text(title, _TITLE, bold=True, align="centre")
    if is_demo:
        yield Text(words.DEMO, _BODY, bold=True, align="centre")
    yield Gap(10)


def _three(*texts: str) -> Block:
    return Beside([[Text(text, _BODY)] for text in texts], (1, 1, 1))


def _receipts(close: DayClose) -> Iterator[Block]:
    takings = close.takings
    yield Text("有效收据", _LARGE, bold=True)
    yield from _head(("收费方式", "张数", "金额"), _BY_METHOD)
    for each in takings.by_method:
        yield Row(_BY_METHOD, (words.METHODS[each.method], str(each.receipts), each.amount.grouped()), _BODY)
    yield Rule()
    yield Row(_BY_METHOD, ("合计", str(takings.receipts), takings.received.grouped()), _BODY, bold=True)
    yield Gap(8)
    parts = (("电费", takings.fees), ("违约金", takings.penalties), ("预存电费", takings.prepayment))
    for label, amount in parts:
        yield Indented(Pair(label, amount.grouped(), _BODY), _BODY)


def _drawer(close: DayClose) -> Iterator[Block]:
    yield Text("现金清点", _LARGE, bold=True)
    yield from _head(("面额", "张(枚)数", "金额"), _PIECES)
    for pieces in close.count.pieces:
        if pieces.number:
            cells = (_denomination(pieces.denomination), str(pieces.number), pieces.amount.grouped())
            yield Row(_PIECES, cells, _BODY)
    yield Rule()
    yield Row(_PIECES, ("实点", "", close.count.total.grouped()), _BODY, bold=True)


def _head(headers: tuple[str, ...], columns: tuple[Column, ...]) -> Iterator[Block]:
    yield Rule(weight=0.9)
    yield Row(columns, headers, _BODY - 1, air=0)
    yield Rule(weight=0.4)


def _denomination(fen: int) -> str:
    """A note or coin as people call it: 100 元, 5 角, 1 分."""
    for size, unit in ((100, "元"), (10, "角")):
        if fen % size == 0:
            return f"{fen // size} {unit}"
    return f"{fen} 分"


def _difference(close: DayClose) -> Iterator[Block]:
    yield Rule(weight=0.9)
    yield Pair("应有现金", close.takings.cash_expected.grouped(), _BODY)
    yield Pair("实点现金", close.count.total.grouped(), _BODY)
    if close.over_short:
        label = "长款" if close.over_short > Money.ZERO else "短款"
        amount = close.over_short if close.over_short > Money.ZERO else -close.over_short
        yield Pair(label, f"¥{amount.grouped()}", _LARGE, bold=True)
        yield Text(f"原因  {close.reason}", _BODY)
        yield Text("长款、短款由供电所处理,不得自行补足或留存。", _BODY - 1)
    else:
        yield Pair("账款相符", "¥0.00", _LARGE, bold=True)
    yield Rule(weight=0.9)


def _voided(close: DayClose) -> Iterator[Block]:
    numbers = close.takings.voided
    yield Text(f"作废收据 {len(numbers)} 张" if numbers else "作废收据 无", _BODY, bold=True)
    for number in numbers:
        yield Text(number, _BODY)


def _remittance(remittance: Remittance) -> Iterator[Block]:
    yield from _title(REMITTANCE_TITLE, remittance.demo)
    yield Rule(weight=0.9)
    yield Pair("缴款金额", f"¥{remittance.amount.grouped()}", _LARGE, bold=True, value_size=_TITLE)
    yield Text(f"人民币{amount_in_words(remittance.amount)}", _BODY)
    yield Rule(weight=0.4)
    days = "、".join(day.isoformat() for day in remittance.days)
    pairs = (
        ("银行回单号", remittance.bank_slip),
        ("缴款时间", f"{remittance.at:%Y-%m-%d %H:%M}"),
        ("所缴营业日", days),
        ("供电所", remittance.station_name),
        ("缴款人", f"{remittance.collector_name}(工号 {remittance.badge})"),
        ("见证人", remittance.witness),
    )
    for label, value in pairs:
        if value:
            yield Pair(label, value, _BODY, label_width=_LABEL)
    yield Rule(weight=0.9)
    yield Text("所缴为收费全额,未从中支付任何款项(不坐支)。", _BODY - 1)
    yield Gap(30)
    yield _three("缴款人签字 ______________", "见证人签字 ______________", "供电所签收 ______________")

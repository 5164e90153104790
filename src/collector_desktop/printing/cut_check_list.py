"""The check list before a cut (停电前复核单): gone through at the meter, line by line."""

from collections.abc import Iterator

from collector_desktop.domain.notices import CutCheckItem, CutCheckList
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Beside
from collector_desktop.printing.blocks import Block, Gap, Pair, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.form_lines import SignHere, TickBoxes, WriteOn
from collector_desktop.printing.paper import Paper

TITLE = "停电前复核单"
QUESTIONS = {
    CutCheckItem.STILL_UNPAID: "刚刚再查过账:还没有交清",
    CutCheckItem.NO_DISPUTE: "没有未了结的异议",
    CutCheckItem.NOT_PROTECTED: "不是受保护的户(生命支持、低保特困、灌溉、防汛)",
    CutCheckItem.WEATHER: "没有恶劣天气预警",
    CutCheckItem.NO_EXAM: "不在高考、中考期间",
    CutCheckItem.WORKING_DAY: "今天、明天都不是休息日或节假日",
    CutCheckItem.DAYLIGHT: "在白天规定的钟点内",
    CutCheckItem.RIGHT_METER: "表号、户号核对无误",
}
_TITLE, _BODY, _SMALL = 20.0, 11.0, 9.5
_LABEL = 76.0
_ANSWERS = ("是", "否")
_SIGN_ROOM = 54.0


def cut_check_list_pdf(checks: CutCheckList) -> bytes:
    """The list on A5, upright; anything answered 否 stops the cut."""
    blocks = (*_head(checks), *_lines(checks), *_end(checks))
    foot = f"{checks.issuer.station_name}  {checks.number}"
    stamp = DEMO if checks.issuer.demo else None
    return sheets(Paper.A5_TALL, f"{TITLE} {checks.number}", blocks, foot=foot, stamp=stamp)


def _head(checks: CutCheckList) -> Iterator[Block]:
    party = checks.party
    yield Text(TITLE, _TITLE, bold=True, align="centre")
    yield Gap(4)
    yield Rule(weight=0.9)
    pairs = (
        ("通知书编号", checks.number),
        ("户", f"{party.name}(户号 {party.account},表号 {party.meter_number or '—'})"),
        ("地址", party.address),
        ("仍欠", f"¥{checks.total.grouped()} 人民币{amount_in_words(checks.total)}"),
        ("定于停电", checks.cut_on.isoformat()),
    )
    for label, value in pairs:
        yield Pair(label, value, _BODY, label_width=_LABEL)
    call = f"{checks.call_at:%Y-%m-%d %H:%M}" if checks.call_at else ""
    yield WriteOn("半小时前通知", call, _BODY, label_width=_LABEL)
    yield Rule(weight=0.9)


def _lines(checks: CutCheckList) -> Iterator[Block]:
    answered = {line.item: line for line in checks.lines}
    for item in CutCheckItem:
        line = answered.get(item)
        ticked = None if line is None else int(not line.clear)
        said = QUESTIONS[item] if line is None or not line.note else f"{QUESTIONS[item]}({line.note})"
        yield Beside([[Text(said, _BODY)], [TickBoxes(_ANSWERS, ticked, _BODY)]], (5, 2))
        yield Rule(weight=0.3, air=2)
    yield Text("有一项答“否”,今天就不能停。", _BODY, bold=True)
    yield Gap(8)


def _end(checks: CutCheckList) -> Iterator[Block]:
    when = f"{checks.checked_at:%Y-%m-%d %H:%M}" if checks.checked_at else ""
    yield WriteOn("复核时间", when, _BODY, label_width=_LABEL)
    yield Gap(6)
    yield Beside(
        [
            [SignHere("复核人签字", _SMALL, _SIGN_ROOM)],
            [SignHere("停电操作人签字", _SMALL, _SIGN_ROOM)],
        ],
        (1, 1),
    )

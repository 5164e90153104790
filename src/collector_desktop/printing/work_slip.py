"""The work slip of a free check (安检服务单): blank to take along, filled in afterwards; one household, one page."""

from collections.abc import Iterator, Sequence
from datetime import date

from collector_desktop.domain.entitlement import Ground
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult, Confirmation, FollowUp
from collector_desktop.domain.value import Value
from collector_desktop.printing.arrangement import Beside
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.form_lines import SignHere, TickBoxes, WriteOn
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.service_words import CONFIRMATIONS, GROUNDS, ITEMS, LOOK_AT, RESULTS

TITLE = "用电安全检查服务单"
FREE = "本次检查和当场的小修理不收任何费用。电表、封印和表前线路只有供电所能动。"
_TITLE, _LARGE, _BODY, _SMALL = 20.0, 13.0, 11.0, 9.5
_LABEL = 62.0
_SHARES = (30, 27, 24)
_HEAD = tuple(Column(share) for share in _SHARES)
_SIGN_ROOM = 66.0


class SlipOf(Value):
    """Whose check it is, and when it is to be or was made."""

    station_name: str
    collector_name: str
    badge: Badge
    hotline: str
    account: AccountNumber
    account_name: str
    address: str
    meter_number: str
    phones: tuple[str, ...]
    grounds: tuple[Ground, ...]
    when: str
    """The day and slot booked, or the day of the check, in words."""
    note: str = ""
    demo: bool = False


class FilledIn(Value):
    """What the check brought."""

    items: tuple[CheckedItem, ...]
    findings: str
    repaired: str
    follow_up: FollowUp | None
    minutes: int
    confirmation: Confirmation
    signature: bytes | None = None
    made_on: date


def work_slip_pdf(slip: SlipOf, filled: FilledIn | None = None) -> bytes:
    """The slip on A4 with the household's full name: it is theirs. Blank if nothing is filled in yet."""
    blocks = (*_head(slip), *_checklist(filled), *_outcome(filled), *_signatures(slip, filled))
    foot = f"{slip.station_name}  服务热线 {slip.hotline}"
    return sheets(Paper.A4, f"{TITLE} {slip.account}", blocks, foot=foot, stamp=DEMO if slip.demo else None)


def _head(slip: SlipOf) -> Iterator[Block]:
    yield Text(TITLE, _TITLE, bold=True, align="centre")
    yield Text(slip.station_name, _BODY, align="centre")
    if slip.demo:
        yield Text("演示数据", _BODY, bold=True, align="centre")
    yield Gap(8)
    yield Rule(weight=0.9)
    why = "、".join(GROUNDS[ground] for ground in slip.grounds)
    left = (("户名", slip.account_name), ("地址", slip.address), ("电话", " ".join(slip.phones)))
    right = (("户号", slip.account), ("表号", slip.meter_number), ("免费缘由", why))
    yield Beside([_pairs(left), _pairs(right)], (1, 1), gap=20)
    yield Pair("约定时间", slip.when, _BODY, label_width=_LABEL)
    if slip.note:
        yield Pair("备注", slip.note, _BODY, label_width=_LABEL)
    yield Rule(weight=0.9)
    yield Gap(6)


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[Block]:
    return [Pair(label, value, _BODY, label_width=_LABEL) for label, value in pairs if value]


def _checklist(filled: FilledIn | None) -> Iterator[Block]:
    yield Text("检查项目", _LARGE, bold=True)
    yield Gap(2)
    yield Row(_HEAD, ("看什么", "结果", "说明"), _SMALL, air=0)
    yield Rule(weight=0.6)
    found = {line.item: line for line in filled.items} if filled else {}
    for item in CheckItem:
        line = found.get(item)
        what: list[Block] = [Text(ITEMS[item], _BODY, bold=True), Text(LOOK_AT[item], _SMALL)]
        ticked = list(CheckResult).index(line.result) if line else None
        result: list[Block] = [Gap(5), TickBoxes(tuple(RESULTS.values()), ticked, _BODY)]
        note: list[Block] = [Gap(3), WriteOn("", line.note if line else "", _BODY, label_width=0)]
        yield Beside([what, result, note], _SHARES)
        yield Rule(weight=0.3, air=3)
    yield Gap(6)


def _outcome(filled: FilledIn | None) -> Iterator[Block]:
    follow_up = filled.follow_up if filled else None
    blank = filled is None
    yield WriteOn("发现问题", filled.findings if filled else "", _BODY, 2 if blank else 1)
    yield WriteOn("当场处理", filled.repaired if filled else "", _BODY, 2 if blank else 1)
    yield WriteOn("还要处理", follow_up.what if follow_up else "", _BODY)
    due = _day(follow_up.due_on) if follow_up else ""
    minutes = f"{filled.minutes} 分钟" if filled and filled.minutes else ""
    yield Beside([[WriteOn("复查日期", due, _BODY)], [WriteOn("用时", minutes, _BODY, label_width=34)]], (3, 2))
    yield Gap(10)
    yield Text(FREE, _BODY, bold=True)
    yield Gap(10)


def _signatures(slip: SlipOf, filled: FilledIn | None) -> Iterator[Block]:
    said = ""
    if filled is not None and filled.confirmation is not Confirmation.SIGNED_ON_SCREEN:
        said = CONFIRMATIONS[filled.confirmation]
    made_on = _day(filled.made_on) if filled else "______年____月____日"
    signed = SignHere("客户签字或指印", _BODY, _SIGN_ROOM, filled.signature if filled else None, said)
    named = f"{slip.collector_name}(工号 {slip.badge})" if slip.collector_name else ""
    worker = SignHere("服务人员签字", _BODY, _SIGN_ROOM, note=named)
    yield Beside([[signed], [worker]], (1, 1), gap=24)
    yield Gap(6)
    yield Text(f"检查日期  {made_on}", _BODY, align="right")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

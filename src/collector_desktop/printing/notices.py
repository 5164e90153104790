"""The notices of the ladder: 催费通知单 and 停电通知书, every numbered copy on a page of its own."""

from collections.abc import Iterator
from datetime import date

from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.notices import DisconnectionNotice, DunningNotice, Issuer, NoticeLine
from collector_desktop.domain.penalty_words import more_words, when_words
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Beside, Together
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import DEMO, Stamp, copies
from collector_desktop.printing.form_lines import SignHere
from collector_desktop.printing.law_words import LAW
from collector_desktop.printing.paper import Paper

DUNNING_TITLE = "催费通知单"
DISCONNECTION_TITLE = "停电通知书"
_TITLE, _LARGE, _BODY, _SMALL = 20.0, 13.0, 11.0, 9.5
_BILLS = (Column(5), Column(4), Column(3, "right"), Column(4, "right"), Column(4, "right"), Column(4, "right"))
_HEADS = ("电费月份", "交费截止日", "逾期天数", "电费", "违约金", "合计")
_WAITING = (Column(6), Column(4, "right"), Column(4, "right"), Column(4, "right"), Column(4, "right"))
_WAITING_HEADS = ("哪天交", "电费", "违约金", "合计", "比今天多")
_LABEL = 76.0
_SIGN_ROOM = 58.0


def dunning_notice_pdf(notice: DunningNotice) -> bytes:
    """The dunning notice on A4, full data: only its household reads it. One page or more for each copy."""
    leaves = [tuple(_dunning(notice, copy)) for copy in range(1, notice.copies + 1)]
    return copies(Paper.A4, f"{DUNNING_TITLE} {notice.number}", leaves, foot=_foot(notice), stamp=_stamp(notice))


def disconnection_notice_pdf(notice: DisconnectionNotice) -> bytes:
    """The disconnection notice on A4, with the approval it rests on."""
    leaves = [tuple(_disconnection(notice, copy)) for copy in range(1, notice.copies + 1)]
    return copies(Paper.A4, f"{DISCONNECTION_TITLE} {notice.number}", leaves, foot=_foot(notice), stamp=_stamp(notice))


def _dunning(notice: DunningNotice, copy: int) -> Iterator[Block]:
    yield from _head(DUNNING_TITLE, notice, copy)
    yield Text(
        f"截至 {_day(notice.issued_on)},您户尚有下列电费未交,最早的一笔已逾期 {notice.overdue_days} 天。"
        f"这是第 {notice.ordinal} 次催交。",
        _BODY,
    )
    yield from _claim(notice)
    yield from _waiting(notice)
    yield Text(f"请在 {_day(notice.pay_by)} 前交清。", _LARGE, bold=True)
    yield Text(
        "交给上门收费的农电工(当场开收据)、到供电所或用手机交都可以。"
        f"晚交一天,违约金增加 {notice.grows_daily.grouped()} 元。"
        f"{_cut_from(notice)}仍未交清的,供电所可以按规定程序申请停电。",
        _BODY,
    )
    yield Gap(4)
    yield Text("对账单有异议,或一时有困难要分期交,请在期限内告诉收费员或供电所,我们一起核对、商量。", _BODY)
    yield from _law(notice)
    yield from _end(notice, copy)


def _disconnection(notice: DisconnectionNotice, copy: int) -> Iterator[Block]:
    yield from _head(DISCONNECTION_TITLE, notice, copy)
    dunned = "、".join(f"{_day(each.served_on)}({each.number})" for each in notice.dunned)
    yield Text(f"您户逾期未交电费,已于 {dunned} 送达催费通知单,至今仍未交清:", _BODY)
    yield from _claim(notice)
    yield Text(
        f"定于 {_day(notice.cut_on)} {notice.cut_from:%H:%M}–{notice.cut_until:%H:%M} 停止供电。", _LARGE, bold=True
    )
    yield Text(
        f"在此以前交清全部电费和违约金的,不停电。停电前 30 分钟我们会再通知一次。停电后交清的,"
        f"{notice.reconnect_hours} 小时内恢复供电。",
        _BODY,
    )
    yield Gap(4)
    yield Text(
        "家中有靠用电维持生命的设备,或是低保、特困户,或正在灌溉、防汛的,请立即告诉我们:这样的户不停电。"
        "对账单有异议的也请在停电前提出。",
        _BODY,
    )
    yield Gap(6)
    approval = notice.approval
    yield Pair("批准", f"{approval.approved_by},{_day(approval.approved_on)}", _BODY, label_width=_LABEL)
    yield Pair(
        "送达期限",
        f"{_day(notice.serve_from)} 至 {_day(notice.serve_by)};逾期送达的本通知书作废",
        _BODY,
        label_width=_LABEL,
    )
    yield from _law(notice)
    yield from _end(notice, copy)


def _head(title: str, notice: DunningNotice | DisconnectionNotice, copy: int) -> Iterator[Block]:
    party = notice.party
    whose = "签收后带回" if copy == notice.copies and copy > 1 else "交客户"
    yield Text(title, _TITLE, bold=True, align="centre")
    if notice.issuer.demo:
        yield Text("演示数据", _BODY, bold=True, align="centre")
    yield Gap(4)
    yield Beside(
        [
            [Text(f"编号 {notice.number}", _SMALL)],
            [Text(f"第 {copy} 份,共 {notice.copies} 份({whose})", _SMALL, align="right")],
        ],
        (1, 1),
    )
    yield Rule(weight=0.9)
    left: list[Block] = [
        Pair("户名", party.name, _BODY, label_width=40),
        Pair("地址", party.address, _BODY, label_width=40),
    ]
    right: list[Block] = [
        Pair("户号", party.account, _BODY, label_width=40),
        Pair("表号", party.meter_number or "—", _BODY, label_width=40),
    ]
    yield Beside([left, right], (3, 2), gap=20)
    yield Rule(weight=0.9)
    yield Gap(4)


def _claim(notice: DunningNotice | DisconnectionNotice) -> Iterator[Block]:
    yield Gap(6)
    yield Together([Row(_BILLS, _HEADS, _SMALL, air=0), Rule(weight=0.4)])
    for line in notice.lines:
        yield Row(_BILLS, _cells(line), _BODY)
    yield Rule(weight=0.9)
    sums = ("合计", "", "", notice.fees.grouped(), notice.penalties.grouped(), notice.total.grouped())
    yield Row(_BILLS, sums, _BODY, bold=True)
    yield Pair("应交金额", f"¥{notice.total.grouped()}", _LARGE, bold=True, value_size=16.0)
    yield Text(f"人民币{amount_in_words(notice.total)}", _BODY)
    yield Gap(8)


def _waiting(notice: DunningNotice) -> Iterator[Block]:
    """What waiting costs, and how each penalty was reckoned."""
    if notice.projected:
        yield Together([Row(_WAITING, _WAITING_HEADS, _SMALL, air=0), Rule(weight=0.4)])
        for point in notice.projected:
            figures = (point.fees, point.penalties, point.total)
            cells = (when_words(point), *(figure.grouped() for figure in figures), more_words(point))
            yield Row(_WAITING, cells, _SMALL, air=1)
        yield Gap(6)
    if notice.penalty_words:
        first, *others = (Text(words, _SMALL) for words in notice.penalty_words)
        yield Together([Text("违约金怎么算的", _SMALL, bold=True), first])
        yield from others
        yield Gap(6)


def _cut_from(notice: DunningNotice) -> str:
    """From when a cut may be applied for; a day gone by before the notice was issued is none to name."""
    return "到期" if notice.cut_applied_from <= notice.issued_on else f"{_day(notice.cut_applied_from)} 起"


def _cells(line: NoticeLine) -> tuple[str, ...]:
    month = line.month.label if line.kind == ORDINARY else f"{line.month.label} {line.kind}"
    return (
        month,
        line.due_on.isoformat(),
        str(line.overdue_days),
        line.fee.grouped(),
        line.penalty.grouped(),
        line.total.grouped(),
    )


def _law(notice: DunningNotice | DisconnectionNotice) -> Iterator[Block]:
    yield Gap(8)
    yield Text("依据", _SMALL, bold=True)
    for law in notice.law:
        yield Text(LAW[law], _SMALL)
    yield Gap(10)


def _end(notice: DunningNotice | DisconnectionNotice, copy: int) -> Iterator[Block]:
    """Where one signs, what for, and who stamps it; never torn apart, so that no page has stamp or boxes alone."""
    end: list[Block] = []
    if copy == notice.copies:
        receiver = SignHere("收件人签字(本人或成年家属,写明关系)", _SMALL, _SIGN_ROOM)
        bearer = SignHere("送达人签字、日期", _SMALL, _SIGN_ROOM, note=_collector(notice.issuer))
        end = [Text(_received(notice), _BODY), Gap(4), Beside([[receiver], [bearer]], (1, 1), gap=20), Gap(8)]
    end.append(Text(f"{notice.issuer.station_name}(盖章)", _BODY, align="right"))
    end.append(Text(_day(notice.issued_on), _BODY, align="right"))
    yield Together(end)


def _received(notice: DunningNotice | DisconnectionNotice) -> str:
    """What is signed for, wherever the page breaks."""
    party = notice.party
    return f"收到 {notice.number}:{party.name},户号 {party.account},应交 {notice.total.grouped()} 元。"


def _foot(notice: DunningNotice | DisconnectionNotice) -> str:
    issuer = notice.issuer
    whose = f"{issuer.station_name}  供电服务热线 {issuer.hotline}"
    return f"{whose}  收费员 {_collector(issuer)}" if issuer.collector_name else whose


def _collector(issuer: Issuer) -> str:
    """Who brings it; nobody is named on what the station issues itself."""
    return f"{issuer.collector_name}(工号 {issuer.badge})" if issuer.collector_name else ""


def _stamp(notice: DunningNotice | DisconnectionNotice) -> Stamp | None:
    return DEMO if notice.issuer.demo else None


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

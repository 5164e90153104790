"""Insights without a window: figures as marks of charts, and the rows behind each."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from collector_desktop.domain.ageing import Age
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.promises import Kept
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.seat import Seat
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services.insights import (
    DayRecovery,
    Insights,
    MonthRecovery,
    VillageRecovery,
    insights,
)
from collector_desktop.services.tracing import Figure, Trace, TracedRow, trace
from collector_desktop.store.apply.settling import Source
from collector_desktop.ui.session import Session
from collector_desktop.ui.widgets.charts.chart import Mark
from collector_desktop.ui.words import day_word, hard_word, month_word, outcome_word, slot_word, tr, yuan

CONCERNS = frozenset({Topic.BILLS, Topic.RECEIPTS, Topic.VISITS, Topic.SERVICE, Topic.HOUSEHOLD, Topic.SNAPSHOT})
_AGES = {
    Age.NOT_DUE: "未到期",
    Age.TO_30: "逾期 30 天内",
    Age.TO_90: "31–90 天",
    Age.TO_365: "91–365 天",
    Age.OLDER: "一年以上",
}
_KEPT = {
    Kept.OPEN: "还没到日子",
    Kept.KEPT: "守约",
    Kept.NOBODY_CAME: "我们没去",
    Kept.NOBODY_HOME: "客户不在",
    Kept.SET_ASIDE: "改期或取消",
}
_SERVICES = {
    "check_done": "免费安检",
    "repair_done": "小修理",
    "safety_talk_given": "安全讲解",
    "tariff_explained": "讲清电费",
}
_SOURCES = {
    Source.RECEIPT: "收据",
    Source.REDIRECT: "收据转预收",
    Source.OFFSET: "预收冲抵",
    Source.REFUND: "退费冲抵",
    Source.ELSEWHERE: "在别处交清",
    Source.IMPORT: "供电所入账",
    Source.DEPOSIT: "保证金冲抵",
    Source.BANK: "银行代扣",
    Source.PAID_BACK: "退款",
    Source.WAIVER: "减免",
    Source.HELD: "压下的收款转预收",
}
"""How money came in that no receipt was given for here."""
_TITLES = {
    Figure.RECOVERY_MONTH: "{month} 账单的回收",
    Figure.PENALTY_BILLED: "{month} 产生的违约金",
    Figure.PENALTY_RECEIVED: "{month} 收到的违约金",
    Figure.KNOCKS: "{month} 的上门",
    Figure.PROMISES: "{month} 的约定",
    Figure.SERVICES: "{month} 的服务",
    Figure.WAITING: "{month} 每位客户等候的时间",
}
_MINUTE = 60


def read(session: Session) -> Insights:
    """The figures of the session's day; a whole year of a large station takes longer than a window may wait."""
    return insights(session.ledger, session.business_day)


def rows_behind(session: Session, wanted: Trace) -> tuple[TracedRow, ...]:
    """What one number is made of."""
    return trace(session.ledger, wanted, session.business_day)


def by_day(found: Sequence[DayRecovery]) -> tuple[Mark, ...]:
    """The newest month's way up."""
    return tuple(
        Mark(
            label=f"{each.day.month}-{each.day.day}",
            text=percent(each.recovery.rate),
            value=float(each.recovery.rate or 0),
            trace=Trace(figure=Figure.RECOVERY_DAY, key=each.day.isoformat()),
        )
        for each in found
    )


def by_village(found: Sequence[VillageRecovery]) -> tuple[Mark, ...]:
    """The newest month, village by village."""
    return tuple(
        Mark(
            label=each.village or tr("未分村"),
            text=percent(each.recovery.rate),
            value=float(each.recovery.rate or 0),
            trace=Trace(figure=Figure.RECOVERY_VILLAGE, key=each.village),
            strong=True,
        )
        for each in found
    )


def by_month(found: Sequence[MonthRecovery], newest: BillingMonth | None) -> tuple[Mark, ...]:
    """The last billing months."""
    return tuple(
        Mark(
            label=short_month(each.month),
            text=whole_percent(each.recovery.rate),
            value=float(each.recovery.rate or 0),
            trace=Trace(figure=Figure.RECOVERY_MONTH, key=str(each.month)),
            strong=each.month == newest,
        )
        for each in found
    )


def ages(found: Insights) -> tuple[Mark, ...]:
    """Open principal by how long it has been overdue."""
    return tuple(
        Mark(
            label=tr(_AGES[group.age]),
            text=f"{group.open.grouped()} · {group.accounts}",
            value=float(group.open.fen),
            trace=Trace(figure=Figure.AGEING, key=group.age),
            strong=group.age not in (Age.NOT_DUE, Age.TO_30),
        )
        for group in found.ageing
    )


def penalties(found: Insights) -> tuple[Mark, ...]:
    """What grew and what came in of penalties, two marks a calendar month, as the penalty report tells it."""
    return tuple(
        Mark(
            label=short_month(each.month),
            text=f"{name} {amount.grouped()}",
            value=float(amount.fen),
            trace=Trace(figure=figure, key=str(each.month)),
            strong=figure is Figure.PENALTY_RECEIVED,
        )
        for each in found.penalties
        for name, amount, figure in (
            (tr("应收"), each.figures.accrued, Figure.PENALTY_BILLED),
            (tr("收到"), each.figures.received, Figure.PENALTY_RECEIVED),
        )
    )


def knocks(found: Insights) -> tuple[Mark, ...]:
    """Knocks for each household collected, by calendar month."""
    newest = found.knocks[-1].month if found.knocks else None
    return tuple(
        Mark(
            label=short_month(each.month),
            text="—" if each.figures.per_household is None else str(each.figures.per_household),
            value=float(each.figures.per_household or 0),
            trace=Trace(figure=Figure.KNOCKS, key=str(each.month)),
            strong=each.month == newest,
        )
        for each in found.knocks
    )


def gain_word(found: Insights) -> str:
    """What the plan brought, with how sure that is."""
    if found.gain is None:
        return tr("敲门还不多,比不出计划省了多少")
    month, gain = found.gain.month, found.gain.gain
    between = tr("按纸质顺序估计 {low}–{high} 次").format(low=f"{gain.low:.1f}", high=f"{gain.high:.1f}")
    if gain.is_certain:
        saved = tr("省约 {part}%") if gain.saved > 0 else tr("多约 {part}%")
        said = saved.format(part=abs(round(gain.saved * 100)))
    else:
        said = tr("看不出差别")
    return tr("{month} 头九成收款户每户敲 {real} 次,{between},{said}").format(
        month=month_word(month), real=f"{gain.real:.1f}", between=between, said=said
    )


def home_word(found: Insights) -> str:
    """What the grid says: of how many knocks, and how to read it."""
    return tr("近半年敲门 {knocks} 次,见到人 {met} 次。颜色越深,越常有人在").format(
        knocks=sum(cell.knocks for cell in found.home), met=sum(cell.met for cell in found.home)
    )


def home(found: Insights) -> tuple[Mark, ...]:
    """When people are home: a cell for each slot of each weekday."""
    return tuple(
        Mark(
            label=f"{weekday_words()[cell.weekday]} {slot_word(cell.slot)}",
            text="—" if cell.share is None else f"{round(cell.share * 100)}%",
            value=-1.0 if cell.share is None else cell.share,
            trace=Trace(figure=Figure.HOME, key=f"{cell.slot}-{cell.weekday}"),
        )
        for cell in found.home
    )


def paper_head(seat: Seat, on: date) -> str:
    """Above the printed charts: 柳泉供电所 · 农电工甲 · 2026年11月23日; a station's own have no collector."""
    day = f"{on.year}年{on.month}月{on.day}日"
    return " · ".join(part for part in (seat.station_name, seat.collector_name, day) if part)


def title_of(wanted: Trace) -> str:
    """What the list behind a number is headed by."""
    said = _TITLES.get(wanted.figure)
    if said is not None:
        return tr(said).format(month=month_word(BillingMonth.parse(wanted.key)))
    match wanted.figure:
        case Figure.RECOVERY_DAY:
            return tr("{day} 晚上的回收").format(day=day_word(date.fromisoformat(wanted.key)))
        case Figure.RECOVERY_VILLAGE:
            return tr("{village} 本月账单的回收").format(village=wanted.key or tr("未分村"))
        case Figure.AGEING:
            return tr("账龄 {age} 的账单").format(age=tr(_AGES[Age(wanted.key)]))
        case Figure.WAITING_TODAY:
            return tr("今天每位客户等候的时间")
        case Figure.HARD_TO_MEET:
            return tr("难见的户,日期是建议再去的日子")
        case _:
            slot, weekday = wanted.key.split("-")
            return tr("{weekday}{slot} 的上门").format(
                weekday=weekday_words()[int(weekday)], slot=slot_word(Slot(slot))
            )


def what_words(row: TracedRow) -> str:
    """A bill's month, a knock, a promise, a service, a wait or a source of money in words; receipts as they are."""
    if row.hard is not None:
        return hard_word(row.hard)
    match row.what.split(":"):
        case ["bill", month]:
            return tr("{month} 电费").format(month=month_word(BillingMonth.parse(month)))
        case ["by", source]:
            return tr(_SOURCES[Source(source)])
        case ["knock", slot, outcome]:
            return f"{slot_word(Slot(slot))} {outcome_word(Outcome(outcome))}"
        case ["promise", kept]:
            return tr(_KEPT[Kept(kept)])
        case ["service", kind]:
            return tr(_SERVICES[kind])
        case ["waited", seconds]:
            return wait_words(int(seconds))
    return row.what


def sum_words(rows: Sequence[TracedRow], wanted: Trace) -> str:
    """How many rows there are, and what they add up to: the number that was pressed."""
    words = tr("{rows} 条,{accounts} 户").format(rows=len(rows), accounts=len({row.account for row in rows}))
    if wanted.figure.is_recovery:
        whole = Recovery.together(row.recovery for row in rows if row.recovery is not None)
        return words + tr(",应收 {receivable},已收 {received},还差 {outstanding},回收率 {rate}").format(
            receivable=yuan(whole.receivable),
            received=yuan(whole.received),
            outstanding=yuan(whole.outstanding),
            rate=percent(whole.rate),
        )
    amounts = [row.amount for row in rows if row.amount is not None]
    return words + tr(",合计 {total}").format(total=yuan(Money.total(amounts))) if amounts else words


def wait_words(seconds: int | None) -> str:
    """48 秒, 2 分 05 秒, or a dash where nobody measured."""
    if seconds is None:
        return "—"
    if seconds < _MINUTE:
        return tr("{seconds} 秒").format(seconds=seconds)
    return tr("{minutes} 分 {seconds:02d} 秒").format(minutes=seconds // _MINUTE, seconds=seconds % _MINUTE)


def tiles(found: Insights) -> tuple[tuple[str, Trace], ...]:
    """The small figures: how each is written, and what it is made of."""
    month, promises, knocked = str(found.this_month), found.promises, found.knocks[-1].figures
    recovery, ended = found.recovery, promises.kept + promises.broken
    times = tr("{name} {count} 次")
    return (
        (
            tr("应收 {receivable} · 已收 {received} · 还差 {outstanding}").format(
                receivable=yuan(recovery.receivable),
                received=yuan(recovery.received),
                outstanding=yuan(recovery.outstanding),
            ),
            Trace(figure=Figure.RECOVERY_MONTH, key=str(found.month)),
        ),
        (times.format(name=tr("上门"), count=knocked.knocks), Trace(figure=Figure.KNOCKS, key=month)),
        (
            tr("守约 {kept}").format(kept=f"{promises.kept} / {ended}" if ended else "—"),
            Trace(figure=Figure.PROMISES, key=month),
        ),
        (times.format(name=tr("服务"), count=found.services.services), Trace(figure=Figure.SERVICES, key=month)),
        (
            tr("今天等候 {time}").format(time=wait_words(found.waiting_today.median)),
            Trace(figure=Figure.WAITING_TODAY, key=found.on.isoformat()),
        ),
        (
            tr("本月等候 {time}").format(time=wait_words(found.waiting.median)),
            Trace(figure=Figure.WAITING, key=month),
        ),
        (tr("难见 {count} 户").format(count=found.hard_to_meet), Trace(figure=Figure.HARD_TO_MEET, key="")),
    )


def weekday_words() -> tuple[str, ...]:
    """周一 to 周日."""
    return tuple(tr(word) for word in ("周一", "周二", "周三", "周四", "周五", "周六", "周日"))


def percent(rate: object) -> str:
    """98.0%, or a dash where nothing was billed."""
    return "—" if rate is None else f"{rate}%"


def whole_percent(rate: Decimal | None) -> str:
    """97%, never more than was reached, for a small label."""
    return "—" if rate is None else f"{int(rate)}%"


def short_month(month: BillingMonth) -> str:
    """10月."""
    return tr("{month}月").format(month=month.month)

"""Insights without a window: figures as marks of charts, and the rows behind each."""

from collections.abc import Sequence
from decimal import Decimal

from collector_desktop.domain.ageing import Age
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.promises import Kept
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services.insights import (
    DayRecovery,
    Figure,
    Insights,
    MonthRecovery,
    Trace,
    TracedRow,
    VillageRecovery,
    insights,
    trace,
)
from collector_desktop.ui.session import Session
from collector_desktop.ui.widgets.charts.chart import Mark
from collector_desktop.ui.words import outcome_word, slot_word, tr

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
    "repair_done": "小修",
    "safety_talk_given": "讲安全",
    "tariff_explained": "讲电费",
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
    """Penalty received by calendar month."""
    newest = found.takings[-1].month if found.takings else None
    return tuple(
        Mark(
            label=short_month(each.month),
            text=whole_yuan(each.penalties),
            value=float(each.penalties.fen),
            trace=Trace(figure=Figure.RECEIVED, key=str(each.month)),
            strong=each.month == newest,
        )
        for each in found.takings
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
    between = tr("纸质顺序估计 {low}–{high} 次").format(low=f"{gain.low:.1f}", high=f"{gain.high:.1f}")
    if not gain.is_certain:
        return tr("{month} 敲 {real} 次,{between},看不出差别").format(
            month=short_month(month), real=f"{gain.real:.1f}", between=between
        )
    saved = tr("省约 {part}%") if gain.saved > 0 else tr("多约 {part}%")
    return tr("{month} 敲 {real} 次,{between},{saved}").format(
        month=short_month(month),
        real=f"{gain.real:.1f}",
        between=between,
        saved=saved.format(part=abs(round(gain.saved * 100))),
    )


def home(found: Insights) -> tuple[Mark, ...]:
    """When people are home: a cell for each slot of each weekday."""
    return tuple(
        Mark(
            label=f"{weekday_words()[cell.weekday]} {slot_word(cell.slot)}",
            text="" if cell.share is None else f"{round(cell.share * 100)}%",
            value=-1.0 if cell.share is None else cell.share,
            trace=Trace(figure=Figure.HOME, key=f"{cell.slot}-{cell.weekday}"),
        )
        for cell in found.home
    )


def title_of(wanted: Trace) -> str:
    """What the list behind a number is headed by."""
    match wanted.figure:
        case Figure.RECOVERY_DAY:
            return tr("{day} 的收据").format(day=wanted.key)
        case Figure.RECEIVED:
            return tr("{month} 收到违约金的收据").format(month=BillingMonth.parse(wanted.key).label)
        case Figure.RECOVERY_MONTH:
            return tr("{month} 还没收回的账单").format(month=BillingMonth.parse(wanted.key).label)
        case Figure.RECOVERY_VILLAGE:
            return tr("{village} 本月还没收回的账单").format(village=wanted.key or tr("未分村"))
        case Figure.AGEING:
            return tr("账龄 {age} 的账单").format(age=tr(_AGES[Age(wanted.key)]))
        case Figure.KNOCKS:
            return tr("{month} 的上门").format(month=BillingMonth.parse(wanted.key).label)
        case Figure.PROMISES:
            return tr("{month} 的约定").format(month=BillingMonth.parse(wanted.key).label)
        case Figure.SERVICES:
            return tr("{month} 的服务").format(month=BillingMonth.parse(wanted.key).label)
        case Figure.WAITING:
            return tr("{month} 每位客户等候的时间").format(month=BillingMonth.parse(wanted.key).label)
        case Figure.HOME:
            slot, weekday = wanted.key.split("-")
            return tr("{weekday}{slot} 的上门").format(
                weekday=weekday_words()[int(weekday)], slot=slot_word(Slot(slot))
            )


def what_words(row: TracedRow) -> str:
    """A knock, a promise, a service or a wait in words; receipts and months as they are."""
    match row.what.split(":"):
        case ["knock", slot, outcome]:
            return f"{slot_word(Slot(slot))} {outcome_word(Outcome(outcome))}"
        case ["promise", kept]:
            return tr(_KEPT[Kept(kept)])
        case ["service", kind]:
            return tr(_SERVICES[kind])
        case ["waited", seconds]:
            return wait_words(int(seconds))
    return row.what


def wait_words(seconds: int | None) -> str:
    """48 秒, 2 分 05 秒, or a dash where nobody measured."""
    if seconds is None:
        return "—"
    if seconds < _MINUTE:
        return tr("{seconds} 秒").format(seconds=seconds)
    return tr("{minutes} 分 {seconds:02d} 秒").format(minutes=seconds // _MINUTE, seconds=seconds % _MINUTE)


def tiles(found: Insights) -> tuple[tuple[str, str, Trace], ...]:
    """The small figures of this month: what it is, how it is written, what it is made of."""
    month, promises, knocked = str(found.this_month), found.promises, found.knocks[-1].figures
    ended = promises.kept + promises.broken
    return (
        (tr("上门"), tr("{count} 次").format(count=knocked.knocks), Trace(figure=Figure.KNOCKS, key=month)),
        (
            tr("守约"),
            f"{promises.kept} / {ended}" if ended else "—",
            Trace(figure=Figure.PROMISES, key=month),
        ),
        (
            tr("服务"),
            tr("{count} 次").format(count=found.services.services),
            Trace(figure=Figure.SERVICES, key=month),
        ),
        (tr("客户等候"), wait_words(found.waiting.median), Trace(figure=Figure.WAITING, key=month)),
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


def whole_yuan(amount: Money) -> str:
    """Yuan without fen, for a small label."""
    return f"{round(amount.fen / 100):,}"

"""The penalty of each bill, day by day, in plain words."""

from collections.abc import Iterator

from collector_desktop.domain.allocation import BillDue
from collector_desktop.domain.penalty import Stretch
from collector_desktop.ui.words import tr


def explained(bills: tuple[BillDue, ...]) -> str:
    """How each penalty comes about, stretch by stretch of days; empty if there is none."""
    return "\n\n".join("\n".join(_lines(due)) for due in bills if due.penalty.amount)


def _lines(due: BillDue) -> Iterator[str]:
    penalty = due.penalty
    yield tr("{month}:{due_on:%Y-%m-%d} 到期,逾期 {days} 天").format(
        month=due.bill.month.label, due_on=penalty.due_on, days=penalty.overdue_days
    )
    if penalty.station_figure is not None:
        yield tr("  所里已算到 {amount} 元,之后接着算").format(amount=penalty.station_figure)
    for stretch in penalty.stretches:
        yield _stretch(stretch)
    if penalty.minimum_applied:
        yield tr("  不足 1 元按 1 元收(1996 年版规则)")
    if penalty.capped:
        yield tr("  算得 {raw} 元,封顶 {cap} 元(欠费本金的三成)").format(raw=penalty.raw, cap=penalty.cap)
    if penalty.paid:
        yield tr("  已付 {paid} 元").format(paid=penalty.paid)
    yield tr("  应付 {open} 元").format(open=penalty.open)


def _stretch(stretch: Stretch) -> str:
    return tr("  {first:%m-%d} 至 {last:%m-%d}:{principal} × {days} 天 × {permille}‰\n  = {exact} 元").format(
        principal=stretch.principal.grouped(),
        days=stretch.days,
        permille=f"{stretch.permille:f}",
        exact=f"{stretch.exact_yuan.normalize():f}",
        first=stretch.first,
        last=stretch.last,
    )

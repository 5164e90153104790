"""The penalty of each bill, day by day, in plain words."""

from collections.abc import Iterator

from collector_desktop.domain.allocation import BillDue
from collector_desktop.domain.penalty_words import how_it_runs
from collector_desktop.ui.words import month_word, tr


def explained(bills: tuple[BillDue, ...]) -> str:
    """How each penalty comes about, stretch by stretch of days; empty if there is none."""
    return "\n\n".join("\n".join(_lines(due)) for due in bills if due.penalty.amount)


def _lines(due: BillDue) -> Iterator[str]:
    run = due.penalty
    yield tr("{month}:{due_on:%Y-%m-%d} 到期,逾期 {days} 天").format(
        month=month_word(due.bill.month), due_on=run.due_on, days=run.overdue_days
    )
    for line in how_it_runs(run, tr):
        yield f"  {line}"
    yield tr("  应付 {open} 元").format(open=run.open)

"""Due dates and the station's own penalty, out of the penalty's start date (违约金起算日期)."""

from datetime import date, timedelta

from collector_desktop.domain.bill import StationPenalty
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import PenaltyStart
from collector_desktop.exchange.station_export import cells
from collector_desktop.exchange.station_export.columns import Field
from collector_desktop.exchange.station_export.fields import Fields
from collector_desktop.exchange.station_export.problems import Reason, Severity


def due_dates(fields: Fields, penalty_start: PenaltyStart) -> tuple[list[date | None], list[date | None]]:
    """Every row's due date, and the day to which the station counted its penalty; None where no column says.

    A start date is the due date or, by the station's setting, the first overdue day, one later.
    """
    dues = fields.optional(Field.DUE, cells.day)
    if not fields.has(Field.PENALTY_START):
        return dues, [fields.table.printed_on] * len(dues)
    back = timedelta(days=1 if penalty_start is PenaltyStart.FIRST_OVERDUE_DAY else 0)
    starts = fields.optional(Field.PENALTY_START, cells.day)
    dues = [due or (None if start is None else start - back) for due, start in zip(dues, starts, strict=True)]
    days = fields.optional(Field.PENALTY_DAYS, cells.whole_number)
    counted_to = [
        due + timedelta(days=count) if due and count and 0 < count < 20_000 else fields.table.printed_on
        for due, count in zip(dues, days, strict=True)
    ]
    _doubt_the_setting(fields, counted_to)
    return dues, counted_to


def _doubt_the_setting(fields: Fields, counted_to: list[date | None]) -> None:
    """If days counted from the due dates do not end on the day of the export, the setting is probably wrong."""
    printed = fields.table.printed_on
    off = [row for row, day in enumerate(counted_to) if printed and day and abs((day - printed).days) == 1]
    if printed and off and len(off) * 2 > len(counted_to):
        fields.report(
            off[0],
            Field.PENALTY_START,
            Reason.PENALTY_START_DOUBTFUL,
            Severity.WARNING,
            counted_to=counted_to[off[0]],
            printed_on=printed,
        )


def penalties(fields: Fields, counted_to: list[date | None]) -> list[StationPenalty | None]:
    """The station's own penalty figure of each row, which wins as of its date."""
    stated = fields.optional(Field.PENALTY, cells.fen)
    found: list[StationPenalty | None] = []
    for row, (fen, day) in enumerate(zip(stated, counted_to, strict=True)):
        if fen is not None and day is None:
            fields.report(row, Field.PENALTY, Reason.PENALTY_WITHOUT_DATE, Severity.WARNING, amount=Money(fen))
        found.append(None if fen is None or day is None else StationPenalty(as_of=day, amount=Money(fen)))
    return found

"""The business day: what the clock of a laptop says is asked about where it can't be right.

The order of acts is that of the journal's lines and never the clock's; the day is what the collector confirmed.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.value import Value

_TOLERANCE: Final = timedelta(minutes=2)
"""Clocks are set right by a little now and then."""
_FAR: Final = timedelta(days=7)
"""Who was away from the doors for longer confirms the day with one key; a wrong one would cost customers penalty."""
_NIGHT_ENDS: Final = time(4)
LONGEST_STEP: Final = timedelta(days=62)
"""A day further than this beyond the last act and beyond the clock is a slip of the hand."""


class LastAct(Value):
    """Of the newest act of a laptop: the business day it stands on, and the clock then."""

    business_day: date
    at: datetime
    closed: bool
    """Whether that business day has been closed."""
    done_on: date | None = None
    """The business day of the newest act that is no confirmation of a day; None where there is no other."""


class DayDoubt(StrEnum):
    """Why the clock's day is not taken without asking."""

    CLOCK_BEHIND = "clock_behind"
    """The clock is before the last act."""
    DAY_BEHIND = "day_behind"
    """Its day is before the last business day."""
    FAR_AHEAD = "far_ahead"
    """It has jumped far past the last act."""
    OTHER_ZONE = "other_zone"
    """It runs in another time zone than at the last act."""
    AFTER_MIDNIGHT = "after_midnight"
    """It is night, and the day before is still open: are these its last doors?"""
    ASKED = "asked"
    """Nothing speaks against it, but the collector says that it is another day."""


class DayNotPossible(Refusal):
    """No business day may lie before the last one that may be right, or far beyond it. Facts: day, first, last."""


def day_doubt(last: LastAct | None, now: datetime) -> DayDoubt | None:
    """Why the business day has to be confirmed; None where the clock's own day is taken."""
    if last is None:
        return None
    today = now.date()
    if now < last.at - _TOLERANCE:
        return DayDoubt.CLOCK_BEHIND
    if today < last.business_day:
        return DayDoubt.DAY_BEHIND
    if now.utcoffset() != last.at.utcoffset():
        return DayDoubt.OTHER_ZONE
    if today - last.business_day > _FAR:
        return DayDoubt.FAR_AHEAD
    night = is_night(now) and today - last.business_day == timedelta(days=1)
    return DayDoubt.AFTER_MIDNIGHT if night and not last.closed else None


def is_night(now: datetime) -> bool:
    """Whether what is done now may still belong to the day before."""
    return now.time() < _NIGHT_ENDS


def same_day(opened: datetime, now: datetime) -> bool:
    """Whether a business day begun, or confirmed, at `opened` goes on now: a night is over in the morning."""
    return (opened.date(), is_night(opened)) == (now.date(), is_night(now))


def likely_day(last: LastAct | None, now: datetime) -> date:
    """The day to offer first: the clock's, or the last business day where the clock's can't be or is night."""
    if last is None or day_doubt(last, now) in (None, DayDoubt.OTHER_ZONE, DayDoubt.FAR_AHEAD):
        return max(now.date(), last.business_day) if last else now.date()
    return last.business_day


def possible_days(last: LastAct | None, now: datetime, left: date | None = None) -> tuple[date, date]:
    """The first and the last day that may be confirmed.

    A day on which nothing was done yet may be taken back. One with acts may be left for the clock's own, unless that
    lies further back than a clock slips unasked and than the day that was `left` for another: its battery was flat.
    """
    if last is None:
        first = now.date() - LONGEST_STEP
        return first, max(now.date(), first + LONGEST_STEP)
    slipped = min(last.business_day - _FAR, left or date.max)
    clocks = now.date() if now.date() >= slipped else last.business_day
    first = min(last.business_day, last.done_on or last.business_day, clocks)
    return first, max(now.date(), last.business_day + LONGEST_STEP)


def check_day(day: date, last: LastAct | None, now: datetime, left: date | None = None) -> date:
    """The day a collector confirmed. Raises DayNotPossible."""
    first, latest = possible_days(last, now, left)
    if not first <= day <= latest:
        raise DayNotPossible(day=day, first=first, last=latest)
    return day

"""The days and hours on which nothing is cut: night, rest days, severe weather, exams. Practice; the policy decides."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from collector_desktop.domain.acts.cases import WeatherNoted
from collector_desktop.domain.case import Condition, Missing
from collector_desktop.domain.policy import Policy


def day_blocks(day: date, weather: Iterable[WeatherNoted], policy: Policy) -> tuple[Missing, ...]:
    """What stands against a cut on a day, whoever it is for."""
    rules, found = policy.ladder, []
    if rules.rest_days_block and not policy.calendar.is_working_day(day):
        found.append(Missing(condition=Condition.WORKING_DAY, day=policy.calendar.next_working_day(day)))
    if rules.weather_blocks:
        found += [
            Missing(condition=Condition.CALM_WEATHER, day=noted.last + timedelta(days=1), text=noted.warning)
            for noted in weather
            if noted.first <= day <= noted.last
        ]
    if rules.exams_block:
        found += [
            Missing(condition=Condition.NO_EXAM, day=exam.last + timedelta(days=1), text=exam.name)
            for exam in rules.exam_days
            if day in exam
        ]
    return tuple(found)


def night_block(clock: time, policy: Policy) -> tuple[Missing, ...]:
    """What stands against a cut at an hour."""
    rules = policy.ladder
    if not rules.night_blocks or rules.cut_from <= clock <= rules.cut_until:
        return ()
    return (Missing(condition=Condition.DAYLIGHT, text=hours(rules.cut_from, rules.cut_until)),)


def hours(begins: time, ends: time) -> str:
    """Hours of a day as people write them: 08:00-17:00."""
    return f"{begins:%H:%M}-{ends:%H:%M}"


def free_days(first: date, last: date, weather: Iterable[WeatherNoted], policy: Policy) -> tuple[date, ...]:
    """The days between two, both included, on which nothing stands against a cut."""
    noted = tuple(weather)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if not day_blocks(day, noted, policy))


def suggested_cut_day(today: date, weather: Iterable[WeatherNoted], policy: Policy) -> date | None:
    """The day to announce if the notice is served today: as many days ahead as promised, else the latest free one
    before it that the law allows; None if no day of the window is free.
    """
    rules = policy.ladder
    window = free_days(
        today + timedelta(days=rules.notice_days_least), today + timedelta(days=rules.notice_days_most), weather, policy
    )
    promised = today + timedelta(days=rules.notice_days_promised)
    kept = [day for day in window if day >= promised]
    return kept[0] if kept else max(window, default=None)

"""Seven days, four weeks and twelve months of backups are kept, by business day."""

from datetime import date, timedelta

import pytest

from collector_desktop.domain.backup_rotation import BackupName, to_drop

DAY = date(2026, 11, 23)


def name(day: date, lines: int = 0, clock: str = "210000") -> BackupName:
    return BackupName(day=day, lines=lines or day.toordinal() % 10**8, clock=clock)


def kept(names: list[BackupName]) -> list[BackupName]:
    dropped = set(map(str, to_drop(names)))
    return [each for each in names if str(each) not in dropped]


def test_a_year_of_daily_backups_leaves_days_weeks_and_months() -> None:
    days = [DAY - timedelta(days=back) for back in range(500)]
    left = [each.day for each in kept([name(day) for day in days])]
    assert left[:7] == days[:7]
    weeks = {day.isocalendar()[:2] for day in left[:20]}
    assert len({day for day in left if day > DAY - timedelta(days=28)} | set()) >= 9
    assert len(weeks) >= 4
    months = [day for day in left if day <= date(2026, 10, 31)]
    assert date(2026, 10, 31) in months
    assert date(2025, 12, 31) in months
    assert min(left) == date(2025, 12, 31)
    assert len(left) <= 7 + 4 + 12


def test_of_one_day_the_backup_with_the_most_lines_is_kept_whatever_the_clock_said() -> None:
    early, late = name(DAY, lines=10, clock="235959"), name(DAY, lines=11, clock="000001")
    assert kept([early, late]) == [late]


def test_days_without_work_count_for_nothing() -> None:
    sparse = [name(DAY - timedelta(days=30 * back)) for back in range(7)]
    assert kept(sparse) == sparse


def test_one_backup_is_never_dropped() -> None:
    assert to_drop([name(DAY)]) == ()
    assert to_drop([]) == ()


def test_dropping_twice_drops_nothing_more() -> None:
    names = [name(DAY - timedelta(days=back)) for back in range(100)]
    left = kept(names)
    assert kept(left) == left


@pytest.mark.parametrize(
    "text", ["20261123_00000412_211503", "20241229_00000001_000000", "20261123_002_00000412_211503"]
)
def test_a_name_reads_back(text: str) -> None:
    parsed = BackupName.parse(text)
    assert parsed is not None
    assert str(parsed) == text


@pytest.mark.parametrize(
    "text", ["", ".part-7", "20261123", "20261123_412_211503", "20261323_00000412_211503", "２０261123_00000412_211503"]
)
def test_what_is_no_backup_has_no_name(text: str) -> None:
    assert BackupName.parse(text) is None


def test_of_one_day_the_books_that_began_another_chain_are_the_newest_however_few_lines_they_have() -> None:
    before, after = name(DAY, lines=900), name(DAY, lines=30).model_copy(update={"generation": 2})
    assert kept([before, after]) == [after]

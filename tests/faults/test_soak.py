"""The simulated year in a very short form: three weeks across a month's end."""

from pathlib import Path

from fault_trials.two_laptops import make_world, reopen_world
from soak import Year, knocked, problems_at_the_end

HOUSEHOLDS = 30


def test_after_weeks_of_collecting_books_journal_and_reports_of_both_seats_agree(tmp_path: Path) -> None:
    world = reopen_world(make_world(tmp_path / "base", HOUSEHOLDS), HOUSEHOLDS)
    year = Year(world)
    year.live(days=18)
    assert [month.name for month in year.months] == ["202611", "202612"]
    assert sum(month.acts for month in year.months) > 40
    assert problems_at_the_end(year) == []
    knocked(world, 2000)
    year.live(days=1)
    world.close()

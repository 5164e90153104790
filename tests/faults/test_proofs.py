"""Short forms of the heavy proofs: the stateful model, forged journals, edited databases and upgrades cut short."""

import os

import pytest
from fault_trials import carried_files
from fault_trials.database_edits import edits
from fault_trials.forged_journal import every_line_forged, every_tail_cut
from fault_trials.stateful import live
from fault_trials.station_back import restored_in_between
from fault_trials.upgrades import Old, from_the_future, killed_at_each_step, old_books, refused_from_each_byte

from collector_desktop.domain.refusals import LinesMissing
from collector_desktop.services import taking_in

_ROOM_STEP = 400 * 1024
needs_posix = pytest.mark.skipif(os.name != "posix", reason="forks and kills as POSIX does")


def test_two_laptops_a_station_and_a_stick_keep_every_fen_whatever_happens() -> None:
    _lives, steps = live(lives=6, steps=40)
    assert steps > 150


def test_a_station_restored_from_an_old_backup_has_everything_again_once() -> None:
    _lives, found = restored_in_between(lives=3)
    assert (found.lost, found.doubled, found.accepted_falsely, found.problems) == (0, 0, 0, ())


def test_every_forgery_of_a_journal_line_is_found_at_that_line() -> None:
    tried = list(every_line_forged(every=5))
    assert len(tried) > 150
    assert [what for what, is_found in tried if not is_found] == []


def test_a_tail_cut_off_a_laptops_journal_is_found_at_the_station() -> None:
    tried = list(every_tail_cut(every=3))
    assert len(tried) > 2
    assert [what for what, is_found in tried if not is_found] == []


def test_an_edit_of_any_watched_column_is_found() -> None:
    assert [what for what, is_found in edits(trials=100) if not is_found] == []


@needs_posix
@pytest.mark.parametrize("old", old_books(), ids=lambda old: old.name)
def test_an_upgrade_cut_short_leaves_the_old_books_or_the_new(old: Old) -> None:
    tried = [*killed_at_each_step(old, every=15), *refused_from_each_byte(old, _ROOM_STEP)]
    assert len(tried) > 3
    assert [(what, wrong) for what, wrong in tried if wrong] == []


@pytest.mark.parametrize("old", old_books(), ids=lambda old: old.name)
def test_books_from_the_future_are_not_touched_by_a_byte(old: Old) -> None:
    assert from_the_future(old) == []


def test_a_station_that_takes_anything_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "take_in", lambda *_given: None)
    trials, found = carried_files.crafted(1)
    assert found.accepted_falsely == trials > 20
    _trials, found = carried_files.cut_short(12)
    assert found.accepted_falsely > 5
    _trials, found = carried_files.any_order(12)
    assert found.lost == 2


def test_a_laptop_that_takes_an_older_route_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried_files, "RouteOlderThanLoaded", LinesMissing)
    assert carried_files.any_order(12)[1].accepted_falsely > 0

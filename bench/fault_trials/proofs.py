"""The rest of the table, a line each: what is tried, how often, and what came of it."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from fault_trials import (
    at_the_door,
    carried_files,
    clerks,
    database_edits,
    forged_journal,
    not_its_own,
    stateful,
    station_back,
    upgrades,
)
from fault_trials.laptop import Found
from fault_trials.two_laptops import folder_in_memory, make_world

_LIVES, _STEPS = 240, 60
_RACES = 50
_ROOM_STEP, _QUICK_ROOM_STEP = 2048, 1600 * 1024
_EDITS = 3000
_RESTORES = 300

Trials = Callable[[int], tuple[int, Found]]
"""Takes how much to thin out (1 tries everything) and gives how many trials there were and what was found."""


def _stateful(every: int) -> tuple[int, Found]:
    """Its trials are steps."""
    _lives, steps = stateful.live(max(_LIVES // (every * every), 2), _STEPS if every == 1 else _STEPS // 4)
    return steps, Found()


def _forged(every: int) -> tuple[int, Found]:
    return _accepted([*forged_journal.every_line_forged(every), *forged_journal.every_tail_cut(every)])


def _not_its_own(every: int) -> tuple[int, Found]:
    return _accepted(not_its_own.forged_by_its_own_key(max(every // 2, 1)))


def _edits(every: int) -> tuple[int, Found]:
    return _accepted(database_edits.edits(_EDITS // (every * every)))


def _killed(every: int) -> tuple[int, Found]:
    return _problems(each for old in _old_books(every) for each in upgrades.killed_at_each_step(old, 5 * every - 4))


def _full(every: int) -> tuple[int, Found]:
    step = _ROOM_STEP if every == 1 else _QUICK_ROOM_STEP
    return _problems(each for old in _old_books(every) for each in upgrades.refused_from_each_byte(old, step))


def _old_books(every: int) -> list[upgrades.Old]:
    """All; or of each era the laptop's and the station's in turn."""
    old = upgrades.old_books()
    return old if every == 1 else old[::3]


def _future(_every: int) -> tuple[int, Found]:
    return _problems((old.name, upgrades.from_the_future(old)) for old in upgrades.old_books())


def _clerks(every: int) -> tuple[int, Found]:
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        base = make_world(Path(folder) / "base")
        return _problems((f"race {at}", clerks.one_race(base)) for at in range(max(_RACES // (2 * every), 2)))


def _station_back(every: int) -> tuple[int, Found]:
    return station_back.restored_in_between(max(_RESTORES // (every * every), 2))


PROOFS: Mapping[str, Trials] = {
    "two laptops, a station and a stick, step by step": _stateful,
    "the station's books restored from an old backup": _station_back,
    "a journal line forged, or the tail cut off": _forged,
    "a package crafted with a fault": carried_files.crafted,
    "a stick pulled at any byte": carried_files.cut_short,
    "packages replayed, left out, in any order": carried_files.any_order,
    "a laptop's own key signs what is not its to say": _not_its_own,
    "the database edited with a tool": _edits,
    "upgrade killed at each step": _killed,
    "upgrade on a full disk": _full,
    "books of a newer program": _future,
    "two clerks at once": _clerks,
    "Enter pressed twice": at_the_door.pressed_twice,
    "a PIN guessed": at_the_door.guessed,
    "an unlock file changed, or another laptop's": at_the_door.unlocked,
    "a laptop and its backup stick searched": at_the_door.searched,
    "a receipt's code forged": at_the_door.forged,
    "a clock that jumps": at_the_door.jumped,
}


def _accepted(tried: Iterable[tuple[str, bool]]) -> tuple[int, Found]:
    """Forgeries that must be found; one that was not is false and accepted."""
    tried = list(tried)
    missed = tuple(what for what, is_found in tried if not is_found)
    return len(tried), Found(accepted_falsely=len(missed), problems=missed)


def _problems(tried: Iterable[tuple[str, list[str]]]) -> tuple[int, Found]:
    tried = list(tried)
    return len(tried), Found(problems=tuple(f"{what}: {each}" for what, wrong in tried for each in wrong))

"""The fault table: each fault done to real books so many times, and what was lost, doubled or falsely taken in.

    python bench/faults.py [--trials 10000] [--quick] [--json]

Every trial works on a copy of both seats of a small village, in processes of its own. Afterwards the laptop is opened
as the program opens it, its books and every line of its journal are checked, it hands over, and the station takes that
in and must agree. Needs a POSIX system: it forks and kills.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path

from fault_trials.crash import killed_at_random, killed_at_statement
from fault_trials.failing_disk import Call
from fault_trials.hostile_files import hostile_files
from fault_trials.hostile_targets import TARGETS
from fault_trials.keeping import (
    backup_refused,
    killed_during_backup,
    killed_during_restore,
    lost_and_rebuilt,
    make_kept_base,
    restore_fails,
    restore_refused,
    torn_mirror,
)
from fault_trials.laptop import ACTS, Found, make_base
from fault_trials.proofs import PROOFS
from fault_trials.writes import call_fails, disk_refuses

_ROOM_STEP = 1024
_MOST_STATEMENTS = 400
_MUTATIONS = 1500
"""Of the files of each way in; `every` thins them out too."""
_STEPS_APART = {"backup": 30, "restore": 26}
_QUICK_ACTS = ("payment", "day close", "route")
_SAY: Callable[..., str] = "{:<72}{:>8}{:>6}{:>9}{:>18}".format
_CALLS_APART = {Call.WRITE: 83, Call.SYNC: 14}
_BACKUP_ROOM, _MIRROR_STEP = 16384, 2503


@dataclass
class Row:
    """One fault, over all its trials."""

    fault: str
    trials: int = 0
    lost: int = 0
    doubled: int = 0
    accepted_falsely: int = 0

    def add(self, found: Found, where: str, trials: int = 1) -> None:
        """One more trial, or several; what is wrong beside the counts ends the run, with where it was."""
        self.trials += trials
        self.accepted_falsely += found.accepted_falsely
        self.lost += found.lost
        self.doubled += found.doubled
        if found.problems:
            raise SystemExit(f"{self.fault}, {where}: {'; '.join(found.problems)}")


def table(base: Path, trials: int, every: int) -> Iterator[Row]:
    """What kills a process and fails a disk; `every` thins out the places of an act: 1 tries each of them."""
    row = Row("process killed at a random moment")
    for seed in range(trials):
        row.add(killed_at_random(base, seed), f"seed {seed}")
    yield row
    for act in ACTS:
        row = Row(f"process killed at every statement: {act}")
        for at in range(1, _MOST_STATEMENTS * every, every):
            found, came_through = killed_at_statement(base, act, at)
            row.add(found, f"statement {at}")
            if came_through:
                break
        yield row
    for act in ACTS:
        row = Row(f"disk refuses from the nth byte: {act}")
        room, is_refused = 0, True
        while is_refused:
            found, is_refused = disk_refuses(base, act, room)
            row.add(found, f"{room} bytes of room")
            room += _ROOM_STEP * (2 * every - 1)
        yield row
    for call, apart in ((Call.WRITE, 2 * every - 1), (Call.SYNC, max(every // 4, 1))):
        row = Row(f"the nth {call} of an act fails")
        for act in ACTS if every == 1 else _QUICK_ACTS:
            at, is_reached = 1, True
            while is_reached:
                found, is_reached = call_fails(base, act, call, at)
                row.add(found, f"{act}, {call} {at}")
                at += apart
        yield row
    with tempfile.TemporaryDirectory() as folder:
        yield from kept_table(make_kept_base(base, Path(folder) / "kept"), trials, every)


def proofs(every: int) -> Iterator[Row]:
    """What is forged, carried, guessed and brought up to date."""
    for fault, run in PROOFS.items():
        row, (tried, found) = Row(fault), run(every)
        row.add(found, f"{tried} trials", tried)
        yield row


def hostile(base: Path, every: int) -> Iterator[Row]:
    """Mutated files through every way in; a hang, an error nobody foresaw or books that changed end the run."""
    for name in TARGETS:
        found = hostile_files(base, name, 0, max(_MUTATIONS // every**2, 1))
        if found.problems:
            raise SystemExit(f"{name}: {'; '.join(found.problems)}")
        slow, memory = f"{found.slowest_s:.2f} s", f"{found.most_memory >> 20} MB"
        print(f"hostile file: {name}: slowest {slow}, memory {memory}", file=sys.stderr)
        yield Row(f"hostile file: {name}", found.trials, accepted_falsely=found.accepted_falsely)


def kept_table(base: Path, trials: int, every: int) -> Iterator[Row]:
    """Backup, mirror and restore, on an encrypted laptop with a stick."""
    for fault, kill in (("backup", killed_during_backup), ("restore", killed_during_restore)):
        row = Row(f"process killed at every step: {fault}")
        at, came_through = 1, False
        while not came_through:
            found, came_through = kill(base, at)
            row.add(found, f"step {at}")
            at += _STEPS_APART[fault] if every > 1 else 1
        yield row
    for fault, refused in (("backup", backup_refused), ("restore", restore_refused)):
        row = Row(f"disk refuses from the nth byte: {fault}")
        room, is_refused = _BACKUP_ROOM, True
        while is_refused:
            found, is_refused = refused(base, room)
            row.add(found, f"{room} bytes of room")
            room += _BACKUP_ROOM * every
        yield row
    row = Row("the nth write or sync of a restore fails")
    for call, apart in _CALLS_APART.items():
        at, is_reached = 1, True
        while is_reached:
            found, is_reached = restore_fails(base, call, at)
            row.add(found, f"{call} {at}")
            at += apart if every > 1 else 1
    yield row
    row = Row("mirror torn or changed, then the database lost")
    at, is_inside = 0, True
    while is_inside:
        found, is_inside = torn_mirror(base, at)
        row.add(found, f"byte {at}")
        at += 61 if every == 1 else _MIRROR_STEP
    yield row
    row = Row("killed, database lost, rebuilt from the mirror")
    for seed in range(max(2, trials // 50)):
        row.add(lost_and_rebuilt(base, seed), f"seed {seed}")
    yield row


class Beside:
    """Rows made in a process of its own, while this one makes others."""

    def __init__(self, rows: Iterator[Row]) -> None:
        context = multiprocessing.get_context("fork")
        self._made, into = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(rows, into))
        self._process.start()
        into.close()

    def rows(self) -> Iterator[Row]:
        """Each as soon as it is there; what is wrong ends this run too."""
        with suppress(EOFError):
            while True:
                yield self._made.recv()
        self._process.join()
        if self._process.exitcode:
            raise SystemExit(self._process.exitcode)


def _send(rows: Iterator[Row], into: Connection) -> None:
    for row in rows:
        into.send(row)
    into.close()


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, help="random kills: 10,000, or 10 if quick")
    parser.add_argument("--quick", action="store_true", help="every fault a few times, in under 50 seconds")
    parser.add_argument("--json", action="store_true", help="print the table as JSON")
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        base = make_base(Path(folder) / "base")
        every = 15 if asked.quick else 1
        beside = Beside(chain(proofs(every), hostile(base, every)))
        rows = []
        if not asked.json:
            print(_SAY("fault", "trials", "lost", "doubled", "accepted falsely"))
        for row in chain(table(base, asked.trials or (10 if asked.quick else 10_000), every), beside.rows()):
            rows.append(row)
            if not asked.json:
                print(_SAY(row.fault, row.trials, row.lost, row.doubled, row.accepted_falsely), flush=True)
    if asked.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        print(f"{time.monotonic() - began:.0f} s")
    return int(any(row.lost or row.doubled or row.accepted_falsely for row in rows))


if __name__ == "__main__":
    sys.exit(main())

"""Rows 15, 19 and 31 of the fault table: mutated files, read in a process whose memory and time are bounded."""

import os
import random
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collector_desktop.domain.refusals import Refusal
from collector_desktop.store.books_check import check_books
from fault_trials.hostile_targets import TARGETS, Both, Target
from fault_trials.laptop import copied
from fault_trials.whole_books import dump

HANGS_AFTER_S = 20
_ROOM = 768 << 20
"""What the reader may take on top of the program itself, bytes."""


@dataclass
class Hostile:
    """What came of a batch of mutated files."""

    trials: int = 0
    refused: int = 0
    accepted_falsely: int = 0
    slowest_s: float = 0.0
    """Of the processor: what else runs on the machine does not count."""
    most_memory: int = 0
    """Of the whole process, bytes."""
    problems: tuple[str, ...] = ()


def hostile_files(base: Path, name: str, first: int, count: int) -> Hostile:
    """So many mutations of the files of one target, by seed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            with tempfile.TemporaryDirectory() as folder, os.fdopen(writing, "w", buffering=1) as pipe:
                _read_all(copied(base, Path(folder) / "seats"), TARGETS[name], range(first, first + count), pipe.write)
        except BaseException:  # noqa: BLE001 - the parent must hear of it whatever it is
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, errors="replace") as pipe_in:
        said = [line.rstrip("\n").split("\t") for line in pipe_in]
    status = os.waitpid(child, 0)[1]
    return _summed(said, status)


def _summed(said: list[list[str]], status: int) -> Hostile:
    found = Hostile()
    at = ""
    for what, *rest in said:
        match what:
            case "seed":
                at = rest[0]
            case "memory":
                found.most_memory = int(rest[0])
            case "problem":
                found.problems += (f"seed {at}: {rest[0]}",)
            case _:
                found.trials += 1
                found.refused += what == "refused"
                found.accepted_falsely += what == "falsely"
                found.slowest_s = max(found.slowest_s, float(rest[0]))
    if os.WIFSIGNALED(status):
        hangs = os.WTERMSIG(status) == signal.SIGALRM
        found.problems += (f"seed {at}: {'hangs' if hangs else signal.Signals(os.WTERMSIG(status)).name}",)
    elif status:
        found.problems += (f"seed {at}: the process failed",)
    return found


def _read_all(folder: Path, target: Target, seeds: range, say: Callable[[str], object]) -> None:
    both = Both.open(folder)
    files = target.seeds(both)
    mutate = target.mutate(both)
    before = (dump(both.station), dump(both.laptop.ledger))
    path = folder / target.file
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _ROOM, resource.getrlimit(resource.RLIMIT_AS)[1]))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, in whatever library it hangs
    for seed in seeds:
        say(f"seed\t{seed}\n")
        data = mutate(files, random.Random(f"{target.file} {seed}"))
        if data in files:  # what was done to it came out as nothing
            continue
        path.write_bytes(data)
        began = time.process_time()
        signal.alarm(HANGS_AFTER_S)
        try:
            target.read(both, path)
            outcome = "falsely" if target.sealed else "taken"
        except Refusal:
            outcome = "refused"
        except Exception as error:  # noqa: BLE001 - what nobody foresaw is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            say(
                f"problem\t{type(error).__name__}: {str(error)[:300]!r} at {Path(where.filename).name}:{where.lineno}\n"
            )
            outcome = "broke"
        signal.alarm(0)
        say(f"{outcome}\t{time.process_time() - began:.3f}\n")
    say(f"memory\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}\n")
    if target.sealed and (dump(both.station), dump(both.laptop.ledger)) != before:
        say("problem\tthe books are not as they were\n")
    for ledger in (both.station, both.laptop.ledger):
        with ledger.reading() as conn:
            for problem in check_books(conn, ledger.seat.kind).problems:
                say(f"problem\t{problem}\n")

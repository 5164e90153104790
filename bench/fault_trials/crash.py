"""Rows 1 and 2 of the fault table: processes killed at any moment, and at every statement of an act."""

import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event

from fault_trials.laptop import ACTS, Acknowledged, Found, Laptop, acts_in, copied, look, many_acts

_READY, _DONE, _LONGEST_S = b"ready", "done", 0.12


def killed_at_random(base: Path, seed: int) -> Found:
    """A process that pays, knocks and voids is killed at some moment."""
    chance = random.Random(f"crash {seed}")

    def work(laptop: Laptop, tell: Callable[[bytes], None]) -> None:
        tell(_READY)
        for act in many_acts(laptop):
            tell(act.encode())

    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        said = child(place, work, kill_after=chance.uniform(0, _LONGEST_S))
        return look(place, [Acknowledged(line.decode()) for line in said if line != _READY], before)


def killed_at_statement(base: Path, act: str, at: int) -> tuple[Found, bool]:
    """One act whose process dies by itself just before its nth statement or commit; whether it came so far."""

    def work(laptop: Laptop, tell: Callable[[bytes], None]) -> None:
        left = at

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        for name in ("before_cursor_execute", "commit"):
            event.listen(laptop.ledger._engine, name, count)
        tell((ACTS[act](laptop) or _DONE).encode())

    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        said = child(place, work, kill_after=None)
        acknowledged = [Acknowledged(line.decode()) for line in said if line != _DONE.encode()]
        return look(place, acknowledged, before), bool(said)


def child(
    folder: Path, work: Callable[[Laptop, Callable[[bytes], None]], None], kill_after: float | None
) -> list[bytes]:
    """What a process with the laptop open said before its end; killed so long after it was ready, if it is to be."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(Laptop.open(folder), lambda line: _write(writing, line))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        lines: list[bytes] = []
        if kill_after is not None:
            lines.append(pipe.readline())
            time.sleep(kill_after)
            os.kill(child, signal.SIGKILL)
        lines += pipe.readlines()
    os.waitpid(child, 0)
    return [line.strip() for line in lines if line.endswith(b"\n")]


def _write(pipe: int, line: bytes) -> None:
    os.write(pipe, line + b"\n")

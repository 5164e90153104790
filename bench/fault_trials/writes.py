"""Rows 3 and 4 of the fault table: the disk refuses an act, from the nth byte or at the nth call, then takes again."""

import os
import resource
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Self

from collector_desktop.app.demo.paths import DemoPaths
from fault_trials.failing_disk import Call, FailingDisk
from fault_trials.laptop import ACTS, Acknowledged, Found, Laptop, acts_in, copied, look

_HAPPENED, _DONE = b"happened", b"done"


class SmallDisk:
    """The kernel's own limit on the size of a file: real write errors, at every place of a write."""

    def __init__(self, size: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self._size = size
        self._most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        self.happened = False

    def __enter__(self) -> Self:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._size, self._most))
        return self

    def __exit__(self, kind: object, refused: object, trace: object) -> None:
        self.happened = refused is not None
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._most, self._most))


def disk_refuses(base: Path, act: str, room: int) -> tuple[Found, bool]:
    """One act with so many bytes of room in any file, then once more with all the room; whether it was refused."""
    return _trial(base, act, lambda wal: SmallDisk((wal.stat().st_size if wal.exists() else 0) + room))


def call_fails(base: Path, act: str, call: Call, at: int) -> tuple[Found, bool]:
    """One act whose nth write or sync fails, then once more if that was told; whether the act has so many."""
    return _trial(base, act, lambda _: FailingDisk(call, at))


def _trial(base: Path, act: str, make: Callable[[Path], SmallDisk | FailingDisk]) -> tuple[Found, bool]:
    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                _act_twice(place, act, make, writing)
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            said = [line.strip() for line in pipe]
        os.waitpid(child, 0)
        done = [line for line in said if line != _HAPPENED]
        found = look(place, [Acknowledged(line.decode()) for line in done if line != _DONE], before)
        if len(done) != 1:
            found.problems += ("the act did not go through once the disk was well",)
        return found, _HAPPENED in said


def _act_twice(place: Path, act: str, make: Callable[[Path], SmallDisk | FailingDisk], pipe: int) -> None:
    """Until it is done: what the first time refuses works the second time."""
    database = DemoPaths(place).laptop
    disk = make(database.with_name(database.name + "-wal"))
    laptop = Laptop.open(place)
    try:
        with disk:
            done = ACTS[act](laptop)
    except OSError:
        done = ACTS[act](laptop)
    if disk.happened:
        os.write(pipe, _HAPPENED + b"\n")
    os.write(pipe, (done.encode() if done else _DONE) + b"\n")

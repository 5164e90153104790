"""Rows 3 and 4 of the fault table: the disk refuses from the nth byte on, and takes again once there is room."""

import os
import resource
import signal
import tempfile
from pathlib import Path

from fault_trials.laptop import ACTS, Acknowledged, Found, Laptop, acts_in, copied, look


def disk_refuses(base: Path, act: str, room: int) -> tuple[Found, bool]:
    """One act with so many bytes of room in any file, then once more with all the room; whether it was refused.

    The limit is the kernel's own on the size of a file: real write errors, at every place of a write.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = copied(base, Path(folder) / "seats")
        before = acts_in(place)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                _act_twice(place, act, room, writing)
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            said = [line.strip() for line in pipe]
        os.waitpid(child, 0)
        refused = said[:1] == [b"refused"]
        done = [line for line in said if line != b"refused"]
        found = look(place, [Acknowledged(line.decode()) for line in done if line != b"done"], before)
        if len(done) != 1:
            found.problems += ("the act did not go through once there was room",)
        return found, refused


def _act_twice(place: Path, act: str, room: int, pipe: int) -> None:
    laptop = Laptop.open(place)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    wal = laptop.paths.laptop.with_name(laptop.paths.laptop.name + "-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (_size(wal) + room, _most))
    try:
        done = ACTS[act](laptop)
    except OSError:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_most, _most))
        os.write(pipe, b"refused\n")
        done = ACTS[act](laptop)
    os.write(pipe, (done or "done").encode() + b"\n")


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0

"""One program, one book: a second start calls the first one forward, and a dead one is in nobody's way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from collector_desktop.app.only_one import OnlyOne

LONGEST_S = 60


@contextmanager
def started(data: Path, *, is_first: bool = True) -> Iterator[subprocess.Popen[bytes]]:
    """The real program in a process of its own, ended with the test; the first one has its lock by then."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "collector_desktop.app.collector", "--data", str(data)]
    with subprocess.Popen(command, env=environment) as process:
        try:
            if is_first:
                wait_for_lock(data, process)
            yield process
        finally:
            process.kill()


def wait_for_lock(data: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the first program holds its lock."""
    until = time.monotonic() + LONGEST_S
    while not (data / "program.call").exists():
        assert process.poll() is None, "the program ended"
        assert time.monotonic() < until, "the program took no lock"
        time.sleep(0.05)


def test_a_second_start_ends_at_once_and_the_first_goes_on(tmp_path: Path) -> None:
    with started(tmp_path) as first, started(tmp_path, is_first=False) as second:
        assert second.wait(LONGEST_S) == 0
        assert first.poll() is None
        assert "called forward" in (tmp_path / "program.log").read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_after_a_crash_the_next_start_is_the_first(tmp_path: Path) -> None:
    with started(tmp_path) as crashed:
        os.kill(crashed.pid, signal.SIGKILL)
    next_one = OnlyOne(tmp_path)
    assert next_one.claim()
    next_one.release()


def test_the_first_hears_the_call(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = OnlyOne(tmp_path), OnlyOne(tmp_path)
    assert first.claim()
    assert not second.claim()
    with qtbot.waitSignal(first.called):
        second.call_the_first()
    first.release()
    assert second.claim()
    second.release()

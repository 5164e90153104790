"""A printer's device is written to without waiting for ever; real pipes stand for real devices."""

import errno
import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from collector_desktop.printing.device import send

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
PAPER = bytes(range(256)) * 2000


@pytest.fixture
def device(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "lp0")
    return tmp_path / "lp0"


def test_a_device_that_is_switched_off_is_told_at_once(device: Path) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENXIO)):
        send(device, PAPER)


def test_a_device_that_takes_nothing_more_is_given_up(device: Path) -> None:
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(TimeoutError):
        send(device, PAPER, patience=0.2)
    os.close(reader)


def test_a_slow_device_gets_every_byte(device: Path) -> None:
    got = bytearray()

    def read() -> None:
        with device.open("rb") as opened:
            while part := opened.read(7000):
                got.extend(part)

    reading = threading.Thread(target=read)
    reading.start()
    is_sent = False
    while not is_sent:
        with suppress(OSError):  # the other end may not be open yet
            send(device, PAPER)
            is_sent = True
    reading.join()
    assert bytes(got) == PAPER


def test_a_device_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        send(tmp_path / "lp0", PAPER)
    assert not (tmp_path / "lp0").exists()

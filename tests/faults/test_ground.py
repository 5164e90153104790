"""Where books can't stand is found at the start, said plainly, and nothing is half begun."""

import codecs
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from station_terminal import StationTerminal

from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.app.sessions import application
from collector_desktop.store.ground import (
    BooksOnNetwork,
    BooksOnStick,
    BooksReadOnly,
    DiskNearlyFull,
    Mount,
    check_ground,
    mount_of,
    read_mounts,
)
from collector_desktop.ui.collector.first_run.page import FirstRun

_NOBODY = 65534


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    point = tmp_path / "disk"
    point.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(point)], capture_output=True)
    if made.returncode:
        pytest.skip("this system does not let a test mount a file system")
    yield point
    subprocess.run(["umount", "-l", str(point)], check=True)


def test_a_disk_of_this_machine_with_room_is_fit_even_before_the_folder_is_there(tmp_path: Path) -> None:
    check_ground(tmp_path)
    check_ground(tmp_path / "not" / "yet")
    assert list(tmp_path.iterdir()) == []


def test_a_nearly_full_disk_is_told_with_what_is_left(small_disk: Path) -> None:
    with pytest.raises(DiskNearlyFull) as refused:
        check_ground(small_disk / "books")
    assert refused.value.facts["free"] <= 2
    assert refused.value.facts["needed"] == 64


def test_a_wholly_full_disk_is_told_as_full(small_disk: Path) -> None:
    subprocess.run(["dd", "if=/dev/zero", f"of={small_disk / 'film'}", "bs=64k"], capture_output=True)
    with pytest.raises(DiskNearlyFull):
        check_ground(small_disk)


def test_a_read_only_medium_is_told(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(BooksReadOnly):
        check_ground(small_disk / "books")


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_folder_without_rights_is_told() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        with as_an_ordinary_user(), pytest.raises(BooksReadOnly):
            check_ground(Path(folder) / "books")


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Root may write everywhere; nobody may not, nor read a Python that lies in root's home."""
    codecs.lookup("ascii")  # one that can't be loaded is taken for unknown ever after
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_network_share_is_told(tmp_path: Path, kind: str) -> None:
    mounts = (Mount(Path("/"), "ext4", "/dev/sda1"), Mount(tmp_path, kind, "server:/share"))
    with pytest.raises(BooksOnNetwork) as refused:
        check_ground(tmp_path / "books", mounts)
    assert refused.value.facts["kind"] == kind


def test_a_stick_is_told_by_its_disk(tmp_path: Path) -> None:
    disk, blocks, books = tmp_path / "devices" / "sdb", tmp_path / "class", tmp_path / "books"
    for folder in (disk / "sdb1", blocks, books):
        folder.mkdir(parents=True)
    (disk / "removable").write_text("1\n", "ascii")
    (blocks / "sdb1").symlink_to(disk / "sdb1")
    with pytest.raises(BooksOnStick):
        check_ground(books, (Mount(Path("/"), "vfat", "/dev/sdb1"),), blocks)
    check_ground(books, (Mount(Path("/"), "ext4", "/dev/sdc1"),), blocks)
    check_ground(books, (Mount(Path("/"), "tmpfs", "tmpfs"),), blocks)


def test_the_deepest_and_newest_mount_counts_and_its_name_may_have_spaces(tmp_path: Path) -> None:
    file = tmp_path / "mountinfo"
    file.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "30 22 0:30 / /media/my\\040stick rw,nosuid - vfat /dev/sdb1 rw\n"
        "31 22 0:31 / /media/my\\040stick rw - exfat /dev/sdc1 rw\n",
        "utf-8",
    )
    found = mount_of(Path("/media/my stick/books"), read_mounts(file))
    assert found == Mount(Path("/media/my stick"), "exfat", "/dev/sdc1")
    assert read_mounts(tmp_path / "none") == ()


def test_the_program_says_so_and_begins_nothing(small_disk: Path, qtbot: QtBot) -> None:
    _app, look = application()
    program = Program(Places.below(small_disk), look)
    program.start(demo=True)
    window = program.window
    assert isinstance(window, FirstRun)
    qtbot.addWidget(window)
    assert "MB" in window.notice.text
    assert not (small_disk / "demo").exists()
    window.close()


def test_the_stations_books_are_not_founded_on_a_disk_without_room(
    small_disk: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pin = tmp_path / "pin"
    pin.write_text("730418\n")
    pin.chmod(0o600)
    terminal = StationTerminal(small_disk, capsys, sign_on=("--as", "1001", "--pin-file", pin))
    said = terminal.refused(
        *("init", "--code", "41070305", "--name", "柳泉供电所", "--manager", "郑所长"),
        *("--recovery-to", tmp_path / "safe.txt"),
    )
    assert "64" in said
    assert list(small_disk.iterdir()) == []

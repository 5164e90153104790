import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector_desktop.security.whole_file import write_whole

posix_only = pytest.mark.skipif(os.name != "posix", reason="limits and rights of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_appears_whole_and_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "日包.zsday", b"new")
    assert names(tmp_path) == ["日包.zsday"]
    assert (tmp_path / "日包.zsday").read_bytes() == b"new"


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "日包.zsday"
    path.write_bytes(b"older and longer")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@posix_only
def test_an_ordinary_file_gets_the_rights_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "file", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o644


@pytest.fixture
def files_up_to_8_kb() -> Iterator[None]:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, handler)


@posix_only
@pytest.mark.usefixtures("files_up_to_8_kb")
def test_a_disk_that_takes_no_more_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "日包.zsday"
    path.write_bytes(b"old")
    with pytest.raises(OSError, match="File too large") as fault:
        write_whole(path, bytes(100_000))
    assert fault.value.errno == errno.EFBIG
    assert names(tmp_path) == ["日包.zsday"]
    assert path.read_bytes() == b"old"


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "no stick" / "file", b"")


def test_a_folder_in_the_way_is_a_fault_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    (tmp_path / "file" / "inside").touch()
    with pytest.raises(OSError, match="file"):
        write_whole(tmp_path / "file", b"")
    assert names(tmp_path) == ["file"]


KILLED_BEFORE_THE_RENAME = """
import os, signal, sys
from pathlib import Path
from collector_desktop.security.whole_file import write_whole

sys.addaudithook(lambda event, _: event == "os.rename" and os.kill(os.getpid(), signal.SIGKILL))
write_whole(Path(sys.argv[1]), b"new")
"""


@posix_only
def test_a_writer_killed_before_the_rename_leaves_the_old_file_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    path = tmp_path / "日包.zsday"
    path.write_bytes(b"old")
    killed = subprocess.run([sys.executable, "-c", KILLED_BEFORE_THE_RENAME, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert len(names(tmp_path)) == 2
    write_whole(path, b"newer")
    assert names(tmp_path) == ["日包.zsday"]
    assert path.read_bytes() == b"newer"

"""Where books may stand: on a disk of this machine, writable, with room; found out before anything is opened."""

import errno
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.refusals import Refusal

LEAST_FREE = 64 * 1024 * 1024
"""Bytes: room for a year of one collector's books and a backup beside them while they are written."""
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "fuse.davfs", "davfs"})
_MOUNTS = Path("/proc/self/mountinfo")
_BLOCKS = Path("/sys/class/block")
_OCTAL = re.compile(r"\\([0-7]{3})")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


class BooksOnNetwork(Refusal):
    """The folder is on another machine, where locks can't be trusted. Facts: path, kind."""


class BooksOnStick(Refusal):
    """The folder is on a removable medium. Facts: path."""


class BooksReadOnly(Refusal):
    """Nothing can be written there. Facts: path."""


class DiskNearlyFull(Refusal):
    """There is too little room to work safely. Facts: path, free and needed (MB)."""


class Mount(NamedTuple):
    """Where a file system is mounted, what it is, and the device it is on."""

    point: Path
    kind: str
    device: str


def check_ground(folder: Path, mounts: tuple[Mount, ...] | None = None, blocks: Path = _BLOCKS) -> None:
    """Nothing, if books may stand in this folder; it need not be there yet.

    Raises BooksOnNetwork, BooksOnStick, BooksReadOnly, DiskNearlyFull; OSError where even that can't be found out.
    """
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    _check_medium(there, folder, mounts, blocks)
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise BooksReadOnly(path=folder) from None
    free = shutil.disk_usage(there).free
    if free < LEAST_FREE:
        raise DiskNearlyFull(path=folder, free=free // 2**20, needed=LEAST_FREE // 2**20)


def _check_medium(there: Path, folder: Path, mounts: tuple[Mount, ...] | None, blocks: Path) -> None:
    if sys.platform == "win32":
        kind = _windows_drive(there)
        if kind == _WINDOWS_REMOTE or str(there).startswith("\\\\"):
            raise BooksOnNetwork(path=folder, kind="SMB")
        if kind == _WINDOWS_REMOVABLE:
            raise BooksOnStick(path=folder)
        return
    mount = mount_of(there, read_mounts() if mounts is None else mounts)
    if mount is None:
        return
    if mount.kind in _NETWORK:
        raise BooksOnNetwork(path=folder, kind=mount.kind)
    if is_removable(mount.device, blocks):
        raise BooksOnStick(path=folder)


def read_mounts(file: Path = _MOUNTS) -> tuple[Mount, ...]:
    """What is mounted on this Linux; nothing where it does not say (proc(5), mountinfo)."""
    if not file.exists():
        return ()
    found = []
    for line in file.read_text("utf-8", errors="surrogateescape").splitlines():
        before, _, after = line.partition(" - ")
        kind, device, *_ = after.split()
        found.append(Mount(Path(_plain(before.split()[4])), kind, _plain(device)))
    return tuple(found)


def mount_of(path: Path, mounts: tuple[Mount, ...]) -> Mount | None:
    """The mount a path is on: the deepest one above it, of several at one place the last."""
    real = path.resolve()
    above = [each for each in reversed(mounts) if real.is_relative_to(each.point)]
    return max(above, key=lambda each: len(each.point.parts), default=None)


def is_removable(device: str, blocks: Path) -> bool:
    """Whether a block device, or the disk its partition is on, can be pulled out."""
    block = blocks / Path(device).name
    if not device.startswith("/dev/") or not block.exists():
        return False
    real = block.resolve()
    return any(_says_one(at / "removable") for at in (real, real.parent))


def _says_one(file: Path) -> bool:
    return file.is_file() and file.read_text("ascii").strip() == "1"


def _plain(text: str) -> str:
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), text)


def _windows_drive(path: Path) -> int:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there on Windows, which mypy does not check here
    kind: int = kernel.GetDriveTypeW(f"{os.path.splitdrive(path)[0]}\\")
    return kind

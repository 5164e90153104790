"""Files that appear whole or not at all, whoever pulls the stick or the plug."""

import errno
import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_CHUNK = 1 << 20


def write_whole(path: Path, data: bytes, *, owner_only: bool = False) -> None:
    """Put `data` at `path` wholly, replacing what was there, or leave `path` as it was.

    A temporary file in the same folder is written, synced, read back and compared, then renamed, and the folder is
    synced. With `owner_only` the file never exists with rights for group or others (POSIX; on Windows the folder's
    rights hold). What a killed writer left behind for the same name is removed first.

    Raises OSError (a fault, untouched) when the disk is full, the folder read-only or the bytes read back differ.
    """
    with appearing() as files:
        files.prepare(path, data, owner_only=owner_only)


class NotAppeared(OSError):
    """What was done stands, and the file that tells of it did not appear: it may be written again."""


class Appearing:
    """Files that lie complete beside their places."""

    def __init__(self) -> None:
        self._ready: list[tuple[Path, Path]] = []

    def prepare(self, path: Path, data: bytes, *, owner_only: bool = False) -> None:
        """Write, sync, read back and compare what is to appear at `path`. Raises OSError as `write_whole`."""
        _remove_leftovers(path)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
        self._ready.append((temporary, path))
        _write_synced(temporary, data, 0o600 if owner_only else 0o666)
        _compare(temporary, data)

    def appear(self) -> None:
        """Rename each to its place. Raises NotAppeared."""
        try:
            for temporary, path in self._ready:
                temporary.replace(path)
                sync_folder(path.parent)
        except OSError as fault:
            raise NotAppeared(fault.errno, fault.strerror, fault.filename) from fault

    def drop(self) -> None:
        """Leave nothing of them that has not appeared."""
        for temporary, _path in self._ready:
            with suppress(OSError):  # the first fault is the one to tell
                temporary.unlink()


@contextmanager
def appearing() -> Iterator[Appearing]:
    """Files prepared in this block appear when it ends well, and not at all otherwise.

    Around a transaction: the act is committed first, then its file appears; a disk that refuses the file refuses the
    act. Raises NotAppeared at the end, when the act stands.
    """
    files = Appearing()
    try:
        yield files
        files.appear()
    finally:
        files.drop()


def read_at_most(path: Path, size: int) -> bytes:
    """The first `size` bytes of a file from outside, however long it is. Raises OSError."""
    with path.open("rb") as file:
        return file.read(size)


def hash_of_file(file: Path) -> str:
    """SHA-256 of a file, in hex. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def put_in_place(fresh: Path, path: Path) -> None:
    """Rename a file somebody else wrote beside `path` over it, once its bytes are on the medium. Raises OSError."""
    sync_file(fresh)
    fresh.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Bring the bytes somebody else wrote onto the medium. Raises OSError."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_leftovers(path: Path) -> None:
    before, after = f".{path.name}.", ".part"
    for entry in path.parent.iterdir():
        if entry.name.startswith(before) and entry.name.endswith(after):
            with suppress(OSError):  # a leftover that can't be removed does no harm
                entry.unlink()


def _write_synced(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if sys.platform == "linux":
            with suppress(OSError):  # only a hint, so that reading back asks the stick and not the memory
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _compare(path: Path, data: bytes) -> None:
    read = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            read.update(chunk)
    if read.digest() != hashlib.sha256(data).digest():
        raise OSError(errno.EIO, "what was read back is not what was written", str(path))


def sync_folder(folder: Path) -> None:
    """What was renamed in it, or into it, stays so. Raises OSError."""
    if os.name == "nt":  # Windows can't open a folder to sync it; its rename is journalled by NTFS
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno != errno.EINVAL:  # some stick drivers don't know how to sync a folder
            raise
    finally:
        os.close(handle)

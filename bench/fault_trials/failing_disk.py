"""A disk that fails once: the nth write, or the nth sync, of this process ends in an I/O error, then all goes on.

SQLite reaches its files through a table of functions (https://www.sqlite.org/c3ref/io_methods.html); two of them are
replaced in the driver's own library. What our code syncs itself goes through `os.fsync`, which is counted with them.
"""

import ctypes
import errno
import os
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Self

import sqlcipher3._sqlite3 as driver

_OK, _IOERR_WRITE, _IOERR_FSYNC = 0, 10 | 3 << 8, 10 | 4 << 8

# A name is passed on as the address it is: SQLite keeps it for as long as the file is open.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_: ClassVar = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", _Write),
        ("truncate", c_void_p),
        ("sync", _Sync),
        ("others", c_void_p * 13),
    ]


class _File(Structure):
    """sqlite3_file, what is public of it."""

    _fields_: ClassVar = [("methods", POINTER(_Methods))]


class _Vfs(Structure):
    """sqlite3_vfs up to its way of opening a file."""

    _fields_: ClassVar = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _Open),
    ]


class Call(StrEnum):
    """What is counted and fails."""

    WRITE = "write"
    SYNC = "sync"


@dataclass
class FailingDisk:
    """Under every file SQLite opens from now on in this process; there is no way back, so it belongs in a child.

    Entered, it counts: the call with the number `at` fails, 1 is the next.
    """

    call: Call
    at: int
    happened: bool = False
    _count: int = 0
    _armed: bool = False
    _kept: list[Any] = field(default_factory=list)
    """Functions and tables that C code holds on to."""

    def __post_init__(self) -> None:
        library = ctypes.CDLL(driver.__file__)
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        vfs = library.sqlite3_vfs_find(None).contents
        opened = vfs.open
        address = ctypes.cast(opened, c_void_p).value
        assert address is not None
        before = _Open(address)

        def open_file(system: int, name: int | None, file: int, flags: int, given: Any) -> int:
            code: int = before(system, name, file, flags, given)
            if code == _OK:
                self._put_under(ctypes.cast(file, POINTER(_File)).contents)
            return code

        vfs.open = _Open(open_file)
        self._kept += [vfs.open, before]
        synced = os.fsync

        def fsync(fd: Any) -> None:
            if self._fails(Call.SYNC):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            synced(fd)

        os.fsync = fsync

    def __enter__(self) -> Self:
        self._armed = True
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._armed = False

    def _fails(self, call: Call) -> bool:
        if call is not self.call or not self._armed:
            return False
        self._count += 1
        self.happened |= self._count == self.at
        return self._count == self.at

    def _put_under(self, file: _File) -> None:
        methods = _Methods.from_buffer_copy(file.methods.contents)
        write, sync = methods.write, methods.sync
        write, sync = _Write(_address(write)), _Sync(_address(sync))

        def failing_write(file: int, data: int, size: int, at: int) -> int:
            return _IOERR_WRITE if self._fails(Call.WRITE) else write(file, data, size, at)

        def failing_sync(file: int, flags: int) -> int:
            return _IOERR_FSYNC if self._fails(Call.SYNC) else sync(file, flags)

        methods.write, methods.sync = _Write(failing_write), _Sync(failing_sync)
        self._kept += [methods, methods.write, methods.sync, write, sync]
        file.methods = ctypes.pointer(methods)


def _address(function: Any) -> int:
    address = ctypes.cast(function, c_void_p).value
    assert address is not None
    return address

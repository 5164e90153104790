"""The sectors of an old Excel file, followed here before the reading library does: it follows a loop for ever.

The form is Microsoft's Compound File Binary ([MS-CFB] 2.2 to 2.6): a table gives every sector the one after it, and a
directory says where the chain of each stream begins.
"""

import struct
from collections.abc import Iterator
from typing import Final

_HEADER: Final = 512
_SHIFT, _DIRECTORY, _CUTOFF, _FIRST_MINI, _FIRST_MORE, _IN_HEADER = 30, 48, 56, 60, 68, 76
_SHIFTS: Final = (9, 12)
_MINI: Final = 64
_ENTRY: Final = 128
_MOST: Final = 0xFFFFFFFA
"""Sectors have smaller numbers; from here on an entry is a mark, such as the end of a chain."""
_WORKBOOK: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))


class ChainsBroken(Exception):
    """A chain of sectors runs in a loop or leads out of the file."""


def workbook_stream(data: bytes) -> bytes:
    """The records of the workbook in the file; empty if there is none. Raises ChainsBroken."""
    if len(data) < _HEADER:
        raise ChainsBroken
    (shift,) = struct.unpack_from("<H", data, _SHIFT)
    if shift not in _SHIFTS:
        raise ChainsBroken
    return _File(data, 1 << shift).workbook()


class _File:
    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self._size = size
        self._table: list[int] = []
        for at in self._of_the_table():
            self._table.extend(self._entries(at))
        _check_loops(self._table)

    def workbook(self) -> bytes:
        small: list[int] = []
        for at in self._chain(self._number(_FIRST_MINI)):
            small.extend(self._entries(at))
        _check_loops(small)
        directory = self._stream(self._number(_DIRECTORY))
        entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
        for entry in entries:
            if entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)] in _WORKBOOK:
                first, size = struct.unpack_from("<LL", entry, 116)
                if size >= self._number(_CUTOFF):
                    return self._stream(first)[:size]
                return _small_stream(self._stream(struct.unpack_from("<L", entries[0], 116)[0]), first, small)[:size]
        return b""

    def _number(self, at: int) -> int:
        found: int = struct.unpack_from("<L", self._data, at)[0]
        return found

    def _sector(self, at: int) -> bytes:
        return self._data[(at + 1) * self._size : (at + 2) * self._size]

    def _entries(self, at: int) -> list[int]:
        sector = self._sector(at)
        if len(sector) < self._size:
            raise ChainsBroken
        return list(struct.unpack(f"<{self._size // 4}L", sector))

    def _stream(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first)))

    def _chain(self, at: int) -> Iterator[int]:
        return _followed(at, self._table)

    def _of_the_table(self) -> Iterator[int]:
        """The sectors that hold the table: a list in the header, goes on in sectors of its own. Each comes once."""
        seen: set[int] = set()
        listed: list[int] = list(struct.unpack_from("<109L", self._data, _IN_HEADER))
        more = self._number(_FIRST_MORE)
        while True:
            for at in listed:
                if at < _MOST:
                    _once(at, seen)
                    yield at
            if more >= _MOST:
                return
            _once(more, seen)
            *listed, more = self._entries(more)


def _small_stream(whole: bytes, first: int, table: list[int]) -> bytes:
    return b"".join(whole[at * _MINI : (at + 1) * _MINI] for at in _followed(first, table))


def _once(at: int, seen: set[int]) -> None:
    if at in seen:
        raise ChainsBroken
    seen.add(at)


def _followed(at: int, table: list[int]) -> Iterator[int]:
    while at < _MOST:
        if at >= len(table):
            raise ChainsBroken
        yield at
        at = table[at]


def _check_loops(table: list[int]) -> None:
    """Refuse if following some chain of the table never ends; a sector outside of it ends one."""
    walk_of = [0] * len(table)
    for walk, start in enumerate(range(len(table)), start=1):
        at = start
        while at < len(table) and not walk_of[at]:
            walk_of[at] = walk
            at = table[at]
        if at < len(table) and walk_of[at] == walk:
            raise ChainsBroken

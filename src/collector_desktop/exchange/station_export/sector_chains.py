"""The chains of sectors in an old Excel file, followed before the reading library does: it follows a loop for ever.

The form is Microsoft's Compound File Binary ([MS-CFB] 2.2 to 2.5): a table gives every sector the one after it.
"""

import struct
from collections.abc import Iterator
from typing import Final

_HEADER: Final = 512
_SHIFT, _FIRST_MINI, _FIRST_MORE, _IN_HEADER = 30, 60, 68, 76
_SHIFTS: Final = (9, 12)
_MOST: Final = 0xFFFFFFFA
"""Sectors have smaller numbers; from here on an entry is a mark, such as the end of a chain."""


def chains_end(data: bytes) -> bool:
    """Whether every chain of sectors comes to an end within the file."""
    if len(data) < _HEADER:
        return False
    (shift,) = struct.unpack_from("<H", data, _SHIFT)
    if shift not in _SHIFTS:
        return False
    sectors = _Sectors(data, 1 << shift)
    try:
        table: list[int] = []
        small: list[int] = []
        for at in sectors.of_the_table():
            table.extend(sectors.entries(at))
        if _loops(table):
            return False
        for at in _chain(struct.unpack_from("<L", data, _FIRST_MINI)[0], table):
            small.extend(sectors.entries(at))
    except IndexError:  # a chain leads out of the file
        return False
    return not _loops(small)


class _Sectors:
    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self._size = size

    def entries(self, at: int) -> list[int]:
        """A sector as a row of numbers. Raises IndexError if the file ends before."""
        start = (at + 1) * self._size
        if start + self._size > len(self._data):
            raise IndexError(at)
        return list(struct.unpack_from(f"<{self._size // 4}L", self._data, start))

    def of_the_table(self) -> Iterator[int]:
        """The sectors that hold the table: a list in the header, goes on in sectors of its own. Each comes once."""
        seen: set[int] = set()
        listed: list[int] = list(struct.unpack_from("<109L", self._data, _IN_HEADER))
        (more,) = struct.unpack_from("<L", self._data, _FIRST_MORE)
        while True:
            for at in listed:
                if at < _MOST:
                    _once(at, seen)
                    yield at
            if more >= _MOST:
                return
            _once(more, seen)
            *listed, more = self.entries(more)


def _once(at: int, seen: set[int]) -> None:
    if at in seen:
        raise IndexError(at)
    seen.add(at)


def _chain(at: int, table: list[int]) -> Iterator[int]:
    while at < _MOST:
        yield at
        at = table[at]


def _loops(table: list[int]) -> bool:
    """Whether following some chain of the table never ends; a sector outside of it ends one."""
    walk_of = [0] * len(table)
    for walk, start in enumerate(range(len(table)), start=1):
        at = start
        while at < len(table) and not walk_of[at]:
            walk_of[at] = walk
            at = table[at]
        if at < len(table) and walk_of[at] == walk:
            return True
    return False

"""How far the cells of a workbook reach, looked at before it is read.

The library lays a sheet out densely, so one stray far cell would take all memory and end the program.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

MOST_UNPACKED_BYTES: Final = 600 * 2**20
MOST_ROWS: Final = 299_999
MOST_COLUMNS: Final = 256
MOST_CELLS: Final = 12_000_000

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What the zip module says of a damaged archive."""

# Each begins with letters that are looked for fast, for nearly every file is as these expect.
_FAR_ROW: Final = re.compile(rb" r=[\"'][A-Za-z]{0,9}(?:[3-9]\d{5}|\d{7})")  # row 300,000 or beyond
_FAR_COLUMN: Final = re.compile(rb" r=[\"'][A-Za-z]{2}")  # column AA or beyond
_CELL_WRITTEN_OTHERWISE: Final = re.compile(rb"<c(?! r=[\"']|[a-z])")
_ROW_WRITTEN_OTHERWISE: Final = re.compile(rb"<row(?! r=[\"']|[a-zA-Z])")
_WITH_PREFIX: Final = (b":row ", b":row>", b":c ", b":c>", b":c/")
_ELEMENT: Final = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s/>])([^>]{0,400})")
_REFERENCE: Final = re.compile(rb"\br\s{0,8}=\s{0,8}[\"']\s{0,8}([A-Za-z]{0,9})(\d{0,9})")
_OVERLAP: Final = 512
_WITHOUT_CELLS: Final = (
    "docProps/",
    "customXml/",
    "xl/theme/",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
)

_SHEET, _END = 0x85, 0x0A
_ONE_CELL: Final = frozenset({0x06, 0xFD, 0xD6, 0x201, 0x203, 0x204, 0x205, 0x27E, 0x406})
_MANY_CELLS: Final = 0xBD
_A_NUMBER: Final = 6
"""Bytes of one number in a record of many."""


class TooFar(Exception):
    """More rows, columns or cells than any export has."""


def check_archive(data: bytes) -> None:
    """Hold that an .xlsx is not too large once it is read. Raises TooFar, one of BROKEN."""
    unpacked = 0
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.infolist():
            unpacked += part.file_size
            if unpacked > MOST_UNPACKED_BYTES:
                raise TooFar
            if part.filename.endswith(".xml") and not part.filename.startswith(_WITHOUT_CELLS):
                _check_part(parts, part)


def check_records(stream: bytes) -> None:
    """Hold that the records of an old workbook name no cell beyond the columns an .xls can have. Raises TooFar.

    A sheet has at most 65,536 rows by its form, so that its columns decide.
    """
    sheets = {
        struct.unpack_from("<L", stream, at)[0]
        for kind, at, length in _records(stream, 0)
        if kind == _SHEET and length >= 4
    }
    for sheet in sheets:
        for kind, at, length in _records(stream, sheet):
            if kind in _ONE_CELL and length >= 4:
                (column,) = struct.unpack_from("<H", stream, at + 2)
            elif kind == _MANY_CELLS and length >= 4:
                column = struct.unpack_from("<H", stream, at + 2)[0] + length // _A_NUMBER
            else:
                continue
            if column > MOST_COLUMNS:
                raise TooFar


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of its sheet."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + length > len(stream):
            return
        yield kind, at, length
        if kind == _END:
            return
        at += length


def _check_part(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    overlap = b""
    is_odd = False
    with parts.open(part) as stream:
        while piece := stream.read(2**20):
            window = overlap + piece
            if _FAR_ROW.search(window):
                raise TooFar
            is_odd = is_odd or _is_odd(window)
            overlap = piece[-_OVERLAP:]
    if is_odd:
        _count_part(parts, part)


def _is_odd(window: bytes) -> bool:
    """Whether the references are wide, left out, or written as no program we know does."""
    looked_for = (_FAR_COLUMN, _CELL_WRITTEN_OTHERWISE, _ROW_WRITTEN_OTHERWISE)
    return any(pattern.search(window) for pattern in looked_for) or any(name in window for name in _WITH_PREFIX)


def _count_part(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """The same cell by cell: what has no reference stands after the one before."""
    rest = b""
    row = column = last_row = last_column = 0
    with parts.open(part) as stream:
        while piece := stream.read(2**20):
            window = rest + piece
            end = max(window.rfind(b"<"), 0)
            for element in _ELEMENT.finditer(window, 0, end):
                reference = _REFERENCE.search(element[2])
                letters, digits = (reference[1], reference[2]) if reference else (b"", b"")
                if element[1] == b"row":
                    row, column = int(digits or row + 1), 0
                else:
                    column = _column_index(letters.upper()) if letters else column + 1
                    row = int(digits) if digits else row
                last_row, last_column = max(last_row, row), max(last_column, column)
            if last_column > MOST_COLUMNS or last_row > MOST_ROWS or last_row * last_column > MOST_CELLS:
                raise TooFar
            rest = window[end:][:_OVERLAP]


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index

"""Whoever finds the laptop: every byte below a folder is searched for what only the books may say.

A finder unpacks: archives and spreadsheets, compressed streams, and papers are searched by what they say.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pypdfium2

from collector_desktop.printing.pixels import PDFIUM

_ENCODINGS: Final = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_STREAM: Final = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
"""How a gzip member and a zlib stream begin."""
_GZIP_OR_ZLIB: Final = zlib.MAX_WBITS | 32
_DEEPEST: Final = 3
_LARGEST: Final = 64 << 20


def readable(folder: Path, words: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Every file that gives away a word, packed or not, in an encoding text is kept in; and the first it gives away."""
    wanted = [(form, word) for word in sorted(set(words)) if word for form in _forms(word)]
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        found = next(
            (word for said in _said(file.read_bytes(), _DEEPEST) for form, word in wanted if form in said), None
        )
        if found is not None:
            yield file, found


def _forms(word: str) -> set[bytes]:
    """A word as text and as JSON keep it, and as a paper says it, whose lines end anywhere."""
    kept = {word.encode(encoding) for encoding in _ENCODINGS}
    return kept | {word.encode("ascii", "backslashreplace"), "".join(word.split()).encode()}


def _said(content: bytes, deep: int) -> Iterator[bytes]:
    """The bytes themselves, and those of whatever is packed in them."""
    yield content
    if content.startswith(b"%PDF-"):
        yield from _paper(content)
    if deep == 0:
        return
    for packed in (*_members(content), *_streams(content)):
        yield from _said(packed, deep - 1)


def _paper(pdf: bytes) -> Iterator[bytes]:
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return
        try:
            texts = [*document.get_metadata_dict().values(), *(_page_text(page) for page in document)]
        finally:
            document.close()
    yield from ("".join(text.split()).encode() for text in texts)


def _page_text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def _members(content: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                with packed.open(name) as member:
                    yield member.read(_LARGEST)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        return  # no archive, or one that nobody opens


def _streams(content: bytes) -> Iterator[bytes]:
    whole = memoryview(content)
    for begins in _STREAM.finditer(content):
        unpacking = zlib.decompressobj(_GZIP_OR_ZLIB)
        try:
            unpacked = unpacking.decompress(whole[begins.start() :], _LARGEST)
        except zlib.error:
            continue
        if unpacked:
            yield unpacked

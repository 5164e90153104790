"""What a file is, told from its first bytes; and which encoding a text is in, told without guessing."""

import codecs
import io
import re
import zipfile
from enum import StrEnum
from typing import NamedTuple

from collector_desktop.exchange.station_export.problems import Reason

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_THREE_BYTE = re.compile(rb"(?:[\xe1-\xef][\x80-\xbf][\x80-\xbf]){2,}")
_CHINESE_OR_BEYOND = re.compile("[\u0800-\U0010ffff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


class FileForm(StrEnum):
    """The forms that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


class Decoded(NamedTuple):
    """A text, and the name of the encoding it was in."""

    text: str
    encoding: str


class FileNotReadable(Exception):
    """The file as a whole can't be read; `reason` and `facts` go into its problem."""

    def __init__(self, reason: Reason, row: int | None = None, **facts: str) -> None:
        super().__init__(reason.value, facts)
        self.reason = reason
        self.row = row
        self.facts = facts


def form_of(data: bytes) -> FileForm:
    """The form of a file by its content; its name is not asked, because exports are often misnamed.

    Raises FileNotReadable for what is empty, protected by a password, a web page, or another program's form.
    """
    if not data.strip(b"\x00\r\n\t "):
        raise FileNotReadable(Reason.FILE_EMPTY)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise FileNotReadable(Reason.FILE_PROTECTED)
        return FileForm.XLS
    if data.startswith(b"PK"):
        return _zipped_form(data)
    start = data[:1024].lstrip(codecs.BOM_UTF8 + b" \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"mime-version")):
        raise FileNotReadable(Reason.FILE_IS_WEB_PAGE)
    if start.startswith((b"%pdf", b"\x7felf", b"mz", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise FileNotReadable(Reason.FILE_FORM_UNKNOWN)
    if not _has_bom(data) and data[:4096].count(0) * 10 > len(data[:4096]):
        raise FileNotReadable(Reason.FILE_FORM_UNKNOWN)
    return FileForm.TEXT


def _zipped_form(data: bytes) -> FileForm:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise FileNotReadable(Reason.FILE_DAMAGED) from fault
    if "[Content_Types].xml" in names and any(name.startswith("xl/") and name.endswith(".xml") for name in names):
        return FileForm.XLSX
    raise FileNotReadable(Reason.FILE_FORM_UNKNOWN)


def _has_bom(data: bytes) -> bool:
    return any(data.startswith(bom) for bom, _codec, _name in _BOMS)


def decoded(data: bytes) -> Decoded:
    """The text by its BOM, else strict UTF-8, else strict GB18030; nothing is guessed and nothing replaced.

    Raises FileNotReadable with a preview of the first line that fits neither, or that mixes both.
    """
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data.decode(codec), name)
            except UnicodeDecodeError as fault:
                raise _unreadable(data, fault) from fault
    try:
        text = data.decode("utf-8")
        if text.isascii() or _CHINESE_OR_BEYOND.search(text):
            return Decoded(text, "UTF-8")  # else only letters such as ʮ: in GB18030 the same bytes are Chinese
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as fault:
        raise _unreadable(data, fault) from fault
    if (row := _utf8_row_among_gb18030(data)) is not None:
        raise FileNotReadable(Reason.ENCODING_MIXED, row, preview=_preview(data, row))
    return Decoded(text, "GB18030")


def _unreadable(data: bytes, fault: UnicodeDecodeError) -> FileNotReadable:
    row = data.count(b"\n", 0, fault.start) + 1
    mixed = _THREE_BYTE.search(data) is not None and not _has_bom(data)
    reason = Reason.ENCODING_MIXED if mixed else Reason.ENCODING_UNKNOWN
    return FileNotReadable(reason, row, preview=_preview(data, row))


def _utf8_row_among_gb18030(data: bytes) -> int | None:
    """Most UTF-8 also passes for GB18030 as rubbish; a whole line of it in a GB18030 file gives the mixture away."""
    for row, line in enumerate(data.split(b"\n"), 1):
        if _THREE_BYTE.search(line) is None:
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return row
    return None


def _preview(data: bytes, row: int) -> str:
    line = data.split(b"\n", row)[row - 1][:60]
    return re.sub(r"\d{15,}", "…", line.decode("ascii", "backslashreplace"))

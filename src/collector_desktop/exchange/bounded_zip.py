"""Zip archives written the same for the same content, and read within limits while they unpack."""

import io
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from typing import Final

from collector_desktop.exchange.package_refusals import NotAPackage, PackageChanged, PackagePathWrong, PackageTooLarge

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY: Final = 0o600 << 16
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LARGE_MARK: Final = b"PK\x06\x07"
_LARGE_LOCATOR: Final = 20
_ENTRY: Final = 46
_NAME: Final = 200
_SHOWN: Final = 40
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a compression or version zipfile doesn't know
    RuntimeError,  # an encrypted member
    ValueError,
)


def write_zip(members: Mapping[str, bytes], *, deflate: bool) -> bytes:
    """The archive of these members in their order, without times or rights: same content, same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.create_system, info.external_attr = 3, _OWNER_ONLY
            info.compress_type = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
            archive.writestr(info, content)
    return file.getvalue()


def shown_name(name: str) -> str:
    """A member's name as it may be shown: short, and in letters that can't pretend to be others."""
    return ascii(name[:_SHOWN])[1:-1]


class BoundedZip:
    """An archive from outside: nothing is unpacked beyond the size the reader allows."""

    def __init__(self, data: bytes, most_members: int) -> None:
        """Read the directory.

        Raises NotAPackage if it is none, PackageTooLarge if it lists too many members, PackagePathWrong if one comes
        twice or is a link.
        """
        _check_directory(data, most_members)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise NotAPackage(reason=str(error)) from error
        members = self._archive.infolist()
        self._members = {member.filename: member for member in members}
        if len(self._members) != len(members):
            raise PackagePathWrong(name=shown_name(Counter(member.filename for member in members).most_common(1)[0][0]))
        if links := [member.filename for member in members if stat.S_ISLNK(member.external_attr >> 16)]:
            raise PackagePathWrong(name=shown_name(links[0]))
        if not {member.compress_type for member in members} <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise NotAPackage(reason="packed by another method")  # LZMA takes the memory its input asks for

    @property
    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self._members)

    def read(self, name: str, most_bytes: int) -> bytes:
        """The member's content.

        Raises NotAPackage if there is no such member, PackageTooLarge as soon as more than `most_bytes` come out,
        PackageChanged if it does not unpack to what the directory says.
        """
        member = self._members.get(name)
        if member is None:
            raise NotAPackage(reason=f"{name} is missing")
        if member.file_size > most_bytes:
            raise PackageTooLarge(what=name, size=member.file_size, limit=most_bytes)
        try:
            with self._archive.open(member) as stream:
                content = stream.read(most_bytes + 1)
        except _BROKEN as error:
            raise PackageChanged(what=name) from error
        if len(content) != member.file_size:
            raise PackageChanged(what=name)
        return content


def _check_directory(data: bytes, most_members: int) -> None:
    """Refuse before zipfile makes an object of each of a million members."""
    if len(data) < _END.size or data[-_END.size :][:4] != _END_MARK:
        raise NotAPackage(reason="no archive")
    *_, members, directory_size, _start, _comment = _END.unpack(data[-_END.size :])
    if data[-_END.size - _LARGE_LOCATOR :][:4] == _LARGE_MARK:
        raise PackageTooLarge(what="members", size=0xFFFF, limit=most_members)
    if members > most_members or directory_size > most_members * (_ENTRY + _NAME):
        raise PackageTooLarge(what="members", size=members, limit=most_members)

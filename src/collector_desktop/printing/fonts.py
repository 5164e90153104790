"""The faces on paper: which one can draw a character, how wide it is, and where a line breaks."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from collector_desktop.resources import resource_path

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"
RARE = "LXGWWenKai-Rare"
MISSING = ""
"""In place of a face: no face has the character, so a box is drawn and nobody takes the gap for a space."""

_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
_NEVER_FIRST = frozenset(",。、;:!?)》】”’·,.;:!?)]}%")
_NEVER_LAST = frozenset("(《【“‘([{")
_BREAKS_AFTER = frozenset(" -/,;")


class Run(NamedTuple):
    """Neighbouring characters of one face."""

    face: str
    text: str


@lru_cache(maxsize=3)
def _face(name: str) -> TTFont:
    font = TTFont(name, str(resource_path("fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(font)
    return font


def _face_of(character: str, bold: bool) -> str:
    for name in (BOLD if bold else REGULAR, RARE):
        if ord(character) in _face(name).face.charToGlyph:
            return name
    return MISSING


def printable(text: str) -> str:
    """The text on one line: any white space is a space, and what has no shape of its own is left out."""
    return "".join(" " if char.isspace() else char for char in text if _has_shape(char))


def _has_shape(character: str) -> bool:
    if character.isspace():
        return True
    is_variation = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return not is_variation and unicodedata.category(character) not in _UNSEEN


def runs(text: str, *, bold: bool = False) -> Iterator[Run]:
    """The text cut where the face changes."""
    for face, characters in groupby(text, lambda character: _face_of(character, bold)):
        yield Run(face, "".join(characters))


@lru_cache(maxsize=8192)
def _width_in_em(character: str, bold: bool) -> float:
    face = _face_of(character, bold)
    return float(pdfmetrics.stringWidth(character, face, 1)) if face else 1.0


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is drawn."""
    return sum(_width_in_em(character, bold) for character in text) * size


@lru_cache(maxsize=1024)
def wrap(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit: broken between any two Chinese characters, but not inside a number or a word.

    Closing punctuation never begins a line and opening punctuation never ends one. What is longer than a line by
    itself is broken anyway.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(printable(text).strip()):
        if width(line + piece, size, bold=bold) <= room or not line:
            line += piece
        else:
            lines.append(line.rstrip())
            line = piece.lstrip()
        while width(line, size, bold=bold) > room and len(line) > 1:
            fitting = _fitting(line, room, size, bold)
            lines.append(line[:fitting])
            line = line[fitting:]
    return (*lines, line.rstrip())


def _fitting(line: str, room: float, size: float, bold: bool) -> int:
    used = 0.0
    for index, character in enumerate(line):
        used += _width_in_em(character, bold) * size
        if used > room:
            return max(index, 1)
    return len(line)


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: one wide character with the punctuation after it, or one word."""
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before in _BREAKS_AFTER:
        return not after.isspace()
    return _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"

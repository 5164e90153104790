"""Texts made safe on the way in: normalised, without invisible controls, and without anybody's ID-card number."""

import re
import unicodedata
from datetime import date, datetime

from collector_desktop.exchange.station_export.sheets import Cell

LONGEST_TEXT = 200

# Eighteen places: six of a county, a plausible birthday, three of order, a check character.
_ID_NUMBER = re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_ID_NUMBER_APART = re.compile(
    r"(?<!\d)[1-9]\d{5}[\s-]+(?:18|19|20)\d{2}[\s-]*(?:0[1-9]|1[0-2])[\s-]*[0-3]\d[\s-]*\d{3}[\dXx]"
)
_PHONE = re.compile(r"(?:\+?86)?1\d{10}|0\d{9,11}|\d{7,8}|[48]00\d{7}|\d{5,6}")
_PHONE_SEPARATORS = re.compile(r"[|,;、，；/\n]+")
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """NFC, without NUL, bidi controls and other invisible characters, blanks collapsed.

    Private-use characters and variation selectors stay: rare names are written with them.
    """
    normal = text if text.isascii() else unicodedata.normalize("NFC", text)
    if not normal.isprintable():
        normal = "".join(kept for kept in map(_visible, normal) if kept)
    return _BLANKS.sub(" ", normal).strip() if " " in normal or "\u3000" in normal else normal


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn") else character


def without_id_numbers(text: str) -> tuple[str, bool]:
    """The text with every ID-card number taken out, and whether there was one."""
    if len(text) < 18:
        return text, False
    narrow = unicodedata.normalize("NFKC", text)
    if not (_ID_NUMBER.search(narrow) or _ID_NUMBER_APART.search(narrow)):
        return text, False
    return _ID_NUMBER_APART.sub("", _ID_NUMBER.sub("", narrow)).strip(), True


def text_of(cell: Cell) -> str:
    """A cell as clean text: whole numbers without ".0", dates as ISO."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**18:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def shown(cell: Cell) -> str:
    """A cell as a problem may repeat it: short, and never a number long enough to be somebody's ID card."""
    text = re.sub(r"[0-9Xx]{15,}", "…", unicodedata.normalize("NFKC", text_of(cell)))
    text = _ID_NUMBER_APART.sub("…", text)
    return text if len(text) <= 40 else text[:39] + "…"


def phones_of(text: str) -> tuple[tuple[str, ...], int]:
    """The phone numbers in a cell (joined by "|" or other signs), and how many pieces were none."""
    found: list[str] = []
    strange = 0
    for piece in _PHONE_SEPARATORS.split(unicodedata.normalize("NFKC", text)):
        numbers = _phones_in_piece(piece)
        strange += numbers is None
        found.extend(numbers or ())
    return tuple(dict.fromkeys(found)), strange


def _phones_in_piece(piece: str) -> list[str] | None:
    joined = re.sub(r"[\s()\-]", "", piece)
    if not joined:
        return []
    if _PHONE.fullmatch(joined):
        return [joined.removeprefix("+").removeprefix("86") if len(joined) > 12 else joined]
    parts = [re.sub(r"[()\-]", "", part) for part in piece.split()]
    return parts if len(parts) > 1 and all(_PHONE.fullmatch(part) for part in parts) else None

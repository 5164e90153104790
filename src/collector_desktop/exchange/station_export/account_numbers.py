"""Account numbers (户号): text with leading zeros, put back where a spreadsheet program took them away."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from collector_desktop.domain.names import AccountNumber
from collector_desktop.exchange.station_export.cells import Bad, plain
from collector_desktop.exchange.station_export.cleaning import shown
from collector_desktop.exchange.station_export.problems import Reason
from collector_desktop.exchange.station_export.sheets import Cell

USUAL_WIDTH = 10
LONGEST = 16

_DIGITS = re.compile(rf"[0-9]{{1,{LONGEST}}}(?:\.0+)?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


def digits_of(cell: Cell) -> str | Bad:
    """The digits of an account cell as they stand; blank is an empty text."""
    if isinstance(cell, str) and cell.isascii() and cell.isdigit() and len(cell) <= LONGEST:
        return cell
    text = re.sub(r"\s+", "", plain(cell))
    if not text or (_DIGITS.fullmatch(text) and not isinstance(cell, bool)):
        return text.partition(".")[0]
    if _SCIENTIFIC.fullmatch(text):
        return Bad(Reason.ACCOUNT_IN_SCIENTIFIC_FORM, shown(cell))
    return Bad(Reason.ACCOUNT_NOT_UNDERSTOOD, shown(cell))


def width_of(numbers: Iterable[str]) -> int:
    """How many digits this station's account numbers have: the most frequent length, the longer one of two."""
    lengths = Counter(map(len, numbers))
    return max(lengths, key=lambda length: (lengths[length], length), default=USUAL_WIDTH)


class AccountNumbers:
    """Gives every digit text its whole account number, once the archive's numbers are known."""

    def __init__(self, width: int, known: Collection[str]) -> None:
        self.width = width
        self._known = known

    def whole(self, digits: str) -> AccountNumber | None:
        """The account number; None if it has more digits than this station's numbers."""
        if len(digits) == self.width or digits in self._known:
            return AccountNumber(digits)
        return AccountNumber(digits.zfill(self.width)) if len(digits) < self.width else None

    def knows(self, number: str) -> bool:
        """Whether the archive or the books have this account."""
        return number in self._known

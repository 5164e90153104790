"""A PIN: digits that open the books of a laptop, or sign a decision at the station."""

import itertools
import unicodedata
from typing import Final

from collector_desktop.domain.refusals import Refusal

FEWEST_DIGITS: Final = 6
MOST_DIGITS: Final = 20


class PinTooShort(Refusal):
    """A PIN has six digits or more, and nothing but digits. Facts: fewest, most."""


class PinTooSimple(Refusal):
    """The digits are the first anybody would try: all the same, or counted up or down."""


def plain_pin(typed: str) -> str:
    """The digits as typed, full-width ones as narrow ones."""
    return unicodedata.normalize("NFKC", typed).strip()


def check_pin(typed: str) -> str:
    """A new PIN's digits. Raises PinTooShort, PinTooSimple."""
    pin = plain_pin(typed)
    if not (FEWEST_DIGITS <= len(pin) <= MOST_DIGITS and pin.isascii() and pin.isdigit()):
        raise PinTooShort(fewest=FEWEST_DIGITS, most=MOST_DIGITS)
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    if steps in ({0}, {1}, {9}) or len(set(pin)) < 3:
        raise PinTooSimple
    return pin

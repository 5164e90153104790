"""Wrong PINs: how many are allowed, and how long the next try has to wait."""

import time
from collections.abc import Callable
from typing import Final

MOST_TRIES: Final = 10
_WAITS: Final = (0, 0, 0, 10, 30, 60, 300, 900, 1800, 3600)
"""Seconds to wait after so many wrong PINs in a row."""

Uptime = Callable[[], float]
"""Seconds on a clock nobody can set."""

uptime: Uptime = time.monotonic
"""Seconds since the computer started, the same for every program on it."""


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong PINs in a row."""
    return _WAITS[min(wrong, len(_WAITS) - 1)]


def wait_left(wrong: int, tried: float, now: float) -> float:
    """Seconds still to wait; where the clock began anew with the computer, so does the wait."""
    since = now - tried if now >= tried else now
    return max(0.0, wait_after(wrong) - since)

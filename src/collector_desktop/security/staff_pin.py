"""What a PIN at the station is checked against: an argon2id hash of its own salt, as text."""

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from collector_desktop.domain.pin import check_pin, plain_pin
from collector_desktop.security.vault import PinCost

_COST = PinCost(passes=3, memory_kib=65_536)
"""RFC 9106, the second recommended option: a command signs on each time it runs."""


def pin_verifier(pin: str, cost: PinCost | None = None) -> str:
    """The verifier of a new PIN. Raises PinTooShort, PinTooSimple."""
    spent = cost or _COST
    hasher = PasswordHasher(time_cost=spent.passes, memory_cost=spent.memory_kib, parallelism=spent.lanes, type=Type.ID)
    return hasher.hash(check_pin(pin))


def pin_fits(verifier: str, pin: str) -> bool:
    """Whether this is the PIN; the verifier itself says what a try costs."""
    try:
        return PasswordHasher().verify(verifier, plain_pin(pin))
    except (VerificationError, InvalidHashError):
        return False

"""The station's people in words."""

from collections.abc import Callable, Mapping

from collector_desktop.domain.requests import Role
from collector_desktop.services.sentences import as_written

ROLES: Mapping[Role, str] = {Role.CLERK: "营业员", Role.MANAGER: "所长"}
"""What somebody may be at the station."""


def role_word(role: Role, translate: Callable[[str], str] = as_written) -> str:
    """What somebody is at the station."""
    return translate(ROLES[role])

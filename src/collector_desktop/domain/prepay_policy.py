"""Prepayment (预收): what is sensible to suggest; what a household leaves is its own choice."""

from pydantic import Field, PositiveInt

from collector_desktop.domain.value import Value


class PrepayPolicy(Value):
    """How a suggestion is reckoned."""

    months_ahead: int = Field(3, ge=1, le=12, description="default: how many average months a suggestion lasts")
    looked_at_months: int = Field(12, ge=1, le=36, description="default: months of use it is reckoned from")
    steps_yuan: tuple[PositiveInt, ...] = Field(
        (10, 50), min_length=1, description="default: rounded up to the largest step that is at most half of it"
    )

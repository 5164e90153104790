"""What others may be shown of people."""

from pydantic import Field

from collector_desktop.domain.value import Value


class PrivacyPolicy(Value):
    """Figures that leave the program for others than the household itself."""

    smallest_cell: int = Field(
        5, ge=5, description="practice (PIPL art. 6, 25): a count or sum of fewer households would point at them"
    )

"""What a station measures itself by."""

from decimal import Decimal

from pydantic import Field

from collector_desktop.domain.value import Value


class ReportPolicy(Value):
    """Targets of the figures."""

    recovery_target_percent: Decimal = Field(
        Decimal(98), ge=0, le=100, description="practice: the month's recovery rate a station answers for"
    )

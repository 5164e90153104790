"""How a payer is graded; every weight is the station's to set, and every line can be objected to."""

from pydantic import Field

from collector_desktop.domain.value import Value


class GradingPolicy(Value):
    """Points of the lines make 100; each line says on screen what it looked at."""

    months: int = Field(12, ge=1, description="default: what lies further back no longer counts")
    on_time_points: int = Field(50, ge=0, description="default: bills paid by their due date")
    arrears_points: int = Field(30, ge=0, description="default: how long the oldest open bill has been overdue")
    promises_points: int = Field(20, ge=0, description="default: promises kept")
    arrears_days: int = Field(90, ge=1, description="default: overdue so long the arrears line has no points left")
    grade_a_from: int = Field(90, ge=0, le=100, description="practice: A from 90")
    grade_b_from: int = Field(70, ge=0, le=100, description="practice: B from 70")
    long_arrears_days: int = Field(180, ge=1, description="default: overdue so long is LONG_ARREARS")
    refusals: int = Field(2, ge=1, description="default: so many refusals while something is owed is REFUSING")
    upheld_months: int = Field(12, ge=1, description="default: an objection the station upheld holds that long")

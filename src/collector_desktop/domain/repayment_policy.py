"""Repayment plans (还款协议): how long they may run, and when one that is not kept is over."""

from pydantic import Field

from collector_desktop.domain.value import Value


class RepaymentPolicy(Value):
    """What a station may agree to, and what keeping it means (Civil Code art. 509: as agreed)."""

    most_instalments: int = Field(6, ge=2, le=36, description="default: a plan has at most so many instalments")
    first_within_days: int = Field(31, ge=0, description="default: the first instalment is due at most so much later")
    longest_days: int = Field(183, ge=1, description="default: the last instalment is due at most so much later")
    soon_days: int = Field(3, ge=0, description="default: an instalment due within so many days is reminded of")
    lapse_days: int = Field(
        7, ge=0, description="practice: an instalment open longer than that after its day ends the plan"
    )

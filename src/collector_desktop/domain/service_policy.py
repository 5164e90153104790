"""The free yearly wiring and appliance check: how often, for whom, and how many fit into a slot."""

from pydantic import Field

from collector_desktop.domain.value import Value


class ServicePolicy(Value):
    """Free service for prompt payers and bank-debit savers."""

    free_checks_a_year: int = Field(1, ge=0, description="practice: free checks a household has in a calendar year")
    prompt_months: int = Field(
        6, ge=1, le=36, description="default: every bill due in that many months before was paid in time"
    )
    least_bills: int = Field(1, ge=1, description="default: fewer bills in those months say nothing about a payer")
    checks_per_slot: int = Field(4, ge=1, description="default: checks that fit into one slot of one day")
    minutes_per_check: int = Field(20, ge=1, description="default: what a check takes")
    follow_up_days: int = Field(7, ge=0, description="default: when a fault found is looked at again")

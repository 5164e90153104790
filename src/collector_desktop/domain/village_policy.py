"""Villages and the township: how often one meets, how soon an opinion is answered, how much goes on a report."""

from pydantic import Field

from collector_desktop.domain.value import Value


class VillagePolicy(Value):
    """Relations with the village committees and the township."""

    meetings_a_month: int = Field(1, ge=0, description="practice: a meeting with the committee members every month")
    opinion_answer_days: int = Field(15, ge=1, description="default: an opinion is answered within so many days")
    opinion_warns_days: int = Field(3, ge=0, description="default: an opinion due within so many days is marked")
    longest_help_hours: int = Field(240, ge=1, description="default: more hours of help on one line are a slip")
    answers_on_report: int = Field(4, ge=0, description="default: answered opinions told one by one to the township")
    asks_on_report: int = Field(4, ge=0, description="default: what the township is asked for, at the most")

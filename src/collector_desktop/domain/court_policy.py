"""Payment orders and suits: the law's days, and how the station names itself before a court."""

from pydantic import Field

from collector_desktop.domain.value import Value


class CourtPolicy(Value):
    """Going to court (支付令与诉讼)."""

    court: str = Field("", description="the people's court of the debtors' county; a claim may name another")
    applicant: str = Field("", description="the company in whose name the station sues; the station's name if empty")
    applicant_code: str = Field("", description="its unified social credit code; a blank on the form if empty")
    applicant_address: str = Field("", description="its address; a blank on the form if empty")
    representative: str = Field("", description="its legal representative; a blank on the form if empty")
    applicant_phone: str = Field("", description="the station's own number; the hotline if empty")
    order_accept_days: int = Field(5, ge=1, description="《民事诉讼法》 2023 art. 226: told in 5 days if accepted")
    order_issue_days: int = Field(15, ge=1, description="《民事诉讼法》 2023 art. 227: issued in 15 days")
    order_serve_days: int = Field(
        30, ge=1, description="《民事诉讼法》解释: an order not served within 30 days of its issue lapses"
    )
    objection_days: int = Field(
        15, ge=15, description="《民事诉讼法》 2023 art. 227: the debtor pays or objects within 15 days of receipt"
    )
    suit_accept_days: int = Field(7, ge=1, description="《民事诉讼法》 2023 art. 126: a suit is taken up within 7 days")
    judgment_days: int = Field(
        90, ge=1, description="《民事诉讼法》 2023 art. 164: simple procedure, 3 months; small claims 2 (art. 168)"
    )
    appeal_days: int = Field(15, ge=1, description="《民事诉讼法》 2023 art. 171: appeal within 15 days of service")
    enforcement_days: int = Field(
        730, ge=1, description="《民事诉讼法》 2023 art. 250: enforcement is applied for within two years"
    )
    soon_days: int = Field(90, ge=1, description="default: a bill out of time within so many days comes first")

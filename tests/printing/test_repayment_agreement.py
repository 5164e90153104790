"""The agreement names every debt and every part, in figures and in words, and what both sides hold to."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.instalments import even_instalments
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, StationCode
from collector_desktop.domain.notices import Issuer, Party
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.requests import Role
from collector_desktop.printing.repayment_agreement import (
    TITLE,
    AgreementPaper,
    DebtLine,
    PlanApproval,
    repayment_agreement_pdf,
    terms,
)

TextOf = Callable[[bytes], list[str]]
APPROVAL = PlanApproval(number="20261124-7F3A", by="郑所长", role=Role.MANAGER, on=date(2026, 11, 24))


def said(months: int = 2, count: int = 3, **changed: Any) -> AgreementPaper:
    debts = tuple(
        DebtLine(month=BillingMonth(2026, 8).plus(at), kind=ORDINARY, fee=Money(25004), penalty=Money(1155))
        for at in range(months)
    )
    total = Money.total(debt.fee + debt.penalty for debt in debts)
    facts: dict[str, Any] = {
        "party": Party(account=AccountNumber("4179677287"), name="阎超", address="前柳村1组 大槐树东"),
        "issuer": Issuer(
            station_code=StationCode("41070305"),
            station_name="柳泉供电所",
            collector_name="农电工甲",
            badge=Badge("A07"),
            hotline="95598",
        ),
        "asked_on": date(2026, 11, 23),
        "debts": debts,
        "instalments": even_instalments(total, count, date(2026, 12, 10)),
        "reason": "家里有人住院",
        "lapse_days": 7,
    }
    return AgreementPaper(**facts | changed)


def flat(page: str) -> str:
    return "".join(page.split())


def test_both_copies_name_debts_parts_and_sums_in_figures_and_words(text_of: TextOf) -> None:
    pages = text_of(repayment_agreement_pdf(said(approval=APPROVAL)))
    assert len(pages) == 2
    for page, whose in zip(pages, ("交客户", "供电所存"), strict=True):
        for text in (TITLE, "阎超", "4179677287", "2026年8月", "2026年9月", "250.04", "11.55", "523.18", whose):
            assert text in page
        for text in ("174.00", "175.18", "2026年12月10日", "2027年1月10日", "2027年2月10日"):
            assert text in page
        for words in ("人民币伍佰贰拾叁元壹角捌分", "人民币壹佰柒拾肆元整", "人民币壹佰柒拾伍元壹角捌分"):
            assert words in flat(page)
        assert "20261124-7F3A" in page
        assert "郑所长" in page
        assert "待供电所批准" not in page
        for term in terms(said()):
            assert flat(term) in flat(page)


def test_a_proposal_says_that_it_is_not_yet_in_force(text_of: TextOf) -> None:
    for page in text_of(repayment_agreement_pdf(said())):
        assert "待供电所批准后生效" in page
        assert "批准号" not in page


@pytest.mark.parametrize(("months", "count", "pages"), [(1, 2, 2), (5, 6, 2), (14, 6, 4)])
def test_each_copy_is_one_page_as_long_as_it_can_be(text_of: TextOf, months: int, count: int, pages: int) -> None:
    assert len(text_of(repayment_agreement_pdf(said(months, count)))) == pages


def test_demo_data_are_marked(text_of: TextOf) -> None:
    demo = said().issuer.model_copy(update={"demo": True})
    assert all("演示" in page for page in text_of(repayment_agreement_pdf(said(issuer=demo))))

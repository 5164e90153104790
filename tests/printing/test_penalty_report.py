"""The penalty report stays on one page, whatever the month brought, and would name a waiver without approval."""

from collections.abc import Callable
from datetime import date

import pytest

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.penalty_report import (
    ApprovedWaiver,
    PenaltyFigures,
    PenaltyLine,
    PenaltyReport,
    UnapprovedWaiver,
)
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.printing.penalty_report import FEW, NONE_UNAPPROVED, penalty_report_pdf

TextOf = Callable[[bytes], list[str]]
MONTH = BillingMonth(2026, 11)
FIGURES = PenaltyFigures(
    opened=Money(123456), accrued=Money(7890), received=Money(5000), waived=Money(200), open=Money(126146)
)


def line(label: str, figures: PenaltyFigures | None = FIGURES) -> PenaltyLine:
    return PenaltyLine(label=label, households=12, figures=figures)


def report(villages: int = 3, waivers: int = 2, *unapproved: UnapprovedWaiver) -> PenaltyReport:
    return PenaltyReport(
        station_name="柳泉供电所",
        collector_name="",
        month=MONTH,
        on=date(2026, 11, 23),
        total=line("合计"),
        villages=tuple(line(f"第{at}村") for at in range(villages)),
        months=tuple(line(MONTH.plus(-back).label) for back in range(6)),
        waivers=tuple(
            ApprovedWaiver(approval=f"20261103-{at:04X}", approved_on=date(2026, 11, 3), amount=Money(100 + at))
            for at in range(waivers)
        ),
        unapproved=unapproved,
    )


@pytest.mark.parametrize(("villages", "waivers"), [(0, 0), (3, 2), (25, 40)])
def test_everything_stands_on_one_page(text_of: TextOf, villages: int, waivers: int) -> None:
    (page,) = text_of(penalty_report_pdf(report(villages, waivers)))
    assert page.count("1,261.46") == villages + 7
    assert all(f"20261103-{at:04X}" in page for at in range(waivers))
    assert NONE_UNAPPROVED in page


def test_a_waiver_without_approval_would_be_named(text_of: TextOf) -> None:
    wrong = UnapprovedWaiver(bill=BillId("4100000001-202609-正常电费"), amount=Money(300))
    (page,) = text_of(penalty_report_pdf(report(1, 0, wrong)))
    assert "****0001 2026年9月" in page
    assert "4100000001" not in page
    assert NONE_UNAPPROVED not in page


def test_a_month_of_few_households_is_not_told(text_of: TextOf) -> None:
    few = report(0, 0).model_copy(update={"total": line("合计", None)})
    (page,) = text_of(penalty_report_pdf(few))
    assert FEW in page

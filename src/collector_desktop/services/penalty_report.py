"""The month's penalty report: made from the books, on one page and as a spreadsheet."""

from datetime import date
from pathlib import Path

from collector_desktop.domain.penalty_report import PenaltyReport, month_line, village_lines, waivers_of
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals_villages import ReportMonthAhead
from collector_desktop.domain.township_report import month_days
from collector_desktop.exchange.penalty_xlsx import write_penalty_report
from collector_desktop.printing.penalty_report import penalty_report_pdf
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import penalties, policies

MONTHS = 6
"""How many months stand under each other."""


def report(ledger: Ledger, month: BillingMonth, on: date) -> PenaltyReport:
    """A month's penalties as they stand on a day. Raises ReportMonthAhead."""
    if month > BillingMonth.of(on):
        raise ReportMonthAhead(month=month)
    months = tuple(month.plus(-back) for back in reversed(range(MONTHS)))
    since = month_days(months[0])[0]
    with ledger.reading() as conn:
        policy = policies.policy(conn)
        accounts = penalties.penalty_accounts(conn, since)
        waivers = penalties.waivers_applied(conn, since)
        unapproved = penalties.unapproved(conn)
    seat = ledger.seat
    return PenaltyReport(
        station_name=seat.station_name,
        collector_name=seat.collector_name,
        month=month,
        on=on,
        total=month_line(accounts, month, on, "合计", policy),
        villages=village_lines(accounts, month, on, policy),
        months=tuple(month_line(accounts, each, on, each.label, policy) for each in months),
        waivers=waivers_of(waivers, month),
        unapproved=unapproved,
        demo=seat.demo,
    )


def paper(ledger: Ledger, month: BillingMonth, on: date) -> bytes:
    """The report on one A4 page. Raises ReportMonthAhead."""
    return penalty_report_pdf(report(ledger, month, on))


def write_spreadsheet(path: Path, made: PenaltyReport) -> None:
    """Write a report to an .xlsx file. Raises OSError."""
    write_penalty_report(path, made)

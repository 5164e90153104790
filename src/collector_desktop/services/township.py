"""The month's report to the township: made from the books, kept as it went, on paper and as a spreadsheet."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.villages import TownshipReported
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.masking import mask_text
from collector_desktop.domain.names import ActId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals_villages import ReportMonthAhead
from collector_desktop.domain.township_report import ReportedBy, TownshipReport, suggested_asks, township_report
from collector_desktop.domain.value import Value
from collector_desktop.exchange.township_xlsx import write_township_report
from collector_desktop.printing.township_report import TITLE, township_report_pdf
from collector_desktop.store.attachments import keep_attachment
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import accounts, policies, villages
from collector_desktop.store.queries.facts import fact


class SendReport(Value):
    """A month's report goes to the township. `id` was fixed when the tab opened: a double Enter is one report."""

    id: ActId
    month: BillingMonth
    asks: tuple[str, ...]


def report(ledger: Ledger, month: BillingMonth, asks: Sequence[str] | None, on: date) -> TownshipReport:
    """A month's report as it stands on a day; None asks for what the figures suggest. Raises ReportMonthAhead."""
    with ledger.reading() as conn:
        return _report(ledger, conn, month, asks, on)


def paper(ledger: Ledger, month: BillingMonth, asks: Sequence[str], on: date) -> bytes:
    """The report on one A4 page. Raises ReportMonthAhead."""
    return township_report_pdf(report(ledger, month, asks, on))


def write_spreadsheet(path: Path, made: TownshipReport) -> None:
    """Write a report to an .xlsx file. Raises OSError."""
    write_township_report(path, made)


def send(ledger: Ledger, wanted: SendReport, stamp: Stamp) -> Changes:
    """Note that the report went, and keep its page as it was. Raises ReportMonthAhead."""
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        made = _report(ledger, conn, wanted.month, wanted.asks, stamp.business_day)
        page = keep_attachment(conn, township_report_pdf(made), MediaType.PDF, f"{wanted.month.label}{TITLE}")
        sent = TownshipReported(**dict(stamp), id=wanted.id, month=wanted.month, asks=made.asks, attachments=(page,))
        return ledger.post(conn, sent).changes


def _report(
    ledger: Ledger, conn: Connection, month: BillingMonth, asks: Sequence[str] | None, on: date
) -> TownshipReport:
    if month > BillingMonth.of(on):
        raise ReportMonthAhead(month=month)
    seat = ledger.seat
    by = ReportedBy(station_name=seat.station_name, collector_name=seat.collector_name, on=on, demo=seat.demo)
    policy = policies.policy(conn)
    figures = villages.township(conn, month, on)
    made = township_report(figures, by, month, asks or (), policy)
    return _masked(conn, made if asks is not None else made.model_copy(update={"asks": suggested_asks(made)}))


def _masked(conn: Connection, made: TownshipReport) -> TownshipReport:
    """The report without what somebody wrote of a household: opinions and asks are free text (PIPL art. 6)."""
    names = accounts.names(conn).values()
    answered = tuple(
        each.model_copy(update={"text": mask_text(each.text, names), "done": mask_text(each.done, names)})
        for each in made.answered
    )
    return made.model_copy(update={"answered": answered, "asks": tuple(mask_text(ask, names) for ask in made.asks)})

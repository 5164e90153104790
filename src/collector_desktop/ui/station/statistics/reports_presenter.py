"""Which reports the station has, what each is asked by, and how it is made."""

from dataclasses import dataclass
from enum import StrEnum

from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.services import reporting, station_reports
from collector_desktop.services.penalty_report import MONTHS
from collector_desktop.services.report_table import ReportTable
from collector_desktop.store import locks
from collector_desktop.store.queries import devices
from collector_desktop.ui.session import Session
from collector_desktop.ui.words import month_word, tr

Option = tuple[str, str]
"""A word and what it stands for."""


class Report(StrEnum):
    """A report."""

    RECOVERY = "recovery"
    TAKINGS = "takings"
    PENALTY = "penalty"
    ROUTE = "route"
    ATTENTION = "attention"


BY_MONTH = (Report.TAKINGS, Report.PENALTY)
BY_COLLECTOR = (Report.TAKINGS, Report.ROUTE, Report.ATTENTION)
BY_VILLAGE = (Report.ROUTE,)
_ALWAYS_OF_ONE = {Report.ROUTE: BY_COLLECTOR, Report.PENALTY: BY_MONTH}
"""Reports of one collector or one month, never of all."""

_WORDS = {
    Report.RECOVERY: "回收率",
    Report.TAKINGS: "实收日报",
    Report.PENALTY: "违约金月报",
    Report.ROUTE: "走收名单",
    Report.ATTENTION: "待处理事项",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report with what it is asked by; empty is all."""

    report: Report
    month: str = ""
    device: str = ""
    village: str = ""


def report_word(report: Report) -> str:
    """The name of a report."""
    return tr(_WORDS[report])


def months(session: Session, report: Report) -> tuple[Option, ...]:
    """The months a report can be asked for."""
    this_month = BillingMonth.of(session.business_day)
    found = [this_month.plus(-back) for back in range(MONTHS)]
    every = () if report in _ALWAYS_OF_ONE else ((tr("全部月份"), ""),)
    return (*every, *((month_word(month), str(month)) for month in found))


def collectors(session: Session, report: Report) -> tuple[Option, ...]:
    """The laptops a report can be asked for."""
    with session.ledger.reading() as conn:
        found = devices.devices(conn)
    every = () if report in _ALWAYS_OF_ONE else ((tr("全部收费员"), ""),)
    return (*every, *((f"{each.code} {each.collector_name}", each.code) for each in found))


def villages(session: Session) -> tuple[Option, ...]:
    """The villages a report can be asked for."""
    with session.ledger.reading() as conn:
        return ((tr("全部村"), ""), *((village, village) for village in locks.villages(conn)))


def make(session: Session, wanted: Wanted) -> ReportTable | None:
    """The report as a table; None where it is of one collector and no laptop is enrolled. Raises ReportMonthAhead."""
    ledger, seat, on = session.ledger, session.seat, session.business_day
    device = DeviceCode(wanted.device) if wanted.device else None
    month = BillingMonth.parse(wanted.month) if wanted.month else None
    match wanted.report:
        case Report.RECOVERY:
            return station_reports.recovery_table(reporting.recovery(ledger), seat, on)
        case Report.TAKINGS:
            return station_reports.takings_table(reporting.takings(ledger, device, month), seat, on)
        case Report.PENALTY:
            return station_reports.penalty_table(ledger, month or BillingMonth.of(on), on)
        case Report.ATTENTION:
            return station_reports.attention_table(reporting.attention_list(ledger, device), seat)
        case Report.ROUTE if device is not None:
            return station_reports.route_table(reporting.route(ledger, device, on, wanted.village), seat)
    return None

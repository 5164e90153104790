"""A village's month in figures: what was received, what was done for people, what was asked and answered."""

from collector_desktop.domain.group_totals import GroupTotal
from collector_desktop.domain.helping import HelpCounts
from collector_desktop.domain.opinions import OpinionCounts
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.recovery_told import CountedRecovery
from collector_desktop.domain.value import Value


class Recoveries(Value):
    """Recovery of the newest billed month, of the earlier months of its year, and of prior years (陈欠)."""

    billed: BillingMonth | None = None
    """The newest billed month; None before any bill."""
    month: CountedRecovery = CountedRecovery(label="")
    earlier_months: CountedRecovery = CountedRecovery(label="")
    prior_years: CountedRecovery = CountedRecovery(label="")


class ServiceDone(Value):
    """What was done for people that nobody pays for."""

    checks: int = 0
    faults: int = 0
    """Items found faulty in the checks."""
    repairs: int = 0
    talks: int = 0
    explanations: int = 0
    publicity: int = 0
    """How many times the law, safety or the tariff was made known."""


class VillageMonth(Value):
    """One village in one calendar month."""

    village: str
    month: BillingMonth
    recoveries: Recoveries
    owing: tuple[GroupTotal, ...]
    """Households with something overdue, by group, no cell too small."""
    service: ServiceDone
    help: HelpCounts
    opinions: OpinionCounts

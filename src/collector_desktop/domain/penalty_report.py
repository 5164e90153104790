"""The month's penalties: what grew, what was received, what the station waived, what is open; no household named."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from collector_desktop.domain.bill import Bill
from collector_desktop.domain.group_totals import group_cells
from collector_desktop.domain.masking import mask_account
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.township_report import month_days
from collector_desktop.domain.value import Value
from collector_desktop.domain.waiver import Waiver


class PenaltySettled(Value):
    """What was settled of a bill's penalty on a day: paid, or waived by the station."""

    on: date
    amount: Money
    waived: bool = False


class PenaltyAccount(Value):
    """One bill as it stands now, with everything settled of its penalty."""

    village: str
    bill: Bill
    settled: tuple[PenaltySettled, ...] = ()


class PenaltyFigures(Value):
    """Penalties of one month: opened + accrued - received - waived = open."""

    opened: Money = Money.ZERO
    """Open before the month began."""
    accrued: Money = Money.ZERO
    """Grown in the month, and what the station's own figures changed."""
    received: Money = Money.ZERO
    waived: Money = Money.ZERO
    open: Money = Money.ZERO
    """Open when the month ended, or on the day of the report."""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return self == PenaltyFigures()

    def __add__(self, other: "PenaltyFigures") -> "PenaltyFigures":
        return PenaltyFigures(
            opened=self.opened + other.opened,
            accrued=self.accrued + other.accrued,
            received=self.received + other.received,
            waived=self.waived + other.waived,
            open=self.open + other.open,
        )


class PenaltyLine(Value):
    """A village, several merged, or a whole month."""

    label: str
    households: int
    """Those with anything of it."""
    figures: PenaltyFigures | None
    """None if so few households stand behind it that they could be reckoned (PIPL art. 6)."""


class ApprovedWaiver(Value):
    """A waiver of the month by the number of its approval; whose it is stays with the station."""

    approval: str
    approved_on: date
    amount: Money


class UnapprovedWaiver(Value):
    """A waiver no decision covers: a listed violation. There are none, because the books refuse them."""

    bill: BillId
    amount: Money

    @property
    def masked_bill(self) -> str:
        """The bill as others may read it: ****1234 2026年9月."""
        account, month, _kind = self.bill.split("-", 2)
        return f"{mask_account(AccountNumber(account))} {BillingMonth.parse(month).label}"


class PenaltyReport(Value):
    """Everything on the page."""

    station_name: str
    collector_name: str
    """Empty if the station itself reports."""
    month: BillingMonth
    on: date
    total: PenaltyLine
    villages: tuple[PenaltyLine, ...]
    months: tuple[PenaltyLine, ...]
    """The months up to this one, oldest first."""
    waivers: tuple[ApprovedWaiver, ...]
    unapproved: tuple[UnapprovedWaiver, ...]
    demo: bool = False


def figures_of(account: PenaltyAccount, first: date, last: date, policy: Policy) -> PenaltyFigures:
    """One bill's penalties between two days, both included."""
    within = [each for each in account.settled if first <= each.on <= last]
    received = Money.total(each.amount for each in within if not each.waived)
    waived = Money.total(each.amount for each in within if each.waived)
    opened = _open_on(account, first - timedelta(days=1), policy)
    closing = _open_on(account, last, policy)
    return PenaltyFigures(
        opened=opened,
        accrued=closing - opened + received + waived,
        received=received,
        waived=waived,
        open=closing,
    )


def bill_figures(
    accounts: Iterable[PenaltyAccount], month: BillingMonth, on: date, policy: Policy
) -> Iterator[tuple[PenaltyAccount, PenaltyFigures]]:
    """Every bill with anything to tell of a month, up to a day."""
    first, last = month_days(month)
    for each in accounts:
        if each.bill.due_on >= last and not each.settled:
            continue
        figures = figures_of(each, first, min(last, on), policy)
        if not figures.is_nothing:
            yield each, figures


def month_line(
    accounts: Iterable[PenaltyAccount], month: BillingMonth, on: date, label: str, policy: Policy
) -> PenaltyLine:
    """A whole month up to a day; its figures are told if enough households stand behind them."""
    by_household = _by_household(accounts, month, on, policy)
    together = sum((figures for _village, figures in by_household.values()), PenaltyFigures())
    few = len(by_household) < policy.privacy.smallest_cell and bool(by_household)
    return PenaltyLine(label=label, households=len(by_household), figures=None if few else together)


def village_lines(
    accounts: Iterable[PenaltyAccount], month: BillingMonth, on: date, policy: Policy
) -> tuple[PenaltyLine, ...]:
    """The month by village; villages with too few households are merged, and nothing is left if all are too few."""
    by_household = _by_household(accounts, month, on, policy)
    by_village: dict[str, list[PenaltyFigures]] = {}
    for village, figures in by_household.values():
        by_village.setdefault(village, []).append(figures)
    counts = {village: len(own) for village, own in sorted(by_village.items())}
    return tuple(
        PenaltyLine(
            label=cell.label,
            households=cell.households,
            figures=sum((each for group in cell.groups for each in by_village[group]), PenaltyFigures()),
        )
        for cell in group_cells(counts, policy.privacy.smallest_cell)
    )


def waivers_of(waivers: Sequence[tuple[date, Waiver]], month: BillingMonth) -> tuple[ApprovedWaiver, ...]:
    """The waivers applied in a month, each given with the day it was applied, by the number of their approval."""
    return tuple(
        ApprovedWaiver(approval=each.approval, approved_on=each.approved_on, amount=each.amount)
        for applied_on, each in waivers
        if BillingMonth.of(applied_on) == month
    )


def _by_household(
    accounts: Iterable[PenaltyAccount], month: BillingMonth, on: date, policy: Policy
) -> dict[AccountNumber, tuple[str, PenaltyFigures]]:
    """Households with anything to tell of the month."""
    found: dict[AccountNumber, tuple[str, PenaltyFigures]] = {}
    for each, figures in bill_figures(accounts, month, on, policy):
        before = found.get(each.bill.account, (each.village, PenaltyFigures()))[1]
        found[each.bill.account] = each.village, before + figures
    return found


def _open_on(account: PenaltyAccount, day: date, policy: Policy) -> Money:
    """What was open of a bill's penalty on the evening of a day."""
    later = Money.total(each.amount for each in account.settled if each.on > day)
    settled = account.bill.penalty_paid - later
    return max(penalty(account.bill, day, policy).amount - settled, Money.ZERO)

"""The late-payment penalty (违约金): 《电力供应与使用条例》 art. 39 and 《供电营业规则》, as the policy sets them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

from collector_desktop.domain.bill import Bill, UseClass
from collector_desktop.domain.contract import most_permille
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import AcrossYears, PenaltyPolicy, Policy
from collector_desktop.domain.value import Value

_DAY = timedelta(days=1)


class Stretch(Value):
    """Days in a row, both ends included, with one principal and one daily rate."""

    first: date
    last: date
    principal: Money
    permille: Decimal

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def exact_fen(self) -> Fraction:
        """Principal × days × rate in fen, unrounded."""
        numerator, denominator = self.permille.as_integer_ratio()
        return Fraction(self.principal.fen * self.days * numerator, denominator * 1000)

    @property
    def exact_yuan(self) -> Decimal:
        """The same in yuan with all its decimals, for an explanation: 75.60 × 69 days × 1‰ = 5.2164."""
        with localcontext(prec=60):
            return (Decimal(self.principal.fen * self.days) * self.permille).scaleb(-5)


class Penalty(Value):
    """The whole penalty of one bill up to and including a day, with everything a screen needs to explain it."""

    amount: Money
    """After minimum and cap."""
    raw: Money
    """As the days alone would make it, before minimum and cap."""
    cap: Money | None
    """The most it can be; None if the policy has no cap."""
    capped: bool
    minimum_applied: bool
    due_on: date
    """The last day without penalty, moved to a working day if the policy says so."""
    overdue_days: int
    """Days from the due date to the day asked for, or to the day on which the principal was paid."""
    stretches: tuple[Stretch, ...]
    station_figure: Money | None
    """The station's own figure the stretches were added to, if it was used."""
    paid: Money
    waived: Money = Money.ZERO
    """What the station waived (减免); nobody else may."""
    agreed_permille: Decimal | None = None
    """The contract's rate where it is the one charged; None if the rules' is."""
    agreed_cap_percent: int | None = None
    """The contract's cap where it is the one that holds."""

    @property
    def open(self) -> Money:
        """What is still to be paid, never less than nothing."""
        return max(self.amount - self.paid - self.waived, Money.ZERO)


def penalty(bill: Bill, paid_on: date, policy: Policy) -> Penalty:
    """The penalty a bill has run up to and including the day it is paid; the day of payment counts, the due date not.

    All arithmetic is exact; the total is rounded once, half up to the fen. A refund has no penalty.
    """
    rules = policy.penalty
    due_on = effective_due(bill, policy)
    stretches = tuple(_stretches(bill, due_on, paid_on, rules))
    overdue_days = (stretches[-1].last - due_on).days if stretches else 0
    station = bill.station_penalty if bill.amount > Money.ZERO else None
    if station is not None and station.as_of > paid_on:
        station = None
    if station is not None:
        stretches = tuple(_after(stretches, station.as_of))
    begun = Fraction(station.amount.fen if station else 0)
    exact = sum((stretch.exact_fen for stretch in stretches), begun)
    cap = _cap(bill, due_on, rules)
    # The station's figure stands even above our cap; only what runs on after its date stops there.
    capped = exact if cap is None else min(exact, max(cap, begun))
    least = _least(bill, rules) if overdue_days and station is None else 0
    return Penalty(
        amount=Money.rounded(max(capped, Fraction(least))),
        raw=Money.rounded(exact),
        cap=None if cap is None else Money.rounded(cap),
        capped=least <= capped < exact,
        minimum_applied=capped < least,
        due_on=due_on,
        overdue_days=overdue_days,
        stretches=stretches,
        station_figure=station.amount if station else None,
        paid=bill.penalty_paid - bill.waived,
        waived=bill.waived,
        agreed_permille=_agreed(bill, rules),
        agreed_cap_percent=bill.terms.cap_percent if bill.terms else None,
    )


def effective_due(bill: Bill, policy: Policy) -> date:
    """The last day without penalty of a bill."""
    return moved_due(bill.due_on, policy)


def moved_due(due_on: date, policy: Policy) -> date:
    """A due date as it counts: on a rest day it moves to the next working day (Civil Code art. 203)."""
    return policy.calendar.next_working_day(due_on) if policy.penalty.due_moves_to_working_day else due_on


def _stretches(bill: Bill, due_on: date, paid_on: date, rules: PenaltyPolicy) -> Iterator[Stretch]:
    """The overdue days, cut wherever the principal or the rate changes."""
    if bill.amount <= Money.ZERO:
        return
    end = min(paid_on, _principal_paid_on(bill) or paid_on)
    cuts = {part.on for part in bill.paid} | {end}
    agreed = _agreed(bill, rules)
    if agreed is None and bill.use is UseClass.OTHER and rules.across_years is AcrossYears.SPLIT:
        cuts.add(date(due_on.year, 12, 31))
    first = due_on + _DAY
    for last in sorted(cut for cut in cuts if first <= cut <= end):
        # The day of a payment is still charged on what was open that morning.
        principal = bill.amount - Money.total(part.principal for part in bill.paid if part.on < first)
        counted = end if rules.across_years is AcrossYears.ALL_DAYS else last
        permille = _permille(bill.use, counted, due_on, rules) if agreed is None else agreed
        yield Stretch(first=first, last=last, principal=principal, permille=permille)
        first = last + _DAY


def _principal_paid_on(bill: Bill) -> date | None:
    """The day on which nothing of the principal stayed open; from then on the penalty no longer grows."""
    left = bill.amount
    for part in sorted(bill.paid, key=lambda part: part.on):
        left -= part.principal
        if left <= Money.ZERO:
            return part.on
    return None


def _agreed(bill: Bill, rules: PenaltyPolicy) -> Decimal | None:
    """The contract's own rate, no higher than the law's most; None if the contract leaves it to the rules."""
    if bill.terms is None or bill.terms.permille is None:
        return None
    return min(bill.terms.permille, most_permille(bill.use, rules))


def _permille(use: UseClass, day: date, due_on: date, rules: PenaltyPolicy) -> Decimal:
    if use is UseClass.RESIDENTIAL:
        return rules.residential_permille
    return rules.other_permille if day.year == due_on.year else rules.other_permille_later_years


def _after(stretches: tuple[Stretch, ...], day: date) -> Iterator[Stretch]:
    for stretch in stretches:
        if stretch.last > day:
            yield stretch.model_copy(update={"first": max(stretch.first, day + _DAY)})


def _cap(bill: Bill, due_on: date, rules: PenaltyPolicy) -> Fraction | None:
    agreed = bill.terms.cap_percent if bill.terms else None
    percent = rules.cap_percent if agreed is None else agreed
    if percent is None:
        return None
    overdue = bill.amount - Money.total(part.principal for part in bill.paid if part.on <= due_on)
    return Fraction(max(overdue, Money.ZERO).fen * percent, 100)


def _least(bill: Bill, rules: PenaltyPolicy) -> int:
    """The least penalty of an overdue bill in fen: 1 yuan under the 1996 edition, nothing since."""
    ends = rules.minimum_for_due_before
    return rules.minimum.fen if ends is not None and bill.due_on < ends else 0

"""How hypothesis makes the values of the trade, registered by type so that every test asks `from_type`."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st
from pydantic import AwareDatetime

from collector_desktop.domain.attachment import LARGEST_ATTACHMENT, Attachment, MediaType
from collector_desktop.domain.bill import Bill, PartPayment, StationPenalty, UseClass, bill_id
from collector_desktop.domain.contract import Contract
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId, DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import (
    AcrossYears,
    AllocationOrder,
    CashPolicy,
    ImportPolicy,
    LaptopPolicy,
    PaymentPolicy,
    PenaltyPolicy,
    VisitPolicy,
)
from collector_desktop.domain.village_days import MarketRule
from collector_desktop.domain.visit import SlotWindow

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))


def _digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


@st.composite
def _bills(draw: st.DrawFn) -> Bill:
    """A bill of one account, paid in part before and after its due date or not at all."""
    due_on = draw(DAYS)
    amount = draw(st.integers(1, 1_000_000))
    parts = draw(
        st.lists(st.builds(PartPayment, on=DAYS, principal=st.integers(1, 200_000).map(Money)), max_size=3).filter(
            lambda parts: sum(part.principal.fen for part in parts) <= amount
        )
    )
    return Bill(
        account=AccountNumber("4179677287"),
        month=BillingMonth.of(due_on),
        kind=draw(st.sampled_from(["正常电费", "电量退补", "违约用电"])),
        use=draw(st.sampled_from(UseClass)),
        due_on=due_on,
        amount=Money(amount),
        paid=tuple(sorted(parts, key=lambda part: part.on)),
        penalty_paid=Money(draw(st.sampled_from([0, 0, 5, 1000]))),
        station_penalty=draw(
            st.none() | st.builds(StationPenalty, as_of=DAYS, amount=st.integers(0, 50_000).map(Money))
        ),
    )


_POSITIVE = st.integers(1, 10_000)

_DIGITS = st.lists(st.integers(0, 9), max_size=3).map(tuple)
_WEEKDAYS = st.lists(st.integers(0, 6), max_size=3).map(tuple)
st.register_type_strategy(
    MarketRule,
    st.builds(
        MarketRule,
        lunar_digits=_DIGITS,
        solar_digits=_DIGITS,
        weekdays=_WEEKDAYS,
    ),
)
st.register_type_strategy(Money, st.integers(-(10**12), 10**12).map(Money))
st.register_type_strategy(BillingMonth, st.builds(BillingMonth, st.integers(1900, 2999), st.integers(1, 12)))
st.register_type_strategy(Bill, _bills())
st.register_type_strategy(BillId, st.just(bill_id(AccountNumber("4179677287"), BillingMonth(2026, 9))))
st.register_type_strategy(
    Attachment,
    st.builds(
        Attachment,
        sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
        media=st.sampled_from(MediaType),
        size=st.integers(1, LARGEST_ATTACHMENT),
        title=st.text(max_size=20),
    ),
)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False, places=3))
st.register_type_strategy(
    AwareDatetime,
    st.datetimes(
        datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
        timezones=st.sampled_from([timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30))]),
    ),
)
st.register_type_strategy(
    ReceiptNumber,
    st.builds(ReceiptNumber.make, _digits(8).map(StationCode), _digits(2).map(DeviceCode), st.integers(0, 999_999_999)),
)
st.register_type_strategy(
    CashCount, st.dictionaries(st.sampled_from([10000, 5000, 100, 50, 10]), st.integers(0, 500)).map(CashCount.of)
)
st.register_type_strategy(
    SlotWindow,
    st.builds(SlotWindow, prior_met=st.decimals("0.1", 9, places=1), prior_missed=st.decimals("0.1", 9, places=1)),
)
st.register_type_strategy(
    PenaltyPolicy,
    st.builds(
        PenaltyPolicy,
        residential_permille=st.decimals(0, 1, places=2),
        other_permille=st.decimals(0, 2, places=2),
        other_permille_later_years=st.decimals(0, 3, places=2),
        across_years=st.sampled_from(AcrossYears),
        cap_percent=st.none() | st.integers(0, 100),
        minimum=st.integers(0, 100).map(Money),
        minimum_for_due_before=st.none() | DAYS,
        due_moves_to_working_day=st.booleans(),
    ),
)
st.register_type_strategy(
    PaymentPolicy,
    st.builds(
        PaymentPolicy,
        order=st.sampled_from(AllocationOrder),
        part_payment_allowed=st.booleans(),
        prepayment_allowed=st.booleans(),
        round_up_to_yuan=st.lists(_POSITIVE, max_size=3).map(tuple),
    ),
)
st.register_type_strategy(
    VisitPolicy,
    st.builds(
        VisitPolicy,
        windows=st.lists(st.from_type(SlotWindow), min_size=1, max_size=3).map(tuple),
        undo_seconds=st.integers(0, 60),
        forgotten_days=st.integers(1, 60),
    ),
)
st.register_type_strategy(
    CashPolicy,
    st.builds(CashPolicy, denominations_fen=st.lists(_POSITIVE, min_size=1, max_size=8).map(tuple), bank_by=st.times()),
)
st.register_type_strategy(ImportPolicy, st.builds(ImportPolicy, due_day=st.integers(1, 28)))
st.register_type_strategy(LaptopPolicy, st.builds(LaptopPolicy, lock_after_minutes=st.integers(1, 120)))
st.register_type_strategy(time, st.times())
st.register_type_strategy(float, st.floats(0, 1))
st.register_type_strategy(
    Contract,
    st.builds(
        Contract,
        agreed_permille=st.none() | st.decimals(0, 50, places=2),
        agreed_cap_percent=st.none() | st.integers(0, 100),
    ),
)

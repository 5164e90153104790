"""What was read of an export, as the books take it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.exchange.station_export.reading import ReadAccount, ReadBill
from collector_desktop.store.import_accounts import ToldAccount
from collector_desktop.store.import_bills import ToldBill


def told_account(read: ReadAccount) -> ToldAccount:
    """One account."""
    return ToldAccount(
        number=read.number,
        old_number=read.old_number,
        name=read.name,
        address=read.address,
        hint=read.hint,
        village=read.village,
        village_group=read.group,
        section=read.section,
        sequence=read.sequence,
        phones="|".join(read.phones),
        meter_number=read.meter,
        transformer_area=read.transformer_area,
        use_category=f"{read.use_code}{read.use_name}",
        residential=None if read.use is None else read.use is UseClass.RESIDENTIAL,
        status=read.status,
        prepay=read.prepay,
        deposit=read.deposit,
    )


def told_bill(read: ReadBill, policy: Policy, residential: Mapping[AccountNumber, bool]) -> ToldBill:
    """One bill; `residential` says it of every account, for files that say nothing of its use."""
    return ToldBill(
        id=read.id,
        account=read.account,
        month=str(read.month),
        kind=read.kind,
        residential=residential[read.account] if read.use is None else read.use is UseClass.RESIDENTIAL,
        due_on=read.due_on or _due_date(read.month, policy.imports.due_day),
        due_is_told=read.due_on is not None,
        amount=read.amount,
        open=read.open,
        penalty_paid=read.penalty_paid or Money.ZERO,
        station_penalty=read.penalty.amount if read.penalty else None,
        station_penalty_on=read.penalty.as_of if read.penalty else None,
        kwh=_plain(read.kwh),
        previous_reading=_plain(read.previous_reading),
        present_reading=_plain(read.present_reading),
        multiplier=_plain(read.multiplier),
    )


@cache
def _due_date(month: BillingMonth, due_day: int) -> date:
    """The policy's due day of the month after."""
    after = month.plus(1)
    return date(after.year, after.month, due_day)


def _plain(number: Decimal | None) -> str | None:
    text = None if number is None else str(number)
    return f"{number:f}" if text and "E" in text else text

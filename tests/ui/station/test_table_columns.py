"""What the station's tables are sorted by, and what leaves them."""

from datetime import date
from decimal import Decimal

import pytest
from two_seats import stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.savings import BankDebitFailed
from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.contract import Contract
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.store.queries.contracts import ContractLine
from collector_desktop.store.queries.debits import DebitLine
from collector_desktop.ui.station.contracts import model as contracts
from collector_desktop.ui.station.debits import model as debits
from collector_desktop.ui.widgets.rows_model import Column

ACCOUNT = AccountNumber("4107030001")


def column(columns: tuple[Column, ...], key: str) -> Column:
    return next(column for column in columns if column.key == key)


def test_months_sort_as_they_come_not_as_they_are_written() -> None:
    def line(year: int, month: int) -> DebitLine:
        failed = BankDebitFailed(
            **dict(stamp()),
            id=new_act_id(),
            account=ACCOUNT,
            month=BillingMonth(year, month),
            amount=Money(100),
            reason="余额不足",
        )
        return DebitLine(name="张三", village="前柳村", result=failed, is_waiting=True)

    month = column(debits.columns(), "month")
    lines = [line(2026, 10), line(2026, 9), line(2025, 12)]
    assert [month.text(each) for each in sorted(lines, key=month.order)] == ["2025年12月", "2026年9月", "2026年10月"]


@pytest.mark.parametrize("key", ["rate", "cap"])
def test_agreed_terms_sort_by_their_figures_and_come_after_none(key: str) -> None:
    def line(figure: int | None) -> ContractLine:
        contract = Contract(
            account=ACCOUNT,
            number="GYD-1",
            signed_on=date(2020, 1, 1),
            agreed_permille=None if figure is None else Decimal(figure),
            agreed_cap_percent=figure,
        )
        return ContractLine(
            account=ACCOUNT, name="张三", village="前柳村", use=UseClass.RESIDENTIAL, contract=contract, warnings=()
        )

    order = column(contracts.columns(), key).order
    lines = [line(10), line(None), line(2), line(0)]
    assert sorted(lines, key=order) == [lines[1], lines[3], lines[2], lines[0]]

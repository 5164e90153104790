import json
from dataclasses import asdict
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import PenaltyStart
from collector_desktop.exchange.station_export.problems import Reason
from collector_desktop.exchange.station_export.reader import read_exports

FOLDER = Path(__file__).parents[2] / "data" / "exports"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".xlsx", ".xls", ".csv"))


@pytest.fixture(scope="module")
def reading():
    return read_exports(FILES)


def test_the_given_exports_read_to_exactly_their_truth(reading):
    truth = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
    del truth["station_code"]
    assert asdict(reading.totals()) == truth


def test_the_order_of_the_files_does_not_matter(reading):
    for order in permutations(FILES):
        again = read_exports(order)
        assert sorted(again.accounts) == sorted(reading.accounts)
        assert {bill.id: bill for bill in again.bills} == {bill.id: bill for bill in reading.bills}


def test_nothing_but_the_dropped_id_numbers_is_reported(reading):
    assert [(problem.reason, problem.facts) for problem in reading.problems] == [
        (Reason.ID_NUMBERS_DROPPED, {"count": "430"})
    ]
    assert not reading.has_errors


def test_no_id_number_is_in_any_value(reading):
    everything = repr(reading.accounts) + repr(reading.bills) + repr(reading.problems)
    assert "410781195009192446" not in everything
    assert "410781" not in everything


def test_one_account_is_put_together_from_all_files(reading):
    account = next(account for account in reading.accounts if account.number == "0056430174")
    assert (account.name, account.old_number, account.address) == ("崔大山", "010001", "前柳村1组大槐树东")
    assert (account.village, account.group, account.hint) == ("前柳村", "1组", "大槐树东")
    assert (account.section, account.section_name, account.sequence) == ("03050101", "前柳村1组", 2)
    assert (account.use_code, account.use_name, account.use) == ("201", "乡村居民生活用电", UseClass.RESIDENTIAL)
    assert (account.prepay, account.deposit, account.in_archive) == (Money(2050), Money(0), True)


def test_one_bill_is_put_together_from_three_files(reading):
    bill = next(bill for bill in reading.bills if bill.id == "4179677287-202607-正常电费")
    assert (bill.amount, bill.open, bill.settled) == (Money(2744), Money(2744), False)
    assert bill.due_on == date(2026, 8, 15)
    assert (bill.previous_reading, bill.present_reading, bill.multiplier, bill.kwh) == (17762, 17811, 1, 49)


def test_a_penalty_start_that_is_the_due_date_is_the_due_date_but_doubted(reading):
    again = read_exports(FILES, penalty_start=PenaltyStart.DUE_DATE)
    assert {bill.due_on for bill in again.bills if bill.month == BillingMonth(2026, 7)} == {date(2026, 8, 16)}
    assert Reason.PENALTY_START_DOUBTFUL in [problem.reason for problem in again.problems]


def test_refund_lines_are_apart_from_what_may_be_collected(reading):
    assert sorted(bill.open for bill in reading.refunds()) == [Money(-1204), Money(-994)]
    charges = [bill for bill in reading.bills if not bill.is_refund]
    assert all(bill.amount.fen >= 0 for bill in charges)
    assert len(charges) == 516 - 3


def test_irrigation_and_lighting_are_not_residential(reading):
    others = {account.use_code for account in reading.accounts if account.use is UseClass.OTHER}
    assert others == {"100", "302"}
    assert {bill.use for bill in reading.bills} == {UseClass.RESIDENTIAL, UseClass.OTHER}

"""The penalty explained on the receipt: days and rate beside the fee, in words where it takes more."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collector_desktop.domain.bill import Bill, PartPayment, PenaltyTerms, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.receipt import ReceiptLine
from collector_desktop.printing.paper import RECEIPT_PAPERS, Paper
from collector_desktop.printing.receipt import receipt_pdf

DEFAULT = Path(__file__).parents[2] / "resources" / "policy" / "default.json"
POLICY = Policy.model_validate_json(DEFAULT.read_text("utf-8"))
SHEETS = [Paper.A5, Paper.FORM241, Paper.A4]
ROLLS = [paper for paper in RECEIPT_PAPERS if paper.is_roll]
PAID_ON = date(2026, 11, 23)


def line_of(bill: Bill, *, fee: Money | None = None, paid: Money | None = None) -> ReceiptLine:
    """The line of a receipt that pays a bill, whole unless said otherwise."""
    run = penalty(bill, PAID_ON, POLICY)
    fee = bill.open if fee is None else fee
    paid = run.open if paid is None else paid
    return ReceiptLine(
        bill=bill.id,
        month=bill.month,
        kind=bill.kind,
        fee=fee,
        penalty=paid,
        overdue_days=run.overdue_days,
        open_after=bill.open - fee + run.open - paid,
        waived=run.waived,
        approval="20261104-4A52" if run.waived else "",
        run=run,
    )


def bill(**said: object) -> Bill:
    """84.56 yuan due on 17 August, unless said otherwise."""
    usual: dict[str, object] = {
        "account": AccountNumber("4179677287"),
        "month": BillingMonth(2026, 7),
        "use": UseClass.RESIDENTIAL,
        "due_on": date(2026, 8, 17),
        "amount": Money(8456),
    }
    return Bill(**usual | said)


def joined(texts: list[str]) -> str:
    return "".join("".join(texts).split())


@pytest.mark.parametrize("paper", SHEETS)
def test_days_and_rate_stand_beside_the_fee_on_a_sheet(paper, make_receipt, text_of) -> None:
    text = joined(text_of(receipt_pdf(make_receipt(lines=(line_of(bill()),)), paper, code="R1")))
    assert "98天×1‰" in text
    assert "8.29" in text


@pytest.mark.parametrize("paper", ROLLS)
def test_a_roll_multiplies_it_out(paper, make_receipt, text_of) -> None:
    text = joined(text_of(receipt_pdf(make_receipt(lines=(line_of(bill()),)), paper, code="R1")))
    assert "84.56元×1‰×98天" in text


@pytest.mark.parametrize("paper", [*SHEETS, *ROLLS])
def test_what_the_station_waived_is_beside_the_days_and_the_rate(paper, make_receipt, text_of) -> None:
    waived = bill(waived=Money(330), penalty_paid=Money(330))
    text = joined(text_of(receipt_pdf(make_receipt(lines=(line_of(waived),)), paper, code="R1")))
    assert "4.99" in text
    assert "违约金已减免3.30元(批准号20261104-4A52)" in text
    assert "1‰" in text


@pytest.mark.parametrize("paper", [*SHEETS, *ROLLS])
@pytest.mark.parametrize(
    ("of", "words"),
    [
        (
            {"paid": (PartPayment(on=date(2026, 9, 16), principal=Money(4456)),)},
            "30天×每天1‰×84.56元=2.5368元。2026年9月17日到11月23日,68天×每天1‰×40.00元=2.72元。",
        ),
        ({"due_on": date(2025, 8, 17)}, "封顶25.37元"),
        ({"use": UseClass.OTHER, "due_on": date(2025, 12, 15)}, "每天3‰"),
    ],
    ids=["part paid before", "capped", "across a year"],
)
def test_what_days_rate_and_fee_do_not_explain_is_told_in_words(paper, of, words, make_receipt, text_of) -> None:
    text = joined(text_of(receipt_pdf(make_receipt(lines=(line_of(bill(**of)),)), paper, code="R1")))
    assert words in text
    assert "天×1‰" not in text


@pytest.mark.parametrize("paper", [*SHEETS, *ROLLS])
def test_a_rate_agreed_in_the_contract_says_that_it_is(paper, make_receipt, text_of) -> None:
    agreed = bill(use=UseClass.OTHER, terms=PenaltyTerms(permille=Decimal("1.5"), cap_percent=None))
    text = joined(text_of(receipt_pdf(make_receipt(lines=(line_of(agreed),)), paper, code="R1")))
    assert "违约金按供用电合同约定的比例计算" in text
    assert "1.5‰" in text


def test_paying_only_a_part_of_a_penalty_is_told_in_words() -> None:
    assert line_of(bill(), paid=Money(100)).explained_by is None
    assert line_of(bill(), fee=Money(1000)).explained_by is None


@pytest.mark.parametrize("paper", SHEETS)
def test_three_late_bills_of_which_one_was_waived_need_one_sheet(paper, make_receipt, text_of) -> None:
    lines = tuple(
        line_of(bill(month=BillingMonth(2026, month), due_on=date(2026, month + 1, 17), **said))
        for month, said in ((7, {"waived": Money(330), "penalty_paid": Money(330)}), (8, {}), (9, {}))
    )
    assert len(text_of(receipt_pdf(make_receipt(lines=lines), paper, code="R1" + "aB3-_" * 22))) == 1

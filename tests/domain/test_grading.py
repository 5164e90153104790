"""Grades: three lines, each explained by what it counted; an upheld objection gives its line all points."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.bill import Bill
from collector_desktop.domain.grading import Grade, GradeCode, Grading, PayerClass, PayerHistory, grade
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.promises import AgreementFigures
from collector_desktop.domain.visit import Knock, Outcome, Slot

ONE = AccountNumber("4100000001")
TODAY = date(2026, 11, 23)
FEE = Money(5_000)


def bill(months_ago: int, paid_after: int | None) -> Bill:
    """A bill due on the 15th so many months ago, paid so many days after its due date; None if it was not."""
    month = BillingMonth.of(TODAY).plus(-months_ago - 1)
    following = month.plus(1)
    due = date(following.year, following.month, 15)
    made = Bill(account=ONE, month=month, due_on=due, amount=FEE)
    return made if paid_after is None else made.with_paid(due + timedelta(days=paid_after), FEE)


def graded(*bills: Bill, upheld: frozenset[GradeCode] = frozenset(), **facts: object) -> Grading:
    history = PayerHistory.model_validate({"account": ONE, "bills": bills, **facts})
    return grade(history, upheld, TODAY, Policy())


def points(grading: Grading) -> dict[GradeCode, tuple[int, int, int]]:
    return {line.code: (line.points, line.counted, line.good) for line in grading.lines}


def test_whoever_paid_everything_in_time_has_all_points() -> None:
    found = graded(*(bill(ago, -3) for ago in range(1, 7)))
    assert (found.score, found.grade, found.payer) == (100, Grade.A, PayerClass.PROMPT)
    assert points(found)[GradeCode.ON_TIME] == (50, 6, 6)


def test_a_household_nobody_billed_is_not_judged_by_what_is_missing() -> None:
    assert (graded().score, graded().payer) == (100, PayerClass.PROMPT)


def test_each_line_says_what_it_counted() -> None:
    found = graded(
        bill(3, -1), bill(2, 20), bill(1, None), promises=AgreementFigures(kept=1, nobody_home=1, nobody_came=3)
    )
    assert points(found) == {
        GradeCode.ON_TIME: (17, 3, 1),
        GradeCode.ARREARS: (17, 39, 0),
        GradeCode.PROMISES: (10, 2, 1),
    }
    assert (found.score, found.grade, found.payer) == (44, Grade.C, PayerClass.SLOW)


def test_where_we_did_not_come_nobody_broke_a_word() -> None:
    found = graded(promises=AgreementFigures(nobody_came=5))
    assert points(found)[GradeCode.PROMISES] == (20, 0, 0)


@pytest.mark.parametrize(("late", "grade_"), [(0, Grade.A), (2, Grade.A), (3, Grade.B), (6, Grade.B), (7, Grade.C)])
def test_the_grades_begin_where_the_policy_says(late: int, grade_: Grade) -> None:
    bills = [bill(ago, 5 if ago <= late else -1) for ago in range(1, 11)]
    assert graded(*bills).grade is grade_


def test_an_upheld_objection_gives_its_line_all_points_and_says_so() -> None:
    bills = (bill(2, 20), bill(1, -1))
    plain, upheld = graded(*bills), graded(*bills, upheld=frozenset({GradeCode.ON_TIME}))
    assert plain.score < upheld.score == 100
    assert [line.upheld for line in upheld.lines] == [True, False, False]


def knocks(*outcomes: Outcome) -> tuple[Knock, ...]:
    return tuple(Knock(on=TODAY - timedelta(days=5), slot=Slot.EVENING, outcome=outcome) for outcome in outcomes)


@pytest.mark.parametrize(
    ("facts", "payer"),
    [
        ({"bills": (bill(1, None),), "knocks": knocks(Outcome.REFUSED, Outcome.REFUSED)}, PayerClass.REFUSING),
        ({"bills": (bill(1, None),), "knocks": knocks(Outcome.REFUSED, Outcome.NOT_HOME)}, PayerClass.SLOW),
        ({"bills": (bill(1, None),), "knocks": knocks(Outcome.DISPUTED)}, PayerClass.CONTESTING),
        ({"bills": (bill(1, -1),), "disputes": 1}, PayerClass.CONTESTING),
        ({"bills": (bill(8, None),)}, PayerClass.LONG_ARREARS),
        ({"bills": (bill(1, 4),)}, PayerClass.SLOW),
        ({"bills": (bill(1, -1),), "knocks": knocks(Outcome.REFUSED, Outcome.REFUSED)}, PayerClass.PROMPT),
    ],
)
def test_a_household_is_called_by_a_neutral_word(facts: dict[str, object], payer: PayerClass) -> None:
    history = PayerHistory.model_validate({"account": ONE, **facts})
    assert grade(history, frozenset(), TODAY, Policy()).payer is payer


@given(
    paid=st.lists(st.one_of(st.none(), st.integers(-10, 200)), max_size=12),
    kept=st.integers(0, 9),
    broken=st.integers(0, 9),
)
def test_a_score_is_the_sum_of_its_lines_and_paying_never_lowers_it(
    paid: list[int | None], kept: int, broken: int
) -> None:
    promises = AgreementFigures(kept=kept, nobody_home=broken)
    bills = [bill(ago, after) for ago, after in enumerate(paid, start=1)]
    found = graded(*bills, promises=promises)
    assert 0 <= found.score <= 100
    assert found.score == sum(line.points for line in found.lines)
    assert all(0 <= line.points <= line.most for line in found.lines)
    settled = [
        each if each.open == Money.ZERO else each.with_paid(max(TODAY, each.due_on), each.open) for each in bills
    ]
    assert graded(*settled, promises=promises).score >= found.score

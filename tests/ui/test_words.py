from datetime import date, timedelta

import pytest

from collector_desktop.domain.day_plan_reasons import Better, Reason, ReasonCode, Tally
from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.printing.paper import Paper
from collector_desktop.ui import words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (Slot, words.slot_word),
        (Slot, words.slot_name),
        (Outcome, words.outcome_word),
        (PaymentMethod, words.method_word),
        (Paper, words.paper_word),
    ],
)
def test_every_member_has_a_word_of_its_own(kind, word) -> None:
    said = [word(member) for member in kind]
    assert all(said)
    assert len(set(said)) == len(said)


def test_days_amounts_and_promises_read_as_people_write_them() -> None:
    assert words.day_word(TODAY) == "11月23日 周一"
    assert words.yuan(Money(123456)) == "¥1,234.56"
    assert words.yuan(Money(-843)) == "-¥8.43"
    assert words.promise_word(Promise(on=TODAY, slot=Slot.EVENING), TODAY) == "约 今晚"
    assert words.promise_word(Promise(on=date(2026, 11, 25), slot=Slot.NOON), TODAY) == "约 11月25日午"


MET = Tally(slot=Slot.EVENING, knocks=5, met=4)
MISSED = Tally(slot=Slot.MORNING, knocks=3, met=0)
NEVER = Tally(slot=Slot.EVENING, knocks=0, met=0)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason(code=ReasonCode.MET_IN_SLOT, here=MET), "晚上 5 次在家 4 次"),
        (Reason(code=ReasonCode.PROMISED, here=MET), "约好今天;晚上 5 次在家 4 次"),
        (Reason(code=ReasonCode.PROMISED, here=NEVER), "约好今天"),
        (Reason(code=ReasonCode.NO_HISTORY, here=NEVER), "还没上过门"),
        (
            Reason(code=ReasonCode.FAILED_ELSEWHERE, here=MET, elsewhere=MISSED),
            "晚上去:早上 3 次没人,晚上 5 次在家 4 次",
        ),
        (Reason(code=ReasonCode.FAILED_ELSEWHERE, here=NEVER, elsewhere=MISSED), "晚上去:早上 3 次没人"),
        (
            Reason(
                code=ReasonCode.FAILED_ELSEWHERE,
                here=MET,
                elsewhere=MISSED,
                better=Better(on=TODAY + timedelta(days=1), slot=Slot.NOON),
            ),
            "明天中午去更好;早上 3 次没人,晚上 5 次在家 4 次",
        ),
        (Reason(code=ReasonCode.MET_ELSEWHERE, here=NEVER, elsewhere=MET), "晚上去:晚上 5 次在家 4 次"),
    ],
)
def test_a_likelihood_has_its_reason_in_plain_words(reason: Reason, said: str) -> None:
    assert words.reason_word(reason, TODAY) == said

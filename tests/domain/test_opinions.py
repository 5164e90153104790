"""Opinions folded from what was said, in whichever order two seats said it."""

from datetime import date, datetime, timedelta, timezone
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.acts.base import Fact, Stamp
from collector_desktop.domain.acts.villages import OpinionAnswered, OpinionFollowedUp, OpinionRaised
from collector_desktop.domain.names import ActId, Badge
from collector_desktop.domain.opinions import Opinion, OpinionState, opinion_counts, opinions, to_be_told

DAY = date(2026, 11, 10)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def stamp(minute: int, day: date = DAY) -> dict[str, object]:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=timezone(timedelta(hours=8))) + timedelta(minutes=minute)
    return dict(Stamp(by=Badge("a1"), business_day=day, at=at))


def raised(act: str = "o", minute: int = 0, due_on: date = DAY + timedelta(days=15)) -> OpinionRaised:
    said = {"id": ActId(act), "village": "前柳村", "text": act, "owner": "农电工甲", "due_on": due_on}
    return OpinionRaised.model_validate(stamp(minute) | said)


def answered(minute: int, about: str = "o") -> OpinionAnswered:
    said = {"id": ActId(f"a{minute}"), "about": about, "answer": "好", "done": "办了"}
    return OpinionAnswered.model_validate(stamp(minute) | said)


def heard(minute: int, settled: bool, due_on: date | None = None) -> OpinionFollowedUp:
    said = {"id": ActId(f"h{minute}"), "about": "o", "meeting": "m", "is_settled": settled, "due_on": due_on}
    return OpinionFollowedUp.model_validate(stamp(minute) | said)


def one(*facts: Fact) -> Opinion:
    (opinion,) = opinions(facts)
    return opinion


def test_an_opinion_goes_from_open_to_answered_to_settled() -> None:
    assert one(raised()).state is OpinionState.OPEN
    assert one(raised(), answered(1)).state is OpinionState.ANSWERED
    assert one(raised(), answered(1), heard(2, settled=True)).state is OpinionState.SETTLED


def test_an_answer_that_did_not_content_is_wanted_anew_by_another_day() -> None:
    later = DAY + timedelta(days=40)
    opinion = one(raised(), answered(1), heard(2, settled=False, due_on=later))
    assert (opinion.state, opinion.answered, opinion.due_on) == (OpinionState.OPEN, None, later)
    assert one(raised(), answered(1), heard(2, settled=False), answered(3)).state is OpinionState.ANSWERED


def test_what_is_said_after_it_was_settled_no_longer_counts() -> None:
    opinion = one(raised(), answered(1), heard(2, settled=True), heard(3, settled=False))
    assert (opinion.state, len(opinion.followed_up)) == (OpinionState.SETTLED, 1)


def test_an_opinion_is_overdue_on_the_day_after_it_was_due() -> None:
    opinion = one(raised(due_on=DAY))
    assert not opinion.is_overdue(DAY)
    assert opinion.is_overdue(DAY + timedelta(days=1))
    assert opinion.is_due_within(0, DAY)
    assert not opinion.is_due_within(2, DAY - timedelta(days=3))


def test_an_answered_opinion_is_not_overdue() -> None:
    assert not one(raised(due_on=DAY), answered(1)).is_overdue(DAY + timedelta(days=9))


def test_the_next_meeting_hears_of_everything_not_settled_the_earliest_due_first() -> None:
    late = raised("late", 1, DAY + timedelta(days=20))
    found = opinions((late, raised("o", 2), answered(3), raised("first", 4, DAY)))
    assert [each.raised.id for each in to_be_told(found)] == ["first", "o", "late"]


def test_answers_without_their_opinion_are_left_out() -> None:
    assert opinions((answered(1), heard(2, settled=True))) == ()


def test_a_month_counts_what_was_said_in_it_and_what_is_open_now() -> None:
    said = (raised("x", 1, DAY), raised(), answered(2), heard(3, settled=True))
    counts = opinion_counts(opinions(said), said, FIRST, LAST, LAST)
    assert (counts.raised, counts.answered, counts.settled, counts.open, counts.overdue) == (2, 1, 1, 1, 1)
    before = opinion_counts(opinions(said), said, date(2026, 10, 1), date(2026, 10, 31), LAST)
    assert (before.raised, before.answered, before.settled, before.open) == (0, 0, 0, 1)


@given(st.integers(0, 1000), st.lists(st.sampled_from(["answer", "content", "not"]), max_size=6))
def test_the_order_in_which_facts_arrive_is_of_no_account(seed: int, story: list[str]) -> None:
    told: list[Fact] = [raised()]
    for minute, word in enumerate(story, start=1):
        told.append(answered(minute) if word == "answer" else heard(minute, settled=word == "content"))
    mixed = Random(seed).sample(told, len(told))
    assert opinions(mixed) == opinions(told)

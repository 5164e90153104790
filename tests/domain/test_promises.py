"""Promises and appointments: kept, broken by whom, open, or set aside."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.promises import (
    Agreement,
    AgreementFigures,
    AgreementKind,
    History,
    Kept,
    TimedKnock,
    figures,
    judge,
    judged,
)
from collector_desktop.domain.visit import Knock, Outcome, Slot

CHINA = timezone(timedelta(hours=8))
MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))
ONE, TWO = AccountNumber("4100000001"), AccountNumber("4100000002")


def at(day: date, hour: int = 18) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)


def agreed(
    on: date = TUESDAY,
    made: date = MONDAY,
    kind: AgreementKind = AgreementKind.PROMISE,
    account: AccountNumber = ONE,
    *,
    is_cancelled: bool = False,
) -> Agreement:
    return Agreement(
        account=account,
        kind=kind,
        made_at=at(made),
        made_on=made,
        on=on,
        slot=Slot.EVENING,
        is_cancelled=is_cancelled,
    )


def knocked(on: date, outcome: Outcome, hour: int = 19, slot: Slot = Slot.EVENING) -> TimedKnock:
    return TimedKnock(at=at(on, hour), knock=Knock(on=on, slot=slot, outcome=outcome))


def kept(*knocks: TimedKnock, today: date = WEDNESDAY, agreement: Agreement | None = None) -> Kept:
    return judge(agreement or agreed(), History(knocks=knocks), today)


def test_paid_or_met_that_day_is_kept_in_whichever_slot() -> None:
    assert kept(knocked(TUESDAY, Outcome.PAID)) is Kept.KEPT
    assert kept(knocked(TUESDAY, Outcome.REFUSED, slot=Slot.NOON)) is Kept.KEPT


def test_money_before_the_day_keeps_the_word_too() -> None:
    agreement = agreed(on=THURSDAY)
    assert kept(knocked(TUESDAY, Outcome.PART_PAID), today=TUESDAY, agreement=agreement) is Kept.KEPT
    elsewhere = History(paid_elsewhere=frozenset({WEDNESDAY}))
    assert judge(agreement, elsewhere, THURSDAY + timedelta(days=1)) is Kept.KEPT


def test_money_after_the_day_does_not() -> None:
    assert kept(knocked(WEDNESDAY, Outcome.PAID), today=THURSDAY) is Kept.NOBODY_CAME


def test_nobody_home_is_the_customers_and_no_knock_at_all_is_ours() -> None:
    assert kept(knocked(TUESDAY, Outcome.NOT_HOME)) is Kept.NOBODY_HOME
    assert kept(knocked(MONDAY, Outcome.REFUSED)) is Kept.NOBODY_CAME


def test_it_is_open_while_its_day_lasts() -> None:
    assert kept(today=TUESDAY) is Kept.OPEN
    assert kept(knocked(TUESDAY, Outcome.NOT_HOME), today=TUESDAY) is Kept.OPEN
    assert kept(today=WEDNESDAY) is Kept.NOBODY_CAME


def test_the_knock_at_which_it_was_agreed_is_no_visit_to_it() -> None:
    tonight = agreed(on=MONDAY)
    assert kept(knocked(MONDAY, Outcome.PROMISED, hour=18), today=TUESDAY, agreement=tonight) is Kept.NOBODY_CAME
    assert kept(knocked(MONDAY, Outcome.NOT_HOME, hour=20), today=TUESDAY, agreement=tonight) is Kept.NOBODY_HOME


def test_what_is_called_off_is_set_aside_unless_it_was_kept_all_the_same() -> None:
    off = agreed(kind=AgreementKind.APPOINTMENT, is_cancelled=True)
    assert kept(agreement=off) is Kept.SET_ASIDE
    assert kept(knocked(TUESDAY, Outcome.SERVICED), agreement=off) is Kept.KEPT


def test_another_day_agreed_before_this_one_came_sets_it_aside() -> None:
    first, second = agreed(on=WEDNESDAY), agreed(on=THURSDAY, made=TUESDAY)
    found = judged([first, second], {}, THURSDAY + timedelta(days=1))
    assert [each.kept for each in found] == [Kept.SET_ASIDE, Kept.NOBODY_CAME]


def test_another_day_agreed_once_this_one_has_come_does_not() -> None:
    first, second = agreed(on=TUESDAY), agreed(on=THURSDAY, made=WEDNESDAY)
    assert judged([first, second], {}, WEDNESDAY)[0].kept is Kept.NOBODY_CAME


def test_neither_does_another_household_nor_an_appointment_for_something_else() -> None:
    first = agreed(on=WEDNESDAY)
    others = [
        agreed(on=THURSDAY, made=TUESDAY, account=TWO),
        agreed(on=THURSDAY, made=TUESDAY, kind=AgreementKind.APPOINTMENT),
    ]
    assert judged([first, *others], {}, THURSDAY)[0].kept is Kept.NOBODY_CAME


def test_figures_leave_out_what_was_set_aside() -> None:
    every = [
        agreed(on=TUESDAY),
        agreed(on=TUESDAY, account=TWO),
        agreed(on=THURSDAY, made=WEDNESDAY),
        agreed(on=WEDNESDAY, kind=AgreementKind.APPOINTMENT, is_cancelled=True),
    ]
    histories = {TWO: History(knocks=(knocked(TUESDAY, Outcome.PAID),))}
    told = figures(judged(every, histories, THURSDAY))
    assert told == AgreementFigures(kept=1, nobody_came=1, nobody_home=0, open=1)
    assert (told.broken, told.share) == (1, 0.5)
    assert figures(()).share is None


OUTCOMES = st.sampled_from(Outcome)


@given(
    st.lists(st.tuples(st.integers(0, 6), OUTCOMES, st.integers(0, 23)), max_size=8),
    st.integers(0, 4),
    st.integers(0, 8),
)
def test_nothing_is_broken_before_its_day_is_over_and_nothing_is_open_after_it(
    knocks: list[tuple[int, Outcome, int]], on: int, today: int
) -> None:
    agreement = agreed(on=MONDAY + timedelta(days=on))
    history = tuple(knocked(MONDAY + timedelta(days=day), outcome, hour) for day, outcome, hour in knocks)
    verdict = kept(*history, today=MONDAY + timedelta(days=today), agreement=agreement)
    if today <= on:
        assert verdict in (Kept.OPEN, Kept.KEPT)
    else:
        assert verdict is not Kept.OPEN

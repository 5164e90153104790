"""A reminder counts what is due, and says since when the oldest waits."""

from datetime import date, datetime, timedelta, timezone

from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.acts.villages import OpinionRaised
from collector_desktop.domain.bookings import OpenFollowUp
from collector_desktop.domain.names import AccountNumber, ActId, Badge
from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.domain.reminders import Due, Reminder, reminders
from collector_desktop.domain.service_check import Booking, BookingState, FollowUp
from collector_desktop.domain.visit import Slot

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ONE = AccountNumber("4100000001")
STAMP = {
    "id": ActId("a"),
    "by": Badge("阎01"),
    "business_day": date(2026, 11, 1),
    "at": datetime(2026, 11, 1, 9, 0, tzinfo=timezone(timedelta(hours=8))),
}


def opinion(due_on: date, village: str = "前柳村", state: OpinionState = OpinionState.OPEN) -> Opinion:
    raised = OpinionRaised(**STAMP, village=village, text="线路老化", owner="供电所", due_on=due_on)
    return Opinion(raised=raised, due_on=due_on, state=state)


def follow_up(due_on: date) -> OpenFollowUp:
    left = FollowUp(what="换插座", due_on=due_on)
    return OpenFollowUp(check=CheckDone(**STAMP, account=ONE, items=(), follow_up=left))


def booking(on: date, state: BookingState = BookingState.OPEN) -> Booking:
    return Booking(act=ActId("b"), account=ONE, by=Badge("阎01"), booked_on=on, on=on, slot=Slot.NOON, state=state)


def test_nothing_due_reminds_of_nothing() -> None:
    ahead = reminders([opinion(TODAY)], [follow_up(TOMORROW)], [booking(TODAY)], TODAY)
    done = reminders(
        [opinion(YESTERDAY, state=OpinionState.ANSWERED)], [], [booking(YESTERDAY, BookingState.DONE)], TODAY
    )
    assert ahead == done == ()


def test_opinions_are_counted_and_the_oldest_is_named_with_its_village() -> None:
    older = YESTERDAY - timedelta(days=3)
    found = reminders([opinion(YESTERDAY), opinion(older, "柳泉村")], [], [], TODAY)
    assert found == (Reminder(kind=Due.OPINION, count=2, since=older, village="柳泉村"),)


def test_a_follow_up_is_due_on_its_day_and_a_booking_the_day_after() -> None:
    found = reminders([], [follow_up(TODAY)], [booking(YESTERDAY)], TODAY)
    assert [(each.kind, each.count, each.since) for each in found] == [
        (Due.FOLLOW_UP, 1, TODAY),
        (Due.MISSED_CHECK, 1, YESTERDAY),
    ]


def test_each_household_has_its_turn_and_after_the_last_comes_the_first() -> None:
    one, two, three = (AccountNumber(f"410000000{at}") for at in (1, 2, 3))
    due = Reminder(kind=Due.INSTALMENT, count=3, since=TODAY, accounts=(one, two, three))
    turns = [due.after(None)]
    for _ in range(3):
        turns.append(due.after(turns[-1]))
    assert turns == [one, two, three, one]
    assert due.model_copy(update={"accounts": (one, three)}).after(two) == one
    assert Reminder(kind=Due.OPINION, count=1, since=TODAY).after(None) is None

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

"""Today tells what is due beside the doors, and one press opens the place where it is done."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from ui_hand import keep, show, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.base import Fact, Stamp, new_act_id
from collector_desktop.domain.acts.serving import CheckBooked, CheckDone
from collector_desktop.domain.acts.villages import OpinionRaised
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.reminders import Due
from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult, FollowUp
from collector_desktop.domain.visit import Slot
from collector_desktop.services import checking, opinions, serving
from collector_desktop.services.checking import FinishFollowUp
from collector_desktop.services.opinions import AnswerOpinion
from collector_desktop.services.serving import CancelCheck
from collector_desktop.store.queries.reminders import reminders
from collector_desktop.ui.collector.service.page import RECORD, WEEK, ServicePage
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.collector.village.page import OPINION, VillagePage
from collector_desktop.ui.desk import SERVICE, VILLAGE, Desk

WHERE = "前柳村"


def post(seats: Seats, *facts: Fact) -> None:
    ledger = seats.session.ledger
    with ledger.writing() as conn:
        for fact in facts:
            ledger.post(conn, fact)


def due_facts(seats: Seats) -> tuple[OpinionRaised, CheckDone, CheckBooked]:
    """An opinion past its day, a follow-up due today, and a booking of yesterday nobody came for."""
    now = seats.session.stamp()
    past = dict(Stamp(by=now.by, business_day=DAY - timedelta(days=20), at=now.at - timedelta(days=20)))
    raised = OpinionRaised(
        **past,
        id=new_act_id(),
        village=WHERE,
        text="机井线路老化",
        owner="供电所",
        due_on=DAY - timedelta(days=5),
    )
    fault = CheckedItem(item=CheckItem.SOCKETS, result=CheckResult.FAULT)
    left = FollowUp(what="换厨房插座", due_on=DAY)
    first, second = seats.owing(0).account, seats.owing(1).account
    checked = CheckDone(**past, id=new_act_id(), account=first, items=(fault,), follow_up=left)
    booked = CheckBooked(**past, id=new_act_id(), account=second, on=DAY - timedelta(days=1), slot=Slot.EVENING)
    return raised, checked, booked


def told(seats: Seats) -> dict[Due, int]:
    with seats.session.ledger.reading() as conn:
        return {each.kind: each.count for each in reminders(conn, DAY)}


def test_what_is_due_is_counted_and_goes_when_it_is_done(seats: Seats) -> None:
    before = told(seats)
    raised, checked, booked = due_facts(seats)
    post(seats, raised, checked, booked)
    assert told(seats) == before | {
        due: before.get(due, 0) + 1 for due in (Due.OPINION, Due.FOLLOW_UP, Due.MISSED_CHECK)
    }
    ledger, stamp = seats.session.ledger, seats.session.stamp()
    opinions.answer_opinion(
        ledger, AnswerOpinion(id=new_act_id(), opinion=raised.id, answer="下周换", done="已报计划"), stamp
    )
    checking.finish_follow_up(ledger, FinishFollowUp(id=new_act_id(), check=checked.id, what="换好了"), stamp)
    serving.cancel(ledger, CancelCheck(id=new_act_id(), booking=booked.id, reason="客户外出"), stamp)
    assert told(seats) == before


@pytest.mark.parametrize(
    ("due", "place", "tab"),
    [(Due.OPINION, VILLAGE, OPINION), (Due.FOLLOW_UP, SERVICE, RECORD), (Due.MISSED_CHECK, SERVICE, WEEK)],
)
def test_one_press_opens_the_place_where_it_is_done(seats: Seats, qtbot: QtBot, due: Due, place: str, tab: int) -> None:
    post(seats, *due_facts(seats))
    desk = Desk(seats.session)
    keep(desk, qtbot)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.today.reminders.links[due].click()
    assert desk.place == place
    page = desk.page(place)
    assert isinstance(page, ServicePage | VillagePage)
    assert page.tabs[tab].isVisible()


def test_today_shows_what_is_due_as_it_comes_and_goes(seats: Seats, qtbot: QtBot) -> None:
    page = TodayPage(seats.session)
    show(page, qtbot)
    assert not page.reminders.isVisible()
    raised, *others = due_facts(seats)
    post(seats, raised, *others)
    page.refresh(Changes(topics=frozenset({Topic.VILLAGE})))
    assert page.reminders.isVisible()
    assert page.reminders.links[Due.OPINION].text() == "村里意见过期 1 条"
    assert unnamed_or_small(page) == []
    wanted = AnswerOpinion(id=new_act_id(), opinion=raised.id, answer="下周换", done="已报计划")
    page.refresh(opinions.answer_opinion(seats.session.ledger, wanted, seats.session.stamp()))
    assert not page.reminders.links[Due.OPINION].isVisible()

"""The ladder over both seats: demanded at the door, approved at the station, cut and reconnected, all with proof."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from ladder_seats import (
    ALL_CLEAR,
    APPLIED,
    BILL,
    CUT,
    DUNNED,
    NOTICED,
    ONE,
    PHOTO,
    SIGNED,
    THREE,
    TWO,
    announce,
    apply,
    approve,
    standing,
)
from two_seats import CHINA, LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.cases import CallWay, NoticeServed
from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.case import Rung, Step
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.ladder_policy import Approver, LadderPolicy
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId, DeviceCode
from collector_desktop.domain.notices import (
    DisconnectionNotice,
    DunningNotice,
)
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import (
    GrantedOtherThanAsked,
    ManagerNeeded,
)
from collector_desktop.domain.refusals_cases import (
    DunningNotServed,
    NotApproved,
    NothingOverdue,
    NotOverdueLongEnough,
)
from collector_desktop.domain.requests import DisconnectionWanted, Role
from collector_desktop.domain.requests_policy import RequestsPolicy
from collector_desktop.domain.visit import Slot
from collector_desktop.services import cutting, enforcing, noticing, serving_notices
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.matter_words import matter_words
from collector_desktop.services.requesting import Ask, request
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.books_check import check_books
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.cases import cases
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.requests import open_requests


def test_the_whole_ladder_is_the_same_at_both_seats(supply_cut: TwoSeats) -> None:
    assert standing(supply_cut.laptop, CUT).state.rung is Rung.CUT
    supply_cut.carry_day(stamp(50, CUT))
    there = standing(supply_cut.station, CUT)
    assert (there.state.rung, there.step) == (Rung.CUT, Step.RECONNECT)
    assert there.state.cut is not None
    assert (there.state.cut.cut_by, there.state.cut.permit, there.state.cut.reading) == ("郑工", "Z-12", Decimal(812))
    with supply_cut.station.reading() as conn:
        assert read_attachment(conn, there.state.cut.attachments[0]) == PHOTO.content
        (first, second) = facts(conn, NoticeServed, account=ONE)
        paper = there.state.demands[-1].issued.attachments[0]
        assert (read_attachment(conn, paper) or b"").startswith(b"%PDF")
        assert paper.title == "催费通知单 催2026-41070305-01.1-0001"
        assert check_books(conn, supply_cut.station.seat.kind, every=True).agrees
    assert (first.bills, second.bills) == ((BILL,), (BILL,))

    next_day = CUT + timedelta(days=1)
    due = standing(supply_cut.laptop, next_day).state.due.total
    supply_cut.pay(ONE, due.fen, stamp(30, next_day))
    paid = standing(supply_cut.laptop, next_day)
    assert paid.state.rung is Rung.TO_RECONNECT
    assert paid.state.reconnect_by == datetime(2027, 1, 21, 9, 30, tzinfo=CHINA)
    wanted = cutting.Reconnect(id=new_act_id(), account=ONE, reconnected_by="郑工")
    assert Topic.CASES in cutting.reconnect(supply_cut.laptop, wanted, stamp(45, next_day)).topics
    assert cutting.reconnect(supply_cut.laptop, wanted, stamp(45, next_day)).topics == frozenset()
    supply_cut.carry_day(stamp(50, next_day))
    for ledger in (supply_cut.laptop, supply_cut.station):
        assert standing(ledger, next_day).state.rung is Rung.CLEAR


def test_an_application_waits_for_the_31st_day_and_names_what_it_is_for(dunned: TwoSeats) -> None:
    with pytest.raises(NotOverdueLongEnough) as refusal:
        apply(dunned.laptop, stamp(0, date(2027, 1, 9)))
    assert refusal.value.facts["day"] == date(2027, 1, 10)
    asked_for = apply(dunned.laptop, stamp(0, APPLIED))
    dunned.carry_day(stamp(5, APPLIED))
    with dunned.station.reading() as conn:
        (line,) = open_requests(conn)
    assert (line.request.id, line.request.matter) == (
        asked_for,
        DisconnectionWanted(bills=(BILL,), total=line.request.matter.total, overdue_days=32),  # type: ignore[union-attr]
    )
    said = matter_words(line.request.matter)
    assert said.startswith("送达催费后仍欠"), "a later bill is owed too, and no part of what is asked"
    assert "最久逾期 32 天" in said
    assert standing(dunned.station, APPLIED).state.rung is Rung.APPLIED


def test_without_the_station_s_approval_there_is_no_notice(dunned: TwoSeats) -> None:
    asked_for = apply(dunned.laptop, stamp(0, APPLIED))
    with pytest.raises(NotApproved):
        announce(dunned.laptop, stamp(1, NOTICED))
    dunned.carry_day(stamp(5, APPLIED))
    approve(dunned.station, asked_for, stamp(10, APPLIED))
    with pytest.raises(NotApproved):
        announce(dunned.laptop, stamp(1, NOTICED))
    dunned.carry_route(stamp(15, APPLIED))
    announce(dunned.laptop, stamp(1, NOTICED))


def test_the_station_does_not_approve_what_was_paid_meanwhile_or_more_than_was_asked(dunned: TwoSeats) -> None:
    asked_for = apply(dunned.laptop, stamp(0, APPLIED))
    dunned.carry_day(stamp(5, APPLIED))
    asked = standing(dunned.station, APPLIED).state.request
    assert asked is not None
    assert isinstance(asked.matter, DisconnectionWanted)
    more = asked.matter.model_copy(update={"bills": (BILL, BillId("4100000001-202611-正常电费"))})
    with pytest.raises(GrantedOtherThanAsked):
        approve(dunned.station, asked_for, stamp(6, APPLIED), more)
    clerk = Decide(request=asked_for, approved=True, reason="", decided_by="王会计", role=Role.CLERK)
    with pytest.raises(ManagerNeeded):
        decide(dunned.station, clerk, stamp(7, APPLIED))
    dunned.settle_at_the_counter(BILL)
    with pytest.raises(NothingOverdue):
        approve(dunned.station, asked_for, stamp(8, APPLIED))
    with dunned.station.reading() as conn:
        assert len(open_requests(conn)) == 1


def test_an_application_that_went_round_the_ladder_is_not_approved(doors: TwoSeats) -> None:
    matter = DisconnectionWanted(bills=(BILL,), total=Money(10000), overdue_days=90)
    ask = Ask(id=new_act_id(), account=ONE, matter=matter, reason="多次催费未交")
    request(doors.laptop, ask, stamp(0, DUNNED))
    doors.carry_day(stamp(5, DUNNED))
    with pytest.raises(DunningNotServed):
        approve(doors.station, ask.id, stamp(6, DUNNED))


def test_the_approver_follows_from_the_class_of_use(dunned: TwoSeats) -> None:
    asked_for = apply(dunned.laptop, stamp(0, APPLIED))
    dunned.carry_day(stamp(5, APPLIED))
    anybody = RequestsPolicy(manager_decides=frozenset())
    with dunned.station.writing() as conn:
        policies.set_policy(conn, Policy(requests=anybody))
    clerk = Decide(request=asked_for, approved=True, reason="", decided_by="王会计", role=Role.CLERK)
    with pytest.raises(ManagerNeeded):
        decide(dunned.station, clerk, stamp(7, APPLIED))
    with dunned.station.writing() as conn:
        clerks = LadderPolicy(approvers=tuple(Approver(use=use, role=Role.CLERK) for use in UseClass))
        policies.set_policy(conn, Policy(requests=anybody, ladder=clerks))
    decide(dunned.station, clerk, stamp(8, APPLIED))


def test_every_household_on_the_ladder_is_listed_once_in_paper_order(supply_cut: TwoSeats) -> None:
    policy = Policy()
    with supply_cut.laptop.reading() as conn:
        found = cases(conn, CUT, policy, LAPTOP)
        everywhere = cases(conn, CUT, policy)
        elsewhere = cases(conn, CUT, policy, DeviceCode("02"))
    assert [(each.account.number, each.state.rung) for each in found] == [
        (ONE, Rung.CUT),
        (TWO, Rung.OVERDUE),
        (THREE, Rung.OVERDUE),
    ]
    assert everywhere == found
    assert [each.account.number for each in elsewhere] == [ONE]
    assert found[0] == standing(supply_cut.laptop, CUT)


def test_every_step_pressed_twice_is_taken_once(approved: TwoSeats) -> None:
    laptop, at = approved.laptop, stamp(0, NOTICED)
    with laptop.reading() as conn:
        draft: DisconnectionNotice = noticing.draft_disconnection(laptop, conn, ONE, CUT, at)
        again: DunningNotice = noticing.draft_dunning(laptop, conn, TWO, at)
    issue = noticing.IssueDisconnection(id=new_act_id(), notice=draft)
    dun = noticing.IssueDunning(id=new_act_id(), notice=again)
    proof = serving_notices.ServeNotice(id=new_act_id(), notice=issue.id, slot=Slot.NOON, proof=SIGNED, files=(PHOTO,))
    ring = cutting.MakeCall(id=new_act_id(), account=ONE, way=CallWay.IN_PERSON, spoke_to="阎01")
    look = cutting.DoCheck(id=new_act_id(), account=ONE, lines=ALL_CLEAR)
    stop = cutting.Cut(id=new_act_id(), account=ONE, cut_by="郑工", permit="Z-12")
    steps: list[Callable[[], object]] = [
        lambda: noticing.issue_dunning(laptop, dun, at),
        lambda: noticing.issue_disconnection(laptop, issue, at),
        lambda: serving_notices.serve(laptop, proof, at),
        lambda: cutting.call(laptop, ring, stamp(0, CUT)),
        lambda: cutting.check(laptop, look, stamp(10, CUT)),
        lambda: cutting.cut(laptop, stop, stamp(30, CUT)),
    ]
    for step in steps:
        assert step().topics  # type: ignore[attr-defined]
        assert not step().topics  # type: ignore[attr-defined]


def test_an_application_pressed_twice_is_one(dunned: TwoSeats) -> None:
    wanted = enforcing.ApplyForDisconnection(id=new_act_id(), account=ONE, reason="三次上门未交")
    assert enforcing.apply_for_disconnection(dunned.laptop, wanted, stamp(0, APPLIED)).topics
    assert not enforcing.apply_for_disconnection(dunned.laptop, wanted, stamp(0, APPLIED)).topics

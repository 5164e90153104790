"""Notices: drafted from the books, issued exactly as shown, served with the proof the law wants."""

from datetime import date, timedelta

import pytest
from ladder_seats import (
    APPLIED,
    BILL,
    CUT,
    DUNNED,
    NOTICED,
    ONE,
    PAPER,
    PHOTO,
    TWO,
    announce,
    call,
    demand,
    serve,
    standing,
)
from two_seats import TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.cases import NoticeServed
from collector_desktop.domain.case import Rung, Step
from collector_desktop.domain.cut_days import suggested_cut_day
from collector_desktop.domain.limitation import last_day, proven_demands
from collector_desktop.domain.names import ActId
from collector_desktop.domain.notices import (
    NoticeKind,
    Proof,
    ProofKind,
)
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import (
    CardOutOfDate,
)
from collector_desktop.domain.refusals_cases import (
    CutDayNotPossible,
    NoDisconnectionNotice,
    NoDunningToServe,
    NothingOverdue,
    NoticeLapsed,
    NoticeServedBefore,
    NoticeUnknown,
    ProofIncomplete,
)
from collector_desktop.domain.visit import Outcome
from collector_desktop.services import enforcing, noticing, serving_notices
from collector_desktop.services.attaching import NewFile
from collector_desktop.store.queries import visits
from collector_desktop.store.queries.facts import facts


def test_the_demand_says_what_is_owed_and_what_a_day_more_costs(doors: TwoSeats) -> None:
    at = stamp(0, DUNNED)
    with doors.laptop.reading() as conn:
        draft = noticing.draft_dunning(doors.laptop, conn, ONE, at)
    assert (draft.fees.fen, draft.penalties.fen, draft.grows_daily.fen, draft.overdue_days) == (10000, 50, 10, 5)
    assert (draft.number, draft.ordinal, draft.copies) == ("催2026-41070305-01.1-0001", 1, 2)
    assert draft.cut_applied_from == date(2027, 1, 10)
    assert (draft.party.name, draft.issuer.collector_name) == ("阎01", "农电工甲")


def test_notices_are_numbered_through_and_the_second_demand_says_so(dunned: TwoSeats) -> None:
    with dunned.laptop.reading() as conn:
        later = noticing.draft_dunning(dunned.laptop, conn, ONE, stamp(9, DUNNED))
        other = noticing.draft_dunning(dunned.laptop, conn, TWO, stamp(9, date(2027, 1, 4)))
    assert (later.number[-4:], later.ordinal) == ("0002", 2)
    assert other.number == "催2027-41070305-01.1-0001"


def test_a_notice_is_issued_exactly_as_it_was_shown(doors: TwoSeats) -> None:
    at = stamp(0, DUNNED)
    with doors.laptop.reading() as conn:
        draft = noticing.draft_dunning(doors.laptop, conn, ONE, at)
    doors.pay(ONE, 1000, stamp(1, DUNNED))
    with pytest.raises(CardOutOfDate):
        noticing.issue_dunning(doors.laptop, noticing.IssueDunning(id=new_act_id(), notice=draft), at)


def test_the_station_s_own_notices_have_their_own_numbers(doors: TwoSeats) -> None:
    with doors.station.reading() as conn:
        draft = noticing.draft_dunning(doors.station, conn, ONE, stamp(0, DUNNED))
    assert draft.number == "催2026-41070305-00.1-0001"


def test_a_served_notice_is_a_visit_and_starts_the_limitation_anew(dunned: TwoSeats) -> None:
    with dunned.laptop.reading() as conn:
        served = facts(conn, NoticeServed)
        (knock,) = visits.of_account(conn, ONE)
    assert knock.knock.outcome is Outcome.NOTICE_SERVED
    days = proven_demands(served)
    assert days == {BILL: (DUNNED,)}
    assert last_day(date(2026, 12, 10), days[BILL]) == date(2029, 12, 15)


@pytest.mark.parametrize(
    ("proof", "files", "lacks"),
    [
        (Proof(kind=ProofKind.SIGNED), (PHOTO,), "signed_by"),
        (Proof(kind=ProofKind.SIGNED, received_by="阎01"), (PAPER,), "signature"),
        (Proof(kind=ProofKind.ADULT_FAMILY, received_by="李四", relation=" "), (PHOTO,), "relation"),
        (Proof(kind=ProofKind.ADULT_FAMILY, received_by="李四", relation="妻子"), (PAPER,), "signature"),
        (Proof(kind=ProofKind.LEFT_WITH_WITNESS, refusal_reason="拒收"), (), "witness"),
        (Proof(kind=ProofKind.LEFT_WITH_WITNESS, witness="周支书"), (), "reason"),
        (Proof(kind=ProofKind.LEFT_WITH_PHOTO), (PAPER,), "photo"),
    ],
)
def test_each_kind_of_proof_needs_what_proves_it(
    doors: TwoSeats, proof: Proof, files: tuple[NewFile, ...], lacks: str
) -> None:
    notice = demand(doors.laptop, stamp(0, DUNNED))
    with pytest.raises(ProofIncomplete) as refusal:
        serve(doors.laptop, notice, stamp(1, DUNNED), proof, *files)
    assert refusal.value.facts["lacks"] == lacks


@pytest.mark.parametrize(
    ("proof", "files"),
    [
        (Proof(kind=ProofKind.ADULT_FAMILY, received_by="李四", relation="妻子"), (PHOTO,)),
        (Proof(kind=ProofKind.LEFT_WITH_WITNESS, witness="周支书", refusal_reason="不接通知"), ()),
        (Proof(kind=ProofKind.LEFT_WITH_PHOTO, refusal_reason="家中无人"), (PHOTO,)),
    ],
)
def test_a_notice_may_reach_a_household_in_other_ways(
    doors: TwoSeats, proof: Proof, files: tuple[NewFile, ...]
) -> None:
    notice = demand(doors.laptop, stamp(0, DUNNED))
    with doors.laptop.reading() as conn:
        blank = serving_notices.proof_of_service(conn, notice)
    assert (blank.notice, blank.proof, blank.served_at) == (NoticeKind.DUNNING, None, None)
    serve(doors.laptop, notice, stamp(1, DUNNED), proof, *files)
    with doors.laptop.reading() as conn:
        filled = serving_notices.proof_of_service(conn, notice)
    assert (filled.proof, len(filled.photos)) == (proof, len(files))
    assert standing(doors.laptop, DUNNED).state.rung is Rung.DUNNED


def test_a_notice_is_served_once_and_only_for_what_is_still_owed(dunned: TwoSeats) -> None:
    (issued,) = [each.issued for each in standing(dunned.laptop, DUNNED).state.demands]
    with pytest.raises(NoticeServedBefore):
        serve(dunned.laptop, issued.id, stamp(8, DUNNED))
    with pytest.raises(NoticeUnknown):
        serve(dunned.laptop, ActId("no"), stamp(8, DUNNED))
    other = demand(dunned.laptop, stamp(9, DUNNED), TWO)
    dunned.pay(TWO, 10050, stamp(10, DUNNED))
    with pytest.raises(NothingOverdue):
        serve(dunned.laptop, other, stamp(11, DUNNED))


def test_an_old_demand_is_not_served_for_a_new_bill(doors: TwoSeats) -> None:
    doors.bill(ONE, "前柳村", "202611", 5000)
    doors.carry_route(stamp(2))
    notice = demand(doors.laptop, stamp(0, DUNNED))
    with doors.station.reading() as conn:
        draft = noticing.draft_dunning(doors.station, conn, ONE, stamp(0, DUNNED))
    assert draft.fees.fen == 15000
    assert [words.split(":")[0] for words in draft.penalty_words] == ["2026年10月", "2026年11月"]
    assert all("5 天 × 每天 1‰" in words for words in draft.penalty_words)
    doors.pay(ONE, 15075, stamp(1, DUNNED))
    doors.bill(ONE, "前柳村", "202612", 5000)
    doors.carry_day(stamp(2, DUNNED))
    doors.carry_route(stamp(3, DUNNED))
    with pytest.raises(NoDunningToServe):
        serve(doors.laptop, notice, stamp(4, DUNNED))


def test_the_day_announced_lies_in_the_law_s_window_on_a_working_day(approved: TwoSeats) -> None:
    for wrong in (NOTICED + timedelta(days=2), date(2027, 1, 16), APPLIED + timedelta(days=31)):
        with pytest.raises(CutDayNotPossible):
            announce(approved.laptop, stamp(0, NOTICED), wrong)
    with approved.laptop.reading() as conn:
        possible = noticing.cut_days(enforcing.standing(conn, ONE, stamp(0, NOTICED)), NOTICED)
        draft = noticing.draft_disconnection(approved.laptop, conn, ONE, possible[0], stamp(0, NOTICED))
    assert possible[0] == NOTICED + timedelta(days=3)
    assert suggested_cut_day(NOTICED, (), Policy()) == CUT
    assert (draft.serve_from, draft.serve_by) == (NOTICED, NOTICED)
    assert (draft.approval.approved_by, draft.approval.approved_on) == ("郑所长", APPLIED)
    assert [each.served_on for each in draft.dunned] == [DUNNED]


def test_a_notice_whose_window_passed_is_worth_nothing(noticed: TwoSeats) -> None:
    late = CUT + timedelta(days=1)
    with pytest.raises(NoticeLapsed):
        call(noticed.laptop, stamp(0, late))
    found = standing(noticed.laptop, late)
    assert (found.state.rung, found.step) == (Rung.APPROVED, Step.ISSUE_NOTICE)


def test_an_older_disconnection_notice_is_not_served_after_a_newer_one(approved: TwoSeats) -> None:
    old = announce(approved.laptop, stamp(0, NOTICED))
    late = date(2027, 1, 18)
    announce(approved.laptop, stamp(0, late), late + timedelta(days=7))
    with pytest.raises(NoDisconnectionNotice):
        serve(approved.laptop, old, stamp(1, late))

"""Repayment plans over both seats: signed at the door, accepted at the station, kept or not."""

from datetime import date

import pytest
from ladder_seats import apply, approve
from plan_seats import ASKED, DAY, FIRST, ONE, agree, plan, proposal
from savings_seats import decide, seats_agree
from two_seats import TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.court_claim import Way
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing, Refusal
from collector_desktop.domain.refusals_cases import PlanKept
from collector_desktop.domain.refusals_repayment import (
    FirstInstalmentOver,
    InstalmentsMismatch,
    NothingToPlan,
    PlanBinds,
    PlanNotSigned,
    PlanRuns,
    PlanTermsChanged,
)
from collector_desktop.domain.reminders import Due
from collector_desktop.domain.repayment import PlanStanding
from collector_desktop.domain.requests import PlanWanted, Role
from collector_desktop.services import repaying, suing, voiding
from collector_desktop.services.deciding import Decide
from collector_desktop.services.deciding import decide as decide_as
from collector_desktop.services.matter_words import matter_words
from collector_desktop.services.sentences import sentence
from collector_desktop.services.suing import FileClaim
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.reminders import reminders


def reminded(ledger: Ledger, on: date) -> dict[Due, date]:
    with ledger.reading() as conn:
        return {each.kind: each.since for each in reminders(conn, on)}


def standing(ledger: Ledger, on: date) -> PlanStanding | None:
    found = plan(ledger, on).state
    return None if found is None else found.standing


def test_a_plan_signed_at_the_door_binds_both_seats_once_the_station_accepted_it(doors: TwoSeats) -> None:
    wanted = agree(doors)
    for ledger in (doors.laptop, doors.station):
        line = plan(ledger, ASKED)
        assert line.state is not None
        assert (line.state.standing, line.state.plan.total) == (PlanStanding.ON_TIME, Money(10320))
        assert [each.amount.fen for each in line.state.instalments] == [3400, 3400, 3520]
        assert line.line.request.attachments[0].title == "客户签字"
        assert line.binds
    assert wanted.id == plan(doors.station, ASKED).line.request.id
    said = matter_words(plan(doors.station, ASKED).wanted)
    assert said == "103.20 元分 3 期还清:1月25日 34.00、2月25日 34.00、3月25日 35.20"
    seats_agree(doors)


def test_each_payment_covers_instalments_on_both_seats_until_the_plan_is_fulfilled(doors: TwoSeats) -> None:
    agree(doors)
    doors.pay(ONE, 3400, stamp(0, FIRST))
    found = plan(doors.laptop, FIRST).state
    assert found is not None
    assert (found.done, found.paid, found.standing) == (1, Money(3400), PlanStanding.ON_TIME)
    doors.carry_day(stamp(5, FIRST))
    assert plan(doors.station, FIRST).state == found
    doors.carry_route(stamp(10, FIRST))
    assert plan(doors.laptop, FIRST).state == found
    later = FIRST + 20 * DAY
    doors.pay(ONE, 7000, stamp(0, later))
    assert standing(doors.laptop, later) is PlanStanding.FULFILLED
    doors.carry_day(stamp(5, later))
    assert standing(doors.station, later) is PlanStanding.FULFILLED


def test_the_penalty_runs_on_and_what_grew_stays_due_after_the_plan(doors: TwoSeats) -> None:
    agree(doors, 2)
    doors.pay(ONE, 5100, stamp(0, FIRST))
    last = date(2027, 2, 25)
    doors.pay(ONE, 5220, stamp(0, last))
    assert standing(doors.laptop, last) is PlanStanding.FULFILLED
    with doors.laptop.reading() as conn:
        left = repaying.arrears(conn, ONE, last, policies.policy(conn))
    # 100.00 for 46 days, 49.00 for 31 more: 4.60 + 1.52; 3.20 of it were in the plan
    assert left.total == Money(612 - 320)


def test_an_instalment_not_paid_within_the_days_of_grace_ends_the_plan_on_both_seats(doors: TwoSeats) -> None:
    agree(doors)
    assert standing(doors.laptop, FIRST + 7 * DAY) is PlanStanding.OVERDUE
    for ledger in (doors.laptop, doors.station):
        assert standing(ledger, FIRST + 8 * DAY) is PlanStanding.LAPSED
        assert reminded(ledger, FIRST + 7 * DAY) == {Due.INSTALMENT: FIRST}
        assert reminded(ledger, FIRST + 8 * DAY) == {Due.LAPSED_PLAN: FIRST + 8 * DAY}
    again = proposal(doors, 2, FIRST + 15 * DAY, FIRST + 8 * DAY)
    repaying.propose(doors.laptop, again, stamp(0, FIRST + 8 * DAY))
    assert plan(doors.laptop, FIRST + 8 * DAY).line.request.id == again.id
    assert reminded(doors.laptop, FIRST + 8 * DAY) == {}, "a new one was asked for"


def test_a_voided_receipt_opens_its_instalment_again(doors: TwoSeats) -> None:
    agree(doors)
    receipt = doors.pay(ONE, 3400, stamp(0, FIRST))
    voiding.void(doors.laptop, receipt.number, "金额看错", stamp(2, FIRST))
    found = plan(doors.laptop, FIRST).state
    assert found is not None
    assert (found.done, found.paid) == (0, Money.ZERO)


def test_a_double_enter_is_one_proposal_and_a_second_one_waits_for_the_first(doors: TwoSeats) -> None:
    wanted = proposal(doors)
    repaying.propose(doors.laptop, wanted, stamp(0, ASKED))
    repaying.propose(doors.laptop, wanted, stamp(0, ASKED))
    with pytest.raises(PlanRuns) as refusal:
        repaying.propose(doors.laptop, proposal(doors), stamp(1, ASKED))
    assert sentence(refusal.value).what == "这户 1月11日 已申请或签了还款协议"


def test_what_can_not_be_proposed_says_why(doors: TwoSeats) -> None:
    good = proposal(doors)
    for wrong, expected in (
        (proposal(doors, signed=False), PlanNotSigned),
        (good.model_copy(update={"reason": " "}), ReasonMissing),
        (good.model_copy(update={"instalments": good.instalments[:2]}), InstalmentsMismatch),
        (good.model_copy(update={"account": AccountNumber("4199999999")}), AccountUnknown),
    ):
        refused: type[Refusal] = expected
        with pytest.raises(refused):
            repaying.propose(doors.laptop, wrong, stamp(0, ASKED))
    with pytest.raises(NothingToPlan):
        repaying.propose(doors.laptop, good, stamp(0, date(2026, 12, 10)))


def test_the_station_accepts_what_was_signed_or_refuses_it_but_never_changes_it(doors: TwoSeats) -> None:
    wanted = proposal(doors)
    repaying.propose(doors.laptop, wanted, stamp(0, ASKED))
    doors.carry_day(stamp(5, ASKED))
    asked = plan(doors.station, ASKED).wanted
    changed = PlanWanted(debts=asked.debts, instalments=asked.instalments[:1])
    said = Decide(request=wanted.id, approved=True, reason="", granted=changed, decided_by="郑所长", role=Role.CLERK)
    with pytest.raises(PlanTermsChanged):
        decide_as(doors.station, said, stamp(10, ASKED))
    decide(doors, wanted.id, stamp(11, ASKED), approved=False)
    line = plan(doors.station, ASKED)
    assert (line.binds, line.state) == (False, None)


def test_an_acceptance_after_the_first_instalment_ran_out_or_everything_was_paid_is_none(doors: TwoSeats) -> None:
    wanted = proposal(doors)
    repaying.propose(doors.laptop, wanted, stamp(0, ASKED))
    doors.carry_day(stamp(5, ASKED))
    with pytest.raises(FirstInstalmentOver):
        decide(doors, wanted.id, stamp(0, FIRST + 8 * DAY))
    doors.pay(ONE, 10320, stamp(10, ASKED))
    doors.carry_day(stamp(15, ASKED))
    with pytest.raises(NothingToPlan):
        decide(doors, wanted.id, stamp(20, ASKED))


def test_no_step_towards_a_cut_is_taken_while_a_plan_is_kept_and_each_again_once_it_lapsed(dunned: TwoSeats) -> None:
    wanted = proposal(dunned)
    repaying.propose(dunned.laptop, wanted, stamp(0, ASKED))
    dunned.carry_day(stamp(5, ASKED))
    decide(dunned, wanted.id, stamp(10, ASKED))
    dunned.carry_route(stamp(15, ASKED))
    with pytest.raises(PlanKept) as refusal:
        apply(dunned.laptop, stamp(20, ASKED))
    assert sentence(refusal.value).advice == "第 1 期 1月25日 到期;按时交就不能停电,失效以后再办"
    apply(dunned.laptop, stamp(0, FIRST + 8 * DAY))


def test_a_plan_agreed_stops_an_application_that_waits(dunned: TwoSeats) -> None:
    application = apply(dunned.laptop, stamp(0, ASKED))
    wanted = proposal(dunned)
    repaying.propose(dunned.laptop, wanted, stamp(1, ASKED))
    dunned.carry_day(stamp(5, ASKED))
    decide(dunned, wanted.id, stamp(10, ASKED))
    with pytest.raises(PlanKept):
        approve(dunned.station, application, stamp(15, ASKED))


def test_nobody_is_sued_while_a_plan_is_kept(doors: TwoSeats) -> None:
    agree(doors)
    claim = FileClaim(id=new_act_id(), account=ONE, way=Way.PAYMENT_ORDER, court="柳泉县人民法院", filed_on=FIRST)
    with pytest.raises(PlanBinds) as refusal:
        suing.file(doors.station, claim, stamp(0, FIRST))
    assert sentence(refusal.value).what == "这户正按还款协议分期交,不能起诉"
    lapsed = FIRST + 8 * DAY
    suing.file(doors.station, claim.model_copy(update={"filed_on": lapsed}), stamp(0, lapsed))

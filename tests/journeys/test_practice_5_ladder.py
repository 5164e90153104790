"""Practice 5 across both seats: the ladder to the cut and back, and the court."""

from datetime import timedelta
from decimal import Decimal

import pytest
from journey_seats import DAY, Journey
from practice import ALL_CLEAR, PHOTO, Practice, ledgers, on_day
from pytest_bdd import given, parsers, scenarios, then, when

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.cases import CallWay
from collector_desktop.domain.acts.court import CourtPaperMade
from collector_desktop.domain.case import Rung
from collector_desktop.domain.court_claim import CourtStep, Way
from collector_desktop.domain.names import ActId
from collector_desktop.domain.notices import Proof, ProofKind
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.refusals_court import OnlyTheStationSues
from collector_desktop.domain.visit import Slot
from collector_desktop.services import (
    collecting,
    court_papers,
    cutting,
    enforcing,
    limitation_board,
    noticing,
    serving_notices,
    suing,
)
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import (
    accounts,
    cards,
    cases,
    facts,
    policies,
)
from collector_desktop.store.queries.court import claim

scenarios("practice_5_ladder.feature")


@given("a household more than 30 days overdue")
def _overdue(journey: Journey, practice: Practice) -> None:
    device = journey.session.seat.device
    with journey.session.ledger.reading() as conn:
        found = cases.cases(conn, DAY, policies.policy(conn), device)
    plain = [
        each
        for each in found
        if each.state.rung is Rung.OVERDUE and not (each.state.protections or each.state.disputes or each.state.plan)
    ]
    longest = max(plain, key=lambda each: each.state.due.overdue_days)
    assert longest.state.due.overdue_days > 30
    practice.account = longest.account.number


@when("I demand what it owes and it signs for the notice")
def _demand(journey: Journey, practice: Practice) -> None:
    ledger, stamp = journey.session.ledger, journey.session.stamp()
    with ledger.reading() as conn:
        draft = noticing.draft_dunning(ledger, conn, practice.account, stamp)
    issued = noticing.IssueDunning(id=new_act_id(), notice=draft)
    noticing.issue_dunning(ledger, issued, stamp)
    serve(journey, issued.id, journey.session.stamp())


def serve(journey: Journey, notice: ActId, stamp: Stamp) -> None:
    proof = Proof(kind=ProofKind.SIGNED, received_by="户主")
    wanted = serving_notices.ServeNotice(id=new_act_id(), notice=notice, slot=Slot.EVENING, proof=proof, files=(PHOTO,))
    serving_notices.serve(journey.session.ledger, wanted, stamp)


@then("no disconnection notice can be issued without approval")
def _not_approved(journey: Journey, practice: Practice) -> None:
    ledger = journey.session.ledger
    with ledger.reading() as conn, pytest.raises(Refusal):
        noticing.draft_disconnection(ledger, conn, practice.account, DAY + timedelta(days=7), journey.session.stamp())


@when("I apply for its disconnection")
def _apply(journey: Journey, practice: Practice) -> None:
    wanted = enforcing.ApplyForDisconnection(id=new_act_id(), account=practice.account, reason="多次上门未交")
    enforcing.apply_for_disconnection(journey.session.ledger, wanted, journey.session.stamp())


def cut_off(journey: Journey, practice: Practice, stamp: Stamp) -> None:
    wanted = cutting.Cut(
        id=new_act_id(),
        account=practice.account,
        cut_by="郑工",
        permit="Z-12",
        reading=Decimal(812),
        files=(PHOTO,),
    )
    cutting.cut(journey.session.ledger, wanted, stamp)


@then("a cut is refused before its notice, its window, the call and the check")
def _too_early(journey: Journey, practice: Practice) -> None:
    for days in range(10):
        with pytest.raises(Refusal):
            cut_off(journey, practice, on_day(journey, DAY + timedelta(days=days), 10))


@when("the disconnection notice is served and its day comes")
def _announce(journey: Journey, practice: Practice) -> None:
    ledger, tomorrow = journey.session.ledger, DAY + timedelta(days=1)
    stamp = on_day(journey, tomorrow, 9)
    with ledger.reading() as conn:
        practice.day = noticing.cut_days(enforcing.standing(conn, practice.account, stamp), tomorrow)[0]
        draft = noticing.draft_disconnection(ledger, conn, practice.account, practice.day, stamp)
    issued = noticing.IssueDisconnection(id=new_act_id(), notice=draft)
    noticing.issue_disconnection(ledger, issued, stamp)
    serve(journey, issued.id, on_day(journey, tomorrow, 10))
    with pytest.raises(Refusal):
        cut_off(journey, practice, on_day(journey, practice.day, 10))


@when("the household is called, checked half an hour later and cut off")
def _cut(journey: Journey, practice: Practice) -> None:
    ledger = journey.session.ledger
    call = cutting.MakeCall(id=new_act_id(), account=practice.account, way=CallWay.PHONE, spoke_to="户主")
    cutting.call(ledger, call, on_day(journey, practice.day, 9))
    with pytest.raises(Refusal):
        cut_off(journey, practice, on_day(journey, practice.day, 9, 20))
    check = cutting.DoCheck(id=new_act_id(), account=practice.account, lines=ALL_CLEAR)
    cutting.check(ledger, check, on_day(journey, practice.day, 9, 31))
    cut_off(journey, practice, on_day(journey, practice.day, 9, 35))


@when("it pays everything")
def _pay(journey: Journey, practice: Practice) -> None:
    stamp = on_day(journey, practice.day, 15)
    device = journey.session.seat.device
    with journey.session.ledger.reading() as conn:
        card = cards.card(conn, practice.account, practice.day, device)
        line = accounts.line(conn, practice.account, practice.day, policies.policy(conn))
    assert card is not None
    assert line is not None
    payment = collecting.TakePayment(
        id=new_act_id(),
        account=practice.account,
        received=line.due,
        tendered=line.due,
        method=PaymentMethod.CASH,
        slot=Slot.NOON,
        token=card.token,
    )
    collecting.collect(journey.session.ledger, payment, stamp)
    practice.paid_at = stamp.at


def standing(journey: Journey, ledger: Ledger, practice: Practice) -> cases.Case:
    with ledger.reading() as conn:
        found = cases.case(conn, practice.account, practice.day, policies.policy(conn))
    assert found is not None
    return found


@then("the clock gives 24 hours to reconnect")
def _clock(journey: Journey, practice: Practice) -> None:
    state = standing(journey, journey.session.ledger, practice).state
    assert state.rung is Rung.TO_RECONNECT
    assert practice.paid_at is not None
    assert state.reconnect_by == practice.paid_at + timedelta(hours=24)


@when("supply is back and I hand over")
def _back(journey: Journey, practice: Practice) -> None:
    wanted = cutting.Reconnect(
        id=new_act_id(), account=practice.account, reconnected_by="郑工", reading=Decimal(812), files=(PHOTO,)
    )
    cutting.reconnect(journey.session.ledger, wanted, on_day(journey, practice.day, 16))
    take_in(journey.station, journey.station_keys, journey.hand_over(), journey.clerk())


@then("both seats know the whole ladder")
def _whole(journey: Journey, practice: Practice) -> None:
    mine, theirs = (standing(journey, ledger, practice).state for ledger in ledgers(journey))
    assert mine.rung is Rung.CLEAR
    assert theirs.rung is Rung.CLEAR
    said = []
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            said.append([fact.kind for fact in facts.any_facts(conn, account=practice.account)])
    assert said[0] == said[1]
    assert {"notice_served", "request_decided", "call_made", "final_check_done", "supply_cut"} <= set(said[0])


def claim_wanted(practice: Practice) -> suing.FileClaim:
    return suing.FileClaim(
        id=new_act_id(), account=practice.account, way=Way.PAYMENT_ORDER, court="柳泉县人民法院", filed_on=DAY
    )


def court_says(journey: Journey, practice: Practice, step: CourtStep, number: str = "") -> None:
    taken = suing.RecordStep(id=new_act_id(), claim=practice.act, step=step, on=DAY, case_number=number)
    suing.record(journey.station, taken, journey.clerk())


@then("the laptop itself can not sue")
def _not_here(journey: Journey, practice: Practice) -> None:
    with pytest.raises(OnlyTheStationSues):
        suing.file(journey.session.ledger, claim_wanted(practice), journey.session.stamp())


@when("the station asks the court for a payment order")
def _sue(journey: Journey, practice: Practice) -> None:
    wanted = claim_wanted(practice)
    practice.act = wanted.id
    suing.file(journey.station, wanted, journey.clerk())
    court_says(journey, practice, CourtStep.ACCEPTED, "(2026)豫0799民督30号")


@then("its evidence has the demand and the proof of service")
def _evidence(journey: Journey, practice: Practice) -> None:
    wanted = court_papers.MakePack(
        id=new_act_id(), account=practice.account, court="柳泉县人民法院", claim=practice.act
    )
    court_papers.make_pack(journey.station, wanted, journey.clerk())
    with journey.station.reading() as conn:
        (made,) = facts.facts(conn, CourtPaperMade, account=practice.account)
    titles = [item.title for item in made.items]
    assert any(title.startswith("催费通知单") for title in titles)
    assert any(title.startswith("送达回证") for title in titles)
    assert all(len(item.sha256) == 64 for item in made.items)


@then(parsers.parse('the claim stands on both seats as "{stage}"'))
def _stands(journey: Journey, practice: Practice, stage: str) -> None:
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            found = claim(conn, practice.act, policies.policy(conn))
        assert found is not None
        assert found.stage == stage


@when("the station withdraws what is paid")
def _withdraw(journey: Journey, practice: Practice) -> None:
    with journey.station.reading() as conn:
        policy = policies.policy(conn)
        line = limitation_board.household(conn, practice.account, DAY, policy)
        running = claim(conn, practice.act, policy)
    assert line is not None
    assert running is not None
    assert limitation_board.is_settled(line, running)
    court_says(journey, practice, CourtStep.WITHDRAWN)

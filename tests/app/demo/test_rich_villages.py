"""The demo villages as a whole: every practice has something to show on both seats, on whatever day it is tried."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from collector_desktop.app.demo.seats import CLERK, DemoSeats, make_demo, stamp
from collector_desktop.app.tour.papers import write_papers
from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.cases import NoticeServed, SupplyCut, SupplyReconnected
from collector_desktop.domain.acts.publicity import PraiseConsent, PublicityHeld
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.case import Rung
from collector_desktop.domain.contract import ContractWarning
from collector_desktop.domain.notices import ProofKind
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.printing.pixels import page_count
from collector_desktop.services import service_papers, township
from collector_desktop.services.insights import insights
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import (
    bills,
    cases,
    contracts,
    policies,
    receipts,
    repayment,
    service,
    takings,
    villages,
)
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.requests import requests
from collector_desktop.store.queries.waivers import unapproved_waivers

DAY = date(2026, 11, 23)
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSeats]:
    made = make_demo(tmp_path_factory.mktemp("villages"), DAY, households=240)
    yield made
    made.close()


@pytest.fixture
def laptop(seats: DemoSeats) -> Iterator[Connection]:
    with seats.laptop.reading() as conn:
        yield conn


def kinds_of(conn: Connection, *kinds: type[Fact]) -> bool:
    return all(facts(conn, kind) for kind in kinds)


def test_a_household_stands_on_every_rung(laptop: Connection, seats: DemoSeats) -> None:
    found = cases.cases(laptop, DAY, policies.policy(laptop), seats.laptop.seat.device)
    assert {case.state.rung for case in found} >= set(Rung) - {Rung.CLEAR, Rung.CALLED, Rung.CHECKED}
    assert any(case.state.protections for case in found)
    assert any(case.state.disputes for case in found)
    assert kinds_of(laptop, SupplyCut, SupplyReconnected)
    assert {proof.proof.kind for proof in facts(laptop, NoticeServed)} == set(ProofKind)


def test_the_slip_of_a_check_has_its_signature_and_a_committee_its_telephones(
    laptop: Connection, seats: DemoSeats
) -> None:
    check = facts(laptop, CheckDone)[0]
    assert _PICTURE.search(service_papers.filled_slip(seats.laptop, check.id))
    assert not _PICTURE.search(service_papers.blank_slip(seats.laptop, check.account, DAY))
    for village in villages.names(laptop):
        assert all(member.phone for member in villages.committee(laptop, village))


def test_contracts_waivers_and_plans_are_in_every_state(laptop: Connection) -> None:
    policy = policies.policy(laptop)
    register = contracts.contracts(laptop, policy)
    warned = {warning for line in register for warning in line.warnings}
    assert warned == {ContractWarning.MISSING, ContractWarning.RATE_OVER_THE_LAW}
    assert any(line.contract and line.contract.instalment_terms for line in register)
    asked = [line for line in requests(laptop) if line.request.matter.what == "waiver"]
    assert {None if line.decision is None else line.decision.approved for line in asked} == {None, True, False}
    assert facts(laptop, WaiverApplied)
    assert not unapproved_waivers(laptop)
    assert {plan.state is None for plan in repayment.plans(laptop, DAY, policy)} == {True, False}


def test_what_waits_on_the_stations_desk_is_of_every_kind(laptop: Connection) -> None:
    waiting = {line.request.matter.what for line in requests(laptop) if line.is_open}
    assert waiting >= {
        "deposit_offset",
        "disconnection",
        "grade_objection",
        "prepayment_refund",
        "repayment_plan",
        "unmasked_list",
        "waiver",
    }


def test_service_publicity_and_praise_have_gone_on(laptop: Connection) -> None:
    assert kinds_of(laptop, CheckDone, PublicityHeld)
    assert {consent.consents for consent in facts(laptop, PraiseConsent)} == {True, False}
    assert service.week(laptop, DAY)
    assert service.follow_ups(laptop)


def test_the_township_is_told_of_every_kind_of_thing(seats: DemoSeats) -> None:
    told = township.report(seats.station, BillingMonth.of(DAY), None, DAY)
    assert told.prior_arrears
    assert told.help
    assert told.answered
    assert told.asks
    assert told.service.checks


def test_the_days_before_are_closed_and_banked_and_nothing_waits_to_be_printed(
    laptop: Connection, seats: DemoSeats
) -> None:
    device = seats.laptop.seat.device
    assert not takings.open_days(laptop, device)
    assert not takings.in_hand(laptop, device)
    assert takings.of_day(laptop, DAY - timedelta(days=2), device).receipts
    assert not receipts.to_print(laptop)


def test_a_years_use_is_known_so_that_prepayment_can_be_advised(laptop: Connection) -> None:
    accounts = [line.account for line in contracts.contracts(laptop, policies.policy(laptop))]
    assert all(len(bills.of_account(laptop, account)) >= 12 for account in accounts[:20])


def test_every_month_has_knocks_that_collected_and_penalty_received(seats: DemoSeats) -> None:
    for ledger in (seats.laptop, seats.station):
        found = insights(ledger, DAY)
        assert all(month.figures.per_household for month in found.knocks)
        assert all(month.figures.received and month.figures.accrued for month in found.penalties)


def test_both_books_agree(seats: DemoSeats) -> None:
    for ledger in (seats.laptop, seats.station):
        check = _checked(ledger)
        assert check == ()


def _checked(ledger: Ledger) -> tuple[object, ...]:
    with ledger.reading() as conn:
        return tuple(check_books(conn, ledger.seat.kind, every=True).problems)


def test_every_paper_of_the_program_can_be_made_of_them(seats: DemoSeats, tmp_path: Path) -> None:
    count = write_papers(tmp_path, seats.laptop, seats.station, stamp(CLERK, DAY, 20))
    made = sorted(tmp_path.glob("*.pdf"))
    assert len(made) == count >= 25
    assert all(page_count(path.read_bytes()) for path in made)


@pytest.mark.parametrize("day", [date(2026, 2, 18), date(2026, 6, 8), date(2027, 1, 2)])
def test_the_villages_are_made_on_any_day_of_the_year(day: date, tmp_path: Path) -> None:
    made = make_demo(tmp_path, day, households=60)
    for ledger in (made.laptop, made.station):
        assert _checked(ledger) == ()
    made.close()

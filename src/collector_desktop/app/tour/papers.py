"""Every paper of the program, made from the tour's own books: what a customer, a village or a court is given."""

from collections.abc import Iterator
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.cases import (
    DisconnectionNoticeIssued,
    DunningNoticeIssued,
    FinalCheckDone,
    NoticeServed,
)
from collector_desktop.domain.acts.household import DoorSlipLeft
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.printing.cut_check_list import cut_check_list_pdf
from collector_desktop.printing.leaflet import leaflet_pdf
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.poster import poster_pdf
from collector_desktop.printing.praise import Certificate, certificate_pdf, red_list_pdf
from collector_desktop.printing.proof_of_service import proof_of_service_pdf
from collector_desktop.services import (
    court_papers,
    door_slips,
    meetings,
    penalty_report,
    plan_papers,
    praising,
    publicity,
    savings_papers,
    service_papers,
    serving_notices,
    township,
)
from collector_desktop.services.court_papers import MakePack
from collector_desktop.services.notice_papers import disconnection_paper, dunning_paper
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import balances, court, policies, repayment, savings, villages
from collector_desktop.store.queries.facts import facts


def write_papers(folder: Path, laptop: Ledger, station: Ledger, stamp: Stamp) -> int:
    """Write one of each paper as a PDF; how many."""
    made = dict(_papers(laptop, station, stamp))
    for name, content in made.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return len(made)


def _papers(laptop: Ledger, station: Ledger, stamp: Stamp) -> Iterator[tuple[str, bytes]]:
    yield from _of_the_ladder(laptop)
    yield from _of_households(laptop, stamp)
    yield from _of_a_village(laptop, stamp)
    yield from _for_the_court(station, stamp.model_copy(update={"by": station.seat.badge}))


def _of_the_ladder(ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    with ledger.reading() as conn:
        dunned, announced = facts(conn, DunningNoticeIssued)[0], facts(conn, DisconnectionNoticeIssued)[0]
        served, checked = facts(conn, NoticeServed)[0], facts(conn, FinalCheckDone)[0]
        proof = serving_notices.proof_of_service(conn, served.about)
    yield "dunning_notice", dunning_paper(dunned.notice).content
    yield "disconnection_notice", disconnection_paper(announced.notice).content
    yield "proof_of_service", proof_of_service_pdf(proof)
    yield "cut_check_list", cut_check_list_pdf(checked.checks)


def _of_households(ledger: Ledger, stamp: Stamp) -> Iterator[tuple[str, bytes]]:
    on = stamp.business_day
    with ledger.reading() as conn:
        slip, check = facts(conn, DoorSlipLeft)[0], facts(conn, CheckDone)[0]
        plan = repayment.plans(conn, on, policies.policy(conn))[0]
        held = balances.prepayments(conn)
        prepaid = max(sorted(held), key=lambda account: held[account])
        lines = savings.savings(conn, on, policies.policy(conn))
    deposit = next(line.account for line in lines if line.deposit)
    yield "door_slip", door_slips.slip_paper(ledger, slip.id, Paper.A5_TALL)
    yield "work_slip", service_papers.blank_slip(ledger, check.account, on)
    yield "service_slip", service_papers.filled_slip(ledger, check.id)
    yield "tariff_sheet", service_papers.tariff_sheet(ledger, check.account, on)
    yield "repayment_agreement", plan_papers.agreement_paper(ledger, plan.account, stamp)
    yield "prepayment_statement", savings_papers.statement_paper(ledger, prepaid, on)
    yield "deposit_slip", savings_papers.deposit_slip(ledger, deposit, on)
    yield "saver_invitation", savings_papers.saver_invitation(ledger, prepaid, on)


def _of_a_village(ledger: Ledger, stamp: Stamp) -> Iterator[tuple[str, bytes]]:
    on, seat = stamp.business_day, ledger.seat
    month = BillingMonth.of(on).plus(-1)
    with ledger.reading() as conn:
        village = villages.names(conn)[0]
        meeting = villages.meetings(conn, village)[0]
    asks = township.report(ledger, BillingMonth.of(on), None, on).asks
    yield "meeting_agenda", meetings.agenda_paper(ledger, village, on)
    yield "meeting_minutes", meetings.minutes_paper(ledger, meeting.id)
    yield "township_report", township.paper(ledger, BillingMonth.of(on), asks, on)
    yield "penalty_report", penalty_report.paper(ledger, BillingMonth.of(on), on)
    yield "village_poster", poster_pdf(publicity.poster(ledger, village, on), Paper.A3, demo=seat.demo)
    for leaflet in Leaflet:
        filled = publicity.fill(ledger, leaflet, publicity.leaflet_text(ledger, leaflet), on)
        yield f"leaflet_{leaflet}", leaflet_pdf(filled, Paper.A5_TALL, demo=seat.demo)
    praise = praising.praise_list(ledger, village, month, on)
    yield "red_list", red_list_pdf(praise, Paper.A3, seat.station_name, on, red=True, demo=seat.demo)
    named = Certificate(
        name=praise.named[0].name, village=village, month=month, station=seat.station_name, on=on, demo=seat.demo
    )
    yield "certificate", certificate_pdf(named)


def _for_the_court(station: Ledger, stamp: Stamp) -> Iterator[tuple[str, bytes]]:
    with station.reading() as conn:
        claim = court.claims(conn, policies.policy(conn))[0]
    claimed = claim.claimed
    application = court_papers.make_application(station, new_act_id(), claim.filed.id, claimed, stamp)
    yield "court_application", application.pdf
    wanted = MakePack(id=new_act_id(), account=claim.filed.account, court=claimed.court, claim=claim.filed.id)
    yield "evidence_pack", court_papers.make_pack(station, wanted, stamp).pdf

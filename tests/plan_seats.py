"""Repayment plans in short words for tests over both seats; bills of 100.00 fell due on 10 December."""

from datetime import date, timedelta
from io import BytesIO

from PIL import Image, ImageDraw
from savings_seats import decide
from two_seats import TwoSeats, stamp
from ui_seats import Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.instalments import even_instalments
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.requests import Role
from collector_desktop.services import deciding, handing_over, repaying, taking_route
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.deciding import Decide
from collector_desktop.services.repaying import ProposePlan
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, repayment
from collector_desktop.store.queries.repayment import PlanLine

ONE = AccountNumber("4100000001")
ASKED = date(2027, 1, 11)
"""A Monday, 32 days after the due date: 103.20 are owed."""
FIRST = date(2027, 1, 25)
"""A Monday."""
DAY = timedelta(days=1)


def _written() -> bytes:
    """A stroke from corner to corner."""
    picture = Image.new("RGB", (120, 40), "white")
    ImageDraw.Draw(picture).line((4, 36, 60, 4, 116, 36), fill="black", width=3)
    held = BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


SIGNATURE = NewFile(content=_written(), media=MediaType.PNG, title="客户签字")


def proposal(
    seats: TwoSeats, count: int = 3, first: date = FIRST, on: date = ASKED, *, signed: bool = True
) -> ProposePlan:
    """What the first household can pay: even parts from a day on."""
    with seats.laptop.reading() as conn:
        due = repaying.arrears(conn, ONE, on, policies.policy(conn))
    return ProposePlan(
        id=new_act_id(),
        account=ONE,
        instalments=even_instalments(due.total, count, first),
        reason="家里有人住院",
        files=(SIGNATURE,) if signed else (),
    )


def agree(seats: TwoSeats, count: int = 3) -> ProposePlan:
    """A plan proposed at the door, accepted at the station, and back on the laptop, all on the day it was asked for."""
    wanted = proposal(seats, count)
    repaying.propose(seats.laptop, wanted, stamp(0, ASKED))
    seats.carry_day(stamp(5, ASKED))
    decide(seats, wanted.id, stamp(10, ASKED))
    seats.carry_route(stamp(15, ASKED))
    return wanted


def ask_in(seats: Seats, account: AccountNumber, count: int, first: date) -> ProposePlan:
    """A plan proposed at a door of the demo villages that is overdue."""
    session = seats.session
    with session.ledger.reading() as conn:
        due = repaying.arrears(conn, account, session.business_day, policies.policy(conn))
    wanted = ProposePlan(
        id=new_act_id(),
        account=account,
        instalments=even_instalments(due.total, count, first),
        reason="家里有人住院",
        files=(SIGNATURE,),
    )
    repaying.propose(session.ledger, wanted, session.stamp())
    return wanted


def agree_in(seats: Seats, account: AccountNumber, count: int, first: date) -> None:
    """The same, accepted by the station and back with a route."""
    session = seats.session
    wanted = ask_in(seats, account, count, first)
    seats.take_in(handing_over.hand_over(session.ledger, seats.folder, session.stamp()).path)
    said = Decide(request=wanted.id, approved=True, reason="情况属实", decided_by="郑所长", role=Role.CLERK)
    deciding.decide(seats.station, said, seats.stamp())
    taking_route.take_route(session.ledger, session.keys, seats.issue(), session.stamp())


def plan(ledger: Ledger, on: date, account: AccountNumber = ONE) -> PlanLine:
    """A household's plan on a day."""
    with ledger.reading() as conn:
        found = repayment.plan_of(conn, account, on, policies.policy(conn))
    assert found is not None
    return found

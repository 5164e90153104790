"""Both seats of the demo villages as windows' tests use them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.receipt import PaymentMethod, Receipt
from collector_desktop.domain.visit import Slot
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import issuing, taking_in
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.services.planning_day import Thought, planned, think
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cards, doors, policies
from collector_desktop.ui.collector.today.presenter import Today
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session

DAY = date(2026, 11, 23)
HOUSEHOLDS = 60
START = datetime(2026, 11, 23, 18, 42, tzinfo=timezone(timedelta(hours=8)))


@dataclass
class Clock:
    """A clock that moves a minute with every look."""

    now: datetime = START

    def __call__(self) -> datetime:
        """A minute later than before."""
        self.now += timedelta(minutes=1)
        return self.now


@dataclass
class Seats:
    """A laptop with its session, and the station it belongs to, in one folder."""

    folder: Path
    session: Session
    station: Ledger
    station_keys: DeviceKeys
    clock: Clock = field(default_factory=Clock)

    def stamp(self) -> Stamp:
        """The station's clerk, now."""
        return Stamp(by=Badge("clerk"), business_day=DAY, at=self.clock())

    def station_session(self, look: Look) -> Session:
        """The session of the station's window."""
        return Session(
            ledger=self.station,
            keys=self.station_keys,
            business_day=DAY,
            clock=self.clock,
            look=look,
            printer=Printer(),
            drafts=Drafts(self.folder / "station.drafts"),
            exchange_folder=self.folder,
        )

    def owing(self, at: int) -> doors.Door:
        """The nth door that owes something."""
        session = self.session
        with session.ledger.reading() as conn:
            found = doors.doors(conn, session.business_day, policies.policy(conn), session.seat.device)
        return [door for door in found if door.due][at]

    def pay(
        self,
        account: AccountNumber,
        received: Money | None = None,
        method: PaymentMethod = PaymentMethod.CASH,
        waited: int | None = None,
    ) -> Receipt:
        """Take a payment at a door: what is due, or another amount."""
        session = self.session
        with session.ledger.reading() as conn:
            card = cards.card(conn, account, session.business_day, session.seat.device)
            found = doors.doors(conn, session.business_day, policies.policy(conn), session.seat.device)
        assert card is not None
        amount = received or next(door.due for door in found if door.account == account)
        payment = TakePayment(
            id=new_act_id(),
            account=account,
            received=amount,
            tendered=amount,
            method=method,
            reference="" if method is PaymentMethod.CASH else "4200001234",
            slot=Slot.EVENING,
            token=card.token,
            waited=waited,
        )
        return collect(session.ledger, payment, session.stamp()).receipt

    def take_in(self, package: Path) -> taking_in.TakenIn:
        """The station takes a day package in."""
        return taking_in.take_in(self.station, self.station_keys, package, self.stamp())

    def issue(self) -> Path:
        """The station issues a new route for the laptop."""
        return issuing.issue(self.station, self.session.seat.device, [], self.folder, self.stamp()).path


def thought_of(seats: Seats, now: Slot, before: Thought | None = None) -> Thought:
    """What Today thinks of its doors."""
    session = seats.session
    policy = session.policy()
    with session.ledger.reading() as conn:
        return think(conn, doors.doors(conn, DAY, policy, session.seat.device), DAY, now, policy, before)


def today_of(seats: Seats, now: Slot) -> Today:
    """The doors of the day planned as Today plans them."""
    session = seats.session
    policy = session.policy()
    with session.ledger.reading() as conn:
        found = doors.doors(conn, DAY, policy, session.seat.device)
        plan = planned(think(conn, found, DAY, now, policy), conn, found)
    return Today(found, plan, DAY, now, policy)

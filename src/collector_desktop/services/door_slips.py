"""A slip left at a door nobody opened: the knock and the slip in one key, and the paper itself."""

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.field import VisitRecorded
from collector_desktop.domain.acts.household import DoorSlipLeft
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.door_slip import DoorSlip, evenings_to_announce
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_household import SlipUnknown
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.printing.door_slip import door_slip_pdf
from collector_desktop.printing.paper import Paper
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cards, policies
from collector_desktop.store.queries.facts import fact
from collector_desktop.store.queries.households import household_of


class LeaveSlip(Value):
    """Nobody was at home and a slip is left. Both ids were fixed when the door was shown."""

    visit: ActId
    slip: ActId
    account: AccountNumber
    slot: Slot


def leave_slip(ledger: Ledger, wanted: LeaveSlip, stamp: Stamp) -> Changes:
    """Record that nobody was at home and that a slip says when we come again. Raises AccountUnknown."""
    with ledger.writing() as conn:
        if cards.account_info(conn, wanted.account) is None:
            raise AccountUnknown(account=wanted.account)
        rules = policies.policy(conn).visits
        known = household_of(conn, wanted.account, stamp.business_day)
        said = dict(stamp) | {"account": wanted.account}
        knock = VisitRecorded(**said, id=wanted.visit, slot=wanted.slot, outcome=Outcome.NOT_HOME)
        left = DoorSlipLeft(
            **said,
            id=wanted.slip,
            about=wanted.visit,
            evenings=evenings_to_announce(stamp.business_day, known, rules),
        )
        return ledger.post(conn, knock).changes | ledger.post(conn, left).changes


def slip_paper(ledger: Ledger, slip: ActId, paper: Paper) -> bytes:
    """The folded paper of a slip that was left. Raises SlipUnknown, AccountUnknown."""
    with ledger.reading() as conn:
        left = fact(conn, slip)
        if not isinstance(left, DoorSlipLeft):
            raise SlipUnknown(slip=slip)
        info = cards.account_info(conn, left.account)
        if info is None:
            raise AccountUnknown(account=left.account)
        policy = policies.policy(conn)
    seat = ledger.seat
    return door_slip_pdf(
        DoorSlip(
            station_name=seat.station_name,
            collector_name=seat.collector_name,
            badge=seat.badge,
            phone=policy.visits.station_phone or policy.hotline,
            account_name=info.name,
            was_here=left.at,
            evenings=left.evenings,
            window=next((each for each in policy.visits.windows if each.slot is Slot.EVENING), None),
            demo=seat.demo,
        ),
        paper,
    )

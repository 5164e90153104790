"""Households hard to meet as the books of either seat know them."""

from datetime import date

from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.hard_to_meet import HardToMeet, hard_to_meet
from collector_desktop.domain.household import Household
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries import accounts, bills, households, visits


def hard_households(conn: Connection, seat: Seat, on: date, policy: Policy) -> dict[AccountNumber, HardToMeet]:
    """Everybody who owes and whom nobody has met for long, each with what to try next from a day on.

    A laptop tells of the households it collects from, as the day's list does; the station of all.
    """
    if seat.kind is SeatKind.COLLECTOR:
        owed = bills.collectable_by_account(conn, seat.device)
    else:
        owed = bills.may_owe_by_account(conn)
    knocks, known = visits.by_account(conn, on), households.households(conn, on)
    phones = accounts.with_phones(conn)
    earliest = policy.visits.windows[0].slot
    found: dict[AccountNumber, HardToMeet] = {}
    for account, own in knocks.items():
        met = hard_to_meet(
            (*own.past, *own.today),
            known.get(account, Household()),
            account in phones,
            on,
            earliest,
            policy.visits,
        )
        if met is not None and amount_due(owed.get(account, ()), on, policy).total:
            found[account] = met
    return found

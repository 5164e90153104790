"""A December morning in a village where two of three households paid in time, for tests of the free service."""

from datetime import date, timedelta
from typing import Any

from two_seats import TwoSeats, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.service_check import (
    CheckedItem,
    CheckItem,
    CheckResult,
)
from collector_desktop.domain.visit import Slot
from collector_desktop.services import serving
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.checking import CompleteCheck
from collector_desktop.services.serving import BookCheck
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, service

PROMPT, SECOND, LATE = (AccountNumber(number) for number in ("4100000001", "4100000002", "4100000003"))
TODAY = date(2026, 12, 15)
TOMORROW = TODAY + timedelta(days=1)
NEW_YEAR = date(2027, 1, 4)
ALL_WELL = tuple(CheckedItem(item=item, result=CheckResult.OK) for item in CheckItem)
BAD_SOCKET = CheckedItem(item=CheckItem.SOCKETS, result=CheckResult.FAULT, note="厨房插座松动")
SIGNATURE = NewFile(content=b"\x89PNG\r\n\x1a\n" + bytes(40), media=MediaType.PNG, title="客户签字")


def in_december(seats: TwoSeats) -> TwoSeats:
    """Two households paid before their bill fell due, the third has not paid at all."""
    seats.pay(PROMPT, 10000, stamp(2))
    seats.pay(SECOND, 10000, stamp(3))
    return seats


def later(minute: int = 0, day: date = TODAY) -> Stamp:
    """A minute of a December morning, when the bills have fallen due."""
    return stamp(minute, day)


def booked(
    seats: TwoSeats, account: AccountNumber = PROMPT, on: date = TOMORROW, slot: Slot = Slot.EVENING, minute: int = 4
) -> ActId:
    """A booking at the laptop; its act."""
    wanted = BookCheck(id=new_act_id(), account=account, on=on, slot=slot, note="晚饭后")
    serving.book(seats.laptop, wanted, later(minute))
    return wanted.id


def made(account: AccountNumber = PROMPT, **changed: Any) -> CompleteCheck:
    """A check that found everything in order."""
    return CompleteCheck(
        **{"id": new_act_id(), "account": account, "slot": Slot.EVENING, "items": ALL_WELL, "minutes": 20} | changed
    )


def bookings_of(ledger: Ledger, day: date) -> list[tuple[str, Slot]]:
    """Account and slot of the open bookings of a day."""
    with ledger.reading() as conn:
        return [(each.account, each.slot) for each in service.bookings(conn, day)]


def left(ledger: Ledger, account: AccountNumber, on: date = TODAY) -> int:
    """Free checks a household still has."""
    with ledger.reading() as conn:
        return service.entitlement_of(conn, account, on, policies.policy(conn)).left

"""Signing on at the station with badge and PIN: every try is counted in the books before it is made."""

from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals_staff import NoPinSet, StaffGone, StaffPinLocked, StaffPinWrong, StaffUnknown
from collector_desktop.domain.staff import Member
from collector_desktop.security.refusals import PinWaits
from collector_desktop.security.staff_pin import pin_fits
from collector_desktop.security.tries import MOST_TRIES, Uptime, uptime, wait_left
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import staff
from collector_desktop.store.staff_pins import count_wrong, pin_of, tried_now


def sign_on(ledger: Ledger, badge: str, pin: str, clock: Uptime = uptime) -> Member:
    """Whoever has this badge and this PIN.

    After wrong PINs the next try waits longer and longer, however often the program is started and whatever the
    calendar says; after too many only a new PIN helps. Raises StaffUnknown, StaffGone, NoPinSet, StaffPinLocked,
    PinWaits, StaffPinWrong.
    """
    who = Badge(badge.strip())
    with ledger.writing() as conn:
        member = staff.member(conn, who)
        if member is None:
            raise StaffUnknown(badge=who)
        if member.left_on is not None:
            raise StaffGone(badge=who, on=member.left_on)
        kept = pin_of(conn, who)
        if kept is None:
            raise NoPinSet(badge=who)
        if kept.wrong >= MOST_TRIES:
            raise StaffPinLocked(badge=who)
        if (left := wait_left(kept.wrong, kept.tried, clock())) > 0:
            raise PinWaits(seconds=round(left + 0.5))
        count_wrong(conn, who, kept.wrong + 1, clock())
    if not pin_fits(kept.verifier, pin):
        with ledger.writing() as conn:
            tried_now(conn, who, clock())
        raise StaffPinWrong(left=MOST_TRIES - kept.wrong - 1)
    with ledger.writing() as conn:
        count_wrong(conn, who, 0, 0)
    return member

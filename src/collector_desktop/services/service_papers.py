"""The papers of the free service, made from the books: work slips blank and filled in, and bills in plain words."""

from datetime import date

from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_serving import BookingUnknown
from collector_desktop.domain.service_check import Confirmation
from collector_desktop.domain.tariff_words import in_plain_words
from collector_desktop.domain.visit import Slot
from collector_desktop.printing.tariff_sheet import ExplainedTo, tariff_sheet_pdf
from collector_desktop.printing.work_slip import FilledIn, SlipOf, work_slip_pdf
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import bills, cards, policies, service
from collector_desktop.store.queries.facts import fact

SIGNATURE = "客户签字"
"""The title of the attachment that is the household's signature."""
_SLOTS = {Slot.MORNING: "早上", Slot.NOON: "中午", Slot.EVENING: "晚上"}
_WEEKDAYS = "一二三四五六日"


def blank_slip(ledger: Ledger, account: AccountNumber, on: date) -> bytes:
    """The slip to take along to a household, with its open booking if it has one. Raises AccountUnknown."""
    with ledger.reading() as conn:
        booking = service.open_booking(conn, account, on)
        when = _when(booking.on, booking.slot, policies.policy(conn)) if booking else ""
        return work_slip_pdf(_slip(ledger, conn, account, on, when, booking.note if booking else ""))


def filled_slip(ledger: Ledger, check: ActId) -> bytes:
    """The slip of a check that was made, with the signature given on screen. Raises BookingUnknown, AccountUnknown."""
    with ledger.reading() as conn:
        made = fact(conn, check)
        if not isinstance(made, CheckDone):
            raise BookingUnknown(booking=check)
        return work_slip_pdf(
            _slip(ledger, conn, made.account, made.business_day, _day(made.business_day), ""),
            FilledIn(
                items=made.items,
                findings=made.findings,
                repaired=made.repaired,
                follow_up=made.follow_up,
                minutes=made.minutes,
                confirmation=made.confirmation,
                signature=_signature(conn, made),
                made_on=made.business_day,
            ),
        )


def tariff_sheet(ledger: Ledger, account: AccountNumber, on: date) -> bytes:
    """The household's open bills in plain words; its newest one if it owes nothing. Raises AccountUnknown."""
    with ledger.reading() as conn:
        info = cards.account_info(conn, account)
        if info is None:
            raise AccountUnknown(account=account)
        policy = policies.policy(conn)
        chosen = _explained(bills.of_account(conn, account), on, policy)
        seat = ledger.seat
        whose = ExplainedTo(
            account=account,
            account_name=info.name,
            address=info.address,
            station_name=seat.station_name,
            collector_name=seat.collector_name,
            hotline=policy.hotline,
            on=on,
            demo=seat.demo,
        )
    return tariff_sheet_pdf(whose, tuple(in_plain_words(bill, on, policy) for bill in chosen))


def _explained(found: tuple[Bill, ...], on: date, policy: Policy) -> tuple[Bill, ...]:
    owing = tuple(due.bill for due in amount_due(found, on, policy).bills)
    paid = tuple(bill for bill in found if bill.amount > Money.ZERO)
    return owing or paid[-1:]


def _slip(ledger: Ledger, conn: Connection, account: AccountNumber, on: date, when: str, note: str) -> SlipOf:
    info = cards.account_info(conn, account)
    if info is None:
        raise AccountUnknown(account=account)
    policy = policies.policy(conn)
    seat = ledger.seat
    return SlipOf(
        station_name=seat.station_name,
        collector_name=seat.collector_name,
        badge=seat.badge,
        hotline=policy.hotline,
        account=account,
        account_name=info.name,
        address=info.address,
        meter_number=info.meter_number,
        phones=info.phones,
        grounds=service.entitlement_of(conn, account, on, policy).grounds,
        when=when,
        note=note,
        demo=seat.demo,
    )


def _signature(conn: Connection, made: CheckDone) -> bytes | None:
    """The signature's picture; None if none was given on screen or it stayed with another seat."""
    if made.confirmation is not Confirmation.SIGNED_ON_SCREEN:
        return None
    signed = next((each for each in made.attachments if each.title == SIGNATURE), None)
    return None if signed is None else read_attachment(conn, signed)


def _when(on: date, slot: Slot, policy: Policy) -> str:
    window = next((each for each in policy.visits.windows if each.slot is slot), None)
    clock = f" {window.begins:%H:%M}-{window.ends:%H:%M}" if window else ""
    return f"{_day(on)} 周{_WEEKDAYS[on.weekday()]} {_SLOTS[slot]}{clock}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

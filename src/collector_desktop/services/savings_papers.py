"""The papers of money held for a household: statement, holding slip, invitation to let the bank pay."""

from datetime import date

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_savings import NothingHeld
from collector_desktop.domain.statement import Statement
from collector_desktop.printing.deposit_slip import deposit_slip_pdf
from collector_desktop.printing.saver_invitation import Benefits, saver_invitation_pdf
from collector_desktop.printing.savings_head import HeldFor
from collector_desktop.printing.statement import statement_pdf
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import balances, cards, policies, statements


def statement_of(ledger: Ledger, account: AccountNumber, until: date, since: date | None = None) -> Statement:
    """The statement of one account, of the year up to a day if no other day is named. Raises AccountUnknown."""
    with ledger.reading() as conn:
        _whose(ledger, conn, account, until)
        return statements.statement(conn, account, since or year_before(until), until)


def statement_paper(ledger: Ledger, account: AccountNumber, until: date, since: date | None = None) -> bytes:
    """The same on paper. Raises AccountUnknown."""
    with ledger.reading() as conn:
        whose = _whose(ledger, conn, account, until)
        found = statements.statement(conn, account, since or year_before(until), until)
    return statement_pdf(whose, found)


def deposit_slip(ledger: Ledger, account: AccountNumber, on: date) -> bytes:
    """The holding slip of a legacy deposit. Raises AccountUnknown, NothingHeld."""
    with ledger.reading() as conn:
        whose = _whose(ledger, conn, account, on)
        deposit = balances.held(conn, account).deposit
    if deposit <= Money.ZERO:
        raise NothingHeld(account=account)
    return deposit_slip_pdf(whose, deposit)


def saver_invitation(ledger: Ledger, account: AccountNumber, on: date) -> bytes:
    """The invitation for one household. Raises AccountUnknown."""
    with ledger.reading() as conn:
        whose = _whose(ledger, conn, account, on)
        policy = policies.policy(conn)
    benefits = Benefits(due_day=policy.imports.due_day, free_checks_a_year=policy.service.free_checks_a_year)
    return saver_invitation_pdf(whose, benefits)


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - 1, day.month, last)


def _whose(ledger: Ledger, conn: Connection, account: AccountNumber, on: date) -> HeldFor:
    info = cards.account_info(conn, account)
    if info is None:
        raise AccountUnknown(account=account)
    seat = ledger.seat
    return HeldFor(
        account=account,
        account_name=info.name,
        address=info.address,
        station_name=seat.station_name,
        collector_name=seat.collector_name,
        badge=seat.badge,
        hotline=policies.policy(conn).hotline,
        on=on,
        demo=seat.demo,
    )

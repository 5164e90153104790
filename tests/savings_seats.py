"""Money held for a household over two seats: what tests of prepayment, deposits and bank savers do with it."""

from sqlalchemy import select, update
from two_seats import TwoSeats

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.requests import Role
from collector_desktop.services import deciding
from collector_desktop.services.attaching import NewFile
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import balances
from collector_desktop.store.tables.snapshot import BalanceRow, BillRow

ONE, TWO = AccountNumber("4100000001"), AccountNumber("4100000002")
WISH = NewFile(content=b"\xff\xd8\xff" + bytes(range(200)), media=MediaType.JPEG, title="客户书面申请")


def holds(seats: TwoSeats, account: AccountNumber = ONE, *, prepay: int = 0, deposit: int = 0) -> None:
    """What the station holds for an account from before; the account must have a bill already."""
    with seats.station.writing() as conn:
        values = {"prepay": Money(prepay), "deposit": Money(deposit)}
        conn.execute(update(BalanceRow).where(BalanceRow.account == account).values(**values))


def held(ledger: Ledger, account: AccountNumber = ONE) -> tuple[int, int]:
    """Prepayment and deposit in fen."""
    with ledger.reading() as conn:
        found = balances.held(conn, account)
    return found.prepay.fen, found.deposit.fen


def open_fen(ledger: Ledger, month: str, account: AccountNumber = ONE) -> int:
    """What is open of one bill."""
    with ledger.reading() as conn:
        left: Money = conn.execute(select(BillRow.open).where(BillRow.id == f"{account}-{month}-正常电费")).scalar_one()
    return left.fen


def decide(seats: TwoSeats, request: ActId, at: Stamp, *, approved: bool = True) -> None:
    """The station's manager decides."""
    said = deciding.Decide(
        request=request, approved=approved, reason="情况属实", decided_by="郑所长", role=Role.MANAGER
    )
    deciding.decide(seats.station, said, at)


def seats_agree(seats: TwoSeats) -> None:
    """Both books agree with themselves, and with each other on every balance and every bill the laptop has."""
    for ledger in (seats.station, seats.laptop):
        with ledger.reading() as conn:
            check = check_books(conn, ledger.seat.kind, every=True)
        assert check.agrees, check.problems
    with seats.station.reading() as here, seats.laptop.reading() as there:
        assert balances.every(there).items() <= balances.every(here).items()
        bills = select(BillRow.id, BillRow.open, BillRow.penalty_paid)
        assert set(map(tuple, there.execute(bills))) <= set(map(tuple, here.execute(bills)))

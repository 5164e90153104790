"""Whether a line of a laptop's chain is its to write: its key proves who wrote it, not that it may."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.field import VisitUndone
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.acts.money import CashRemitted, DayClosed, PaymentTaken, ReceiptVoided
from collector_desktop.domain.acts.of_laptops import OF_LAPTOPS
from collector_desktop.domain.acts.requests import FactWithdrawn
from collector_desktop.domain.acts.station import PrepaymentOffset
from collector_desktop.domain.day_close import settle
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.store.journal import Entry
from collector_desktop.store.queries.facts import fact
from collector_desktop.store.tables.facts import FactRow
from collector_desktop.store.tables.ledger import ReceiptRow, VisitRow
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import AccountRow, BillRow


class LineNotItsOwn(Refusal):
    """A laptop wrote what is not its to write, or money that does not add up. Facts: chain, line."""


class HouseholdUnknown(LineNotItsOwn):
    """A receipt of a household these books don't know, as after an older backup came back. Facts: account."""


def check_own(conn: Connection, entry: Entry) -> None:
    """Nothing, if the device of this line may say what it says. Raises LineNotItsOwn, HouseholdUnknown."""
    if isinstance(entry.act, PaymentTaken):
        account = entry.act.receipt.account
        if conn.scalar(select(AccountRow.number).where(AccountRow.number == account)) is None:
            raise HouseholdUnknown(account=account)
    if type(entry.act) not in OF_LAPTOPS or not all(_holds(conn, entry)):
        raise LineNotItsOwn(chain=entry.chain, line=entry.line)


def _holds(conn: Connection, entry: Entry) -> Iterator[bool]:
    match entry.act:
        case PaymentTaken() as payment:
            yield from _is_whole(conn, payment, entry)
        case ReceiptVoided() as void:
            given = conn.execute(select(*ReceiptRow.__table__.c).where(ReceiptRow.number == void.number)).one_or_none()
            yield given is not None
            if given is not None:
                yield (given.act, given.device, given.account) == (void.payment, entry.device, void.account)
                yield (given.day, given.received) == (void.business_day, void.received)
            # On a newer chain it may be a laptop back from a backup, which voids again what it had voided.
            yield not _has_closed(conn, void.business_day, entry)
        case DayClosed(close=close):
            taken = close.takings
            yield close.over_short == settle(taken, close.count)
            yield bool(close.reason.strip()) or not close.over_short
            yield taken.received == taken.fees + taken.penalties + taken.prepayment
            yield close.business_day == taken.business_day
        case CashRemitted(remittance=slip):
            yield slip.amount > Money.ZERO
            yield bool(slip.bank_slip.strip())
        case PrepaymentOffset() as offset:
            yield offset.on == offset.business_day
            for each in offset.offsets:
                yield all(min(line.fee, line.penalty) >= Money.ZERO for line in each.bills)
                yield _are_of(conn, each.account, [line.bill for line in each.bills])
        case VisitUndone(visit=visit):
            yield conn.scalar(select(VisitRow.device).where(VisitRow.act == visit)) in (None, entry.device)
        case FactWithdrawn(about=about):
            said: Fact | None = fact(conn, about)
            yield said is None or said.WITHDRAWABLE
        case FileLost(about=about, sha256=sha256):
            of = fact(conn, about)
            yield of is not None and sha256 in (file.sha256 for file in of.attachments)
            yield conn.scalar(select(FactRow.device).where(FactRow.act == about)) == entry.device


def _has_closed(conn: Connection, day: date, entry: Entry) -> bool:
    """Whether the same chain closed a day before this line: its cash is counted, nothing of it is voided any more."""
    close = DayClosed.model_fields["kind"].default
    before = select(JournalRow.content).where(
        JournalRow.chain == entry.chain, JournalRow.kind == close, JournalRow.line < entry.line
    )
    acts = (Entry.read(content).act for content in conn.scalars(before.order_by(JournalRow.line.desc())))
    return any(isinstance(act, DayClosed) and act.close.business_day == day for act in acts)


def _is_whole(conn: Connection, act: PaymentTaken, entry: Entry) -> Iterator[bool]:
    """A receipt this device numbered, every fen in one of its three amounts, for a household's own bills."""
    receipt = act.receipt
    amounts = [receipt.prepayment, *(part for line in receipt.lines for part in (line.fee, line.penalty))]
    yield receipt.number.device == entry.device
    yield receipt.business_day == act.business_day
    yield receipt.received > Money.ZERO
    yield min(amounts) >= Money.ZERO
    yield receipt.received == receipt.fees + receipt.penalties + receipt.prepayment
    yield _are_of(conn, receipt.account, [line.bill for line in receipt.lines])


def _are_of(conn: Connection, account: AccountNumber, named: list[BillId]) -> bool:
    owners = conn.scalars(select(BillRow.account).where(BillRow.id.in_(named)).distinct())
    return all(owner == account for owner in owners)

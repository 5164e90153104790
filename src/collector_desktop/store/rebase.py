"""Rebase: the station's word replaces the snapshot, and what it has not read yet is done again on top."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.acts.money import PaymentTaken
from collector_desktop.domain.acts.station import PrepaymentOffset
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.names import AccountNumber, BillId, ChainId, DeviceCode
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import Refusal
from collector_desktop.store.apply import EFFECTS
from collector_desktop.store.apply.settling import take_back
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.merging import merge_attention, merge_facts
from collector_desktop.store.queries import policies, sync
from collector_desktop.store.snapshot import Rows, replace
from collector_desktop.store.tables.facts import FactRow
from collector_desktop.store.tables.ledger import AttentionRow
from collector_desktop.store.tables.machinery import ChainRow, JournalRow


class AcknowledgedOtherLine(Refusal):
    """The station acknowledged a line this laptop wrote otherwise or not at all: two copies of one device.

    Facts: chain, line.
    """


def rebase(ledger: Ledger, conn: Connection, rows: Rows, policy: Policy, acknowledged: Iterable[ChainEnd]) -> None:
    """Take the station's snapshot and repeat the moves of every act it has not acknowledged.

    A station back from a backup acknowledges less than it once did: what it no longer has is handed over again.
    Nothing recorded is touched. Raises AcknowledgedOtherLine.
    """
    ends = tuple(acknowledged)
    for end in ends:
        _acknowledge(conn, end, ledger.chain)
    _forget_others(conn, ledger.seat.device, {end.chain for end in ends})
    pending = _unacknowledged(ledger, conn)
    for entry in reversed(pending):
        take_back(conn, entry.act.id)
    replace(
        conn,
        rows,
        keep_bills=[bill for entry in pending for bill in _settles(entry.act)],
        keep_accounts=[account for entry in pending for account in _moves(entry.act)],
    )
    merge_facts(conn, rows[FactRow.__tablename__])
    merge_attention(conn, rows[AttentionRow.__tablename__])
    policies.set_policy(conn, policy)
    for entry in pending:
        EFFECTS[type(entry.act)].move(conn, entry.act, entry.device)


def _acknowledge(conn: Connection, end: ChainEnd, current: ChainId) -> None:
    last: int | None = conn.execute(select(ChainRow.last_line).where(ChainRow.id == end.chain)).scalar_one_or_none()
    if last is None:
        return
    own = conn.execute(
        select(JournalRow.hash).where(JournalRow.chain == end.chain, JournalRow.line == end.line)
    ).scalar_one_or_none()
    if own is not None and own != end.hash:
        raise AcknowledgedOtherLine(chain=end.chain, line=end.line)
    if own is None and end.chain == current and end.line > last:
        # Somebody else has written on this very chain, and who knows since which line.
        raise AcknowledgedOtherLine(chain=end.chain, line=last + 1)
    # Of a chain it no longer writes, a restored backup may know fewer lines than the station does.
    conn.execute(update(ChainRow).where(ChainRow.id == end.chain).values(acknowledged=min(end.line, last)))


def _forget_others(conn: Connection, device: DeviceCode, named: set[ChainId]) -> None:
    """A route names every chain of this laptop that the station has: of any other it has no line."""
    conn.execute(update(ChainRow).where(ChainRow.device == device, ChainRow.id.not_in(named)).values(acknowledged=0))


def _settles(act: Act) -> Iterable[BillId]:
    """The bills an act of this laptop settles."""
    match act:
        case PaymentTaken():
            return [line.bill for line in act.receipt.lines]
        case PrepaymentOffset():
            return [line.bill for offset in act.offsets for line in offset.bills]
        case WaiverApplied():
            return [act.bill]
    return ()


def _moves(act: Act) -> Iterable[AccountNumber]:
    """The accounts whose prepayment an act of this laptop moves."""
    match act:
        case PaymentTaken():
            return [act.receipt.account]
        case PrepaymentOffset():
            return [offset.account for offset in act.offsets]
    return ()


def _unacknowledged(ledger: Ledger, conn: Connection) -> list[Entry]:
    return [
        Entry.read(line.content)
        for chain in sync.chains(conn, ledger.seat.device)
        for line in sync.lines(conn, chain.chain, after=chain.acknowledged)
    ]

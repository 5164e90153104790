"""Keeping lines that are not posted: as they came, once each, until the manager decides and after."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, insert, select, update

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.devices import HeldLines
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.held import HeldState, Why
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.store.journal import Entry, JournalLine
from collector_desktop.store.tables.ledger import ReceiptRow
from collector_desktop.store.tables.station import HeldLineRow


def hold(
    conn: Connection,
    by: ActId,
    why: Why,
    device: DeviceCode,
    package: int,
    day: date,
    lines: Sequence[tuple[Entry, JournalLine]],
) -> tuple[Entry, ...]:
    """Keep these lines, in their order; those kept before stay as they are. Those that are new."""
    hashes = [line.hash for _entry, line in lines]
    known = set(conn.scalars(select(HeldLineRow.hash).where(HeldLineRow.hash.in_(hashes))))
    fresh = [(entry, line) for entry, line in lines if line.hash not in known]
    for entry, line in fresh:
        conn.execute(
            insert(HeldLineRow).values(
                hash=line.hash,
                held_act=by,
                why=why,
                device=device,
                chain=entry.chain,
                line=entry.line,
                act=entry.act.id,
                number=number_of(entry.act),
                content=line.content,
                signature=line.signature,
                package=package,
                day=day,
                state=HeldState.WAITING,
                decided=None,
            )
        )
    return tuple(entry for entry, _line in fresh)


def decide_held(conn: Connection, lines: HeldLines, state: HeldState, by: ActId) -> None:
    """Note what became of lines, from the last back to the first by the hash each holds of the one before."""
    wanted = lines.last_hash
    for _ in range(lines.last_line - lines.first_line + 1):
        content = conn.execute(select(HeldLineRow.content).where(HeldLineRow.hash == wanted)).scalar_one()
        conn.execute(update(HeldLineRow).where(HeldLineRow.hash == wanted).values(state=state, decided=by))
        wanted = Entry.read(content).previous


def clashes(conn: Connection, act: Act) -> bool:
    """Whether another act has the receipt number this one gives.

    A void or a day's close that a laptop back from a backup says once more is no clash: it counts once.
    """
    if not isinstance(act, PaymentTaken):
        return False
    taken = select(ReceiptRow.act).where(ReceiptRow.number == act.receipt.number, ReceiptRow.act != act.id)
    return conn.execute(taken).first() is not None


def number_of(act: Act) -> str:
    """The receipt an act gives or voids; empty for any other."""
    match act:
        case PaymentTaken():
            return act.receipt.number
        case ReceiptVoided():
            return act.number
    return ""

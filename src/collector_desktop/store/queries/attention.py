"""What a person must look at."""

import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, DeviceCode
from collector_desktop.domain.value import Value
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries import closes, over_short
from collector_desktop.store.tables.ledger import AttentionRow


class AttentionLine(Value):
    """One line of the attention list."""

    act: ActId
    kind: Attention
    subject: str
    account: AccountNumber
    device: DeviceCode
    day: date
    amount: Money
    facts: dict[str, str]


def lines(conn: Connection, device: str | None = None) -> tuple[AttentionLine, ...]:
    """The attention list, newest first; of one device if named.

    A drawer that did not agree is on it until the station has decided, and only for the close that stands.
    """
    statement = select(*AttentionRow.__table__.c).order_by(
        AttentionRow.day.desc(), AttentionRow.kind, AttentionRow.subject
    )
    if device is not None:
        statement = statement.where(AttentionRow.device == device)
    found = tuple(
        AttentionLine(
            act=row.act,
            kind=Attention(row.kind),
            subject=row.subject,
            account=AccountNumber(row.account),
            device=DeviceCode(row.device),
            day=row.day,
            amount=row.amount,
            facts=json.loads(row.facts),
        )
        for row in conn.execute(statement)
    )
    has_drawers = any(line.kind is Attention.CASH_OVER_SHORT for line in found)
    return tuple(_undecided(conn, found)) if has_drawers else found


def _undecided(conn: Connection, found: tuple[AttentionLine, ...]) -> Iterator[AttentionLine]:
    """A row stays for ever with its close; whether somebody must still look at it is read from the decisions."""
    stand, said = closes.standing(conn), over_short.last_words(conn)
    for line in found:
        if line.kind is not Attention.CASH_OVER_SHORT:
            yield line
            continue
        decision = said.get(line.act)
        if stand.get((line.device, line.day), line.act) != line.act or (decision and decision.outcome.is_final):
            continue
        kept = {} if decision is None else {"kept_on": decision.business_day.isoformat()}
        yield line.model_copy(update={"facts": line.facts | kept})

"""What a person must look at."""

import json
from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, DeviceCode
from collector_desktop.domain.value import Value
from collector_desktop.store.apply.attention import Attention
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
    """The attention list, newest first; of one device if named."""
    statement = select(*AttentionRow.__table__.c).order_by(
        AttentionRow.day.desc(), AttentionRow.kind, AttentionRow.subject
    )
    if device is not None:
        statement = statement.where(AttentionRow.device == device)
    return tuple(
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

"""Attention lines: what a person must look at."""

from datetime import date
from enum import StrEnum

import rfc8785
from sqlalchemy import Connection, delete, insert

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, DeviceCode
from collector_desktop.store.tables.ledger import AttentionRow


class Attention(StrEnum):
    """Why a person must look."""

    PAID_TWICE = "paid_twice"
    """A bill was settled elsewhere meanwhile; the money became prepayment."""
    PREPAYMENT_OVERDRAWN = "prepayment_overdrawn"
    """A voided receipt's prepayment had been used already."""
    BANK_PAID_TWICE = "bank_paid_twice"
    """The bank debited more than was still open; the rest became prepayment."""
    CASH_OVER_SHORT = "cash_over_short"
    """The drawer did not match the receipts."""
    RECEIPT_VOIDED = "receipt_voided"
    """A receipt was voided."""
    DAY_CLOSED_TWICE = "day_closed_twice"
    """A laptop restored from a backup closed a day it had closed before; the last count stands."""
    REMITTED_TWICE = "remitted_twice"
    """A laptop restored from a backup recorded a bank slip once more; it counts once."""
    BANKED_MORE = "banked_more"
    """More was banked than was counted at all closes."""
    NUMBERS_SKIPPED = "numbers_skipped"
    """A restored backup skipped receipt numbers."""
    BOOKS_TWICE = "books_twice"
    """A chain went on after the device began a newer one: two copies of its books are in use."""
    LINES_HELD = "lines_held"
    """Lines of a package were held for the manager."""
    VOID_NOT_POSTED = "void_not_posted"
    """Held lines whose money was credited void a receipt that counts: the household may have its money back."""
    FILE_LOST = "file_lost"
    """A photo or paper of an act is in neither the books nor their mirror."""


def raise_attention(
    conn: Connection,
    kind: Attention,
    act: ActId,
    subject: str,
    *,
    day: date,
    device: DeviceCode,
    account: AccountNumber | None = None,
    amount: Money = Money.ZERO,
    facts: dict[str, str] | None = None,
) -> None:
    """Put one line on the attention list, once per act, kind and subject: a repeat replaces it."""
    conn.execute(
        delete(AttentionRow).where(AttentionRow.act == act, AttentionRow.kind == kind, AttentionRow.subject == subject)
    )
    conn.execute(
        insert(AttentionRow).values(
            act=act,
            kind=kind,
            subject=subject,
            account=account or "",
            device=device,
            day=day,
            amount=amount,
            facts=rfc8785.dumps(facts or {}).decode(),
        )
    )


def withdraw_attention(conn: Connection, kind: Attention, act: ActId, subject: str | None = None) -> None:
    """Take an act's lines of one kind off the list, or that of one subject: what they told of is no longer so."""
    gone = delete(AttentionRow).where(AttentionRow.act == act, AttentionRow.kind == kind)
    conn.execute(gone if subject is None else gone.where(AttentionRow.subject == subject))

"""What the bank said of each household's months, and which failures still wait for somebody to call."""

from sqlalchemy import Connection

from collector_desktop.domain.acts.savings import BankDebited, BankDebitFailed, BankDebitImported
from collector_desktop.domain.value import Value
from collector_desktop.store.queries import accounts
from collector_desktop.store.queries.facts import any_facts, facts
from collector_desktop.store.queries.savings import failed_debits


class DebitLine(Value):
    """One result of the bank and whose it is."""

    name: str
    village: str
    result: BankDebited | BankDebitFailed
    is_waiting: bool
    """Whether it failed, is the household's newest failure, and its month still owes."""


def debits(conn: Connection) -> tuple[DebitLine, ...]:
    """Every result these books know, what waits first, else the newest at the front."""
    names, villages = accounts.names(conn), accounts.villages_of(conn)
    waiting = {failed.id for failed in failed_debits(conn).values()}
    lines = (
        DebitLine(
            name=names.get(result.account, ""),
            village=villages.get(result.account, ""),
            result=result,
            is_waiting=result.id in waiting,
        )
        for result in reversed(any_facts(conn, (BankDebited, BankDebitFailed)))
        if isinstance(result, BankDebited | BankDebitFailed)
    )
    # The sort is stable: what waits and what does not each keep the newest at the front.
    return tuple(sorted(lines, key=lambda line: not line.is_waiting))


def last_import(conn: Connection) -> BankDebitImported | None:
    """The bank's newest file; None before the first."""
    return next(reversed(facts(conn, BankDebitImported)), None)

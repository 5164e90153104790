"""Facts read back as the acts they are, oldest first; what was withdrawn is left out."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.store.tables.facts import FactRow

F = TypeVar("F", bound=Fact)

_ACTS: TypeAdapter[AnyAct] = TypeAdapter(AnyAct)


def facts(
    conn: Connection,
    kind: type[F],
    *,
    account: AccountNumber | None = None,
    village: str | None = None,
    since: date | None = None,
    until: date | None = None,
    about: ActId | None = None,
) -> tuple[F, ...]:
    """The facts of one kind, oldest first: of an account, a village, about an act, between two business days."""
    found = any_facts(conn, (kind,), account=account, village=village, since=since, until=until, about=about)
    return tuple(fact for fact in found if isinstance(fact, kind))


def any_facts(
    conn: Connection,
    kinds: Sequence[type[Fact]] = (),
    *,
    account: AccountNumber | None = None,
    village: str | None = None,
    since: date | None = None,
    until: date | None = None,
    about: ActId | None = None,
) -> tuple[Fact, ...]:
    """The facts of several kinds (all if none is named) in the order they were said."""
    statement = select(FactRow.content).where(FactRow.withdrawn_by.is_(None))
    if kinds:
        statement = statement.where(FactRow.kind.in_([kind.model_fields["kind"].default for kind in kinds]))
    for column, value in ((FactRow.account, account), (FactRow.village, village), (FactRow.about, about)):
        if value is not None:
            statement = statement.where(column == value)
    if since is not None:
        statement = statement.where(FactRow.day >= since)
    if until is not None:
        statement = statement.where(FactRow.day <= until)
    rows = conn.scalars(statement.order_by(FactRow.day, FactRow.at, FactRow.act))
    return tuple(map(read_fact, rows))


def fact(conn: Connection, act: ActId) -> Fact | None:
    """One fact, withdrawn or not; None if these books know none of that id."""
    content = conn.scalar(select(FactRow.content).where(FactRow.act == act))
    return None if content is None else read_fact(content)


def is_withdrawn(conn: Connection, act: ActId) -> bool:
    """Whether a fact was taken back."""
    return conn.scalar(select(FactRow.withdrawn_by).where(FactRow.act == act)) is not None


def by_account(found: Iterable[F]) -> dict[AccountNumber, tuple[F, ...]]:
    """The same facts by the account they concern, each account's in the order given."""
    grouped: dict[AccountNumber, list[F]] = {}
    for each in found:
        grouped.setdefault(each.account, []).append(each)
    return {account: tuple(own) for account, own in grouped.items()}


@lru_cache(maxsize=20_000)
def read_fact(content: str) -> Fact:
    """A fact as the act it is. Raises ValidationError if it is none."""
    act = _ACTS.validate_json(content)
    if not isinstance(act, Fact):
        raise ValueError(f"{act.kind} is no fact")
    return act

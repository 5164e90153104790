"""What every fact does to the books: it is kept, findable by kind, account, village and the act it is about."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.requests import FactWithdrawn
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.effects import Effects, nothing
from collector_desktop.store.tables.facts import FactRow

_KEEP = insert(FactRow)
_WITHDRAW = update(FactRow).where(FactRow.act == bindparam("said")).values(withdrawn_by=bindparam("by_act"))
_WITHDRAWN_BEFORE = select(FactRow.act).where(FactRow.kind == "fact_withdrawn", FactRow.about == bindparam("said"))


def keep(conn: Connection, fact: Fact, device: DeviceCode) -> None:
    """Keep a fact; a withdrawal marks what it is about, in whichever order the two arrive."""
    before = conn.execute(_WITHDRAWN_BEFORE, {"said": fact.id}).scalar_one_or_none()
    conn.execute(
        _KEEP,
        {
            "act": fact.id,
            "kind": fact.kind,
            "device": device,
            "day": fact.business_day,
            "at": fact.at,
            "account": fact.account,
            "village": fact.village,
            "about": fact.about,
            "withdrawn_by": before,
            "content": fact.model_dump_json(),
        },
    )
    if isinstance(fact, FactWithdrawn):
        conn.execute(_WITHDRAW, {"said": fact.about, "by_act": fact.id})


def changes_of(fact: Fact) -> Changes:
    """The account and the topic of a fact; a household's card shows facts of every topic."""
    accounts = frozenset({fact.account}) if fact.account else frozenset()
    return Changes(accounts=accounts, topics=frozenset({fact.TOPIC, Topic.SYNC}))


def effects_of_fact(move: Callable[[Connection, Any, DeviceCode], None] = nothing) -> Effects[Any]:
    """The effects of a kind of fact; `move` if it also moves figures."""
    return Effects(changes=changes_of, record=keep, move=move)

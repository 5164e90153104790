"""The policy in force."""

from functools import lru_cache

from sqlalchemy import Connection, delete, insert, select

from collector_desktop.domain.acts.rules import PolicySet
from collector_desktop.domain.policy import Policy
from collector_desktop.store.journal import Entry
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.store.tables.snapshot import PolicyRow

_SET: str = PolicySet.model_fields["kind"].default
_IN_FORCE = select(PolicyRow.content).order_by(PolicyRow.version.desc()).limit(1)


def policy(conn: Connection) -> Policy:
    """The station's policy; the defaults if the station has set none."""
    content: str | None = conn.execute(_IN_FORCE).scalar_one_or_none()
    return Policy() if content is None else _read(content)


@lru_cache(maxsize=4)
def _read(content: str) -> Policy:
    return Policy.model_validate_json(content)


def set_policy(conn: Connection, new: Policy) -> None:
    """Put a policy in force in place of the one before."""
    conn.execute(delete(PolicyRow))
    conn.execute(insert(PolicyRow).values(version=new.version, content=new.model_dump_json()))


def history(conn: Connection) -> tuple[PolicySet, ...]:
    """Who changed which rules and why, newest first."""
    lines = conn.scalars(select(JournalRow.content).where(JournalRow.kind == _SET))
    acts = (Entry.read(content).act for content in lines)
    return tuple(sorted((act for act in acts if isinstance(act, PolicySet)), key=lambda act: -act.version))

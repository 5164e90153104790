"""What setting rules does to the books: the policy in force is another one."""

from sqlalchemy import Connection

from collector_desktop.domain.acts.rules import PolicySet
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.rules import changed_by
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.queries import policies


def _move_policy(conn: Connection, act: PolicySet, _device: DeviceCode) -> None:
    """Moved and not recorded: the policy is part of the snapshot, which is sealed."""
    policies.set_policy(conn, changed_by(policies.policy(conn), act.changes, act.version))


SET = Effects[PolicySet](changes=lambda _act: Changes(topics=frozenset(Topic)), move=_move_policy)

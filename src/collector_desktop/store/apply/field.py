"""What the acts at the doors do to the books."""

from sqlalchemy import Connection, insert, update

from collector_desktop.domain.acts.field import VisitRecorded, VisitUndone
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.tables.ledger import VisitRow


def _record_visit(conn: Connection, act: VisitRecorded, device: DeviceCode) -> None:
    conn.execute(
        insert(VisitRow),
        {
            "act": act.id,
            "account": act.account,
            "device": device,
            "day": act.business_day,
            "at": act.at,
            "slot": act.slot,
            "outcome": act.outcome,
            "promise_on": act.promise.on if act.promise else None,
            "promise_slot": act.promise.slot if act.promise else None,
            "note": act.note,
        },
    )


def _record_undo(conn: Connection, act: VisitUndone, _device: DeviceCode) -> None:
    conn.execute(update(VisitRow).where(VisitRow.act == act.visit).values(undone_by=act.id))


VISIT = Effects[VisitRecorded](
    changes=lambda act: Changes(accounts=frozenset({act.account}), topics=frozenset({Topic.VISITS, Topic.SYNC})),
    record=_record_visit,
)
UNDO = Effects[VisitUndone](
    changes=lambda act: Changes(accounts=frozenset({act.account}), topics=frozenset({Topic.VISITS, Topic.SYNC})),
    record=_record_undo,
)

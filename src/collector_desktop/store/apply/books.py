"""What the acts about the books themselves do."""

from sqlalchemy import Connection

from collector_desktop.domain.acts.books import ChainStarted
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.attention import Attention, raise_attention
from collector_desktop.store.apply.effects import Effects


def _record_chain(conn: Connection, act: ChainStarted, device: DeviceCode) -> None:
    if act.numbers_skipped_from is not None:
        raise_attention(
            conn,
            Attention.NUMBERS_SKIPPED,
            act.id,
            act.chain,
            day=act.business_day,
            device=device,
            facts={"from": str(act.numbers_skipped_from), "to": str(act.numbers_skipped_to)},
        )


CHAIN = Effects[ChainStarted](
    changes=lambda _act: Changes(topics=frozenset({Topic.SYNC, Topic.ATTENTION})), record=_record_chain
)

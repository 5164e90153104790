"""Files that are gone: a laptop says so on its chain, and goes on."""

from collector_desktop.domain.acts.base import Fact, Stamp, new_act_id
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.attention import Attention, raise_attention
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries.lost_files import undeclared

_SUBJECT = 16
"""Of a hash: enough to tell the files of one act apart."""


def declare_lost(ledger: Ledger, stamp: Stamp) -> tuple[FileLost, ...]:
    """Say of every file a laptop's acts speak of and its books lack that it is lost; each once."""
    said = []
    with ledger.writing() as conn:
        for act, file in undeclared(conn, ledger.seat.device):
            lost = FileLost(
                **dict(stamp),
                id=new_act_id(),
                account=act.account,
                village=act.village,
                about=act.id,
                sha256=file.sha256,
                title=file.title,
            )
            ledger.post(conn, lost)
            note_lost(conn, act, file, ledger.seat.device, stamp)
            said.append(lost)
    return tuple(said)


def note_lost(conn: Connection, act: Fact, file: Attachment, device: DeviceCode, stamp: Stamp) -> None:
    """Put a lost file on the attention list."""
    raise_attention(
        conn,
        Attention.FILE_LOST,
        act.id,
        file.sha256[:_SUBJECT],
        day=stamp.business_day,
        device=device,
        account=act.account,
        facts={"title": file.title, "of": act.business_day.isoformat(), "whom": act.account or act.village},
    )

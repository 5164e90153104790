"""Files that are gone: a laptop says so on its chain, and goes on."""

from collector_desktop.domain.acts.base import Fact, Stamp, new_act_id
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.attention import Attention, raise_attention, withdraw_attention
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries.lost_files import undeclared

_SUBJECT = 16
"""Of a hash: enough to tell the files of one act apart."""


def declare_lost(ledger: Ledger, stamp: Stamp, *, everything: bool = False) -> tuple[FileLost, ...]:
    """Say of each file a laptop's acts speak of and its books lack that it is lost; each once.

    Those of lines the station has acknowledged it has; only with `everything` they are told too.
    """
    device = ledger.seat.device
    with ledger.reading() as conn:
        if not undeclared(conn, device, everything=everything):
            return ()
    with ledger.writing() as conn:
        return tuple(
            say_lost(ledger, conn, act, file, device, stamp)
            for act, file in undeclared(conn, device, everything=everything)
        )


def say_lost(
    ledger: Ledger, conn: Connection, act: Fact, file: Attachment, device: DeviceCode, stamp: Stamp
) -> FileLost:
    """Write down that a file of a device's act is lost, and put it on the attention list."""
    lost = lost_of(act, file, stamp)
    ledger.post(conn, lost)
    note_lost(conn, act, file, device, stamp)
    return lost


def lost_of(act: Fact, file: Attachment, stamp: Stamp) -> FileLost:
    """What is said of a file of an act that is lost."""
    return FileLost(
        **dict(stamp),
        id=new_act_id(),
        account=act.account,
        village=act.village,
        about=act.id,
        sha256=file.sha256,
        title=file.title,
    )


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


def note_found(conn: Connection, act: Fact, file: Attachment) -> None:
    """Take a file that came after all off the attention list."""
    withdraw_attention(conn, Attention.FILE_LOST, act.id, file.sha256[:_SUBJECT])

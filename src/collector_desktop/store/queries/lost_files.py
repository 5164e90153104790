"""Files the books speak of and no longer hold."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.store.attachments import has_attachment, read_attachments
from collector_desktop.store.queries.facts import fact, facts, read_fact
from collector_desktop.store.tables.facts import FactRow
from collector_desktop.store.tables.machinery import ChainRow, JournalRow


class FilesHere(NamedTuple):
    """Of some files, the content of those these books hold and the day others were found to be lost, by SHA-256."""

    contents: Mapping[str, bytes]
    lost: Mapping[str, date]


def files_here(conn: Connection, files: Iterable[Attachment]) -> FilesHere:
    """What can be shown of some files, and what is said of the rest."""
    wanted = tuple(files)
    return FilesHere(read_attachments(conn, wanted), lost_on(conn, wanted))


def undeclared(
    conn: Connection, device: DeviceCode, *, everything: bool = False
) -> tuple[tuple[Fact, Attachment], ...]:
    """Files of a laptop's own acts that these books lack, as far as nobody said so.

    Those of lines the station has acknowledged it has; only with `everything` they are told too.
    """
    said = said_lost(conn)
    wanted = (
        select(FactRow.content)
        .join(JournalRow, JournalRow.act == FactRow.act)
        .join(ChainRow, ChainRow.id == JournalRow.chain)
        .where(ChainRow.device == device, FactRow.content.contains('"attachments":[{'))
        .order_by(FactRow.at, FactRow.act)
    )
    rows = conn.scalars(wanted if everything else wanted.where(JournalRow.line > ChainRow.acknowledged))
    return tuple(
        (fact, file)
        for fact in map(read_fact, rows)
        for file in fact.attachments
        if (fact.id, file.sha256) not in said and not has_attachment(conn, file.sha256)
    )


def said_lost(conn: Connection) -> frozenset[tuple[ActId, str]]:
    """Act and SHA-256 of each file somebody said is lost."""
    return frozenset((lost.about, lost.sha256) for lost in facts(conn, FileLost))


def declared_files(conn: Connection, device: DeviceCode) -> tuple[tuple[Fact, Attachment], ...]:
    """What is said to be lost of a laptop's acts, each file with its act."""
    said = said_lost(conn)
    own = select(FactRow.act).where(FactRow.device == device, FactRow.act.in_({about for about, _file in said}))
    acts = (fact(conn, ActId(act)) for act in conn.scalars(own.order_by(FactRow.act)).all())
    return tuple(
        (act, file) for act in acts if act is not None for file in act.attachments if (act.id, file.sha256) in said
    )


def lost_on(conn: Connection, files: Iterable[Attachment]) -> dict[str, date]:
    """The day each of these files was found to be lost, by SHA-256; those the books hold after all are left out."""
    wanted = {file.sha256 for file in files}
    return {
        lost.sha256: lost.business_day
        for lost in facts(conn, FileLost)
        if lost.sha256 in wanted and not has_attachment(conn, lost.sha256)
    }

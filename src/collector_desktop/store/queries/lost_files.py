"""Files the books speak of and no longer hold."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.names import DeviceCode
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


def undeclared(conn: Connection, device: DeviceCode) -> tuple[tuple[Fact, Attachment], ...]:
    """Files of a laptop's own acts that are nowhere, as far as nobody said so and the station may not have them."""
    said = {(lost.about, lost.sha256) for lost in facts(conn, FileLost)}
    rows = conn.scalars(
        select(FactRow.content)
        .join(JournalRow, JournalRow.act == FactRow.act)
        .join(ChainRow, ChainRow.id == JournalRow.chain)
        .where(ChainRow.device == device, JournalRow.line > ChainRow.acknowledged)
        .where(FactRow.content.contains('"attachments":[{'))
        .order_by(FactRow.at, FactRow.act)
    )
    return tuple(
        (fact, file)
        for fact in map(read_fact, rows)
        for file in fact.attachments
        if (fact.id, file.sha256) not in said and not has_attachment(conn, file.sha256)
    )


def declared(conn: Connection, device: DeviceCode) -> tuple[FileLost, ...]:
    """What a laptop says is lost, oldest first."""
    own = set(conn.scalars(select(FactRow.act).where(FactRow.kind == "file_lost", FactRow.device == device)))
    return tuple(lost for lost in facts(conn, FileLost) if lost.id in own)


def declared_files(conn: Connection, device: DeviceCode) -> tuple[tuple[FileLost, Attachment], ...]:
    """The same, each with the file as the act it is of names it; what speaks of an act unknown here is left out."""
    return tuple(
        (lost, file)
        for lost in declared(conn, device)
        if (act := fact(conn, lost.about)) is not None
        for file in act.attachments
        if file.sha256 == lost.sha256
    )


def lost_on(conn: Connection, files: Iterable[Attachment]) -> dict[str, date]:
    """The day each of these files was found to be lost, by SHA-256; those the books hold after all are left out."""
    wanted = {file.sha256 for file in files}
    return {
        lost.sha256: lost.business_day
        for lost in facts(conn, FileLost)
        if lost.sha256 in wanted and not has_attachment(conn, lost.sha256)
    }

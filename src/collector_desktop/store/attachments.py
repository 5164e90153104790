"""Attachments kept in the books, named by their SHA-256: each once, however many acts speak of it."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from collector_desktop.domain.attachment import LARGEST_ATTACHMENT, Attachment, MediaType
from collector_desktop.domain.refusals import AttachmentNotUnderstood, AttachmentTooLarge
from collector_desktop.store.tables.facts import AttachmentRow

_BEGINS = {MediaType.JPEG: b"\xff\xd8\xff", MediaType.PNG: b"\x89PNG\r\n\x1a\n", MediaType.PDF: b"%PDF-"}


def keep_attachment(conn: Connection, content: bytes, media: MediaType, title: str) -> Attachment:
    """Keep a file and say what an act says of it. Raises AttachmentTooLarge, AttachmentNotUnderstood."""
    attachment = attachment_of(content, media, title)
    if not has_attachment(conn, attachment.sha256):
        conn.execute(
            insert(AttachmentRow),
            {"sha256": attachment.sha256, "media": media, "size": attachment.size, "content": content},
        )
    return attachment


def attachment_of(content: bytes, media: MediaType, title: str) -> Attachment:
    """What an act says of a file. Raises AttachmentTooLarge, AttachmentNotUnderstood."""
    if len(content) > LARGEST_ATTACHMENT:
        raise AttachmentTooLarge(title=title, size=len(content), limit=LARGEST_ATTACHMENT)
    if not content.startswith(_BEGINS[media]):
        raise AttachmentNotUnderstood(title=title, media=media)
    return Attachment(sha256=hashlib.sha256(content).hexdigest(), media=media, size=len(content), title=title)


def has_attachment(conn: Connection, sha256: str) -> bool:
    """Whether the books hold a file."""
    return conn.scalar(select(AttachmentRow.size).where(AttachmentRow.sha256 == sha256)) is not None


def read_attachment(conn: Connection, attachment: Attachment) -> bytes | None:
    """A file's content; None if it stayed with another seat. Its hash is checked again by whoever proves with it."""
    return conn.scalar(select(AttachmentRow.content).where(AttachmentRow.sha256 == attachment.sha256))


def read_attachments(conn: Connection, wanted: Iterable[Attachment]) -> dict[str, bytes]:
    """The content of several files these books hold, by SHA-256."""
    names = {each.sha256 for each in wanted}
    rows = conn.execute(
        select(AttachmentRow.sha256, AttachmentRow.content).where(AttachmentRow.sha256.in_(names))
    ).all()
    return {row.sha256: row.content for row in rows}

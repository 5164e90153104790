"""Files that come with an act: a photo, a signature, a printed notice, before they are kept."""

from collections.abc import Iterable

from collector_desktop.domain.attachment import Attachment, MediaType
from collector_desktop.domain.value import Value
from collector_desktop.store.attachments import keep_attachment
from collector_desktop.store.ledger import Connection


class NewFile(Value):
    """A file as a window or a command hands it in."""

    content: bytes
    media: MediaType
    title: str


def keep_files(conn: Connection, files: Iterable[NewFile]) -> tuple[Attachment, ...]:
    """Keep files in the act's own transaction. Raises AttachmentTooLarge, AttachmentNotUnderstood."""
    return tuple(keep_attachment(conn, file.content, file.media, file.title) for file in files)

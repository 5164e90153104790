"""The files a day package brings: each is kept, or its laptop says that it is lost."""

from collector_desktop.domain.acts.base import Act, Fact, Stamp
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.refusals import AttachmentMissing
from collector_desktop.exchange.day_package import LOST_PART, read_file_part
from collector_desktop.exchange.lost_files import lost_in
from collector_desktop.exchange.package import Package
from collector_desktop.services.lost_files import note_found, note_lost, say_lost
from collector_desktop.store.attachments import has_attachment, keep_attachment
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries.lost_files import declared_files, said_lost


class PackageFiles:
    """Those of one package, while it is taken in. Raises NotAPackage, JournalLineWrong."""

    def __init__(self, ledger: Ledger, conn: Connection, package: Package, stamp: Stamp) -> None:
        self._ledger, self._conn, self._package, self._stamp = ledger, conn, package, stamp
        self._device = package.header.sender
        part = package.parts.get(LOST_PART)
        beside = {} if part is None else lost_in(part, self._device)
        self._lost = dict.fromkeys(said_lost(conn), True) | beside

    def keep(self, act: Act) -> None:
        """The files an act speaks of, out of the package or known from an earlier one.

        What the laptop says is lost comes on the attention list; where only its package could say so, the station
        writes it down. Raises AttachmentMissing.
        """
        if not isinstance(act, Fact):
            return
        for file in act.attachments:
            content = read_file_part(self._package.parts, file)
            if content is not None:
                keep_attachment(self._conn, content, file.media, file.title)
            elif has_attachment(self._conn, file.sha256):
                continue
            else:
                self._is_lost(act, file)

    def keep_found(self) -> None:
        """Files that were said to be lost and came after all: they need nobody's attention any more."""
        for act, file in declared_files(self._conn, self._device):
            content = read_file_part(self._package.parts, file)
            if content is not None:
                keep_attachment(self._conn, content, file.media, file.title)
                note_found(self._conn, act, file)

    def _is_lost(self, act: Fact, file: Attachment) -> None:
        on_chain = self._lost.get((act.id, file.sha256))
        if on_chain is None:
            raise AttachmentMissing(title=file.title, sha256=file.sha256)
        if on_chain:
            note_lost(self._conn, act, file, self._device, self._stamp)
        else:
            say_lost(self._ledger, self._conn, act, file, self._device, self._stamp)

"""The papers of the notices, as they are previewed, printed and kept with the act."""

from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.notices import DisconnectionNotice, DunningNotice
from collector_desktop.printing.notices import (
    DISCONNECTION_TITLE,
    DUNNING_TITLE,
    disconnection_notice_pdf,
    dunning_notice_pdf,
)
from collector_desktop.services.attaching import NewFile


def dunning_paper(notice: DunningNotice) -> NewFile:
    """The paper of a dunning notice, every copy of it."""
    return NewFile(content=dunning_notice_pdf(notice), media=MediaType.PDF, title=f"{DUNNING_TITLE} {notice.number}")


def disconnection_paper(notice: DisconnectionNotice) -> NewFile:
    """The paper of a disconnection notice, every copy of it."""
    return NewFile(
        content=disconnection_notice_pdf(notice), media=MediaType.PDF, title=f"{DISCONNECTION_TITLE} {notice.number}"
    )

"""Attachments: photos, signatures and printed notices that belong to an act, named by their SHA-256."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from collector_desktop.domain.value import Value

LARGEST_ATTACHMENT = 8 << 20
"""In bytes: a photo is made smaller before it is kept; a paper is never that large."""


class MediaType(StrEnum):
    """What an attachment is."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"

    @property
    def extension(self) -> str:
        """Of a file that holds one."""
        return {MediaType.JPEG: "jpg", MediaType.PNG: "png", MediaType.PDF: "pdf"}[self]


class Attachment(Value):
    """What an act says of a file: its hash is the proof, the file itself travels once."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    media: MediaType
    size: Annotated[int, Field(ge=1, le=LARGEST_ATTACHMENT)]
    title: str
    """For people: 催费通知单 第 2 份, 门口照片."""

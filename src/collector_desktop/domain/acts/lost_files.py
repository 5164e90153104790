"""A file that is gone: what it was of stays, and everybody who would look for it is told."""

from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic


class FileLost(Fact):
    """A photo, signature or paper of an act (`about`) is in neither the books nor their mirror; the act stands."""

    TOPIC: ClassVar[Topic] = Topic.ATTENTION

    kind: Literal["file_lost"] = "file_lost"
    sha256: str
    title: str
    """As the act names it."""

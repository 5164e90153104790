"""What the first run can do; composed by app, which knows where files belong."""

from pathlib import Path
from typing import Protocol

from collector_desktop.security.enrolment import EnrolmentAnswer
from collector_desktop.services.enrolling import Requested


class FirstRunActions(Protocol):
    """The ways to begin. Each raises refusals and OSError, and leaves nothing half done."""

    @property
    def needs_pin(self) -> bool:
        """Whether a PIN has to be set before anything is written."""

    @property
    def has_asked(self) -> bool:
        """Whether a request was written before, and its answer may have come."""

    def set_pin(self, pin: str) -> None:
        """Set the PIN that keeps keys and books; takes half a second."""

    def try_demo(self) -> None:
        """Make the demo villages; takes some seconds."""

    def request(self, folder: Path) -> Requested:
        """Write this laptop's enrolment request into a folder."""

    def read_answer(self, file: Path) -> EnrolmentAnswer:
        """Read what the station answered, before anything is founded."""

    def accept(self, answer: EnrolmentAnswer) -> None:
        """Found this laptop's books as the station answered."""

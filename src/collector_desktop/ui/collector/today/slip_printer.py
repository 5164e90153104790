"""Slips for doors on their way to the printer: on the roll that is in it, else on A5."""

from PySide6.QtCore import QObject, Signal

from collector_desktop.domain.names import ActId
from collector_desktop.printing.paper import Paper
from collector_desktop.services.door_slips import slip_paper
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.session import Session


class SlipPrinter(QObject):
    """`failed` when the last slip did not come out; it may be printed `again`."""

    failed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._last = ActId("")
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._ended)

    def print(self, slip: ActId) -> None:
        """Print a slip that was left."""
        self._last = slip
        self.again()

    def again(self) -> None:
        """Print the last slip once more."""
        session, slip = self._session, self._last
        self._queue.sheet(lambda: slip_pdf(session, slip))

    def _ended(self, printed: Printed) -> None:
        if printed.waiting:
            self.failed.emit()


def slip_pdf(session: Session, slip: ActId) -> bytes:
    """A slip on the paper it is printed on. Raises SlipUnknown, AccountUnknown."""
    paper = session.printer.paper if session.printer.paper.is_roll else Paper.A5_TALL
    return slip_paper(session.ledger, slip, paper)

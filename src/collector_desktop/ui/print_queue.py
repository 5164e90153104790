"""Papers on their way to the printer, beside the window: what does not come out waits and is tried again."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.ui.papers import print_receipt, print_waiting
from collector_desktop.ui.session import Session
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress


@dataclass(frozen=True)
class Printed:
    """What one order to print brought: papers that came out, and papers that still wait."""

    came_out: int
    waiting: int
    fault: OSError | None = None
    """Why a sheet did not come out."""


class PrintQueue(QObject):
    """`ended` carries a Printed, on the window's own thread, once for every order."""

    ended = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def receipt(self, number: ReceiptNumber, copy_number: int = 0) -> None:
        """Print one queued paper of a receipt; it stays queued if it does not come out."""
        session = self._session
        self._run(lambda: Printed(1, 0) if print_receipt(session, number, copy_number) else Printed(0, 1))

    def waiting(self) -> None:
        """Try every waiting paper, oldest first, until one fails."""
        self._run(lambda: Printed(*print_waiting(self._session)))

    def sheet(self, make: Callable[[], bytes]) -> None:
        """Make a PDF and print it; sheets are kept in the books and not queued."""
        session = self._session

        def work() -> Printed:
            session.printer.send(make())
            return Printed(1, 0)

        self._run(work)

    def _run(self, work: Callable[[], Printed]) -> None:
        def on_lane(_progress: Progress) -> Printed:
            return work()

        self._session.lane.run(on_lane).ended.connect(self._end)

    @Slot(object)
    def _end(self, end: Ended) -> None:
        match end:
            case Done(printed):
                self.ended.emit(printed)
            case Faulted(fault):
                self.ended.emit(Printed(0, 1, fault))
            case _:
                self.ended.emit(Printed(0, 1))

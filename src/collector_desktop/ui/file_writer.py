"""Files on their way to a folder or a stick, beside the window: a slow stick never holds it up."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress


class FileWriter(QObject):
    """`written` carries the Path of a file that is there whole, `failed` why there is none, in our words."""

    written = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def write(self, path: Path, work: Callable[[Path], object]) -> None:
        """Let `work` write the file; it touches nothing of a window."""

        def on_lane(_progress: Progress) -> Path:
            work(path)
            return path

        self._session.lane.run(on_lane).ended.connect(self._end)

    @Slot(object)
    def _end(self, end: Ended) -> None:
        match end:
            case Done(path):
                self.written.emit(path)
            case Faulted(fault):
                self.failed.emit(fault_word(fault))

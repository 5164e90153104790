"""One program, one book: a second start brings the first one's window forward instead of opening the books again."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

_LOCK, _CALL = "program.lock", "program.call"


class OnlyOne(QObject):
    """`called` when another start of the program wants this one's window in front."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Where nothing can be written the check of the ground says so, better than this could.
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._call = folder / _CALL
        self._lock = QLockFile(str(folder / _LOCK))
        # A lock is stale when its process is gone, however old it is: a laptop may stay open for weeks.
        self._lock.setStaleLockTime(0)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._is_called)

    def claim(self) -> bool:
        """Whether this is the first; it is until `release` or the end of the process, however that comes."""
        if self._lock.tryLock(0):
            self._call.touch()
            self._watcher.addPath(str(self._call))
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def call_the_first(self) -> None:
        """Ask the first one to come forward."""
        self._call.write_text("1", encoding="ascii")

    def release(self) -> None:
        """Let another one be the first."""
        self._watcher.removePath(str(self._call))
        self._lock.unlock()

    def _is_called(self, _path: str) -> None:
        self.called.emit()

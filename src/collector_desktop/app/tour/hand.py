"""A hand at the keyboard: presses keys in the real window as a person does, and counts them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

_NONE = Qt.KeyboardModifier.NoModifier
_SETTLE_MS = 150
_STEP_MS = 20
_LONGEST_MS = 60_000


def wait(milliseconds: int) -> None:
    """Let the windows work, and what is thought beside them: `QTest.qWait` would stop the other threads meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(holds: Callable[[], bool]) -> None:
    """Let the windows work until something holds. Raises TimeoutError after a minute."""
    for _ in range(_LONGEST_MS // _STEP_MS):
        if holds():
            return
        wait(_STEP_MS)
    raise TimeoutError("the window did not get there")


class Clock:
    """A clock that goes only when told to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


class Hand:
    """Keys go to whatever has the focus; `keys` counts every one of them. A picture waits while `is_busy`."""

    def __init__(
        self,
        window: QMainWindow,
        clock: Clock,
        pictures: Path | None = None,
        is_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        self.window = window
        self.clock = clock
        self.keys = 0
        self._pictures = pictures
        self._is_busy = is_busy
        self._taken = 0
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """One key."""
        self.keys += 1
        QTest.keyClick(self._focus(), key, modifier)
        self.clock.advance(1)
        QApplication.processEvents()

    def click(self, widget: QWidget) -> None:
        """One press of the mouse or of a finger."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.clock.advance(1)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Several keys, one for each character; what no key has is committed as an input method does it."""
        self.keys += len(text)
        if text.isascii():
            QTest.keyClicks(self._focus(), text)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(self._focus(), commit)
        self.clock.advance(len(text))
        QApplication.processEvents()

    def picture(self, name: str) -> None:
        """Keep what the window shows under the next number, if pictures are wanted."""
        if self._pictures is None:
            return
        self._taken += 1
        self.save(self._pictures / f"{self._taken:02d}_{name}.png")

    def save(self, file: Path) -> None:
        """Keep what the window shows once it has settled and nothing is read beside it."""
        wait(_SETTLE_MS)
        while self._is_busy():
            wait(_SETTLE_MS)
        wait(1)  # what the last slot asked for, where that slot took all of the time
        self.window.grab().save(str(file))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

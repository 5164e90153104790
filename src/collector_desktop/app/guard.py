"""The guard: notices that nobody is at the laptop any more, that it has slept, or that its clock was moved."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

_TICK_MS = 1000
_JUMP = 30.0
"""Seconds by which the clock may run away from the processor's own within a tick."""
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Guard(QObject):
    """`lock` when the screen should be locked. `idle` seconds without a key or a move are long enough."""

    lock = Signal()

    def __init__(
        self,
        app: QApplication,
        idle: float,
        *,
        running: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._idle = idle
        self._running, self._wall = running, wall
        self._seen = running()
        self._before = (running(), wall())
        app.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        _listen_for_sleep(self)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._app.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Whatever a person does counts."""
        if event.type() in _SIGNS:
            self._seen = self._running()
        return False

    def tick(self) -> None:
        """Look at both clocks: they part when the lid was closed, or when somebody set the time."""
        running, wall = self._running(), self._wall()
        parted = abs((wall - self._before[1]) - (running - self._before[0])) > _JUMP
        self._before = (running, wall)
        if parted or running - self._seen >= self._idle:
            self._seen = running
            self.lock.emit()

    @Slot(bool)
    def sleeping(self, going: bool) -> None:
        """The system says that the lid is closing, or that it woke up."""
        if going:
            self.lock.emit()


def _listen_for_sleep(guard: Guard) -> None:
    """Linux says beforehand when it goes to sleep; elsewhere the clocks tell at once when it wakes."""
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:  # a system without D-Bus
        return
    bus = QDBusConnection.systemBus()
    if bus.isConnected():
        bus.connect(
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            "PrepareForSleep",
            guard,
            b"1sleeping(bool)",
        )

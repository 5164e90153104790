"""The whole program on a laptop with a PIN, as tests of its door use it."""

from dataclasses import dataclass

from cheap_pins import CHEAP
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_seats import Clock

from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.ui.collector.door.page import Door
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.look import Look
from collector_desktop.ui.restore.page import RestoreWindow

PIN, OTHER = "730914", "281905"


@dataclass
class Laptop:
    """The program on a laptop whose clock the test sets."""

    places: Places
    look: Look
    clock: Clock
    qtbot: QtBot
    program: Program

    def start(self) -> None:
        self.program = Program(self.places, self.look, clock=self.clock, cost=CHEAP)
        self.program.start(demo=False)

    def stop(self) -> None:
        self.program.end()
        if self.program.window is not None:
            self.program.window.close()
            self.program.window.deleteLater()
            self.program.window = None

    @property
    def door(self) -> Door:
        assert isinstance(self.program.window, Door)
        return self.program.window

    @property
    def desk(self) -> Desk:
        assert isinstance(self.program.window, Desk)
        return self.program.window

    @property
    def restoring(self) -> RestoreWindow:
        assert isinstance(self.program.window, RestoreWindow)
        return self.program.window

    def try_pin(self, pin: str) -> None:
        door = self.door
        door.pin.notice.clear()
        door.pin.field.setText(pin)
        self.qtbot.keyClick(door.pin.field, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.program.window is not door or not door.pin.notice.isHidden())

    def set_first_pin(self, pin: str, again: str | None = None) -> None:
        door = self.door
        self.qtbot.keyClicks(door.protect.first, pin)
        self.qtbot.keyClick(door.protect.first, Qt.Key.Key_Return)
        self.qtbot.keyClicks(door.protect.second, again or pin)
        self.qtbot.keyClick(door.protect.second, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.program.window is not door or not door.protect.notice.isHidden())

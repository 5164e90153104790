"""The tour at the door: the first run, a PIN chosen, a wrong one, a forgotten one, the lock, a clock in doubt."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from collector_desktop.app.begin import Begin
from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.homes import Home
from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.app.tour.hand import Clock, Hand, wait_until
from collector_desktop.ui.collector.door.day_page import DayPage
from collector_desktop.ui.collector.door.page import Door
from collector_desktop.ui.collector.first_run.page import FirstRun
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.look import Look

W = TypeVar("W", bound=QMainWindow)
_PIN, _WRONG = "730914", "281905"


def first_run(places: Places, look: Look, clock: Clock, pictures: Path) -> None:
    """The three ways to begin, a PIN chosen, and a request for enrolment written."""
    begin = Begin(places, clock)
    window = FirstRun(begin, look, places.exchange)
    hand = Hand(window, clock)
    window.begin_request()
    hand.type("1234")
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return)
    hand.save(pictures / "00_choose_a_pin.png")
    begin.set_pin(_PIN)
    window.pin.left.emit()
    window.request_into(places.exchange)
    hand.save(pictures / "00_first_run.png")
    window.close()


def at_the_door(places: Places, demo: DemoPaths, look: Look, clock: Clock, pictures: Path) -> None:
    """The demo's laptop, closed, behind a PIN of its own."""
    home = Home(places.books)
    home.folder.mkdir(parents=True)
    shutil.copy(demo.laptop, home.database)
    shutil.copy(demo.laptop_keys, home.keys_file)
    program = Program(places, look, clock=clock)
    program.start(demo=False)
    door = _window(program, Door)
    hand = Hand(door, clock)
    hand.save(pictures / "door_1_first_pin.png")
    for _ in range(2):
        hand.type(_PIN)
        hand.press(Qt.Key.Key_Return)
    hand = Hand(_window(program, Desk), clock)
    hand.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    door = _window(program, Door)
    hand = Hand(door, clock)
    hand.save(pictures / "door_2_locked.png")
    for _ in range(3):
        hand.type(_WRONG)
        hand.press(Qt.Key.Key_Return)
        wait_until(lambda: not door.busy)
    hand.save(pictures / "door_3_waits.png")
    door.pin.forgot.click()
    door.write_request(places.exchange)
    hand.save(pictures / "door_4_forgotten.png")
    door.forgotten.left.emit()
    door.pin.other.click()
    hand.save(pictures / "door_5_change_pin.png")
    program.end()
    clock.advance(-timedelta(days=3).total_seconds())
    program = Program(places, look, clock=clock)
    program.start(demo=False)
    door = _window(program, Door)
    wait_until(door.pin.field.isEnabled)
    hand = Hand(door, clock)
    hand.type(_PIN)
    hand.press(Qt.Key.Key_Return)
    hand = Hand(_window(program, DayPage), clock)
    hand.save(pictures / "door_6_which_day.png")
    hand.press(Qt.Key.Key_Return)
    _window(program, Desk).close()
    program.end()
    clock.advance(timedelta(days=3).total_seconds())


def _window(program: Program, kind: type[W]) -> W:
    wait_until(lambda: isinstance(program.window, kind))
    QApplication.processEvents()
    assert isinstance(program.window, kind)
    return program.window

import gc
import weakref
from threading import Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from collector_desktop.app.sessions import application
from collector_desktop.ui.cycles import CycleCollector, collect_due

MANY = 50_000


class Window(QObject):
    """Holds on to itself, as windows with their connections do."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication):
    gc.enable()
    collector = CycleCollector(qapp)
    qapp.processEvents()
    yield collector
    collector.setParent(None)
    collector.deleteLater()
    gc.disable()


def test_a_window_ends_on_the_windows_thread_alone(collector: CycleCollector, qtbot: QtBot) -> None:
    ended: list[Thread] = []
    kept: list[list[object]] = []
    gc.collect()
    weakref.finalize(Window(), lambda: ended.append(current_thread()))
    beside = Thread(target=lambda: kept.extend([] for _ in range(MANY)))
    beside.start()
    beside.join()
    assert ended == []
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [main_thread()]


def test_older_generations_are_collected_in_their_turn() -> None:
    gc.collect()
    window = Window()
    gc.collect(0)
    gc.collect(1)
    gone = weakref.ref(window)
    del window
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    assert gone() is not None
    collect_due()
    assert gone() is None


def test_the_program_has_one(qapp: QApplication) -> None:
    application()
    application()
    assert len(qapp.findChildren(CycleCollector)) == 1
    assert not gc.isenabled()

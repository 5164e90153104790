"""Today with some six hundred doors: the longest the window is held up, against reading one door from the books.

    python bench/today.py [--households 1250] [--times 3]

Demo villages, half of whose households owe. After each act the window's own thread is watched until the new plan is
shown: the longest it took between two looks at the keyboard, and how much of that it worked itself (the rest it waited
for the processor, of which the plan takes its half). At most 100 ms are allowed.
"""

import argparse
import os
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.demo.seats import CHINA, make_demo
from collector_desktop.app.sessions import application, open_session
from collector_desktop.app.tour.hand import Clock
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.visit import Outcome
from collector_desktop.store.queries import doors
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session

_DAY = date(2026, 11, 23)


class Watch:
    """Looks at the keyboard as often as it can, and keeps the longest that came between."""

    def __init__(self, page: TodayPage) -> None:
        self._page = page
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self.wall = self.own = 0.0

    def over(self, act: Callable[[], object]) -> None:
        """From an act until the plan it asks for is shown."""
        self.wall = self.own = 0.0
        self._last = time.perf_counter(), time.thread_time()
        self._timer.start(0)
        act()
        self._look()
        while self._page.is_planning:
            QApplication.processEvents()
        QApplication.processEvents()
        self._look()
        self._timer.stop()

    def _look(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.wall, self.own = max(self.wall, now[0] - self._last[0]), max(self.own, now[1] - self._last[1])
        self._last = now


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=1250)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        make_demo(Path(folder) / "seats", _DAY, households=asked.households).close()
        _measure(DemoPaths(Path(folder) / "seats"), asked.times)


def _measure(paths: DemoPaths, times: int) -> None:
    clock = Clock(datetime(2026, 11, 23, 7, 0, tzinfo=CHINA))
    _app, look = application()
    session = open_session(
        paths.laptop,
        paths.laptop_keys,
        look,
        day=_DAY,
        clock=clock,
        printer=Printer(),
        exchange_folder=paths.stick,
    )
    page = TodayPage(session)
    page.changed.connect(page.refresh)
    page.resize(1168, 636)
    page.show()
    watch = Watch(page)
    watch.over(QApplication.processEvents)
    floor = _floor(session, page)
    print(f"{len(page._today.doors)} doors; reading one again takes {floor * 1e3:.1f} ms")

    def rain() -> None:
        page.arranging.rain(not page._rainy)

    def next_slot() -> None:
        clock.now = clock.now.replace(hour=12 if clock.now.hour < 12 else 7)
        page.keep_time()

    def knock() -> None:
        page._knocked(Outcome.NOT_HOME)

    def new_route() -> None:
        page.refresh(Changes(topics=frozenset({Topic.SNAPSHOT})))

    for name, act in (
        ("a knock", knock),
        ("a door pinned", page.arranging.pin),
        ("a door left out", page.arranging.skip),
        ("rain", rain),
        ("the next slot", next_slot),
        ("a new route: all read and learned anew", new_route),
    ):
        wall, own = [], []
        for _ in range(times):
            watch.over(act)
            wall.append(watch.wall)
            own.append(watch.own)
        print(
            f"{name}: window held up {max(wall) * 1e3:.0f} ms, of which its own work {max(own) * 1e3:.0f} ms; "
            f"ratio to one door read {max(own) / floor:.1f}"
        )
    session.lane.close()
    session.ledger.close()


def _floor(session: Session, page: TodayPage) -> float:
    """One door read again, as every act does."""
    known = page._today.doors
    begun = time.thread_time()
    with session.ledger.reading() as conn:
        doors.read_again(conn, known, {known[0].account}, _DAY, session.policy(), session.seat.device)
    return time.thread_time() - begun


if __name__ == "__main__":
    main()

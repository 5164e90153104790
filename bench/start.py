"""Start to a usable window on demo villages, against a bare Qt window and the import of SQLAlchemy.

    python bench/start.py [--starts 7]

Every start is a process of its own, timed from outside until it says that its window was painted; the median and the
ratio are printed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from collector_desktop.app.demo.seats import make_demo
from collector_desktop.app.paths import Places

PROGRAM = """
import sys
from pathlib import Path
from collector_desktop.app.program import Program
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import application
app, look = application()
program = Program(Places.below(Path(sys.argv[1])), look)
program.start(demo=True)
app.processEvents()
program.window.grab()
print("ready", flush=True)
import os
os._exit(0)
"""
BARE = """
import sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
window.grab()
print("ready", flush=True)
import os
os._exit(0)
"""


def started(code: str, folder: Path) -> float:
    """Seconds from the start of a process until its window is there."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        taken = time.perf_counter() - begun
    if said.strip() != b"ready":
        raise RuntimeError("the window did not come")
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=7)
    starts = parser.parse_args().starts
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_demo(Places.below(folder).demo, date(2026, 11, 23)).close()
        (Places.below(folder).demo / "ready").touch()
        times, floors = [], []
        for at in range(starts + 1):
            mine, least = started(PROGRAM, folder), started(BARE, folder)
            if at:  # the first start reads everything from the disk
                times.append(mine)
                floors.append(least)
    ours, floor = statistics.median(times), statistics.median(floors)
    print(f"{starts} starts: usable window {ours:.2f} s; bare window with SQLAlchemy {floor:.2f} s")
    print(f"ratio {ours / floor:.2f}")


if __name__ == "__main__":
    main()

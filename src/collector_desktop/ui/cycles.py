"""Cycles are collected on the window's thread alone.

Left to itself Python collects them on whichever thread happens to allocate: on the lane's or the mirror's it would end
the windows' objects there, and Qt ends the whole program for it.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS: Final = 500


class CycleCollector(QObject):
    """Python's own collector rests from now on; this one takes its place, on the thread it was made on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(EVERY_MS)
        timer.timeout.connect(self._collect)
        timer.start()
        QTimer.singleShot(0, self, self._keep_what_the_start_made)

    @Slot()
    def _keep_what_the_start_made(self) -> None:
        """Half a million objects that stay for good: searched each minute they held the window up a quarter second."""
        gc.freeze()

    @Slot()
    def _collect(self) -> None:
        collect_due()


def collect_due() -> None:
    """Collect the oldest generation that is due by Python's own thresholds, if any is."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in reversed(range(len(counts))):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return

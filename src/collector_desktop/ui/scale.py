"""The scale at which a whole place fits the screen, where the system's own scale leaves too little room."""

from PySide6.QtCore import QSize

WHOLE = QSize(1280, 720)
"""What every place is laid out for."""


def fitting_scale(available: QSize, factor: float) -> float:
    """The scale factor for a screen of this size, in its present units: the present one if a whole place fits.

    1920 × 1080 at 200 % has room for 960 × 540: everything is drawn at 150 % there.
    """
    room = min(available.width() / WHOLE.width(), available.height() / WHOLE.height(), 1.0)
    return factor * room

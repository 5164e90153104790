"""Drawn stand-ins for what a phone and a finger leave in real life: a photo of a door, a signature."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from collector_desktop.domain.attachment import MediaType
from collector_desktop.services.attaching import NewFile
from collector_desktop.ui.widgets.pictures import encoded

_WALL, _DOOR, _PAPER, _INK = "#c9b99b", "#7a3b2e", "#f4f1e6", "#1c2733"
_STROKES = (
    ((20, 40), (90, 36)),
    ((55, 12), (52, 88), (40, 78)),
    ((24, 86), (60, 60), (96, 88)),
    ((120, 20), (118, 90)),
    ((120, 22), (170, 20), (172, 90)),
    ((122, 55), (168, 54)),
)


def photo(title: str) -> NewFile:
    """A paper left on a door, as a JPEG."""
    return NewFile(content=_door(), media=MediaType.JPEG, title=title)


def signature(title: str) -> NewFile:
    """A name written with a finger, as a PNG."""
    return NewFile(content=_name(), media=MediaType.PNG, title=title)


@cache
def _door() -> bytes:
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(QColor(_WALL))
    painter = QPainter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(QRectF(180, 60, 280, 420), QColor(_DOOR))
    painter.fillRect(QRectF(316, 60, 8, 420), QColor(_INK))
    painter.fillRect(QRectF(350, 170, 76, 104), QColor(_PAPER))
    for line in range(5):
        painter.fillRect(QRectF(360, 186 + 16 * line, 56 - 8 * (line == 4), 4), QColor(_INK))
    painter.end()
    return encoded(picture, MediaType.JPEG)


@cache
def _name() -> bytes:
    picture = QImage(200, 100, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(_INK), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for stroke in _STROKES:
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in stroke]))
    painter.end()
    return encoded(picture, MediaType.PNG)

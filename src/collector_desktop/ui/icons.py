"""Line icons, tinted by role."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from collector_desktop.resources import resource_path
from collector_desktop.ui.theme import Theme

_DRAWN = b"#000"
_SCALE = 3


def icon(name: str, theme: Theme, role: str = "text", chosen_role: str | None = None) -> QIcon:
    """The icon of that name in a theme's colour; `chosen_role` tints it when its button is checked."""
    found = QIcon(_pixmap(name, getattr(theme, role)))
    if chosen_role is not None:
        found.addPixmap(_pixmap(name, getattr(theme, chosen_role)), QIcon.Mode.Normal, QIcon.State.On)
    return found


def _pixmap(name: str, colour: str) -> QPixmap:
    drawn = resource_path("icons", f"{name}.svg").read_bytes().replace(_DRAWN, colour.encode())
    size = QSize(24, 24) * _SCALE
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawn)).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return pixmap

"""Line icons, tinted by role."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from collector_desktop.resources import resource_path
from collector_desktop.ui.theme import Theme

_DRAWN = b"#000"
_SCALE = 3


def icon(name: str, theme: Theme, role: str = "text") -> QIcon:
    """The icon of that name in a theme's colour."""
    return QIcon(QPixmap.fromImage(_drawing(name, getattr(theme, role))))


def draw_icon(painter: QPainter, place: QRect, name: str, theme: Theme, role: str = "text") -> None:
    """Paint an icon into a square."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, _drawing(name, getattr(theme, role)))


@lru_cache(maxsize=128)
def _drawing(name: str, colour: str) -> QImage:
    """Images, not pixmaps: they may outlive the application."""
    drawn = resource_path("icons", f"{name}.svg").read_bytes().replace(_DRAWN, colour.encode())
    image = QImage(QSize(24, 24) * _SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawn)).render(painter, QRectF(image.rect()))
    painter.end()
    return image

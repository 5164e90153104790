"""Charts on paper: what a widget shows, on one wide sheet in the day's colours, which grey print keeps apart."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPoint
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QRegion
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import DAY

_MARGIN_MM = 12.0
_DPI = 300


def sheet_pdf(widget: QWidget, title: str, look: Look) -> bytes:
    """The widget as a PDF on A4 across, as large as fits; lines and texts stay lines and texts."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    worn = look.theme
    look.wear(DAY)
    painter = QPainter(writer)
    scale = min(writer.width() / widget.width(), writer.height() / widget.height())
    painter.scale(scale, scale)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    look.wear(worn)
    return bytes(content.data())

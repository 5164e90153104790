"""Charts on paper: what a widget shows, on one wide sheet in the day's colours, which grey print keeps apart."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPoint, QPointF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPainterPath, QPdfWriter, QPen, QRegion
from PySide6.QtWidgets import QPushButton, QWidget

from collector_desktop.printing.flow import DEMO
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import DAY, Size

_TILT, _OUTLINE = -25, 6
_MARGIN_MM = 12.0
_DPI = 300


def sheet_pdf(widget: QWidget, title: str, look: Look, *, demo: bool = False) -> bytes:
    """The widget as a PDF on A4 across, as large as fits; lines and texts stay lines and texts.

    Buttons that tell no figure stay on the screen: on paper nobody can press them. A demo's paper is marked as one.
    """
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
    idle = [each for each in widget.findChildren(QPushButton) if each.isVisible() and each.property("trace") is None]
    for button in idle:
        button.hide()
    painter = QPainter(writer)
    scale = min(writer.width() / widget.width(), writer.height() / widget.height())
    painter.scale(scale, scale)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.resetTransform()
    if demo:
        _mark(painter, writer.width(), writer.height())
    painter.end()
    for button in idle:
        button.show()
    look.wear(worn)
    return bytes(content.data())


def _mark(painter: QPainter, width: int, height: int) -> None:
    """DEMO across the sheet, as an outline through which everything stays readable."""
    letters = QPainterPath()
    face = font(Size.AMOUNT, bold=True)
    face.setPixelSize(height // 4)
    letters.addText(QPointF(), face, DEMO.mark)
    box = letters.boundingRect()
    painter.translate(width / 2, height / 2)
    painter.rotate(_TILT)
    painter.translate(-box.center())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(DAY.color("line"), _OUTLINE))
    painter.drawPath(letters)

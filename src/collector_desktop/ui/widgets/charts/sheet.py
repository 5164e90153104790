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
_HEAD, _HEAD_ROOM = 44, 80
"""The size of the line above the charts, and the room it takes, in dots."""


def sheet_pdf(widget: QWidget, title: str, look: Look, *, head: str = "", demo: bool = False) -> bytes:
    """The widget as a PDF on A4 across, as large as fits; lines and texts stay lines and texts.

    `head` stands above it: whose figures these are, and of which day. Buttons that tell no figure and the frame of
    the cursor stay on the screen: on paper nobody can press them. A demo's paper is marked as one.
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
    idle = [each for each in widget.findChildren(QPushButton) if not each.isHidden() and each.property("trace") is None]
    for button in idle:
        button.hide()
    cursor = next((each for each in widget.findChildren(QWidget) if each.hasFocus()), None)
    if cursor is not None:
        cursor.clearFocus()
    painter = QPainter(writer)
    taken = _head(painter, head, writer.width()) if head else 0
    scale = min(writer.width() / widget.width(), (writer.height() - taken) / widget.height())
    painter.translate(0, taken)
    painter.scale(scale, scale)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.resetTransform()
    if demo:
        _mark(painter, writer.width(), writer.height())
    painter.end()
    for button in idle:
        button.show()
    if cursor is not None:
        cursor.setFocus()
    look.wear(worn)
    return bytes(content.data())


def _head(painter: QPainter, head: str, width: int) -> int:
    """One line across the top; the height it takes."""
    face = font(Size.BODY, bold=True)
    face.setPixelSize(_HEAD)
    painter.setFont(face)
    painter.setPen(DAY.ink("text"))
    painter.drawText(0, 0, width, _HEAD_ROOM, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, head)
    return _HEAD_ROOM


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

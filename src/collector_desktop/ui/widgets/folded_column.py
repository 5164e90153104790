"""A column of a board folded to a strip: how many cards it holds, and its heading upright or turned."""

import unicodedata

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import TARGET, Radius, Size, Space, Tone

_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_ALONG = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_COUNT = 28


class FoldedColumn(QWidget):
    """`pressed` where it holds cards: it is to be unfolded. Chinese stands upright, other writing is turned."""

    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = ""
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(TARGET)

    def show_heading(self, title: str, count: int) -> None:
        """Show a heading and how many cards stand under it."""
        self._title, self._count = title, count
        self.setAccessibleName(f"{title} {count}")
        self.setCursor(Qt.CursorShape.PointingHandCursor if count else Qt.CursorShape.ArrowCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press unfolds what holds cards."""
        if self._count:
            self.pressed.emit()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the count, the heading."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("raised") if self._count else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, Radius.SMALL, Radius.SMALL)
        painter.setPen(theme.ink(Tone.TEXT if self._count else Tone.MUTED))
        painter.setFont(font(Size.BODY, bold=bool(self._count)))
        painter.drawText(QRectF(0, Space.S, self.width(), _COUNT), _CENTRE, str(self._count))
        top = Space.S + _COUNT
        if any(unicodedata.east_asian_width(letter) == "W" for letter in self._title):
            high = QFontMetricsF(painter.font()).lineSpacing()
            for at, letter in enumerate(self._title):
                painter.drawText(QRectF(0, top + at * high, self.width(), high), _CENTRE, letter)
        else:
            painter.translate(self.width(), top)
            painter.rotate(90)
            painter.drawText(QRectF(0, 0, self.height() - top - Space.S, self.width()), _ALONG, self._title)
        painter.end()

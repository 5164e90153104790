"""Buttons that show the key that presses them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.theme import Radius, Size, Space


class KeyButton(QPushButton):
    """A button with its text in the middle and a small key cap beside it."""

    def __init__(self, text: str, key: str = "", *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key = key
        self._primary = primary
        if primary:
            self.setObjectName("primary")
        self.setAccessibleName(text)
        self.setAutoDefault(False)

    def setText(self, text: str) -> None:
        """Change the text; the accessible name follows."""
        super().setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Room for the key cap too."""
        return super().sizeHint() + QSize(self._cap_width() + Space.S if self._key else 0, 0)

    def minimumSizeHint(self) -> QSize:
        """A button never shows half a word."""
        return self.sizeHint()

    def set_chosen(self, chosen: bool) -> None:
        """Show this as the chosen one among its neighbours."""
        if self.property("chosen") != chosen:
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)
            self.style().polish(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as the style draws it, then text and key cap in the middle."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().buttonText().color()
        painter.setPen(colour)
        width = self.fontMetrics().horizontalAdvance(self.text())
        cap = self._cap_width() if self._key else 0
        gap = Space.S if cap else 0
        left = (self.width() - width - gap - cap) / 2
        painter.setFont(self.font())
        painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if cap:
            self._draw_cap(painter, QRectF(left + width + gap, self.height() / 2 - 10, cap, 20))

    def _cap_width(self) -> int:
        return max(QFontMetrics(font(Size.SMALL)).horizontalAdvance(self._key) + Space.S + Space.XS, 20)

    def _draw_cap(self, painter: QPainter, place: QRectF) -> None:
        pen = QPen(self.palette().buttonText().color())
        painter.setFont(font(Size.SMALL))
        if not self._primary:
            painter.setOpacity(0.35)
            painter.setPen(pen)
            painter.drawRoundedRect(place, Radius.SMALL - 2, Radius.SMALL - 2)
            painter.setOpacity(1)
        painter.setPen(pen)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._key)


class LinkButton(QPushButton):
    """An underlined word that opens an explanation in place."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setAutoDefault(False)

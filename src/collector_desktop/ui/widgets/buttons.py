"""Buttons that show the key that presses them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.key_cap import CAP_HEIGHT, cap_width, draw_cap


class KeyButton(QPushButton):
    """A button with its text in the middle and a small key cap beside it; `compact` where many stand in a row."""

    def __init__(
        self, text: str, key: str = "", *, primary: bool = False, compact: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._key = key
        self._primary = primary
        self._gap = int(Space.XS if compact else Space.S)
        if primary:
            self.setObjectName("primary")
        elif compact:
            self.setObjectName("compact")
        self.setAccessibleName(text)
        self.setAutoDefault(False)

    def setText(self, text: str) -> None:
        """Change the text; the accessible name follows."""
        super().setText(text)
        self.setAccessibleName(text)

    @property
    def is_primary(self) -> bool:
        """Whether it is shown as the next step."""
        return self._primary

    def set_primary(self, primary: bool) -> None:
        """Show this as the next step, or as one way among others."""
        if self._primary != primary:
            self._primary = primary
            self.setObjectName("primary" if primary else "")
            self.style().unpolish(self)
            self.style().polish(self)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the key cap too."""
        return super().sizeHint() + QSize(self._gap + cap_width(self._key) if self._key else 0, 0)

    def minimumSizeHint(self) -> QSize:
        """A button never shows half a word."""
        return self.sizeHint()

    @property
    def key(self) -> str:
        """The key beside its text; none if empty."""
        return self._key

    @property
    def shows_key(self) -> bool:
        """Whether the key cap is drawn now; there is room for it in any case."""
        return bool(self._key)

    def set_key(self, key: str) -> None:
        """Show another key beside the text."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Show this as the chosen one among its neighbours."""
        if self.property("chosen") != chosen:
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks in haste are one: what the second one fell on may be another question by then."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as the style draws it, then text and key cap in the middle."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().buttonText().color()
        painter.setPen(ink)
        painter.setFont(self.font())
        width = self.fontMetrics().horizontalAdvance(self.text())
        cap = cap_width(self._key) if self.shows_key else 0
        gap = self._gap if cap else 0
        left = (self.width() - width - gap - cap) / 2
        painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if cap:
            place = QRectF(left + width + gap, (self.height() - CAP_HEIGHT) / 2, cap, CAP_HEIGHT)
            draw_cap(painter, place, self._key, ink, edge=not self._primary)


class LinkButton(QPushButton):
    """An underlined word that opens an explanation in place, or shows the same another way."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setAutoDefault(False)

    def setText(self, text: str) -> None:
        """Change the text; the accessible name follows."""
        super().setText(text)
        self.setAccessibleName(text)

"""What every chart shares: marks that can be pressed or walked through by keys, and their accessible words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Radius, Theme
from collector_desktop.ui.widgets.plain_tip import plain_tip


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: what it is called, how it is written, how large it is, and what it can be traced to."""

    label: str
    text: str
    value: float
    trace: Any
    strong: bool = False
    """Drawn in the accent: the one this chart is about."""


class Chart(QWidget):
    """`opened` carries the trace of the mark that was pressed. A subclass says where marks lie and draws them."""

    opened = Signal(object)

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._look = look
        self._marks: tuple[Mark, ...] = ()
        self._places: list[QRectF] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        look.changed.connect(self.update)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is drawn."""
        return self._marks

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Draw these."""
        self._marks = tuple(marks)
        self._at = min(self._at, max(len(self._marks) - 1, 0))
        told = ";".join(f"{mark.label} {mark.text}" for mark in self._marks)
        self.setAccessibleName(f"{self._name}:{told}")
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """A third of a page."""
        return QSize(320, 180)

    def minimumSizeHint(self) -> QSize:
        """Below this labels would overlap."""
        return QSize(220, 130)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Marks move with the size."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks, and a frame around the one under the cursor."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        self.draw(painter, theme)
        if self.hasFocus() and self._places:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 2))
            painter.drawRoundedRect(self._places[self._at].adjusted(-2, -2, 2, 2), Radius.SMALL, Radius.SMALL)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draw the marks where `places` put them."""
        raise NotImplementedError

    def places(self) -> list[QRectF]:
        """Where each mark can be pressed, in the order of the marks."""
        raise NotImplementedError

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mark under the pointer says what it is."""
        at = self._found(event.position())
        self.setToolTip("" if at is None else plain_tip(f"{self._marks[at].label} {self._marks[at].text}"))
        self.setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a mark to see what it is made of."""
        at = self._found(event.position())
        if at is not None:
            self._at = at
            self.update()
            self.opened.emit(self._marks[at].trace)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from mark to mark, Enter opens one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key())
        )
        if step is not None and self._marks:
            self._at = max(0, min(self._at + step, len(self._marks) - 1))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._marks:
            self.opened.emit(self._marks[self._at].trace)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame appears."""
        super().focusInEvent(event)
        self.update()

    def _found(self, point: QPointF) -> int | None:
        return next((at for at, place in enumerate(self._places) if place.contains(point)), None)

    def _place(self) -> None:
        self._places = self.places() if self._marks else []

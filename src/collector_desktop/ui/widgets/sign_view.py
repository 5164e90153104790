"""Signing on screen: strokes by finger, pen or mouse, kept as a picture cut to what was written."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from collector_desktop.domain.attachment import MediaType
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Radius, Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.pictures import encoded
from collector_desktop.ui.words import tr

_STROKE = 4
_MARGIN = 12
_LEAST = QSize(360, 160)


class SignaturePad(QWidget):
    """`changed` with every stroke."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._strokes: list[QPolygonF] = []
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("签字的地方"))
        look.changed.connect(self.update)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self._strokes

    def clear(self) -> None:
        """Wipe it."""
        self._strokes.clear()
        self.update()
        self.changed.emit()

    def picture(self) -> bytes:
        """What was written as a PNG, black on white, cut to the strokes. Raises ValueError if nothing was."""
        if self.is_empty:
            raise ValueError("nothing was written")
        whole = QImage(self.size(), QImage.Format.Format_RGB32)
        whole.fill(Qt.GlobalColor.white)
        painter = QPainter(whole)
        self._draw(painter, QColor(Qt.GlobalColor.black))
        painter.end()
        written = QRect()
        for stroke in self._strokes:
            written = written.united(stroke.boundingRect().toAlignedRect())
        room = written.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN).intersected(whole.rect())
        return encoded(whole.copy(room), MediaType.PNG)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins; a dot is one too."""
        at = event.position()
        self._strokes.append(QPolygonF([at, at + QPointF(0.5, 0.5)]))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A stroke goes on."""
        if self._strokes:
            self._strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A stroke ends."""
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, the line to write on, and the strokes."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Radius.LARGE, Radius.LARGE)
        base = self.height() * 0.75
        painter.setPen(QPen(theme.color("line"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(Space.XL, base), QPointF(self.width() - Space.XL, base))
        self._draw(painter, theme.color("text"))

    def _draw(self, painter: QPainter, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour, _STROKE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            painter.drawPolyline(stroke)


class SignView(QWidget):
    """`signed` carries the picture, `left` when one goes back without."""

    signed = Signal(bytes)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pad = SignaturePad(look)
        self.pad.changed.connect(self._changed)
        self.wipe = KeyButton(tr("重写"))
        self.wipe.clicked.connect(self.pad.clear)
        self.done = KeyButton(tr("签好了"), "⏎", primary=True)
        self.done.clicked.connect(self._done)
        self.back = KeyButton(tr("返回"), "Esc")
        self.back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("请客户在框里签字"), size=Size.LARGE, bold=True))
        words = tr("用手指、笔或鼠标写。签字表示检查做过了,不是收费。")
        column.addWidget(Label(words, tone=Tone.MUTED, wrap=True))
        column.addWidget(self.pad, 1)
        column.addLayout(row(self.wipe, self.back, None, self.done))

    def open(self) -> None:
        """Begin with an empty pad."""
        self.pad.clear()
        self.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        self.done.setEnabled(not self.pad.is_empty)
        self.wipe.setEnabled(not self.pad.is_empty)

    def _done(self) -> None:
        self.signed.emit(self.pad.picture())

"""The last knocks at a door as a small grid: slots down, visits across."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from collector_desktop.domain.visit import Knock, Slot
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Radius, Size, Space
from collector_desktop.ui.words import outcome_word, slot_name, slot_word

COLUMNS = 7
_CELL_HEIGHT = 26
_LEAST_HEIGHT = 17
"""A row where the card is short of room."""
_GAP = 2
_LABEL_WIDTH = 36


class VisitGrid(QWidget):
    """The last seven knocks: ✓ somebody was there, ✕ nobody was."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._knocks: tuple[Knock, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look.changed.connect(self.update)

    def show_knocks(self, knocks: Sequence[Knock]) -> None:
        """Show the last of these knocks, oldest at the left."""
        self._knocks = tuple(knocks)[-COLUMNS:]
        told = ",".join(f"{slot_name(knock.slot)}{outcome_word(knock.outcome)}" for knock in self._knocks)
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        """Three rows."""
        return QSize(240, len(Slot) * (_CELL_HEIGHT + _GAP))

    def minimumSizeHint(self) -> QSize:
        """Three low rows."""
        return QSize(240, len(Slot) * (_LEAST_HEIGHT + _GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The grid."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - _LABEL_WIDTH) / COLUMNS
        height = min(self.height() / len(Slot) - _GAP, _CELL_HEIGHT)
        empty_before = COLUMNS - len(self._knocks)
        for down, slot in enumerate(Slot):
            top = down * (height + _GAP)
            painter.setPen(theme.ink("muted"))
            painter.setFont(font(Size.SMALL))
            painter.drawText(QRectF(0, top, _LABEL_WIDTH, height), Qt.AlignmentFlag.AlignCenter, slot_word(slot))
            for across in range(COLUMNS):
                cell = QRectF(_LABEL_WIDTH + across * width + 1, top, width - Space.XS, height)
                at = across - empty_before
                knock = self._knocks[at] if at >= 0 and self._knocks[at].slot is slot else None
                self._cell(painter, cell, knock)

    def _cell(self, painter: QPainter, cell: QRectF, knock: Knock | None) -> None:
        theme = self._look.theme
        if knock is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("line"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(cell, Radius.SMALL - 2, Radius.SMALL - 2)
            return
        met = knock.outcome.met
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ok_soft" if met else "surface"))
        painter.drawRoundedRect(cell, Radius.SMALL - 2, Radius.SMALL - 2)
        painter.setPen(theme.ink("ok" if met else "text"))
        painter.setFont(font(Size.SMALL))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "✓" if met else "✕")

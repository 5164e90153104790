"""How a cell of a table is written: two smaller lines where one is too short, its tone also under the cursor."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from collector_desktop.ui.fonts import font
from collector_desktop.ui.theme import Size, Space

_AROUND = 2 * Space.S + 14
"""The padding of the style sheet and what Qt adds to an item's text, both sides."""


class CellPainter(QStyledItemDelegate):
    """Cuts a text only where two lines of small type don't hold it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Lines and colour of one cell."""
        super().initStyleOption(option, index)
        tone = index.data(Qt.ItemDataRole.ForegroundRole)
        if tone is not None:
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(tone))
        if QFontMetrics(option.font).horizontalAdvance(option.text) > option.rect.width() - _AROUND:
            option.font.setPixelSize(Size.SMALL)
            option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText


def height_needed(text: str, width: int, *, bold: bool = False) -> int:
    """How high a cell of this width must be to hold a text in small lines; 0 where one line does."""
    room = width - _AROUND
    if QFontMetrics(font(Size.BODY, bold=bold)).horizontalAdvance(text) <= room:
        return 0
    metrics = QFontMetrics(font(Size.SMALL, bold=bold))
    return metrics.boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, text).height() + Space.XS

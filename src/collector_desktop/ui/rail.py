"""The left rail: the places that exist, each with its icon, word and key."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.icons import draw_icon
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space

_WIDTH = 92
_BUTTON = QSize(76, 60)
_ICON = 24


class PlaceName(NamedTuple):
    """One entry: what it is called inside, its icon, its word and its function key."""

    name: str
    icon: str
    word: str
    key: str


class PlaceButton(QPushButton):
    """Icon above, word below, the key small in the corner."""

    def __init__(self, place: PlaceName, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.place = place
        self.setObjectName("place")
        self.setCheckable(True)
        self.setFixedSize(_BUTTON)
        self.setAccessibleName(f"{place.word} {place.key}")
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        """The same for every place, whatever the style says of buttons."""
        return _BUTTON

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground as the style draws it, then icon, word and key."""
        super().paintEvent(event)
        theme = self._look.theme
        role = "accent" if self.isChecked() else "text"
        painter = QPainter(self)
        draw_icon(painter, QRect((self.width() - _ICON) // 2, 10, _ICON, _ICON), self.place.icon, theme, role)
        painter.setPen(theme.ink(role))
        painter.setFont(font(Size.SMALL, bold=self.isChecked() or theme.heavy))
        words = QRect(0, 36, self.width(), 20)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.place.word)
        painter.setFont(font(Size.CAP))
        painter.setPen(theme.ink("accent" if self.isChecked() else "muted"))
        corner = QRect(0, 4, self.width() - Space.XS - 2, 14)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self.place.key)


class Rail(QWidget):
    """`chosen` carries the name of the place pressed."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[PlaceName], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.S + 2, Space.S, Space.S)
        column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, PlaceButton] = {}
        for place in places:
            button = PlaceButton(place, look)
            button.clicked.connect(self._pressed)
            self._group.addButton(button)
            self._buttons[place.name] = button
            column.addWidget(button)
        column.addStretch(1)
        look.changed.connect(self.update)

    def show_place(self, name: str) -> None:
        """Mark the place that is open."""
        self._buttons[name].setChecked(True)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, PlaceButton):
            self.chosen.emit(button.place.name)

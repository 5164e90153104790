"""Choosing one of a few options that are all in sight."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.theme import Size, Space
from collector_desktop.ui.widgets.flow_layout import FlowLayout

T = TypeVar("T")
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_DIGITS = "123456789"


class _Segment(QPushButton):
    """One option; `stepped` and `numbered` are keys meant for its neighbours."""

    stepped = Signal(int)
    numbered = Signal(int)

    def __init__(self, at: int, text: str) -> None:
        super().__init__(text)
        self.at = at
        self.setObjectName("segment")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Room for its words in bold, as they are once it is chosen."""
        plain, bold = QFontMetrics(font(Size.BODY)), QFontMetrics(font(Size.BODY, bold=True))
        more = bold.horizontalAdvance(self.text()) - plain.horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(more, 0), 0)

    def minimumSizeHint(self) -> QSize:
        """A button never shows half a word."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and digits go to the neighbours, the space bar presses; nothing here is text to compose."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.text() and event.text() in _DIGITS:
            self.numbered.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


class Choice(QWidget, Generic[T]):
    """One of several, as buttons side by side, in lines where they are many; `changed` carries its value.

    Keys: ←→ to the neighbour, 1-9 to that one.
    """

    changed = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[T, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._options = tuple(options)
        self._segments = [_Segment(at, text) for at, (_value, text) in enumerate(options)]
        self._chosen: int | None = None
        flow = FlowLayout(self, spacing=Space.XS)
        for segment in self._segments:
            segment.stepped.connect(self._step)
            segment.numbered.connect(self._number)
            segment.clicked.connect(self._clicked)
            flow.addWidget(segment)
        self._take_tab(0)

    def value(self) -> T | None:
        """What is chosen; None as long as nothing is."""
        return None if self._chosen is None else self._options[self._chosen][0]

    def choose(self, value: T | None) -> None:
        """Choose without telling; None takes the choice back. Raises ValueError if it is no option."""
        values = [option for option, _text in self._options]
        self._show(None if value is None else values.index(value))

    def _clicked(self) -> None:
        pressed = self.sender()
        assert isinstance(pressed, _Segment)
        self._press(pressed.at)

    def _number(self, at: int) -> None:
        if at < len(self._segments):
            self._segments[at].setFocus()
            self._segments[at].click()

    def _step(self, step: int) -> None:
        focused = next((segment.at for segment in self._segments if segment.hasFocus()), 0)
        segment = self._segments[(focused + step) % len(self._segments)]
        segment.setFocus()
        segment.click()

    def _press(self, at: int) -> None:
        changed = at != self._chosen
        self._show(at)
        if changed:
            self.changed.emit(self.value())

    def _show(self, at: int | None) -> None:
        self._chosen = at
        for segment in self._segments:
            segment.setChecked(segment.at == at)
        self._take_tab(at or 0)

    def _take_tab(self, at: int) -> None:
        """Tab comes to the chosen one only, as it does among radio buttons."""
        for segment in self._segments:
            tab = Qt.FocusPolicy.StrongFocus if segment.at == at else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(tab)
        if self._segments:
            self.setFocusProxy(self._segments[at])

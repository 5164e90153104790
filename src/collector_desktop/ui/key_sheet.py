"""All keys on one sheet, over the window; any key closes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.words import tr

_COLUMNS = 2


class KeySheet(Card):
    """Shown by F12."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(margin=Space.XL, parent=parent)
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addWidget(Label(tr("全部按键"), size=Size.TITLE, bold=True))
        self.column.addSpacing(Space.M)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(Space.S)
        rows = -(-len(keys) // _COLUMNS)
        for at, (key, meaning) in enumerate(keys):
            column, row = divmod(at, rows)
            grid.addWidget(Chip(key), row, column * 2, alignment=Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Label(meaning), row, column * 2 + 1)
        self.column.addLayout(grid)
        self.column.addSpacing(Space.M)
        self.column.addWidget(Label(tr("按任意键关闭"), size=Size.SMALL, tone=Tone.MUTED))
        self.hide()

    def toggle(self) -> None:
        """Show in the middle of the window, or hide."""
        if self.isVisible():
            self._close()
            return
        self._before = QApplication.focusWidget()
        parent = self.parentWidget()
        assert parent is not None
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, (parent.height() - self.height()) // 2)
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key closes."""
        self._close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does a click."""
        self._close()

    def _close(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()

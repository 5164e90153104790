"""A grid of shares: rows by columns, darker is more; each cell says its figure, so that grey print reads as well."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import THEMES, Radius, Size, Theme, contrast
from collector_desktop.ui.widgets.charts.chart import Chart

_TEXT = 22.0
_LEFT = 44.0
_READABLE, _READABLE_IN_SUN = 7.0, 12.0
"""Contrast of texts, as the themes promise it."""


class HeatGrid(Chart):
    """Marks row by row; `value` is a share from 0 to 1, below zero where nothing is known."""

    def __init__(
        self, name: str, look: Look, rows: Sequence[str], columns: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, look, parent)
        self._rows = tuple(rows)
        self._columns = tuple(columns)

    def sizeHint(self) -> QSize:
        """Cells wide enough for a figure."""
        return QSize(int(_LEFT) + 44 * len(self._columns), int(_TEXT) + 36 * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """As many cells as there are."""
        return QSize(int(_LEFT) + 34 * len(self._columns), int(_TEXT) + 30 * len(self._rows))

    def places(self) -> list[QRectF]:
        """The cells."""
        width = (self.width() - _LEFT) / len(self._columns)
        height = (self.height() - _TEXT) / len(self._rows)
        return [
            QRectF(
                _LEFT + (at % len(self._columns)) * width + 1,
                _TEXT + (at // len(self._columns)) * height + 1,
                width - 2,
                height - 2,
            )
            for at in range(len(self._marks))
        ]

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Column names above, row names at the left, cells between."""
        painter.setFont(font(Size.SMALL, bold=theme.heavy))
        painter.setPen(theme.ink("muted"))
        cells = self.places()
        for at, column in enumerate(self._columns[: len(cells)]):
            painter.drawText(
                QRectF(cells[at].left(), 0, cells[at].width(), _TEXT), Qt.AlignmentFlag.AlignCenter, column
            )
        for down, row in enumerate(self._rows):
            first = down * len(self._columns)
            if first < len(cells):
                painter.drawText(
                    QRectF(0, cells[first].top(), _LEFT - 4, cells[first].height()),
                    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                    row,
                )
        for cell, mark in zip(cells, self._marks, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_between(theme, mark.value) if mark.value >= 0 else theme.color("surface"))
            painter.drawRoundedRect(cell, Radius.SMALL / 2, Radius.SMALL / 2)
            painter.setPen(theme.ink("text"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, mark.text)


def _between(theme: Theme, share: float) -> QColor:
    """From the soft ground towards the accent, as far as the figure on it stays readable."""
    return _mixed(theme, max(0.0, min(share, 1.0)) * _strongest(theme.name))


@cache
def _strongest(name: str) -> float:
    theme = THEMES[name]
    ink, least = theme.ink("text").name(), _READABLE_IN_SUN if theme.heavy else _READABLE
    steps = [step / 20 for step in range(20, 0, -1)]
    return next((mix for mix in steps if contrast(_mixed(theme, mix).name(), ink) >= least), 0.0)


def _mixed(theme: Theme, mix: float) -> QColor:
    light, dark = theme.color("accent_soft"), theme.color("accent")
    channels = (light.red(), dark.red()), (light.green(), dark.green()), (light.blue(), dark.blue())
    red, green, blue = (round(low + (high - low) * mix) for low, high in channels)
    return QColor(red, green, blue)

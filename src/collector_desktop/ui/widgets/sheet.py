"""The sheet in the middle of a window that asks for one thing."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.card import Card

_WIDTH = 520


def centred(*widgets: QWidget, below: QWidget | None = None) -> QWidget:
    """A page with a raised sheet a little above its middle, and what stands quietly below it."""
    card = Card(margin=Space.XL)
    card.setFixedWidth(_WIDTH)
    card.column.setSpacing(Space.M)
    for widget in widgets:
        card.column.addWidget(widget)
    page = QWidget()
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
    column.addStretch(2)
    column.addLayout(_in_the_middle(card))
    column.addStretch(3)
    if below is not None:
        column.addLayout(_in_the_middle(below))
    return page


def _in_the_middle(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(widget)
    line.addStretch(1)
    return line

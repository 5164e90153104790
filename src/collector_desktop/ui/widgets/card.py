"""Cards: raised sheets that hold what belongs together."""

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from collector_desktop.ui.theme import Space, Tone


class Card(QFrame):
    """A raised sheet with a column inside; a tone gives it a soft ground."""

    def __init__(self, *, tone: Tone | None = None, margin: int = Space.L, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        if tone is not None:
            self.setProperty("tone", str(tone))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(Space.XS)

    def set_tone(self, tone: Tone | None) -> None:
        """Change the ground."""
        self.setProperty("tone", "" if tone is None else str(tone))
        self.style().unpolish(self)
        self.style().polish(self)


class Rule(QFrame):
    """A thin line between two parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule")


def row(*widgets: QWidget | int | None, spacing: int = Space.S) -> QHBoxLayout:
    """Widgets side by side; None stretches, a number is a distance."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        elif isinstance(widget, int):
            layout.addSpacing(widget)
        else:
            layout.addWidget(widget)
    return layout


def grid(*rows: tuple[QWidget, ...], spacing: int = Space.S) -> QGridLayout:
    """Widgets in rows and columns."""
    layout = QGridLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for at, widgets in enumerate(rows):
        for column, widget in enumerate(widgets):
            layout.addWidget(widget, at, column)
    return layout

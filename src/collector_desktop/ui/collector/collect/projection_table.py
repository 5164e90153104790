"""What the open bills cost today, on the 30th and next month, as a small table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from collector_desktop.domain.penalty_words import more_words, when_words
from collector_desktop.domain.projection import Projected
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr, yuan

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ProjectionTable(QWidget):
    """One row a day: when, what is due then, and what waiting adds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(0, 1)
        self.setAccessibleName(tr("哪天交,交多少"))

    def show_points(self, points: tuple[Projected, ...]) -> None:
        """Replace all rows; nothing is shown where nothing is owed."""
        while (item := self._grid.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.setParent(None)
                label.deleteLater()
        for place, point in enumerate(points):
            self._grid.addWidget(Label(when_words(point, tr), size=Size.SMALL), place, 0)
            total = Label(yuan(point.total), size=Size.SMALL, bold=True)
            more = Label(more_words(point, tr), size=Size.SMALL, tone=Tone.MUTED)
            for column, label in ((1, total), (2, more)):
                label.setAlignment(_RIGHT)
                self._grid.addWidget(label, place, column)
        self.setVisible(bool(points))

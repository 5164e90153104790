"""图表: the charts of both seats, as a tab."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.ui.collector.insights.page import InsightsPage
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session


class ChartsTab(PlaceTab):
    """The charts read by themselves, when they are seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.charts = InsightsPage(session)
        self.charts.card_wanted.connect(self.card_wanted)
        inside = self.charts.layout()
        assert inside is not None
        inside.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.charts)

    def activated(self) -> None:
        """The tab was opened: a chart takes the keyboard."""
        self.charts.activated()

    def reload(self) -> None:
        """The charts do so themselves."""
        self._stale = False

    def refresh(self, changes: Changes) -> None:
        """The charts read again what they show."""
        self.charts.refresh(changes)

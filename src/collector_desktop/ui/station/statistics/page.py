"""统计 at the station: charts, reconciling, reports; three tabs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.collector.insights.page import InsightsPage
from collector_desktop.ui.place_tab import TabbedPage, TabOf
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.statistics.charts_tab import ChartsTab
from collector_desktop.ui.station.statistics.reconcile_tab import ReconcileTab
from collector_desktop.ui.station.statistics.reports_tab import ReportsTab
from collector_desktop.ui.words import tr

CHARTS, RECONCILE, REPORTS = range(3)
"""The tabs, from the left."""


class StatisticsPage(TabbedPage):
    """The tabs by name; `card_wanted` carries an account chosen in a list."""

    card_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        made = (TabOf(tr("图表"), ChartsTab), TabOf(tr("对账"), ReconcileTab), TabOf(tr("报表"), ReportsTab))
        super().__init__(session, made, parent)
        for tab in self.tabs:
            tab.card_wanted.connect(self.card_wanted)

    @property
    def charts(self) -> InsightsPage:
        """Those of the first tab."""
        return self._tab(CHARTS, ChartsTab).charts

    @property
    def reconcile(self) -> ReconcileTab:
        """The second tab."""
        return self._tab(RECONCILE, ReconcileTab)

    @property
    def reports(self) -> ReportsTab:
        """The third tab."""
        return self._tab(REPORTS, ReportsTab)

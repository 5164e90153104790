"""催收: the ladder to a cut and back, and payment orders and suits; each is a tab of the place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.collector.cases.court_tab import CourtTab
from collector_desktop.ui.collector.cases.ladder_tab import LadderTab
from collector_desktop.ui.place_tab import TabbedPage, TabOf
from collector_desktop.ui.session import Session
from collector_desktop.ui.words import tr

LADDER, COURT = range(2)
"""The tabs, from the left."""


def tabs() -> tuple[TabOf, ...]:
    """The tabs of the place, in their order."""
    return (TabOf(tr("停催台阶"), LadderTab), TabOf(tr("支付令与诉讼"), CourtTab))


class CasesPage(TabbedPage):
    """`card_wanted` and `decision_wanted` carry an account."""

    card_wanted = Signal(str)
    decision_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Sequence[TabOf] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(session, tabs() if chosen is None else chosen, parent)
        for tab in self.tabs:
            tab.card_wanted.connect(self.card_wanted)
            if isinstance(tab, LadderTab):
                tab.decision_wanted.connect(self.decision_wanted)

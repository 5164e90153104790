"""要留意的事 beside what was exchanged, at both seats."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget

from collector_desktop.store.queries.attention import AttentionLine
from collector_desktop.ui.collector.sync.model import moment_of
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.timeline import Timeline
from collector_desktop.ui.words import tr

_NARROWEST, _WIDEST = 280, 360


class AttentionSide(Card):
    """The attention list in plain words; while it is empty, what will be in it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self.timeline = Timeline(tr("要留意的事"), look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.timeline)
        self._stack.addWidget(
            EmptyState(tr("没有要留意的事"), tr("一笔账在别处也缴了、收据作废、长短款,都会写在这里。"))
        )
        self.column.addWidget(Label(tr("要留意的事"), bold=True))
        self.column.addWidget(self._stack, 1)

    def show_lines(self, lines: Sequence[AttentionLine]) -> None:
        """Show the list as it stands."""
        self.timeline.show_moments(tuple(map(moment_of, lines)))
        self._stack.setCurrentIndex(0 if lines else 1)

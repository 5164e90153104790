"""The way to a household's repayment plan on its card, with a mark that says where the plan stands."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from collector_desktop.store.queries.repayment import PlanLine
from collector_desktop.ui.plan_words import card_word
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.label import Chip
from collector_desktop.ui.words import tr


class PlanLink(LinkButton):
    """`wanted` asks for the plan (Alt+F). Nothing is shown of a household that is not overdue and keeps no plan."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("分期还款"))
        self.setToolTip("Alt+F")
        self.chip = Chip()
        """Where the plan stands; the card has its own place for it."""
        self.clicked.connect(self.wanted)
        QShortcut(QKeySequence("Alt+F"), self).activated.connect(self._pressed)
        self.show_plan(None, overdue=False)

    def show_plan(self, line: PlanLine | None, *, overdue: bool) -> None:
        """Show where the newest plan stands, or that one could be settled."""
        shown = line if line is not None and (overdue or line.binds) else None
        self.setVisible(overdue or shown is not None)
        self.chip.setVisible(shown is not None)
        if shown is not None:
            word, tone = card_word(shown)
            self.chip.setText(word)
            self.chip.set_tone(tone)

    def _pressed(self) -> None:
        if not self.isHidden():
            self.wanted.emit()

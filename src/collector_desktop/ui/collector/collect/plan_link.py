"""The way to a household's repayment plan on its card, with a mark that says where the plan stands."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from collector_desktop.store.queries.repayment import PlanLine
from collector_desktop.ui.plan_words import card_word
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Chip
from collector_desktop.ui.words import tr


class PlanLink(QWidget):
    """`wanted` asks for the plan (Alt+F). Nothing is shown of a household that is not overdue and keeps no plan."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = Chip()
        self.link = LinkButton(tr("分期还款"))
        self.link.setToolTip("Alt+F")
        self.link.clicked.connect(self.wanted)
        QShortcut(QKeySequence("Alt+F"), self).activated.connect(self._pressed)
        self.setLayout(row(None, self.chip, self.link, spacing=Space.S))
        self.show_plan(None, overdue=False)

    def show_plan(self, line: PlanLine | None, *, overdue: bool) -> None:
        """Show where the newest plan stands, or that one could be settled."""
        shown = line if line is not None and (overdue or line.binds) else None
        self.link.setVisible(overdue or shown is not None)
        self.chip.setVisible(shown is not None)
        if shown is not None:
            word, tone = card_word(shown)
            self.chip.setText(word)
            self.chip.set_tone(tone)

    def _pressed(self) -> None:
        if not self.link.isHidden():
            self.wanted.emit()

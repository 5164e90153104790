"""The instalments of a plan as a small table: when, how much, and where each stands."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from collector_desktop.domain.repayment import PlanState
from collector_desktop.domain.requests import Instalment
from collector_desktop.ui.plan_words import day_of, instalment_word
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.words import tr


class _Row(NamedTuple):
    number: int
    when: str
    amount: str
    standing: str = ""
    tone: Tone = Tone.MUTED


class PlanTable(QWidget):
    """One row an instalment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("各期"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(1, 1)

    def propose(self, instalments: Iterable[Instalment]) -> None:
        """Show parts not yet agreed on."""
        self._show(_Row(at, day_of(each.on), each.amount.grouped()) for at, each in enumerate(instalments, start=1))

    def show_state(self, state: PlanState) -> None:
        """Show parts with what became of them."""
        self._show(
            _Row(each.number, day_of(each.last_day), each.amount.grouped(), *instalment_word(each))
            for each in state.instalments
        )

    def _show(self, rows: Iterable[_Row]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.setParent(None)
                label.deleteLater()
        for place, row in enumerate(rows):
            self._grid.addWidget(Label(tr("第 {number} 期").format(number=row.number), tone=Tone.MUTED), place, 0)
            self._grid.addWidget(Label(row.when), place, 1)
            self._grid.addWidget(AmountLabel(row.amount, bold=True), place, 2)
            standing = Label(row.standing, tone=row.tone)
            standing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(standing, place, 3)

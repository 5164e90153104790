"""How the penalty comes about, what waiting would cost and what was agreed on, beside the card it explains."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from collector_desktop.domain.allocation import Due
from collector_desktop.domain.calendar import WorkCalendar
from collector_desktop.domain.projection import Projected
from collector_desktop.services.rules_words import only_weekends_words
from collector_desktop.ui.collector.collect.explanation import explained
from collector_desktop.ui.collector.collect.projection_table import ProjectionTable
from collector_desktop.ui.collector.collect.terms_view import TermsView
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr


class ExplanationCard(Card):
    """`left` when one has read it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.M, parent=parent)
        self._text = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.terms = TermsView()
        self._projection = ProjectionTable()
        read = QWidget()
        inside = QVBoxLayout(read)
        inside.setContentsMargins(0, 0, Space.S, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(Label(tr("违约金怎么算的"), bold=True))
        inside.addWidget(self._text)
        inside.addWidget(self.terms)
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(read)
        # Qt paints a scrolled widget on the window's ground; this one lies on a card.
        read.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setAccessibleName(tr("违约金怎么算的"))
        back = KeyButton(tr("看收据"), "Esc")
        back.clicked.connect(self.left)
        self.column.setSpacing(Space.S)
        self.column.addWidget(Label(tr("哪天交,交多少"), bold=True))
        self.column.addWidget(self._projection)
        self.column.addSpacing(Space.XS)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self.terms.ask)
        self.column.addWidget(back)

    def show_due(self, due: Due, projected: tuple[Projected, ...], calendar: WorkCalendar) -> None:
        """Explain every penalty of what is due, what it comes to on later days, and days reckoned without holidays."""
        self._projection.show_points(projected)
        days = [*(each.bill.due_on for each in due.bills), *(point.on for point in projected)]
        said = explained(due.bills) or tr("还没有违约金:到期日(含当天)以前交,一分也不加。")
        gap = only_weekends_words(calendar.unknown_years(days), tr)
        self._text.setText("\n\n".join(part for part in (said, gap) if part))
        self._text.setAccessibleName(self._text.text())

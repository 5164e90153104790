"""The right side of a card: the receipt to be, or in its place how a penalty comes about, when to come back, or what
is known of the household; under it what is done by the way.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.allocation import Due
from collector_desktop.domain.calendar import WorkCalendar
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.projection import Projected
from collector_desktop.ui.collector.collect.explanation_card import ExplanationCard
from collector_desktop.ui.collector.collect.household_panel import HouseholdPanel
from collector_desktop.ui.collector.collect.preview import ReceiptPreview
from collector_desktop.ui.collector.collect.quick_service import QuickServiceBar
from collector_desktop.ui.collector.collect.refusal_notice import RefusalNotice
from collector_desktop.ui.collector.service.book_panel import BookPanel
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.promise_panel import PromisePanel

_WIDTH = 300


class CardSide(QWidget):
    """`left` when the receipt is in its place again and the amount takes the keyboard; `booked` carries the Changes of
    a free check agreed.
    """

    left = Signal()
    booked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setFixedWidth(_WIDTH)
        self.notice = RefusalNotice()
        self.preview = ReceiptPreview(session)
        self.explanation = ExplanationCard()
        self.promise = PromisePanel()
        self.household = HouseholdPanel(session)
        self.booking = BookPanel(session)
        self.services = QuickServiceBar()
        asking = Card()
        asking.column.addWidget(self.promise)
        asking.column.addStretch(1)
        self._asking = asking
        booking = Card()
        booking.column.addWidget(self.booking)
        self._booking = booking
        self._pages = QStackedWidget()
        for page in (self.preview, self.explanation, asking, booking, self.household):
            self._pages.addWidget(page)
        self.explanation.left.connect(self.step_back)
        self.promise.given_up.connect(self.step_back)
        self.household.left.connect(self.step_back)
        self.booking.given_up.connect(self.step_back)
        self.booking.booked.connect(self._after_booking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
        column.addWidget(self.services)

    def open(self, due: Due, projected: tuple[Projected, ...], calendar: WorkCalendar) -> None:
        """Another card: its receipt, nothing refused."""
        self.explanation.show_due(due, projected, calendar)
        self.notice.clear()
        self._pages.setCurrentWidget(self.preview)

    def explain(self) -> None:
        """How each penalty comes about in the place of the receipt, or the receipt again."""
        shown = self._pages.currentWidget() is self.explanation
        self._pages.setCurrentWidget(self.preview if shown else self.explanation)

    def ask_promise(self) -> None:
        """Ask when to come back."""
        self._pages.setCurrentWidget(self._asking)
        self.promise.ask(self._session.business_day, self._session.slot())
        self.promise.setFocus()

    def ask_check(self, account: AccountNumber, name: str) -> None:
        """Ask on which day and in which slot the free check is made."""
        self._pages.setCurrentWidget(self._booking)
        self.booking.ask(account, name, None, self._session.slot())

    def show_household(self, account: AccountNumber) -> None:
        """What is known of the household, or the receipt again."""
        if self._pages.currentWidget() is self.household:
            self.step_back()
            return
        self.household.show_household(account)
        self._pages.setCurrentWidget(self.household)
        self.household.take_keyboard()

    def step_back(self) -> bool:
        """One step back towards the receipt; False if it is shown already."""
        shown = self._pages.currentWidget()
        if shown is self.preview:
            return False
        if shown is not self.household or not self.household.step_back():
            self._pages.setCurrentWidget(self.preview)
            self.left.emit()
        return True

    def _after_booking(self, changes: Changes) -> None:
        self.step_back()
        self.booked.emit(changes)

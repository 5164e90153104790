"""收款: one account, from what it owes to its receipt; Enter saves and prints."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.prepay_advice import PrepayAdvice
from collector_desktop.domain.refusals import AmountNotPositive, CardOutOfDate, Refusal
from collector_desktop.domain.visit import Outcome, Promise
from collector_desktop.services import serving, visiting
from collector_desktop.services.collecting import collect
from collector_desktop.services.serving import QuickService
from collector_desktop.services.visiting import RecordVisit
from collector_desktop.store.queries import cards, savings, service
from collector_desktop.store.queries.account_terms import account_terms
from collector_desktop.store.queries.households import household_of
from collector_desktop.ui.collector.collect.bills_card import BillsCard
from collector_desktop.ui.collector.collect.card_side import CardSide
from collector_desktop.ui.collector.collect.due_card import DueCard
from collector_desktop.ui.collector.collect.header import CardHeader
from collector_desktop.ui.collector.collect.plan_panel import PlanPanel
from collector_desktop.ui.collector.collect.presenter import Collect
from collector_desktop.ui.collector.collect.tender_card import TenderCard
from collector_desktop.ui.collector.collect.waiver_panel import WaiverPanel
from collector_desktop.ui.collector.service.words import quick_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.words import outcome_word, tr

_TOPICS = frozenset({Topic.BILLS, Topic.SNAPSHOT})
_KNOWN_TOPICS = frozenset({Topic.SERVICE, Topic.HOUSEHOLD, Topic.TERMS, Topic.REQUESTS})
_PREVIEW_AFTER_MS = 60
_OPEN_CARD = "open_card"


class CollectPage(QWidget):
    """The card of one account.

    `collected` carries the Collected receipt; `changed` the Changes of an act; `recorded` an act id and its line;
    `left` when Esc goes back; `close_wanted` asks for the place where cash is banked; `typed` carries a letter meant
    for the search.
    """

    collected = Signal(object)
    changed = Signal(object)
    recorded = Signal(str, str)
    left = Signal()
    close_wanted = Signal()
    typed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._collect: Collect | None = None
        self._visit_id = new_act_id()
        self._build()
        self._connect()

    @property
    def account(self) -> AccountNumber | None:
        """The account that is open."""
        return self._collect.card.account.number if self._collect else None

    @property
    def left_open(self) -> AccountNumber | None:
        """The account that was open when the program ended, if it was not left before."""
        return AccountNumber(self._session.drafts.get(_OPEN_CARD)) or None

    def open(self, account: AccountNumber) -> None:
        """Open the card of an account with the exact amount filled in, or what was typed there before.

        The customer's wait begins here.
        """
        self._open(account, self._session.clock())

    def _open(self, account: AccountNumber, opened: datetime | None) -> None:
        session = self._session
        with session.ledger.reading() as conn:
            card = cards.card(conn, account, session.business_day, session.seat.device)
        if card is None:
            self._shut()
            return
        draft = session.drafts.get(_draft_name(account))
        self._collect = collecting = Collect(card, session.business_day, session.policy(), draft, opened=opened)
        self._visit_id = new_act_id()
        session.drafts.put(_OPEN_CARD, account)
        self.header.show_card(card, session.business_day)
        self._bills.show_bills(collecting.due.bills)
        self._due.show_due(collecting.due, self._advice())
        self._show_known()
        self.tender.open(collecting)
        self.side.open(collecting.due, collecting.projected, collecting.policy.calendar)
        self._show_tender()
        self._sheets.setCurrentWidget(self._sheet)
        self.tender.take_keyboard()

    def _advice(self) -> PrepayAdvice | None:
        """What would be sensible to leave, where nothing is owed."""
        assert self._collect is not None
        if self._collect.due.total:
            return None
        account, on = self._collect.card.account.number, self._session.business_day
        with self._session.ledger.reading() as conn:
            return savings.advice_of(conn, account, on, self._collect.policy)

    def activated(self) -> None:
        """The place was opened: the amount takes the keyboard."""
        if self._collect is not None:
            self.tender.take_keyboard()

    def refresh(self, changes: Changes) -> None:
        """Open the card anew if its account changed under it."""
        account = self.account
        if account is not None and changes.topics & _TOPICS and (not changes.accounts or account in changes.accounts):
            self._open_again()
        elif account in changes.accounts and changes.topics & _KNOWN_TOPICS:
            self._show_known()

    def _open_again(self) -> None:
        """The same card with fresh figures; its customer waits on."""
        assert self._collect is not None
        self._open(self._collect.card.account.number, self._collect.opened)

    def explain(self) -> None:
        """Show how each penalty comes about in the place of the receipt, or the receipt again."""
        self.side.explain()

    def show_household(self) -> None:
        """Show what is known of the household in the place of the receipt, or the receipt again."""
        if self.account is not None:
            self.side.show_household(self.account)

    def book_check(self) -> None:
        """Ask when the free check is made, in the place of the receipt."""
        if self._collect is not None:
            account = self._collect.card.account
            self.side.ask_check(account.number, mask_name(account.name))

    def _check_booked(self, changes: Changes) -> None:
        self._show_known()
        self.changed.emit(changes)

    def _build(self) -> None:
        self.header = CardHeader()
        self._bills = BillsCard()
        self._due = DueCard()
        self.tender = TenderCard()
        self.side = CardSide(self._session)
        self.notice, self.preview = self.side.notice, self.side.preview
        self._back = KeyButton(tr("返回"), "Esc")
        self._back.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        self._save = KeyButton(tr("收款并打印"), "⏎", primary=True)
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._sheet = self._lay_out()
        self._sheets = QStackedWidget()
        self._sheets.addWidget(
            EmptyState(tr("还没有打开哪一户"), tr("在「今日」选一户按回车,或在上面输入姓名拼音、户号、表号来找"))
        )
        self._sheets.addWidget(self._sheet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        outer.addWidget(self._sheets)
        self.waiver = WaiverPanel(self, self._session)
        self.plan = PlanPanel(self._session, self, self._due.plan)

    def _lay_out(self) -> QWidget:
        money = QHBoxLayout()
        money.setSpacing(Space.M)
        money.addWidget(self._due, 1)
        money.addWidget(self.tender, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.M)
        buttons.addWidget(self._back, 1)
        buttons.addWidget(self._save, 2)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self.header)
        left.addWidget(self._bills)
        left.addLayout(money, 1)
        left.addLayout(buttons)
        sheet = QWidget()
        layout = QHBoxLayout(sheet)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self.side)
        return sheet

    def _connect(self) -> None:
        self.header.outcome.connect(self._knocked)
        self.header.household_wanted.connect(self.show_household)
        self.header.check_wanted.connect(self.book_check)
        self.side.booked.connect(self._check_booked)
        self.side.left.connect(self.tender.take_keyboard)
        self.side.household.changed.connect(self.changed)
        self.side.services.done.connect(self._serve)
        self.side.explanation.terms.waiver_wanted.connect(self._ask_waiver)
        self.waiver.asked.connect(self.changed)
        self._due.explanation_wanted.connect(self.explain)
        self.plan.changed.connect(self.changed)
        self.tender.edited.connect(self._edited)
        self.tender.entered.connect(self._collect_now)
        self.tender.typed.connect(self.typed)
        self.side.promise.promised.connect(self._promised)
        self.notice.amount_chosen.connect(self.tender.set_amount)
        self.notice.method_chosen.connect(self.tender.choose_method)
        self.notice.close_wanted.connect(self.close_wanted)
        self._back.clicked.connect(self._escape)
        self._save.clicked.connect(self._collect_now)
        self._timer.timeout.connect(self._show_preview)
        for key, slot in ((Qt.Key.Key_Escape, self._escape), (Qt.Key.Key_P, self.tender.toggle_prepayment)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _edited(self) -> None:
        assert self._collect is not None
        self._session.drafts.put(_draft_name(self._collect.card.account.number), self._collect.draft)
        self.notice.clear()
        self._show_tender()

    def _show_tender(self) -> None:
        assert self._collect is not None
        tender = self._collect.tender
        self.tender.show_tender(tender)
        self._due.show_tender(tender)
        self._save.setEnabled(tender is not None and tender.may_be_taken)
        if tender is not None and tender.refusal is not None:
            self.notice.refuse(tender.refusal)
        self._timer.start()

    def _show_preview(self) -> None:
        if self._collect is None:
            return
        session = self._session
        number = self.preview.next_number()
        self.preview.show_receipt(self._collect.preview(session.slot(), session.seat, number, session.stamp()))

    def _show_known(self) -> None:
        """What was noted of the household and done for it today."""
        assert self._collect is not None
        account, on = self._collect.card.account.number, self._session.business_day
        with self._session.ledger.reading() as conn:
            self.header.show_household(household_of(conn, account, on), on)
            right = service.entitlement_of(conn, account, on, self._collect.policy)
            self.header.show_free_check(bool(right.left) and right.booked_on is None)
            self.side.services.show_done(service.history(conn, account, on, on))
            self.plan.follow(conn, account, overdue=self._collect.due.overdue_days > 0)
            terms = account_terms(conn, account, on, self._collect.policy)
        self.side.explanation.terms.show_terms(terms, can_ask=bool(self._collect.due.penalties))

    def _ask_waiver(self) -> None:
        if self._collect is not None:
            self.waiver.ask(self._collect.card.account, self._collect.due.bills)

    def _serve(self, wanted: QuickService) -> None:
        if self._collect is None:
            return
        session, account = self._session, self._collect.card.account
        act = new_act_id()
        try:
            changes = serving.log_quick(session.ledger, act, account.number, wanted, session.stamp())
        except Refusal as refusal:
            self._refused(refusal)
            return
        self._show_known()
        self.changed.emit(changes)
        self.recorded.emit(act, f"{quick_word(wanted)} {mask_name(account.name)}")
        self.tender.take_keyboard()

    def _escape(self) -> None:
        """One step back: to the receipt first, then to the doors."""
        if not self.side.step_back():
            self._session.drafts.put(_OPEN_CARD, "")
            self.left.emit()

    def _shut(self) -> None:
        """The card is done with: nothing typed on it is kept."""
        if self._collect is not None:
            self._session.drafts.put(_draft_name(self._collect.card.account.number), "")
        self._session.drafts.put(_OPEN_CARD, "")
        self._collect = None
        self._sheets.setCurrentIndex(0)

    def _collect_now(self) -> None:
        tender = self._collect.tender if self._collect else None
        if self._collect is None or tender is None or not tender.may_be_taken:
            if tender is not None and not tender.tendered:
                self.notice.refuse(AmountNotPositive(amount=tender.tendered))
            return
        session = self._session
        stamp = session.stamp()
        try:
            done = collect(session.ledger, self._collect.payment(tender, session.slot(), stamp.at), stamp)
        except Refusal as refusal:
            self._refused(refusal)
            return
        self._shut()
        self.collected.emit(done)

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, CardOutOfDate):
            self._open_again()
        self.notice.refuse(refusal)
        self.tender.take_keyboard()

    def _knocked(self, outcome: Outcome) -> None:
        assert self._collect is not None
        match outcome:
            case Outcome.PAID:
                self.tender.set_amount(self._collect.due.total)
            case Outcome.PART_PAID:
                self.tender.set_amount(None)
            case Outcome.PROMISED:
                self.side.ask_promise()
            case _:
                self._record(outcome, None)

    def _promised(self, promise: Promise) -> None:
        self._record(Outcome.PROMISED, promise)

    def _record(self, outcome: Outcome, promise: Promise | None) -> None:
        assert self._collect is not None
        account = self._collect.card.account
        visit = RecordVisit(
            id=self._visit_id, account=account.number, slot=self._session.slot(), outcome=outcome, promise=promise
        )
        try:
            changes = visiting.record(self._session.ledger, visit, self._session.stamp())
        except Refusal as refusal:
            self._refused(refusal)
            return
        self._shut()
        self.changed.emit(changes)
        self.left.emit()
        self.recorded.emit(visit.id, f"{outcome_word(outcome)} {mask_name(account.name)}")


def _draft_name(account: AccountNumber) -> str:
    return f"card/{account}"

"""收款: one account, from what it owes to its receipt; Enter saves and prints."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QScrollArea, QTableView, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import CardOutOfDate, CashCeilingReached, Refusal
from collector_desktop.domain.visit import Outcome, Promise
from collector_desktop.domain.words import amount_in_words
from collector_desktop.services import visiting
from collector_desktop.services.collecting import collect
from collector_desktop.services.sentences import sentence
from collector_desktop.services.visiting import RecordVisit
from collector_desktop.store.queries import cards
from collector_desktop.ui.collector.collect.explanation import explained
from collector_desktop.ui.collector.collect.header import CardHeader
from collector_desktop.ui.collector.collect.model import BillsModel
from collector_desktop.ui.collector.collect.presenter import Collect, Tender
from collector_desktop.ui.collector.collect.preview import ReceiptPreview
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton, LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.widgets.money_edit import MoneyEdit
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.promise_panel import PromisePanel
from collector_desktop.ui.words import method_word, outcome_word, tr, yuan

_TOPICS = frozenset({Topic.BILLS, Topic.SNAPSHOT})
_ROW = 36
_ROWS_SHOWN = 3
_COLUMN = 96
_EXPLAINED = 260
_PREVIEW_AFTER_MS = 60
_SUGGESTIONS = 4


class CollectPage(QWidget):
    """The card of one account.

    `collected` carries the Collected receipt; `changed` the Changes of an act; `recorded` an act id and its line;
    `left` when Esc goes back; `close_wanted` asks for the place where cash is banked.
    """

    collected = Signal(object)
    changed = Signal(object)
    recorded = Signal(str, str)
    left = Signal()
    close_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._collect: Collect | None = None
        self._visit_id = new_act_id()
        self._build()
        self._empty()

    @property
    def account(self) -> AccountNumber | None:
        """The account that is open."""
        return self._collect.card.account.number if self._collect else None

    def open(self, account: AccountNumber) -> None:
        """Open the card of an account with the exact amount filled in, or what was typed there before."""
        session = self._session
        with session.ledger.reading() as conn:
            card = cards.card(conn, account, session.business_day, session.seat.device)
        if card is None:
            self._empty()
            return
        self._collect = Collect(card, session.business_day, session.policy())
        self._visit_id = new_act_id()
        self._nothing.hide()
        self._sheet.show()
        self._header.show_card(card, session.business_day)
        self._bills.show(self._collect.due.bills)
        self._table.setFixedHeight(_ROW * (min(max(len(self._collect.due.bills), 1), _ROWS_SHOWN) + 1) + Space.XS)
        self._show_due(self._collect)
        self._explanation.setText(explained(self._collect.due.bills))
        self._explained.hide()
        self._how.setVisible(bool(self._collect.due.penalties))
        self._promise.hide()
        self._notice.clear()
        self._choose_method(PaymentMethod.CASH)
        draft = session.drafts.get(self._draft_name)
        if draft:
            self._amount.setText(draft)
        else:
            self._amount.set_amount(self._collect.due.total)
        self._amount.setFocus()
        self._amount.selectAll()

    def activated(self) -> None:
        """The place was opened: the amount takes the keyboard."""
        if self._collect is not None:
            self._amount.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Open the card anew if its account changed under it."""
        account = self.account
        if account is not None and changes.topics & _TOPICS and (not changes.accounts or account in changes.accounts):
            self.open(account)

    def _build(self) -> None:
        self._nothing = EmptyState(
            tr("还没有打开哪一户"), tr("在「今日」选一户按回车,或在上面输入姓名拼音、户号、表号来找"), parent=self
        )
        self._sheet = QWidget()
        self._header = CardHeader()
        self._header.outcome.connect(self._knocked)
        self._bills = BillsModel(self)
        self._table = QTableView()
        self._table.setModel(self._bills)
        self._table.setAccessibleName(tr("欠费账单"))
        self._table.setShowGrid(False)
        self._table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(_ROW)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_COLUMN)
        header.setFixedHeight(_ROW)
        table_card = Card(margin=Space.XS)
        table_card.column.addWidget(self._table)
        self._preview = ReceiptPreview(self._session)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PREVIEW_AFTER_MS)
        self._timer.timeout.connect(self._show_preview)
        self._notice = Notice()
        self._promise = PromisePanel()
        self._promise.promised.connect(self._promised)
        self._promise.given_up.connect(self._close_promise)
        self._promise.hide()
        self._back = KeyButton(tr("返回"), "Esc")
        self._back.clicked.connect(self.left)
        self._back.setMinimumHeight(TARGET + Space.L)
        self._save = KeyButton(tr("收款并打印"), "↵", primary=True)
        self._save.clicked.connect(self._collect_now)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.M)
        buttons.addWidget(self._back, 1)
        buttons.addWidget(self._save, 2)
        due, tender = self._due_card(), self._tender_card()
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self._header)
        left.addWidget(table_card)
        money = QHBoxLayout()
        money.setSpacing(Space.M)
        money.addWidget(due, 1)
        money.addWidget(tender, 1)
        left.addLayout(money, 1)
        left.addLayout(buttons)
        layout = QHBoxLayout(self._sheet)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        right = QVBoxLayout()
        right.setSpacing(Space.M)
        right.addWidget(self._notice)
        right.addWidget(self._promise)
        right.addWidget(self._explained)
        right.addWidget(self._preview, 1)
        layout.addLayout(right)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L + Space.XS, Space.M, Space.L + Space.XS, Space.M)
        outer.addWidget(self._nothing)
        outer.addWidget(self._sheet)
        for key, slot in ((Qt.Key.Key_Escape, self._escape), (Qt.Key.Key_P, self._toggle_prepayment)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _due_card(self) -> Card:
        card = Card(margin=Space.M)
        self._due = Label(size=Size.HUGE, bold=True)
        self._due.setAccessibleName(tr("应收"))
        self._due_words = Label(tone=Tone.MUTED, wrap=True)
        self._fees = AmountLabel()
        self._penalties = AmountLabel()
        self._how = LinkButton(tr("怎么算的"))
        self._how.clicked.connect(self.explain)
        self._after = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._explanation = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._explained = QScrollArea()
        self._explained.setWidgetResizable(True)
        self._explained.setWidget(self._explanation)
        self._explained.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._explained.setMaximumHeight(_EXPLAINED)
        card.column.addWidget(Label(tr("应收"), tone=Tone.MUTED))
        card.column.addWidget(self._due)
        card.column.addWidget(self._due_words)
        card.column.addSpacing(Space.S)
        card.column.addLayout(row(Label(tr("电费"), tone=Tone.MUTED), None, self._fees))
        card.column.addLayout(row(Label(tr("违约金"), tone=Tone.MUTED), self._how, None, self._penalties))
        card.column.addStretch(1)
        card.column.addWidget(self._after)
        return card

    def _tender_card(self) -> Card:
        card = Card(margin=Space.M)
        self._methods = {method: KeyButton(method_word(method)) for method in PaymentMethod}
        for method, button in self._methods.items():
            button.setProperty("method", str(method))
            button.clicked.connect(self._method_pressed)
        self._amount = MoneyEdit(tr("实收金额"))
        self._amount.amount_changed.connect(self._typed)
        self._amount.returnPressed.connect(self._collect_now)
        self._reference = QLineEdit()
        self._reference.setPlaceholderText(tr("付款流水号"))
        self._reference.setAccessibleName(tr("付款流水号"))
        self._reference.textChanged.connect(self._reference_typed)
        self._reference.returnPressed.connect(self._collect_now)
        self._suggestions = [KeyButton("") for _ in range(_SUGGESTIONS)]
        for button in self._suggestions:
            button.clicked.connect(self._suggestion_pressed)
        self._over_title = Label(tone=Tone.MUTED)
        self._over = AmountLabel(size=Size.TITLE, bold=True)
        self._keep = KeyButton(tr("存为预收"), "P")
        self._keep.clicked.connect(self._toggle_prepayment)
        card.column.setSpacing(Space.S)
        card.column.addLayout(row(*self._methods.values(), spacing=Space.XS))
        card.column.addWidget(self._amount)
        card.column.addLayout(row(*self._suggestions, self._reference))
        card.column.addLayout(row(self._over_title, self._keep, None, self._over))
        card.column.addStretch(1)
        return card

    def _empty(self) -> None:
        self._collect = None
        self._sheet.hide()
        self._nothing.show()

    def _show_due(self, collecting: Collect) -> None:
        due = collecting.due
        self._due.setText(yuan(due.total))
        self._due_words.setText(tr("人民币{words}").format(words=amount_in_words(due.total)))
        self._fees.setText(due.fees.grouped())
        self._penalties.setText(due.penalties.grouped())

    @property
    def _draft_name(self) -> str:
        return f"amount/{self.account}"

    def _typed(self, _amount: object) -> None:
        if self._collect is None:
            return
        text = self._amount.text()
        self._session.drafts.put(self._draft_name, "" if text == str(self._collect.due.total) else text)
        self._notice.clear()
        self._show_tender()

    def _tender(self) -> Tender | None:
        amount = self._amount.amount
        return None if self._collect is None or amount is None else self._collect.tender(amount)

    def _show_tender(self) -> None:
        assert self._collect is not None
        tender = self._tender()
        for button, amount in zip(self._suggestions, self._padded_suggestions(), strict=True):
            button.setVisible(amount is not None and self._reference.isHidden())
            if amount is not None:
                exact = amount == self._collect.due.total
                button.setText(tr("正好") if exact else str(amount.fen // 100))
                button.setProperty("amount", amount.fen)
                button.set_chosen(tender is not None and tender.tendered == amount)
        over = Money.ZERO if tender is None else max(tender.tendered - self._collect.due.total, Money.ZERO)
        self._keep.setVisible(
            bool(over) and self._collect.method is PaymentMethod.CASH and bool(self._collect.due.total)
        )
        self._keep.set_chosen(self._collect.keep_change)
        kept = over if not self._collect.gives_change else Money.ZERO
        self._over_title.setText(tr("存入预收") if kept else tr("找零"))
        self._over.setText(yuan(kept or (tender.change if tender else Money.ZERO)))
        self._after.setText(self._after_words(tender))
        self._save.setEnabled(tender is not None and tender.refusal is None and bool(tender.received))
        if tender is not None and tender.refusal is not None:
            said = sentence(tender.refusal)
            self._notice.say(said.what, said.advice)
        self._timer.start()

    def _after_words(self, tender: Tender | None) -> str:
        assert self._collect is not None
        if tender is None:
            return tr("请输入金额,最多两位小数")
        if tender.allocation is None or not tender.received:
            return ""
        words = tr("实收 人民币{words}").format(words=amount_in_words(tender.received))
        left = tender.allocation.open_after
        return f"{words}\n{tr('收后尚欠 {left}').format(left=yuan(left))}" if left else words

    def _padded_suggestions(self) -> tuple[Money | None, ...]:
        assert self._collect is not None
        amounts: list[Money | None] = list(self._collect.suggestions[:_SUGGESTIONS])
        return tuple(amounts + [None] * (_SUGGESTIONS - len(amounts)))

    def _show_preview(self) -> None:
        tender = self._tender()
        if self._collect is None or tender is None:
            self._preview.show_receipt(None)
            return
        session = self._session
        self._preview.show_receipt(
            self._collect.preview(tender, session.slot(), session.seat, self._preview.next_number(), session.stamp())
        )

    def _suggestion_pressed(self) -> None:
        button = self.sender()
        assert button is not None
        self._amount.set_amount(Money(int(button.property("amount"))))
        self._amount.setFocus()

    def _method_pressed(self) -> None:
        button = self.sender()
        assert button is not None
        self._choose_method(PaymentMethod(button.property("method")))
        (self._amount if self._reference.isHidden() else self._reference).setFocus()

    def _choose_method(self, method: PaymentMethod) -> None:
        assert self._collect is not None
        self._collect.method = method
        for each, button in self._methods.items():
            button.set_chosen(each is method)
        self._reference.setVisible(method is not PaymentMethod.CASH)
        self._reference.clear()
        self._show_tender()

    def _reference_typed(self, text: str) -> None:
        if self._collect is not None:
            self._collect.reference = text
            self._timer.start()

    def _toggle_prepayment(self) -> None:
        if self._collect is not None and not self._keep.isHidden():
            self._collect.keep_change = not self._collect.keep_change
            self._show_tender()

    def explain(self) -> None:
        """Show how each penalty comes about, or hide it again."""
        self._explained.setVisible(self._explained.isHidden())

    def _escape(self) -> None:
        if not self._promise.isHidden():
            self._close_promise()
        else:
            self.left.emit()

    def _collect_now(self) -> None:
        tender = self._tender()
        if self._collect is None or tender is None or not self._save.isEnabled():
            return
        session = self._session
        payment = self._collect.payment(tender, session.slot())
        try:
            done = collect(session.ledger, payment, session.stamp())
        except Refusal as refusal:
            self._refused(refusal)
            return
        session.drafts.put(self._draft_name, "")
        self._empty()
        self.collected.emit(done)

    def _refused(self, refusal: Refusal) -> None:
        said = sentence(refusal)
        if isinstance(refusal, CardOutOfDate):
            account = self.account
            assert account is not None
            self.open(account)
            self._notice.say(said.what, said.advice)
        elif isinstance(refusal, CashCeilingReached):
            actions = (
                (tr("去结账"), self.close_wanted.emit),
                (tr("改用微信转账"), self._methods[PaymentMethod.WECHAT].click),
            )
            self._notice.say(said.what, said.advice, tone=Tone.DANGER, actions=actions)
        else:
            self._notice.say(said.what, said.advice)

    def _knocked(self, outcome: Outcome) -> None:
        if outcome is Outcome.PROMISED:
            self._promise.ask(self._session.business_day, self._session.slot())
        else:
            self._record(outcome, None)

    def _promised(self, promise: Promise) -> None:
        self._record(Outcome.PROMISED, promise)

    def _close_promise(self) -> None:
        self._promise.hide()
        self._amount.setFocus()

    def _record(self, outcome: Outcome, promise: Promise | None) -> None:
        if self._collect is None:
            return
        account = self._collect.card.account
        visit = RecordVisit(
            id=self._visit_id, account=account.number, slot=self._session.slot(), outcome=outcome, promise=promise
        )
        try:
            changes = visiting.record(self._session.ledger, visit, self._session.stamp())
        except Refusal as refusal:
            self._refused(refusal)
            return
        self._promise.hide()
        self._session.drafts.put(self._draft_name, "")
        self._empty()
        self.changed.emit(changes)
        self.recorded.emit(visit.id, f"{outcome_word(outcome)} {account.name}")
        self.left.emit()

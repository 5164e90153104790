"""What is taken: how, how much, and what goes back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.ui.collector.collect.presenter import Collect, Tender
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.widgets.money_edit import MoneyEdit
from collector_desktop.ui.words import method_word, tr, yuan

_SUGGESTIONS = 4


class TenderCard(Card):
    """Edits what was typed on a Collect. `edited` after every change, `entered` on Enter, `typed` a letter typed."""

    edited = Signal()
    entered = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.M, parent=parent)
        self._collect: Collect | None = None
        self._methods = {method: KeyButton(method_word(method), compact=True) for method in PaymentMethod}
        for method, button in self._methods.items():
            button.setProperty("method", str(method))
            button.clicked.connect(self._method_pressed)
        self._amount = MoneyEdit(tr("实收金额"))
        self._amount.textChanged.connect(self._amount_typed)
        self._amount.returnPressed.connect(self.entered)
        self._amount.letter_typed.connect(self.typed)
        self._reference = QLineEdit()
        self._reference.setPlaceholderText(tr("付款流水号"))
        self._reference.setAccessibleName(tr("付款流水号"))
        self._reference.textChanged.connect(self._reference_typed)
        self._reference.returnPressed.connect(self.entered)
        self._suggestions = [KeyButton("") for _ in range(_SUGGESTIONS)]
        for button in self._suggestions:
            button.clicked.connect(self._suggestion_pressed)
        self._over_title = Label(tone=Tone.MUTED)
        self._over = AmountLabel(size=Size.TITLE, bold=True)
        self._keep = KeyButton(tr("存为预收"), "P")
        self._keep.clicked.connect(self.toggle_prepayment)
        self.column.setSpacing(Space.S)
        self.column.addLayout(row(*self._methods.values(), spacing=Space.XS))
        self.column.addWidget(self._amount)
        self.column.addLayout(row(*self._suggestions, self._reference))
        self.column.addLayout(row(self._over_title, self._keep, None, self._over))
        self.column.addStretch(1)

    def open(self, collecting: Collect) -> None:
        """Show what stands on a card, the whole amount selected so that typing replaces it."""
        self._collect = None
        self._reference.setText(collecting.typed.reference)
        self._amount.setText(collecting.typed.amount)
        self._amount.selectAll()
        self._collect = collecting
        self._show_method()

    @property
    def amount(self) -> Money | None:
        """The amount that stands there; None if it is none."""
        return self._amount.amount

    def show_tender(self, tender: Tender | None) -> None:
        """Show suggestions, change or prepayment."""
        assert self._collect is not None
        self._show_suggestions(self._collect, tender)
        self._keep.setVisible(self._collect.may_keep_change)
        self._keep.set_chosen(self._collect.typed.keep_change)
        ahead = tender.prepayment if tender else Money.ZERO
        self._over_title.setText(tr("存入预收") if ahead else tr("找零"))
        self._over.setText(yuan(ahead or (tender.change if tender else Money.ZERO)))

    def take_keyboard(self) -> None:
        """The amount, or the reference where one is missing."""
        missing = not self._reference.isHidden() and not self._reference.text().strip()
        (self._reference if missing else self._amount).setFocus()

    def set_amount(self, amount: Money | None) -> None:
        """Put an amount there; None empties the field for typing."""
        if amount is None:
            self._amount.clear()
        else:
            self._amount.set_amount(amount)
        self._amount.setFocus()

    def choose_method(self, method: PaymentMethod) -> None:
        """Take the money another way."""
        assert self._collect is not None
        self._collect.change(method=method, keep_change=False)
        self._show_method()
        self.edited.emit()
        self.take_keyboard()

    def toggle_prepayment(self) -> None:
        """Keep the change as prepayment, or give it back."""
        if self._collect is not None and self._collect.may_keep_change:
            self._collect.change(keep_change=not self._collect.typed.keep_change)
            self.edited.emit()

    def _show_method(self) -> None:
        assert self._collect is not None
        for method, button in self._methods.items():
            button.set_chosen(method is self._collect.typed.method)
        self._reference.setVisible(self._collect.typed.method is not PaymentMethod.CASH)

    def _show_suggestions(self, collecting: Collect, tender: Tender | None) -> None:
        amounts: list[Money | None] = list(collecting.suggestions[:_SUGGESTIONS])
        amounts += [None] * (_SUGGESTIONS - len(amounts))
        for button, amount in zip(self._suggestions, amounts, strict=True):
            button.setVisible(amount is not None)
            if amount is not None:
                button.setText(tr("正好") if amount == collecting.due.total else str(amount.fen // 100))
                button.setProperty("amount", amount.fen)
                button.set_chosen(tender is not None and tender.tendered == amount)

    def _amount_typed(self, text: str) -> None:
        if self._collect is not None:
            self._collect.change(amount=text)
            self.edited.emit()

    def _reference_typed(self, text: str) -> None:
        if self._collect is not None:
            self._collect.change(reference=text)
            self.edited.emit()

    def _method_pressed(self) -> None:
        self.choose_method(PaymentMethod(_pressed(self).property("method")))

    def _suggestion_pressed(self) -> None:
        self.set_amount(Money(int(_pressed(self).property("amount"))))


def _pressed(card: TenderCard) -> QPushButton:
    button = card.sender()
    assert isinstance(button, QPushButton)
    return button

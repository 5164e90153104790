"""The head of a card: whose it is, and what a knock brought if not money."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.visit import Outcome
from collector_desktop.store.queries.cards import Card as AccountCard
from collector_desktop.ui.outcome_keys import KEYS
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.words import outcome_word, promise_word, tr, yuan


class CardHeader(Card):
    """Who and where in full (the household is at hand), balances as chips, and the outcome bar.

    `outcome` carries the Outcome pressed.
    """

    outcome = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.S, parent=parent)
        self._name = Label(size=Size.TITLE, bold=True)
        self._who = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._promise = Chip(tone=Tone.ACCENT)
        self._prepay = Chip()
        self._deposit = Chip()
        self._last = Chip(tone=Tone.WARN)
        line = row(self._name, self._who, self._promise, self._last, self._prepay, self._deposit)
        line.setStretch(1, 1)
        self.column.addLayout(line)
        buttons = []
        for outcome in KEYS:
            button = KeyButton(outcome_word(outcome))
            button.setProperty("outcome", str(outcome))
            button.setShortcut(f"Alt+{KEYS[outcome]}")
            button.setToolTip(f"Alt+{KEYS[outcome]}")
            button.clicked.connect(self._pressed)
            buttons.append(button)
        self.column.addSpacing(Space.XS)
        self.column.addLayout(row(*buttons, spacing=Space.XS))

    def show_card(self, card: AccountCard, on: date) -> None:
        """Show an account."""
        account = card.account
        self._name.setText(account.name)
        self._who.setText(
            tr("户号 {number} · 表号 {meter} · 电话 {phones}\n{address}").format(
                number=account.number,
                meter=account.meter_number or "—",
                phones="、".join(account.phones) or "—",
                address=account.address,
            )
        )
        self._promise.setVisible(card.promise is not None)
        if card.promise is not None:
            self._promise.setText(promise_word(card.promise, on))
        self._prepay.setText(tr("预收 {amount}").format(amount=yuan(card.prepay)))
        self._deposit.setText(tr("保证金 {amount}(存量)").format(amount=yuan(card.deposit)))
        self._deposit.setVisible(bool(card.deposit))
        last = card.past[-1] if card.past else None
        self._last.setVisible(last is not None and last.outcome in (Outcome.REFUSED, Outcome.DISPUTED))
        if last is not None:
            self._last.setText(tr("上次{outcome}").format(outcome=outcome_word(last.outcome)))

    def _pressed(self) -> None:
        button = self.sender()
        assert button is not None
        self.outcome.emit(Outcome(button.property("outcome")))

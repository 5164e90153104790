"""The head of a card: whose it is, and what the visit brought."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.household import Household
from collector_desktop.domain.masking import mask_phone
from collector_desktop.domain.visit import Outcome
from collector_desktop.store.queries.cards import Card as AccountCard
from collector_desktop.ui.outcome_keys import BAR
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton, LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.words import appointment_word, away_word, outcome_word, promise_word, tr, yuan


class CardHeader(Card):
    """Who and where in full (the household is at hand), phones once pressed, balances as chips, and the outcome bar.

    `outcome` carries the Outcome pressed; its keys are digits with Alt, since digits alone are the amount.
    `household_wanted` asks what is known of the household (Alt+H); `check_wanted` to book its free check (Alt+Y).
    """

    outcome = Signal(object)
    household_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.M, parent=parent)
        self.column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._phones: tuple[str, ...] = ()
        self._name = Label(size=Size.TITLE, bold=True)
        self._who = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.phone = LinkButton("")
        self.phone.clicked.connect(self._show_phones)
        household = LinkButton(tr("住户"))
        household.setToolTip("Alt+H")
        household.clicked.connect(self.household_wanted)
        QShortcut(QKeySequence("Alt+H"), self).activated.connect(self.household_wanted)
        self.free_check = LinkButton(tr("免费检查可约"))
        self.free_check.setToolTip("Alt+Y")
        self.free_check.clicked.connect(self.check_wanted)
        self.free_check.hide()
        self._book = QShortcut(QKeySequence("Alt+Y"), self)
        self._book.activated.connect(self.check_wanted)
        self._known = Chip(tone=Tone.ACCENT)
        self._promise = Chip(tone=Tone.ACCENT)
        self._last = Chip(tone=Tone.WARN)
        self._prepay = Chip()
        self._deposit = Chip()
        line = row(self._name, Space.XS, self._who, Space.XS, self.phone, household, None, spacing=Space.S)
        line.addWidget(self.free_check)
        for chip in (self._known, self._promise, self._last, self._prepay, self._deposit):
            line.addWidget(chip)
        self.column.addLayout(line)
        self.column.addSpacing(Space.XS)
        bar = row(Label("Alt +", size=Size.SMALL, tone=Tone.MUTED), spacing=Space.XS)
        for outcome, key in BAR.items():
            button = KeyButton(outcome_word(outcome), key, compact=True)
            press = partial(self._press, outcome)
            button.clicked.connect(press)
            # A button's own shortcut presses it a tenth of a second later: the next key would come first.
            QShortcut(QKeySequence(f"Alt+{key}"), self).activated.connect(press)
            bar.addWidget(button, 1)
        self.column.addLayout(bar)

    def show_card(self, card: AccountCard, on: date) -> None:
        """Show an account."""
        account = card.account
        self._name.setText(account.name)
        self._who.setText(
            tr("户号 {number} · 表号 {meter}\n{address}").format(
                number=account.number, meter=account.meter_number or "—", address=account.address
            )
        )
        self._phones = account.phones
        self.phone.setVisible(bool(account.phones))
        self.phone.setText("、".join(map(mask_phone, account.phones)))
        self.phone.setToolTip(tr("按一下显示电话"))
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

    def show_free_check(self, may_be_booked: bool) -> None:
        """Offer the free check where the household has one and nothing is booked."""
        self.free_check.setVisible(may_be_booked)
        self._book.setEnabled(may_be_booked)

    def show_household(self, known: Household, on: date) -> None:
        """Show that the household is away, or when it expects us next."""
        coming = known.appointments[0] if known.appointments else None
        self._known.setVisible(known.away is not None or coming is not None)
        if known.away is not None:
            self._known.setText(away_word(known.away.until, on))
        elif coming is not None:
            self._known.setText(appointment_word(coming.on, coming.slot, on))

    def _show_phones(self) -> None:
        self.phone.setText("、".join(self._phones))

    def _press(self, outcome: Outcome, _checked: bool = False) -> None:
        self.outcome.emit(outcome)

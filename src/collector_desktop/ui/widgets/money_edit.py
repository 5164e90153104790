"""A field that can't hold a wrong amount without saying so."""

import unicodedata

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import MoneyNotUnderstood
from collector_desktop.ui.fonts import font
from collector_desktop.ui.theme import Size, Space

_LONGEST = 16
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class MoneyEdit(QLineEdit):
    """Yuan as people type them, full-width digits too.

    `amount_changed` carries a Money, or None while the text is no amount; `letter_typed` a letter pressed here, which
    is no part of an amount and meant for the search; Enter is `returnPressed`, which an input method that is composing
    never emits.
    """

    amount_changed = Signal(object)
    letter_typed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("money")
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(_LONGEST)
        self.textEdited.connect(self._normalise)
        self.textChanged.connect(self._tell)

    @property
    def amount(self) -> Money | None:
        """The amount typed; None if the text is none, or below zero."""
        try:
            amount = Money.parse(self.text())
        except MoneyNotUnderstood:
            return None
        return None if amount < Money.ZERO else amount

    def set_amount(self, amount: Money) -> None:
        """Show an amount, all of it selected so that typing replaces it."""
        self.setText(str(amount))
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Letters are no part of an amount: they stay shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_letter(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter is passed on, everything else is text; what an input method commits does not come this way."""
        if _is_letter(event):
            self.letter_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, with ¥ at its left."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(font(Size.HUGE, bold=True))
        painter.setPen(self.palette().text().color())
        painter.drawText(QRect(Space.L, 0, Space.XL * 2, self.height()), Qt.AlignmentFlag.AlignVCenter, "¥")

    def _normalise(self, text: str) -> None:
        plain = unicodedata.normalize("NFKC", text).replace("。", ".").replace("、", ",").strip()
        if plain != text:
            self.setText(plain)

    def _tell(self, text: str) -> None:
        amount = self.amount
        wrong = bool(text) and amount is None
        if self.property("wrong") != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)
        self.amount_changed.emit(amount)


def _is_letter(event: QKeyEvent) -> bool:
    return event.text().isascii() and event.text().isalpha() and event.modifiers() in _PLAIN

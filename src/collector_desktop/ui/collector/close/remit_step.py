"""Step 3: the cash goes to the bank, and the slip is printed."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.day_close import Remittance
from collector_desktop.domain.money import Money
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.money_edit import MoneyEdit
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr, yuan


class RemitStep(Card):
    """`written` carries the name of a field and its text, to be kept; `forward` on Enter in the last field."""

    written = Signal(str, str)
    forward = Signal()
    preview_asked = Signal(object)
    print_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._banked: Remittance | None = None
        self._title = Label(size=Size.LARGE, bold=True)
        self._days = Label(tone=Tone.MUTED, wrap=True)
        self.amount = MoneyEdit(tr("解款金额"))
        self.bank_slip = TextField(tr("银行回单号"), tr("存款回单上的号码,必须填写"))
        self.witness = TextField(tr("见证人"), tr("同去银行或当面清点的人,可不填"))
        self.bank_slip.textEdited.connect(self._write_slip)
        self.witness.textEdited.connect(self._write_witness)
        self.amount.returnPressed.connect(self.bank_slip.setFocus)
        self.bank_slip.returnPressed.connect(self.witness.setFocus)
        self.witness.returnPressed.connect(self.forward)
        self.notice = Notice()
        self._nothing = EmptyState(tr("没有待解款的现金"), tr("清点现金、结账以后,要送银行的钱会出现在这里。"))
        self._form = self._make_form()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._form)
        self._stack.addWidget(self._nothing)
        self.column.addWidget(self.notice)
        self.column.addWidget(self._make_papers())
        self.column.addWidget(self._stack, 1)

    def show_to_bank(self, held: Money, days: tuple[date, ...], bank_slip: str, witness: str) -> None:
        """Show what waits to be banked, with what was written before; the amount is all of it."""
        self._stack.setCurrentIndex(0 if held else 1)
        self._title.setText(tr("要解款 {held}").format(held=yuan(held)))
        self._days.setText(
            tr("{days} 的现金。当日存银行,不从收款里支付任何费用(坐支)。").format(days="、".join(map(day_word, days)))
        )
        self.amount.set_amount(held)
        self.bank_slip.setText(bank_slip)
        self.witness.setText(witness)

    def show_banked(self, remittance: Remittance) -> None:
        """Say that it is recorded, and offer its slip."""
        self._banked = remittance
        self._papers.show()
        self.notice.say(
            tr("已登记解款 {amount}").format(amount=yuan(remittance.amount)),
            tr("回单号 {slip}").format(slip=remittance.bank_slip),
            tone=Tone.OK,
        )

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._title)
        column.addWidget(self._days)
        for field in (self.amount, self.bank_slip, self.witness):
            caption = Label(field.accessibleName(), tone=Tone.MUTED)
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
        column.addStretch(1)
        return form

    def _make_papers(self) -> QWidget:
        self.preview_button = KeyButton(tr("看缴款单"))
        self.print_button = KeyButton(tr("打印缴款单"))
        self.preview_button.clicked.connect(self._ask_preview)
        self.print_button.clicked.connect(self._ask_print)
        self._papers = QWidget()
        self._papers.setLayout(row(None, self.preview_button, self.print_button))
        self._papers.hide()
        return self._papers

    def _write_slip(self, text: str) -> None:
        self.written.emit("bank_slip", text)

    def _write_witness(self, text: str) -> None:
        self.written.emit("witness", text)

    def _ask_preview(self) -> None:
        self.preview_asked.emit(self._banked)

    def _ask_print(self) -> None:
        self.print_asked.emit(self._banked)

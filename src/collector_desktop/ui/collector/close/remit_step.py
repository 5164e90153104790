"""Step 3: the cash goes to the bank, and the slip is printed."""


from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.money_edit import MoneyEdit
from collector_desktop.ui.widgets.notice import Notice


class RemitStep(Card):
    """`written` carries the name of a field and its text, to be kept; `forward` on Enter in the last field."""

    written = Signal(str, str)
    forward = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(size=Size.LARGE, bold=True)
        self._days = Label(tone=Tone.MUTED, wrap=True)
        self.amount = MoneyEdit(self.tr("解款金额"))
        self.bank_slip = self._field("bank_slip", self.tr("银行回单号"), self.tr("存款回单上的号码,必须填写"))
        self.witness = self._field("witness", self.tr("见证人"), self.tr("同去银行或当面清点的人,可不填"))
        self.notice = Notice()
        self._form = QWidget()
        self.column.setSpacing(Space.S)
        for widget in (self._title, self._days, self.notice):
            self.column.addWidget(widget)
        self._fields: list[QWidget] = [self.amount, self.bank_slip, self.witness]
        for field in self._fields:
            label = Label(field.accessibleName(), tone=Tone.MUTED)
            label.setBuddy(field)
            self._captions = [*getattr(self, "_captions", []), label]
            self.column.addWidget(label)
            self.column.addWidget(field)
        self.column.addStretch(1)
        self.amount.returnPressed.connect(self.bank_slip.setFocus)
        self.bank_slip.returnPressed.connect(self.witness.setFocus)
        self.witness.returnPressed.connect(self.forward)

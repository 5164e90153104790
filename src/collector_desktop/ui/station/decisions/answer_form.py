"""The answer: how much, why, who decides; and the two buttons."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import MoneyNotUnderstood
from collector_desktop.domain.requests import Matter, Role
from collector_desktop.domain.staff import Member
from collector_desktop.services.staff_words import role_word
from collector_desktop.ui.station.decisions.presenter import WITH_AMOUNT, with_amount
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_LONGEST_REASON = 200


class AnswerForm(Card):
    """`approved` and `refused` when a button is pressed; the page reads what was typed."""

    approved = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._matter: Matter | None = None
        self._role = Role.CLERK
        self.amount = TextField(tr("批准金额(元)"))
        self._amount_label = Label(tr("批准金额(元)"), size=Size.SMALL, tone=Tone.MUTED)
        self.reason = TextField(tr("理由"), tr("同意可不写;不同意要写明原因"), _LONGEST_REASON)
        self.name = TextField(tr("决定人"), tr("姓名"))
        self._clerk = KeyButton(tr("经办人"), compact=True)
        self._manager = KeyButton(tr("所长"), compact=True)
        self._clerk.clicked.connect(self._as_clerk)
        self._manager.clicked.connect(self._as_manager)
        self.approve = KeyButton(tr("同意"), "Alt+Y", primary=True)
        self.refuse = KeyButton(tr("不同意"), "Alt+N")
        for key, button, said in (("Alt+Y", self.approve, self.approved), ("Alt+N", self.refuse, self.refused)):
            button.clicked.connect(said)
            QShortcut(QKeySequence(key), self).activated.connect(said)
        self.reason.returnPressed.connect(self.name.setFocus)
        self.name.returnPressed.connect(self.approve.setFocus)
        self.amount.returnPressed.connect(self.reason.setFocus)
        self.column.setSpacing(Space.XS)
        for label, field in (
            (self._amount_label, self.amount),
            (Label(tr("理由"), size=Size.SMALL, tone=Tone.MUTED), self.reason),
        ):
            self.column.addWidget(label)
            self.column.addWidget(field)
        self.column.addWidget(Label(tr("决定人"), size=Size.SMALL, tone=Tone.MUTED))
        self.column.addLayout(row(self.name, self._clerk, self._manager))
        self.column.addSpacing(Space.S)
        self.column.addStretch(1)
        buttons = row(self.approve, self.refuse)
        buttons.setStretch(0, 1)
        self.column.addLayout(buttons)
        self._as(Role.CLERK)

    @property
    def role(self) -> Role:
        """As whom the answer is given."""
        return self._role

    @property
    def granted(self) -> Matter | None:
        """The matter with the amount typed. Raises MoneyNotUnderstood."""
        if self._matter is None or not isinstance(self._matter, WITH_AMOUNT):
            return self._matter
        amount = Money.parse(self.amount.text())
        if not Money.ZERO < amount <= self._matter.amount:
            raise MoneyNotUnderstood(text=self.amount.text(), reason="range")
        return with_amount(self._matter, amount)

    def ask(self, matter: Matter, name: str, *, needs_manager: bool, member: Member | None = None) -> None:
        """Begin the answer to a request; where the books know who signed on, it is given in their name."""
        self._matter = matter
        has_amount = isinstance(matter, WITH_AMOUNT)
        self.amount.setVisible(has_amount)
        self._amount_label.setVisible(has_amount)
        if isinstance(matter, WITH_AMOUNT):
            self.amount.setText(str(matter.amount))
        self.reason.clear()
        self.name.setText(name)
        self._as(Role.MANAGER if needs_manager else Role.CLERK)
        self._clerk.setEnabled(not needs_manager)
        self.name.setReadOnly(member is not None)
        self._clerk.setVisible(member is None)
        self._manager.setVisible(member is None)
        if member is not None:
            self.name.setText(f"{member.name}({role_word(member.role, tr)})")

    def _as_clerk(self) -> None:
        self._as(Role.CLERK)

    def _as_manager(self) -> None:
        self._as(Role.MANAGER)

    def _as(self, role: Role) -> None:
        self._role = role
        self._clerk.set_chosen(role is Role.CLERK)
        self._manager.set_chosen(role is Role.MANAGER)

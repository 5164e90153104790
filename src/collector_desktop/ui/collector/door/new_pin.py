"""Choosing a PIN: typed twice, refused where anybody would guess it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.pin import check_pin
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton, LinkButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.pin_field import PinField
from collector_desktop.ui.words import tr


class NewPin(QWidget):
    """`chosen` carries the old PIN ("" where none was asked for) and the new one; `left` on the way back."""

    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, *, with_old: bool = False, way_back: bool = True) -> None:
        super().__init__()
        self.title = Label(size=Size.TITLE, bold=True, wrap=True)
        self.text = Label(tone=Tone.MUTED, wrap=True)
        self.notice = Notice()
        self.old = PinField(tr("原来的密码"), tr("原来的密码"))
        self.first = PinField(tr("新密码"), tr("新密码,6 位以上数字"))
        self.second = PinField(tr("再输一次"), tr("再输一次"))
        self.button = KeyButton(tr("就用这个密码"), "⏎", primary=True)
        self.back = LinkButton(tr("返回"))
        self.old.setVisible(with_old)
        self.back.setVisible(way_back)
        self.old.returnPressed.connect(self.first.setFocus)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._take)
        self.button.clicked.connect(self._take)
        self.back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self.title, self.text, self.notice, self.old, self.first, self.second):
            column.addWidget(widget)
        column.addSpacing(Space.S)
        column.addWidget(self.button)
        column.addLayout(row(self.back, None))
        column.addStretch(1)

    def begin(self, title: str, text: str) -> None:
        """Say what the PIN is for, and take it."""
        self.title.setText(title)
        self.text.setText(text)
        self.notice.clear()
        for field in (self.old, self.first, self.second):
            field.clear()
        self.set_busy(busy=False)
        (self.first if self.old.isHidden() else self.old).setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """While the PIN is being stretched nothing is taken."""
        for widget in (self.old, self.first, self.second, self.button, self.back):
            widget.setEnabled(not busy)

    def refuse(self, refusal: Refusal) -> None:
        """Say what is wrong with it."""
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice)
        self.set_busy(busy=False)
        (self.first if self.old.isHidden() else self.old).setFocus()

    def _take(self) -> None:
        if not self.button.isEnabled():
            return
        old, first, second = self.old.text(), self.first.text(), self.second.text()
        try:
            check_pin(first)
        except Refusal as refusal:
            self.first.clear()
            self.second.clear()
            self.refuse(refusal)
            self.first.setFocus()
            return
        if first != second:
            self.second.clear()
            self.notice.say(tr("两次输入的不一样"), tr("请把新密码再输一次"))
            self.second.setFocus()
            return
        for field in (self.old, self.first, self.second):
            field.clear()
        self.set_busy(busy=True)
        self.chosen.emit(old, first)

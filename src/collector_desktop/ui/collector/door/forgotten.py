"""A forgotten PIN: a request to the station, compared by voice, and its unlock file back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.services.unlocking import UnlockAsked
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton, LinkButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import tr


class Forgotten(QWidget):
    """`write_wanted` and `read_wanted` ask for a folder and a file; `left` goes back."""

    write_wanted = Signal()
    read_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.said = Label(wrap=True)
        self.fingerprint = Label(size=Size.TITLE, bold=True, wrap=True)
        for label in (self.said, self.fingerprint):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.write = KeyButton(tr("写解锁申请"))
        self.read = KeyButton(tr("读所里的解锁文件"))
        back = LinkButton(tr("返回"))
        self.write.clicked.connect(self.write_wanted)
        self.read.clicked.connect(self.read_wanted)
        back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("忘了密码"), size=Size.TITLE, bold=True))
        column.addWidget(
            Label(
                tr("账本里的内容都在。写一份申请交给供电所,所里核对后给一个解锁文件,读进来就能设新密码。"),
                tone=Tone.MUTED,
                wrap=True,
            )
        )
        for widget in (self.notice, self.said, self.fingerprint):
            column.addWidget(widget)
        column.addSpacing(Space.S)
        column.addWidget(self.write)
        column.addWidget(self.read)
        column.addLayout(row(back, None))
        column.addStretch(1)
        self.begin()

    def begin(self) -> None:
        """As on the first look."""
        self.notice.clear()
        self.said.hide()
        self.fingerprint.hide()
        self._make_next(self.write)

    def show_request(self, asked: UnlockAsked) -> None:
        """The request is written: whom to give it to, and what to read aloud."""
        self.notice.clear()
        self.said.setText(tr("申请已写到:\n{path}\n\n把它交给供电所。打电话核对指纹:").format(path=asked.path))
        self.fingerprint.setText(asked.fingerprint)
        self.said.show()
        self.fingerprint.show()
        self._make_next(self.read)

    def _make_next(self, step: KeyButton) -> None:
        """One step is the next: it alone is shown so, and has the keyboard."""
        for button in (self.write, self.read):
            button.set_primary(button is step)
        step.setFocus()

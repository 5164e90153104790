"""The PIN of one collector: the field, what became of it, and how long to wait."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton, LinkButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.pin_field import PinField
from collector_desktop.ui.words import tr

_TICK_MS = 250
_MINUTE = 60


class PinPanel(QWidget):
    """`tried` carries the digits; `forgotten` and `change` ask for the other panels."""

    tried = Signal(str)
    forgotten = Signal()
    change = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.field = PinField(tr("密码"), tr("密码"))
        self.button = KeyButton(tr("打开"), "⏎", primary=True)
        self.waiting = Label(tone=Tone.WARN, wrap=True)
        self.forgot = LinkButton(tr("忘了密码"))
        self.other = LinkButton(tr("改密码"))
        self._wait: Callable[[], float] = _at_once
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.field.returnPressed.connect(self._try)
        self.button.clicked.connect(self._try)
        self.forgot.clicked.connect(self.forgotten)
        self.other.clicked.connect(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self.notice, self.field, self.button, self.waiting):
            column.addWidget(widget)
        column.addLayout(row(self.forgot, None, self.other))
        column.addStretch(1)

    def begin(self, wait: Callable[[], float], *, locked: bool) -> None:
        """Take a PIN, or show for how many seconds more that has to wait."""
        self.notice.clear()
        self._wait = wait
        self._stand(locked=locked)

    def set_busy(self) -> None:
        """While a PIN is being tried."""
        self.field.setEnabled(False)
        self.button.setEnabled(False)

    def refuse(self, refusal: Refusal, *, locked: bool) -> None:
        """Say what was wrong; the field is ready for the next try, or waits."""
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice)
        self._stand(locked=locked)

    def fault(self, what: str) -> None:
        """The disk failed: nothing was tried."""
        self.notice.say(what, tr("密码没有试;请检查硬盘"))
        self._stand(locked=False)

    def _stand(self, *, locked: bool) -> None:
        left = self._wait()
        may = not locked and left <= 0
        self.field.setEnabled(may)
        self.button.setEnabled(may)
        self.waiting.setVisible(not may)
        if locked:
            self.waiting.setText(tr("已经锁住:请点「忘了密码」,向所里申请解锁"))
            self.forgot.setFocus()
        elif may:
            self._timer.stop()
            self.field.setFocus()
        else:
            self._show_wait(ceil(left))
            self._timer.start()

    def _show_wait(self, left: int) -> None:
        clock = f"{left // _MINUTE}:{left % _MINUTE:02d}"
        self.waiting.setText(tr("{clock} 后可以再试").format(clock=clock))

    def _tick(self) -> None:
        if self.isVisible():
            self._stand(locked=False)

    def _try(self) -> None:
        if self.button.isEnabled() and self.field.text():
            self.set_busy()
            self.tried.emit(self.field.take())


def _at_once() -> float:
    return 0.0

"""A paper of the place on screen, with the button that prints it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.paper_view import WIDEST, PaperView
from collector_desktop.ui.words import tr


class SlipView(QWidget):
    """`left` when one goes back."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, widest: int = WIDEST) -> None:
        super().__init__(parent)
        self._make: Callable[[], bytes] | None = None
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self.paper = PaperView(widest=widest)
        self.paper.left.connect(self.left)
        self.print = KeyButton(tr("打印"), "⏎", primary=True)
        self.print.clicked.connect(self._print)
        self.notice = Notice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.notice)
        column.addWidget(self.paper, 1)
        column.addLayout(row(None, self.print))

    def show_paper(self, title: str, make: Callable[[], bytes]) -> None:
        """Show a paper. Raises what making it raises."""
        self._make = make
        self.notice.clear()
        self.paper.show_pdf(title, make())
        self.print.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _print(self) -> None:
        if self._make is not None:
            self._queue.sheet(self._make)

    def _printed(self, printed: Printed) -> None:
        if printed.waiting:
            self.notice.say(tr("没有打印出来"), tr("请看打印机有没有开、有没有纸,再点「打印」。"), tone=Tone.DANGER)
        else:
            self.notice.say(tr("已打印"), tone=Tone.OK)

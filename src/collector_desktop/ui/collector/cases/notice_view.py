"""A notice on screen: looked at before it is issued, and issued exactly as it was shown."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.paper_view import PaperView
from collector_desktop.ui.words import tr


class Draft(NamedTuple):
    """A paper that is not issued yet, and how it becomes so."""

    title: str
    pdf: bytes
    issue: Callable[[], Changes]


class NoticeView(QWidget):
    """`issued` carries the Changes, `left` when one goes back, from a draft without a trace; `pdf` is what is shown."""

    issued = Signal(object)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pdf = b""
        self._draft: Draft | None = None
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self.paper = PaperView()
        self.paper.left.connect(self.left)
        self.notice = Notice()
        self.primary = KeyButton("", "⏎", primary=True)
        self.primary.clicked.connect(self._press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.notice)
        column.addWidget(self.paper, 1)
        column.addLayout(row(None, self.primary))

    def show_draft(self, draft: Draft) -> None:
        """Show a paper to be issued with the next Enter."""
        self._show(draft.title, draft.pdf, draft)
        self.notice.say(tr("还没有开出"), tr("核对户名、金额和日期,对了再开出;返回就不开。"))

    def show_paper(self, title: str, pdf: bytes) -> None:
        """Show a paper as it is kept."""
        self._show(title, pdf, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, title: str, pdf: bytes, draft: Draft | None) -> None:
        self.pdf, self._draft = pdf, draft
        self.notice.clear()
        self.primary.setText(tr("打印") if draft is None else tr("开出并打印"))
        self.paper.show_pdf(title, pdf)
        self.primary.setFocus()

    def _press(self) -> None:
        draft, pdf = self._draft, self.pdf
        if draft is not None:
            try:
                changes = draft.issue()
            except Refusal as refusal:
                said = sentence(refusal, tr)
                self.notice.say(said.what, said.advice, tone=Tone.DANGER)
                return
            self._draft = None
            self.primary.setText(tr("再打印"))
            self.notice.say(tr("已开出"), tr("打印后一份交客户,一份签收带回;再记送达。"), tone=Tone.OK)
            self.issued.emit(changes)
        self._queue.sheet(lambda: pdf)

    def _printed(self, printed: Printed) -> None:
        if printed.waiting:
            self.notice.say(tr("没有打印出来"), tr("请看打印机有没有开、有没有 A4 纸,再点「打印」。"), tone=Tone.DANGER)
        else:
            self.notice.say(tr("已打印"), tone=Tone.OK)

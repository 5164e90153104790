"""A paper for the court on screen: made once, printed and kept exactly as it is shown."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.security.whole_file import write_whole
from collector_desktop.ui.file_writer import FileWriter
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.paper_view import PaperView
from collector_desktop.ui.words import tr


class CourtPaperView(QWidget):
    """`left` when one goes back."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pdf, self._file = b"", ""
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self._writer = FileWriter(session, self)
        self._writer.written.connect(self._kept)
        self._writer.failed.connect(self._not_kept)
        self.paper = PaperView()
        self.paper.left.connect(self.left)
        self.notice = Notice()
        self.print = KeyButton(tr("打印"), "⏎", primary=True)
        self.print.clicked.connect(self._print)
        self.keep_button = KeyButton(tr("存 PDF"))
        self.keep_button.clicked.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.notice)
        column.addWidget(self.paper, 1)
        column.addLayout(row(None, self.keep_button, self.print))

    @property
    def pdf(self) -> bytes:
        """The paper shown."""
        return self._pdf

    def show_paper(self, title: str, file: str, pdf: bytes) -> None:
        """Show a paper; `file` is the name it is kept under, without what comes after the dot."""
        self._pdf, self._file = pdf, file
        self.paper.show_pdf(title, pdf)
        self.notice.say(tr("含户名等全部信息"), tr("只交法院和这一户;已在账上留下记录。"))
        self.print.setFocus()

    def keep(self) -> None:
        """Write the paper beside the packages."""
        pdf = self._pdf
        self._writer.write(self._session.exchange_folder / f"{self._file}.pdf", lambda path: write_whole(path, pdf))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _kept(self, path: Path) -> None:
        folder = ((tr("打开文件夹"), self._open_folder),)
        self.notice.say(tr("已存 {name}").format(name=path.name), str(path.parent), tone=Tone.OK, actions=folder)

    def _not_kept(self, why: str) -> None:
        self.notice.say(tr("没有存下"), why, tone=Tone.DANGER)

    def _print(self) -> None:
        pdf = self._pdf
        self._queue.sheet(lambda: pdf)

    def _printed(self, printed: Printed) -> None:
        if printed.waiting:
            self.notice.say(tr("没有打印出来"), tr("请看打印机有没有开、有没有 A4 纸,再点「打印」。"), tone=Tone.DANGER)
        else:
            self.notice.say(tr("已送打印机"), tone=Tone.OK)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._session.exchange_folder))))

"""A file that came with an act, on screen: a photo or signature as it is, a paper page by page."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QWidget

from collector_desktop.domain.attachment import Attachment, MediaType
from collector_desktop.store.queries.lost_files import FilesHere
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.paper_view import PaperView
from collector_desktop.ui.words import day_word, tr

_WIDEST = 640


class FileView(QStackedWidget):
    """`left` when one goes back."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = PaperView()
        self._paper.left.connect(self.left)
        self._picture = Card(margin=Space.M)
        self._title = Label(bold=True)
        back = KeyButton(tr("返回"), "Esc")
        back.clicked.connect(self.left)
        self._scroll = QScrollArea(widgetResizable=True)
        self._picture.column.addLayout(row(self._title, None, back))
        self._picture.column.addWidget(self._scroll, 1)
        self.addWidget(self._paper)
        self.addWidget(self._picture)

    def show_file(self, attachment: Attachment, files: FilesHere) -> None:
        """Show a file, or say that it stayed with another seat or is lost."""
        content = files.contents.get(attachment.sha256)
        if content is not None and attachment.media is MediaType.PDF:
            self._paper.show_pdf(attachment.title, content)
            self.setCurrentWidget(self._paper)
            return
        self._title.setText(attachment.title)
        self._scroll.setWidget(_picture(content, attachment.title, files.lost.get(attachment.sha256)))
        self.setCurrentWidget(self._picture)
        self._scroll.setFocus()


def _picture(content: bytes | None, title: str, lost_on: date | None) -> QWidget:
    image = QImage()
    if content is None or not image.loadFromData(content):
        away = tr("这个附件不在本机")
        lost = "" if lost_on is None else tr("这个附件丢失了({day} 查出)").format(day=day_word(lost_on))
        missing = Label(lost or away, tone=Tone.MUTED)
        missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return missing
    if image.width() > _WIDEST:
        image = image.scaledToWidth(_WIDEST, Qt.TransformationMode.SmoothTransformation)
    label = QLabel(pixmap=QPixmap.fromImage(image))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setAccessibleName(title)
    return label

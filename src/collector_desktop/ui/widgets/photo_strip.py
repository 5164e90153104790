"""Photos that came with a record, small in a row; one pressed is shown large over its page."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from collector_desktop.domain.attachment import Attachment, MediaType
from collector_desktop.store.queries.lost_files import FilesHere
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.flow_layout import FlowLayout
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.plain_tip import plain_tip
from collector_desktop.ui.words import day_word, tr

_PICTURE = QSize(88, 66)
_BUTTON = _PICTURE + QSize(2 * Space.XS, 2 * Space.XS)


class PhotoStrip(QWidget):
    """`opened` carries the number of the photo pressed; what is lost or with another seat is counted in words."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photos: tuple[QImage, ...] = ()
        self.titles: tuple[str, ...] = ()
        self.buttons: list[QPushButton] = []
        self.missing = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._line = FlowLayout(self, Space.XS)
        self._line.addWidget(self.missing)
        self.hide()

    def show_photos(self, attachments: Sequence[Attachment], files: FilesHere) -> None:
        """Show the photos among some attachments, as far as these books hold them."""
        for old in self.buttons:
            self._line.removeWidget(old)
            old.deleteLater()
        self.buttons.clear()
        wanted = [each for each in attachments if each.media is not MediaType.PDF]
        here = [(each.title, files.contents[each.sha256]) for each in wanted if each.sha256 in files.contents]
        read = [(title, QImage.fromData(content)) for title, content in here]
        shown = [(title, image) for title, image in read if not image.isNull()]
        self.titles, self.photos = tuple(title for title, _ in shown), tuple(image for _, image in shown)
        for number, (title, image) in enumerate(shown):
            self._add(number, title, image)
        lost = Counter(files.lost[each.sha256] for each in wanted if each.sha256 in files.lost)
        away = len(wanted) - len(shown) - lost.total()
        told = [
            tr("{count} 张照片丢失了({day} 查出)").format(count=count, day=day_word(day))
            for day, count in sorted(lost.items())
        ]
        told += [tr("{count} 张照片不在本机").format(count=away)] if away else []
        self.missing.setText("\n".join(told))
        self.missing.setVisible(bool(told))
        self.setVisible(bool(wanted))

    def _add(self, number: int, title: str, image: QImage) -> None:
        button = QPushButton(self)
        button.setObjectName("photo")
        button.setProperty("number", number)
        button.setIcon(QIcon(QPixmap.fromImage(image)))
        button.setIconSize(_PICTURE)
        button.setFixedSize(_BUTTON)
        button.setToolTip(plain_tip(title))
        button.setAccessibleName(tr("看大图:{title} {number}").format(title=title, number=number + 1))
        button.clicked.connect(self._press)
        self._line.addWidget(button)
        self.buttons.append(button)
        button.show()

    def _press(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.opened.emit(pressed.property("number"))

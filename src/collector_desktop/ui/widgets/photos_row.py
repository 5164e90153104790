"""Photos of a check: chosen as files, made smaller, counted; the last one can be taken off again."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.refusals import AttachmentNotUnderstood
from collector_desktop.services.attaching import NewFile
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.pictures import smaller
from collector_desktop.ui.words import tr


class PhotosRow(QWidget):
    """`refused` carries a Refusal when a file is no photo."""

    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[NewFile, ...] = ()
        self.add = KeyButton(tr("加照片"))
        self.add.clicked.connect(self._choose)
        self.take_off = KeyButton(tr("去掉一张"))
        self.take_off.clicked.connect(self._take_off)
        self._count = Label(tone=Tone.MUTED)
        self.setLayout(row(self.add, self.take_off, self._count, None))
        self.clear()

    def clear(self) -> None:
        """Without photos."""
        self.files = ()
        self._show()

    def take(self, path: Path) -> None:
        """Add one file."""
        title = tr("现场照片 {number}").format(number=len(self.files) + 1)
        content = smaller(path)
        if content is None:
            self.refused.emit(AttachmentNotUnderstood(title=path.name, media=MediaType.JPEG))
            return
        self.files = (*self.files, NewFile(content=content, media=MediaType.JPEG, title=title))
        self._show()

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        chosen, _kind = QFileDialog.getOpenFileNames(
            self, tr("选择照片"), folder, f"{tr('照片')} (*.jpg *.jpeg *.png *.bmp *.webp)"
        )
        for name in chosen:
            self.take(Path(name))

    def _take_off(self) -> None:
        self.files = self.files[:-1]
        self._show()

    def _show(self) -> None:
        self._count.setText(tr("{count} 张").format(count=len(self.files)) if self.files else tr("还没有照片"))
        self.take_off.setVisible(bool(self.files))

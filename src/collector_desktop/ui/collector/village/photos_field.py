"""Photos that come with a record: chosen from files, counted, taken off again."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from collector_desktop.domain.attachment import MediaType
from collector_desktop.services.attaching import NewFile
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.pictures import smaller
from collector_desktop.ui.words import tr


class PhotosField(QWidget):
    """`files` are what was chosen; each is kept under the same title."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._title = title
        self.files: tuple[NewFile, ...] = ()
        self._told = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.choose = KeyButton(tr("附照片"), compact=True)
        self.choose.clicked.connect(self._choose)
        self.wipe = KeyButton(tr("去掉"), compact=True)
        self.wipe.clicked.connect(self.clear)
        self.setFocusProxy(self.choose)
        line = row(self._told, self.wipe, self.choose)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.clear()

    def take(self, path: Path) -> None:
        """Put a photo beside the record, no larger than a paper needs."""
        content = smaller(path)
        if content is None:
            self._told.setText(tr("{name} 不是照片,或读不出来").format(name=path.name))
            return
        self._hold((*self.files, NewFile(content=content, media=MediaType.JPEG, title=self._title)))

    def clear(self) -> None:
        """Take all photos off."""
        self._hold(())

    def _hold(self, files: tuple[NewFile, ...]) -> None:
        self.files = files
        self._told.setText(tr("已附 {count} 张").format(count=len(files)) if files else tr("可不附"))
        self.wipe.setVisible(bool(files))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("附照片"), "", "*.jpg *.jpeg *.png")
        for path in chosen:
            self.take(Path(path))

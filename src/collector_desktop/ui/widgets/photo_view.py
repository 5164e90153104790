"""One photo large over its page; the arrows go to its neighbours, Esc or a press closes it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr

_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right)


class PhotoView(Card):
    """Lies over its whole page and takes the keyboard; whoever had it gets it back."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(margin=Space.M, parent=page)
        self._page = page
        self._photos: tuple[QImage, ...] = ()
        self._titles: tuple[str, ...] = ()
        self.number = 0
        self._before: QWidget | None = None
        self._title = Label(bold=True)
        self._count = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.earlier = KeyButton(tr("上一张"), "←", compact=True)
        self.earlier.clicked.connect(self._go_back)
        self.later = KeyButton(tr("下一张"), "→", compact=True)
        self.later.clicked.connect(self._go_on)
        self.close_button = KeyButton(tr("返回"), "Esc", compact=True)
        self.close_button.clicked.connect(self.close_view)
        self.column.addLayout(row(self._title, self._count, None, self.earlier, self.later, self.close_button))
        self.column.addWidget(self._picture, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.installEventFilter(self)
        self.hide()

    def open(self, titles: Sequence[str], photos: Sequence[QImage], number: int) -> None:
        """Show one of some photos."""
        self._titles, self._photos = tuple(titles), tuple(photos)
        self._before = QApplication.focusWidget()
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._go(number)

    def close_view(self) -> None:
        """Go, and give the keyboard back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to the neighbours, Esc closes; no key goes on to the page."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_view()
            case Qt.Key.Key_Left:
                self._go_back()
            case Qt.Key.Key_Right:
                self._go_on()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """While a photo is shown, the page's own Esc and arrows rest."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the photo closes it."""
        self.close_view()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The photo is as large as its room."""
        super().resizeEvent(event)
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another size: so has this. While the page is taken down this may hold nothing any more."""
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self.setGeometry(self._page.rect())
        return False

    def _go_back(self) -> None:
        self._go(self.number - 1)

    def _go_on(self) -> None:
        self._go(self.number + 1)

    def _go(self, number: int) -> None:
        if not 0 <= number < len(self._photos):
            return
        self.number = number
        self._title.setText(self._titles[number])
        count = len(self._photos)
        self._count.setText(tr("第 {number} 张,共 {count} 张").format(number=number + 1, count=count))
        for widget in (self._count, self.earlier, self.later):
            widget.setVisible(count > 1)
        self.earlier.setEnabled(number > 0)
        self.later.setEnabled(number < count - 1)
        self._picture.setAccessibleName(self._titles[number])
        self._draw()

    def _draw(self) -> None:
        if self._photos and self.isVisible():
            self.column.activate()
            room = self._picture.size().boundedTo(self.size())
            photo = self._photos[self.number]
            fitted = photo.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            self._picture.setPixmap(QPixmap.fromImage(fitted))

"""A panel at the right of a page: asks for what one more step needs, while the page stays in sight. No dialog."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Rule, row
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import tr

PANEL_WIDTH = 420
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SidePanel(QFrame):
    """Lies over the right of its page, as high as the page.

    `confirmed` by the primary button, Ctrl+Enter or the last Enter of a Form, as the button's key says; `declined` by
    the secondary one; `closed` whenever it goes, by Esc too. Refusals stand in `notice`. While it is open the page's
    own letters and digits rest.
    """

    confirmed = Signal()
    declined = Signal()
    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("panel")
        self._page = page
        self._content: QWidget | None = None
        self._before: QWidget | None = None
        self._focus_before: QWidget | None = None
        self._title = Label(size=Size.LARGE, bold=True, wrap=True)
        self._under = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.notice = Notice()
        self.primary = KeyButton("", "⏎", primary=True)
        self.primary.clicked.connect(self.confirmed)
        self.secondary = KeyButton("")
        self.secondary.clicked.connect(self.declined)
        self._back = KeyButton(tr("返回"), "Esc")
        self._back.clicked.connect(self.close_panel)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder = QWidget()
        self._holder.setObjectName("clear")
        self._inner = QVBoxLayout(self._holder)
        self._inner.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        self._inner.addStretch(1)
        self._scroll.setWidget(self._holder)
        self._lay_out()
        page.installEventFilter(self)
        self.hide()

    @property
    def content(self) -> QWidget | None:
        """What it shows now, or showed last."""
        return self._content

    @property
    def under(self) -> str:
        """The small line below the title."""
        return self._under.text()

    def open(
        self, title: str, content: QWidget, primary_text: str, *, under: str = "", secondary_text: str = ""
    ) -> None:
        """Show a content under a title, with the button that does it; `under` is a small line below the title.

        Without a primary text there is nothing to confirm. The content belongs to the panel until another comes.
        """
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
        self._title.setText(title)
        self._under.setText(under)
        self._under.setVisible(bool(under))
        self.setAccessibleName(title)
        self.notice.clear()
        self.primary.setText(primary_text)
        self.primary.set_key("⏎" if not isinstance(content, Form) or content.ends_with_enter else "Ctrl+⏎")
        self.primary.setVisible(bool(primary_text))
        self.primary.setEnabled(True)
        self.secondary.setText(secondary_text)
        self.secondary.setVisible(bool(secondary_text))
        self._put(content)
        self._place()
        self.show()
        self.raise_()
        self._scroll.verticalScrollBar().setValue(0)
        if isinstance(content, Form) and content.asks:
            content.begin()
        elif not _focus_first(content):
            (self.primary if primary_text else self._back).setFocus()

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        """Say why it was not done: under the form's `field` it is about, else above the buttons."""
        said = sentence(refusal, tr)
        if field is not None and isinstance(self._content, Form):
            self._content.fail(field, f"{said.what};{said.advice}")
        else:
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)

    def close_panel(self) -> None:
        """Go, and give the keyboard back to whoever had it."""
        if self.isHidden():
            return
        self.hide()
        before = self._focus_before
        if before is not None and before.isVisible():
            before.setFocus()
        self._focus_before = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Ctrl+Enter confirms; no key goes on to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.primary.click()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """While something is asked for, the page's own letters and digits rest; the keys of places go on working."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _for_the_panel(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another size: so has this. While the page is taken down this may hold nothing any more."""
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self._place()
        return False

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(Space.XL, Space.L, Space.XL, Space.M)
        head.setSpacing(Space.XS)
        head.addWidget(self._title)
        head.addWidget(self._under)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.XL, Space.M, Space.XL, Space.L)
        foot.setSpacing(Space.S)
        foot.addWidget(self.notice)
        foot.addWidget(self.primary)
        foot.addLayout(ways := row(self.secondary, self._back))
        ways.setStretch(0, 1)
        ways.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    def _put(self, content: QWidget) -> None:
        old = self._content
        if old is content:
            return
        if old is not None:
            if isinstance(old, Form):
                old.submitted.disconnect(self.primary.click)
            self._inner.removeWidget(old)
            old.hide()
            old.setParent(None)
            # Its own button may be what opened the next one: it lives until that one goes too.
            self._before = old
        self._content = content
        if isinstance(content, Form):
            content.submitted.connect(self.primary.click)
        self._inner.insertWidget(0, content)
        content.show()

    def _place(self) -> None:
        width = min(PANEL_WIDTH, self._page.width())
        self.setGeometry(self._page.width() - width, 0, width, self._page.height())


def _for_the_panel(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return plain and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35


def _focus_first(content: QWidget) -> bool:
    for widget in (content, *content.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not widget.isHidden():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False

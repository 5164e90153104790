"""A form: fields under each other, each with its label and with what is wrong under it."""

from typing import NamedTuple, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.label import Label

W = TypeVar("W", bound=QWidget)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Field(NamedTuple):
    name: str
    widget: QWidget
    whole: QWidget
    error: Label


class Form(QWidget):
    """`submitted` on Enter in the last field, or on Ctrl+Enter in any. An Enter that ends a composition goes nowhere.

    Enter in any other field moves on; in a text of several lines it begins a line, on a plain button it presses it.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None, *, beside: bool = False) -> None:
        super().__init__(parent)
        self._beside = beside
        self._fields: list[_Field] = []
        self._composing = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)

    @property
    def asks(self) -> bool:
        """Whether there is anything to fill in."""
        return bool(self._open())

    def add(self, name: str, label: str, widget: W, *, hint: str = "", keeps_enter: bool = False) -> W:
        """Put a field under the others and give it back.

        A field that `keeps_enter` for itself (one that finds an account) calls `go_on` when it is done.
        """
        caption = Label(label, tone=Tone.MUTED, wrap=self._beside)
        error = Label(size=Size.SMALL, tone=Tone.DANGER, wrap=True)
        error.hide()
        under: list[QWidget] = [Label(hint, size=Size.SMALL, tone=Tone.MUTED, wrap=True)] if hint else []
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        column = 1 if self._beside else 0
        grid.addWidget(caption, 0, 0, alignment=Qt.AlignmentFlag.AlignTop)
        parts: list[QWidget] = [widget, *under, error]
        for line, part in enumerate(parts, start=0 if self._beside else 1):
            grid.addWidget(part, line, column)
        grid.setColumnStretch(column, 1)
        if self._beside:
            caption.setMinimumHeight(TARGET)
            grid.setColumnMinimumWidth(0, Space.XL * 4)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        self._column.addWidget(whole)
        self._fields.append(_Field(name, widget, whole, error))
        for part in _writable(widget):
            part.installEventFilter(self)
        if keeps_enter:
            widget.setProperty("keeps_enter", True)
        return widget

    def say(self, widget: QWidget) -> None:
        """Put something between the fields that is none: a sentence, a sum."""
        self._column.addWidget(widget)

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show or hide a field with its label."""
        self._field(name).whole.setVisible(shown)

    def fail(self, name: str, text: str) -> None:
        """Say under a field what is wrong with it; the first wrong field has the focus."""
        field = self._field(name)
        field.error.setText(text)
        field.error.show()
        field.widget.setAccessibleDescription(text)
        _mark(field.widget, wrong=True)
        self._focus(next(each for each in self._fields if not each.error.isHidden()))

    def clear(self) -> None:
        """Take back everything that was said to be wrong."""
        for field in self._fields:
            if not field.error.isHidden():
                field.error.hide()
                field.widget.setAccessibleDescription("")
                _mark(field.widget, wrong=False)

    def errors(self) -> dict[str, str]:
        """What is said to be wrong, by field."""
        return {field.name: field.error.text() for field in self._fields if not field.error.isHidden()}

    def begin(self) -> None:
        """Take the keyboard, in the first field."""
        fields = self._open()
        if fields:
            self._focus(fields[0])

    def go_on(self) -> None:
        """To the next field; from the last one, submit."""
        fields = self._open()
        focused = QApplication.focusWidget()
        at = next((at for at, each in enumerate(fields) if focused and each.whole.isAncestorOf(focused)), None)
        if at is None or at + 1 == len(fields):
            self.submitted.emit()
        else:
            self._focus(fields[at + 1])

    @property
    def ends_with_enter(self) -> bool:
        """Whether Enter alone comes through to the end: in a text of several lines it stays and begins a line."""
        return not any(isinstance(each.widget, QPlainTextEdit) for each in self._open())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter, wherever the keyboard is inside."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        if self._composing or event.isAutoRepeat():
            return self._composing
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return True
        if isinstance(watched, QPlainTextEdit) or (isinstance(watched, QWidget) and watched.property("keeps_enter")):
            return False
        if isinstance(watched, QAbstractButton) and not watched.isCheckable():
            return False
        self.go_on()
        return True

    def _open(self) -> list[_Field]:
        return [each for each in self._fields if not each.whole.isHidden() and each.widget.isEnabled()]

    def _field(self, name: str) -> _Field:
        return next(each for each in self._fields if each.name == name)

    def _focus(self, field: _Field) -> None:
        field.widget.setFocus(Qt.FocusReason.TabFocusReason)
        # What is wrong with it may have been said only now: its line has no room before the next turn of events.
        QTimer.singleShot(0, self, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        focused = QApplication.focusWidget()
        field = next((each for each in self._fields if focused and each.whole.isAncestorOf(focused)), None)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and field is not None:
            above.ensureWidgetVisible(field.whole, 0, Space.S)


def _writable(widget: QWidget) -> list[QWidget]:
    """A field and what of it takes keys."""
    return [widget, *widget.findChildren(QLineEdit), *widget.findChildren(QAbstractButton)]


def _mark(widget: QWidget, *, wrong: bool) -> None:
    for part in (widget, *widget.findChildren(QLineEdit)):
        part.setProperty("wrong", wrong)
        part.style().unpolish(part)
        part.style().polish(part)

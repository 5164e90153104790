"""A record written down at the right of a tab: fields under their labels, what is refused above the button."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.roomy import Roomy
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_DAY = timedelta(days=1)


class DayField(QWidget):
    """A day: typed as 2026-11-23 or 11-23, by ↑ and ↓, or by the buttons beside it; what is no day is put back."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._day = date.min
        self.setAccessibleName(name)
        self.line = TextField(name, longest=len("2026-11-23"))
        self.line.editingFinished.connect(self._read)
        self.line.installEventFilter(self)
        self.earlier, self.later = KeyButton("−", compact=True), KeyButton("+", compact=True)
        self.earlier.setAccessibleName(tr("{name},前一天").format(name=name))
        self.later.setAccessibleName(tr("{name},后一天").format(name=name))
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.setFocusProxy(self.line)
        inside = row(self.line, self.earlier, self.later, spacing=Space.XS)
        inside.setStretch(0, 1)
        self.setLayout(inside)

    @property
    def day(self) -> date:
        """The day shown."""
        self._read()
        return self._day

    def set_day(self, day: date) -> None:
        """Show a day."""
        self._day = day
        self.line.setText(day.isoformat())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ go a day on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Up:
                    self._go_later()
                    return True
                case Qt.Key.Key_Down:
                    self._go_earlier()
                    return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        text = self.line.text().strip()
        for written in (text, f"{self._day.year:04}-{text}"):
            try:
                self.set_day(date.fromisoformat(written))
            except ValueError:
                continue
            return
        self.set_day(self._day)

    def _go_earlier(self) -> None:
        self.set_day(self.day - _DAY)

    def _go_later(self) -> None:
        self.set_day(self.day + _DAY)


class TextArea(QPlainTextEdit):
    """Several lines; Tab goes to the next field."""

    def __init__(self, name: str, hint: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(Space.S)
        self.least = lines * (Size.BODY + Space.S) + Space.L
        """How high it must be: the style sheet's own least height is that of one line."""


class ChoiceField(QComboBox):
    """One of some named things."""

    def __init__(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer other things; the first is chosen."""
        self.clear()
        for word, value in choices:
            self.addItem(word, value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the form."""
        event.ignore()


class RecordForm(Card):
    """`saved` on Enter in the last line, Ctrl+Enter or the button; `left` on Esc. Texts are kept as a draft."""

    saved = Signal()
    left = Signal()

    def __init__(self, title: str, save: str, drafts: Drafts, memory: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._drafts, self._memory, self._place = drafts, memory, ""
        self._lines: list[TextField] = []
        self._texts: dict[str, TextField | TextArea] = {}
        self._quiet = False
        self.title = Label(title, size=Size.LARGE, bold=True, wrap=True)
        self.about = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.about.hide()
        self.notice = Notice()
        self.save = KeyButton(save, "Ctrl+↵", primary=True)
        self.save.clicked.connect(self.saved)
        self.back = KeyButton(tr("返回"), "Esc")
        self.back.clicked.connect(self.left)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.saved)
        inside = QWidget()
        self.fields = QVBoxLayout(inside)
        self.fields.setContentsMargins(0, 0, Space.XS, 0)
        self.fields.setSpacing(Space.XS)
        self.fields.addStretch(1)
        scroll = Roomy(inside)
        if (ground := scroll.widget()) is not None:
            ground.setAutoFillBackground(False)
        buttons = row(self.save, self.back)
        buttons.setStretch(0, 1)
        self.column.setSpacing(Space.S)
        self.column.addWidget(self.title)
        self.column.addWidget(self.about)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self.notice)
        self.column.addLayout(buttons)

    def add(self, *fields: QWidget, label: str = "") -> None:
        """Put one field, or some side by side, under a label; their own names if none is given."""
        words = label or "、".join(field.accessibleName() for field in fields)
        line = row(*fields)
        for at, field in enumerate(fields):
            line.setStretch(at, 1)
            line.addStrut(field.least if isinstance(field, TextArea) else TARGET)
            self._remember(field)
        place = self.fields.count() - 1
        self.fields.insertWidget(place, Label(words, size=Size.SMALL, tone=Tone.MUTED))
        self.fields.insertLayout(place + 1, line, 1 if any(isinstance(each, TextArea) for each in fields) else 0)

    def say_about(self, text: str) -> None:
        """Say under the title what the record is about."""
        self.about.setText(text)
        self.about.setVisible(bool(text))

    def open(self, place: str) -> None:
        """Open with the texts written before for this village or thing and not saved."""
        self._place = place
        self.notice.clear()
        kept = self._kept()
        self._quiet = True
        for name, field in self._texts.items():
            _write(field, kept.get(name, ""))
        self._quiet = False

    def suggest(self, field: "TextField | TextArea", text: str) -> None:
        """Fill a text in, unless something was written there before."""
        if not _read(field):
            self._quiet = True
            _write(field, text)
            self._quiet = False

    def done(self) -> None:
        """What was written is saved: the draft is forgotten."""
        self._drafts.put(self._draft, "")

    def refuse(self, refusal: Refusal) -> None:
        """Say what is not so."""
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _draft(self) -> str:
        return f"village/{self._memory}/{self._place}"

    def _remember(self, field: QObject) -> None:
        if isinstance(field, TextField | TextArea):
            self._texts[field.accessibleName()] = field
            field.textChanged.connect(self._write_down)
        if isinstance(field, TextField):
            if self._lines:
                self._lines[-1].returnPressed.disconnect(self.saved)
                self._lines[-1].returnPressed.connect(field.setFocus)
            self._lines.append(field)
            field.returnPressed.connect(self.saved)

    def _write_down(self) -> None:
        if self._quiet:
            return
        self.notice.clear()
        written = {name: _read(field) for name, field in self._texts.items() if _read(field)}
        self._drafts.put(self._draft, json.dumps(written, ensure_ascii=False) if written else "")

    def _kept(self) -> dict[str, str]:
        try:
            kept = json.loads(self._drafts.get(self._draft) or "{}")
        except ValueError:
            return {}
        return {str(name): str(text) for name, text in kept.items()} if isinstance(kept, dict) else {}


def _read(field: TextField | TextArea) -> str:
    return field.text() if isinstance(field, TextField) else field.toPlainText()


def _write(field: TextField | TextArea, text: str) -> None:
    if isinstance(field, TextField):
        field.setText(text)
    else:
        field.setPlainText(text)

"""A record written down at the right of a tab: fields under their labels, what is refused above the button."""

import json

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.record_fields import TextArea
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.roomy import Roomy
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr


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
        self.save = KeyButton(save, "Ctrl+⏎", primary=True)
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

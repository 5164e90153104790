"""The checklist of a visit: each item with its three results, and a note where something is wrong."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult
from collector_desktop.ui.collector.service.words import item_word, look_at_word, result_word
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Rule, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr


class ItemRow(QWidget):
    """One item; `changed` when its result or note did."""

    changed = Signal()

    def __init__(self, item: CheckItem) -> None:
        super().__init__()
        self.item = item
        self.result = CheckResult.NOT_CHECKED
        self.buttons = {result: KeyButton(result_word(result), compact=True) for result in CheckResult}
        for result, button in self.buttons.items():
            button.setProperty("result", str(result))
            button.setAccessibleName(f"{item_word(item)} {result_word(result)}")
            button.clicked.connect(self._press)
        self.note = TextField(tr("{item}:哪里不合格").format(item=item_word(item)), tr("哪里不合格"))
        self.note.textEdited.connect(self.changed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(item_word(item), bold=True))
        self._look_at = Label(look_at_word(item), size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        words.addWidget(self._look_at)
        words.addWidget(self.note)
        line = row(*self.buttons.values())
        line.insertLayout(0, words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        self.set(CheckResult.NOT_CHECKED, "")

    def set(self, result: CheckResult, note: str) -> None:
        """Show a result and its note."""
        self.result = result
        for each, button in self.buttons.items():
            button.set_chosen(each is result)
        self.note.setText(note)
        self.note.setVisible(result is CheckResult.FAULT)
        self._look_at.setVisible(result is not CheckResult.FAULT)

    @property
    def line(self) -> CheckedItem:
        """What is written; a note belongs to a fault."""
        note = self.note.text().strip() if self.result is CheckResult.FAULT else ""
        return CheckedItem(item=self.item, result=self.result, note=note)

    def _press(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.set(CheckResult(pressed.property("result")), self.note.text())
        if self.result is CheckResult.FAULT:
            self.note.setFocus()
        self.changed.emit()


class Checklist(QWidget):
    """All items in the order of the slip; `changed` when one of them did."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = {item: ItemRow(item) for item in CheckItem}
        self.all_well = KeyButton(tr("全部合格"))
        self.all_well.clicked.connect(self._all_well)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(row(Label(tr("检查项目"), size=Size.LARGE, bold=True), None, self.all_well))
        for each in self.rows.values():
            column.addWidget(Rule())
            column.addWidget(each)
            each.changed.connect(self.changed)
        column.addStretch(1)

    @property
    def items(self) -> tuple[CheckedItem, ...]:
        """What is written of every item."""
        return tuple(each.line for each in self.rows.values())

    def show_items(self, items: Mapping[CheckItem, CheckedItem]) -> None:
        """Show what was written before; what is not named was not checked."""
        for item, each in self.rows.items():
            line = items.get(item)
            each.set(line.result if line else CheckResult.NOT_CHECKED, line.note if line else "")

    def _all_well(self) -> None:
        for each in self.rows.values():
            each.set(CheckResult.OK, "")
        self.changed.emit()

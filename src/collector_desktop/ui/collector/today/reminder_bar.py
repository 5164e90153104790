"""要留意: what is due today beside the doors, each a word that opens the place where it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.reminders import Due, Reminder
from collector_desktop.services.reminder_words import reminder_sentence, since_sentence
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr


class ReminderBar(Card):
    """`wanted` carries the Reminder pressed; hidden where nothing is due."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone=Tone.WARN, margin=Space.XS, parent=parent)
        self._reminders: dict[Due, Reminder] = {}
        self.links = {due: LinkButton(tr("要留意")) for due in Due}
        line = row(Space.S, Label(tr("要留意"), tone=Tone.WARN, bold=True), spacing=Space.L)
        for due, link in self.links.items():
            link.setProperty("due", str(due))
            link.clicked.connect(self._press)
            line.addWidget(link)
        line.addStretch(1)
        self.column.addLayout(line)
        self.hide()

    def show_reminders(self, reminders: tuple[Reminder, ...]) -> None:
        """Show what is due."""
        self._reminders = {each.kind: each for each in reminders}
        for due, link in self.links.items():
            found = self._reminders.get(due)
            link.setVisible(found is not None)
            if found is not None:
                link.setText(reminder_sentence(found, tr))
                link.setToolTip(since_sentence(found, tr))
        self.setVisible(bool(reminders))

    def _press(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.wanted.emit(self._reminders[Due(pressed.property("due"))])

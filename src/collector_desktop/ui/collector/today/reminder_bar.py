"""要留意: what is due today beside the doors, each a word that opens the place where it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.reminders import Due, Reminder
from collector_desktop.services.reminder_words import reminder_sentence, since_sentence
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.plain_tip import plain_tip
from collector_desktop.ui.words import tr


class ReminderBar(Card):
    """`wanted` carries the Reminder pressed and the account whose turn it is, None where it is done elsewhere.

    Each press of the same word goes on to the next household. Hidden where nothing is due.
    """

    wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone=Tone.WARN, margin=Space.XS, parent=parent)
        self._reminders: dict[Due, Reminder] = {}
        self._seen: dict[Due, AccountNumber | None] = {}
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
                link.setText(self._words(found))
                link.setToolTip(plain_tip(since_sentence(found, tr)))
        self.setVisible(bool(reminders))

    def _press(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        reminder = self._reminders[Due(pressed.property("due"))]
        seen = self._seen[reminder.kind] = reminder.after(self._seen.get(reminder.kind))
        self.links[reminder.kind].setText(self._words(reminder))
        self.wanted.emit(reminder, seen)

    def _words(self, reminder: Reminder) -> str:
        """How many, and of several the one that was opened last."""
        told, seen = reminder_sentence(reminder, tr), self._seen.get(reminder.kind)
        if seen not in reminder.accounts or len(reminder.accounts) == 1:
            return told
        return tr("{told}(看到第 {at} 户)").format(told=told, at=reminder.accounts.index(seen) + 1)

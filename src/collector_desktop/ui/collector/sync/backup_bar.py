"""The books' second copy: how it stands, and the buttons that back up, choose the stick, and restore."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.ui.keeping import Keeping
from collector_desktop.ui.kept_words import backup_line, mirror_line
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr


class BackupBar(Card):
    """A card across the page; it says what it was pressed for."""

    backup_wanted = Signal()
    place_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, keeping: Keeping | None, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.M, parent=parent)
        self._keeping = keeping
        self._mirror = Label(size=Size.BODY, wrap=True)
        self._backup = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.back_up = KeyButton(tr("现在备份"))
        self.choose = KeyButton(tr("选备份盘"))
        self.restore = KeyButton(tr("从备份恢复"))
        self.back_up.clicked.connect(self.backup_wanted)
        self.choose.clicked.connect(self.place_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        said = QVBoxLayout()
        said.setSpacing(Space.XS)
        for label in (Label(tr("备份"), tone=Tone.MUTED), self._mirror, self._backup):
            said.addWidget(label)
        line = row(spacing=Space.S)
        line.addLayout(said, 1)
        for button in (self.back_up, self.choose, self.restore):
            line.addWidget(button)
        self.column.addLayout(line)
        self.reload()

    def reload(self) -> None:
        """Say how it stands now."""
        keeping = self._keeping
        if keeping is None:
            self._mirror.setText(tr("演示账本不备份。"))
            self._backup.setText("")
        elif keeping.can_leave_the_machine:
            self._mirror.setText(mirror_line(keeping.kept))
            place = keeping.kept.place
            where = f" · {place.chosen}" if place is not None else ""
            self._backup.setText(backup_line(keeping.kept) + where)
        else:
            self._mirror.setText(tr("账本还没有密码,只备份在本机;设了密码才能放到优盘上。"))
            self._backup.setText(backup_line(keeping.kept))
        well = keeping is None or not keeping.can_leave_the_machine or keeping.kept.is_well
        self._mirror.set_tone(Tone.TEXT if well else Tone.WARN)
        self._backup.set_tone(Tone.DANGER if keeping is not None and keeping.kept.failed else Tone.MUTED)
        self._backup.setVisible(bool(self._backup.text()))
        for button in (self.back_up, self.restore):
            button.setEnabled(keeping is not None)
        self.choose.setEnabled(keeping is not None and keeping.can_leave_the_machine)

"""What was done for a household by the way, logged with one tap: a small repair, a safety talk, a bill explained."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.serving import RepairDone, SafetyTalkGiven, TariffExplained
from collector_desktop.services.serving import QuickService
from collector_desktop.ui.collector.service.words import quick_word
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr

_KEYS = {QuickService.REPAIR: "X", QuickService.SAFETY_TALK: "A", QuickService.TARIFF_EXPLAINED: "D"}
_KINDS: dict[type[Fact], QuickService] = {
    RepairDone: QuickService.REPAIR,
    SafetyTalkGiven: QuickService.SAFETY_TALK,
    TariffExplained: QuickService.TARIFF_EXPLAINED,
}


class QuickServiceBar(QWidget):
    """`done` carries the QuickService tapped; its keys are letters with Alt, since letters alone begin a search."""

    done = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = Label(size=Size.SMALL, tone=Tone.MUTED)
        buttons: list[KeyButton] = []
        for service, key in _KEYS.items():
            button = KeyButton(quick_word(service), key, compact=True)
            tap = partial(self._tap, service)
            button.clicked.connect(tap)
            shortcut = QShortcut(QKeySequence(f"Alt+{key}"), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(tap)
            buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._told)
        line = row(*buttons, spacing=Space.XS)
        for at in range(len(buttons)):
            line.setStretch(at, 1)
        column.addLayout(line)

    def show_done(self, services: Iterable[Fact]) -> None:
        """Say what was done here today."""
        done = [_KINDS[type(each)] for each in services if type(each) in _KINDS]
        counts = [f"{quick_word(each)} {done.count(each)}" for each in QuickService if each in done]
        told = tr("今天已记:{services}").format(services=" · ".join(counts))
        self._told.setText(told if counts else tr("顺便做的,按一下就记(Alt +)"))

    def _tap(self, service: QuickService, _checked: bool = False) -> None:
        self.done.emit(service)

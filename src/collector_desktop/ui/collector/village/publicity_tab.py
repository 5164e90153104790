"""宣传: what was held in a village, the leaflets, the poster, and lists with names that need an approval."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.ui.collector.village.held_desk import HeldDesk
from collector_desktop.ui.collector.village.leaflet_desk import LeafletDesk
from collector_desktop.ui.collector.village.names_desk import NamesDesk
from collector_desktop.ui.collector.village.names_presenter import Names
from collector_desktop.ui.collector.village.poster_desk import PosterDesk
from collector_desktop.ui.collector.village.publicity_presenter import CONCERNS, Publicity
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.words import tr


class PublicityTab(QWidget):
    """`changed` carries the Changes of whatever was saved here."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._publicity = Publicity(session)
        self._names = Names(session)
        self._stale = True
        self.held = HeldDesk(session, self._publicity)
        self.leaflets = LeafletDesk(session, self._publicity)
        self.poster = PosterDesk(session, self._publicity)
        self.names = NamesDesk(session, self._names)
        self._desks = (self.held, self.leaflets, self.poster, self.names)
        self._stack = QStackedWidget()
        self.parts: list[KeyButton] = []
        words = (tr("宣传登记"), tr("宣传单"), tr("欠费海报"), tr("带姓名的名单"))
        for at, (word, desk) in enumerate(zip(words, self._desks, strict=True)):
            part = KeyButton(word)
            part.setProperty("at", at)
            part.clicked.connect(self._choose)
            self.parts.append(part)
            self._stack.addWidget(desk)
        for desk in (self.held, self.leaflets, self.names):
            desk.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(row(*self.parts, None))
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.parts[0])
        self.go(0)

    def show_village(self, name: str) -> None:
        """Show another village; what was being written for the one before is kept."""
        self._publicity.village = self._names.village = name
        self.held.show_village()
        self._stale = True
        self._catch_up()

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed."""
        if changes.topics & CONCERNS:
            self._stale = True
            self._catch_up()

    def go(self, at: int) -> None:
        """Open one of the parts."""
        self._stack.setCurrentIndex(at)
        for number, part in enumerate(self.parts):
            part.set_chosen(number == at)
        self._stale = True
        self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        self._catch_up()

    def _choose(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.go(pressed.property("at"))

    def _catch_up(self) -> None:
        if self._stale and self._publicity.village and self.isVisible():
            self._stale = False
            self._desks[self._stack.currentIndex()].reload()

"""The sheet of doors: the list with its keys, and under it in which order they stand and how else to list them."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from collector_desktop.domain.names import AccountNumber
from collector_desktop.store.queries.doors import Door
from collector_desktop.ui.collector.today.delegate import DoorDelegate
from collector_desktop.ui.collector.today.model import DoorsModel
from collector_desktop.ui.collector.today.presenter import DoorRow, Row, Today
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Listing(Enum):
    """Which doors are listed, and in which order."""

    PLAN = auto()
    PAPER = auto()
    HARD = auto()
    """Those where nobody is ever met."""


class DoorsSheet(Card):
    """`chosen` when another door is at hand, `opened` when Enter opens it, `typed` with a letter meant for the search;
    `paper_wanted` and `hard_wanted` ask for another listing, or the plan again.
    """

    chosen = Signal()
    opened = Signal()
    typed = Signal(str)
    paper_wanted = Signal()
    hard_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(margin=1, parent=parent)
        self._model = DoorsModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(DoorDelegate(session.look, session.business_day))
        self._list.setAccessibleName(tr("要上门的户"))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.selectionModel().currentChanged.connect(self.chosen)
        self._list.doubleClicked.connect(self.opened)
        self._list.installEventFilter(self)
        self._word = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._hard = LinkButton("")
        self._hard.setToolTip("Ctrl+4")
        self._hard.clicked.connect(self.hard_wanted)
        self._paper = LinkButton("")
        self._paper.setToolTip("Ctrl+O")
        self._paper.clicked.connect(self.paper_wanted)
        self.column.setSpacing(0)
        self.column.addWidget(self._list)
        self.column.addLayout(row(Space.L, self._word, None, self._hard, Space.M, self._paper, Space.L))
        self.setFocusProxy(self._list)

    @property
    def door(self) -> Door | None:
        """The door at hand; None if the list is empty."""
        found = self._model.row(self.at)
        return found.door if isinstance(found, DoorRow) else None

    @property
    def at(self) -> int:
        """The row at hand."""
        return self._list.currentIndex().row()

    def show_rows(self, rows: tuple[Row, ...], account: AccountNumber | None, at: int) -> None:
        """List these doors and stay at one of them, or at the one that took its place."""
        self._model.show(rows)
        place = self._model.place_of(account) if account else -1
        place = place if place >= 0 else self._model.door_from(at)
        self._list.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())

    def scroll_to_door(self) -> None:
        """Bring the door at hand into sight."""
        self._list.scrollTo(self._list.currentIndex())

    def show_listing(self, listing: Listing, today: Today) -> None:
        """Say what is listed, and offer the others."""
        match listing:
            case Listing.HARD:
                self._word.setText(tr("几个时段、几天都没见到人的户;换个办法再试"))
            case Listing.PAPER:
                self._word.setText(tr("纸质顺序,全部欠费户"))
            case Listing.PLAN:
                resting = len(today.resting)
                rest = tr(" · 今天见过、另约或外出的 {doors} 户不再列出").format(doors=resting) if resting else ""
                self._word.setText(tr("走访计划:约好的在前,其余按纸质顺序") + rest)
        plan = tr("换成走访计划")
        self._paper.setText(plan if listing is Listing.PAPER else tr("换成纸质顺序"))
        hard = today.hard_count
        self._hard.setVisible(bool(hard))
        self._hard.setText(plan if listing is Listing.HARD else tr("难见的 {count} 户").format(count=hard))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter on the list opens the card, a letter begins a search; no input method composes in a list."""
        if watched is not self._list or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text().isalpha() and not event.modifiers() & _COMMANDS:
            self.typed.emit(event.text())
        else:
            return False
        return True

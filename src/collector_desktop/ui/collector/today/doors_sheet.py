"""The sheet of doors: the list with its keys, and under it in which order they stand and how else to list them."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.visit import Slot
from collector_desktop.store.queries.doors import Door
from collector_desktop.ui.collector.today.delegate import DoorDelegate
from collector_desktop.ui.collector.today.model import DoorsModel
from collector_desktop.ui.collector.today.presenter import DoorRow, Heading, Row, Today
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.tick_box import TickBox
from collector_desktop.ui.words import tr, yuan

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Listing(Enum):
    """Which doors are listed, and in which order."""

    PLAN = auto()
    PAPER = auto()
    HARD = auto()
    """Those where nobody is ever met."""


class DoorsSheet(Card):
    """`chosen` when another door is at hand, `opened` when Enter opens it, `typed` with a letter meant for the search.

    `paper_wanted` and `hard_wanted` ask for another listing, or the plan again; `menu_wanted` carries the place for a
    menu of what can be wanted with the door at hand; `dropped` an account and the place in the plan to which it was
    dragged; `rain_ticked` whether it rains.
    """

    chosen = Signal()
    opened = Signal()
    typed = Signal(str)
    paper_wanted = Signal()
    hard_wanted = Signal()
    menu_wanted = Signal(object)
    dropped = Signal(str, int)
    rain_ticked = Signal(bool)

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
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu_at)
        self._list.setDragDropMode(QListView.DragDropMode.InternalMove)
        self._list.setDragDropOverwriteMode(False)
        self._model.dropped.connect(self._dropped)
        self._word = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._rain = TickBox(tr("下雨"), session.look)
        self._rain.setToolTip(tr("勾上就按下雨天重排这个时段 (Ctrl+R)"))
        self._rain.setShortcut("Ctrl+R")
        self._rain.clicked.connect(self.rain_ticked)
        self._arrange = LinkButton(tr("另排这户"))
        self._arrange.setToolTip(tr("换时段、挪位置、今天不去(空格、Alt+↑↓、Del)"))
        self._arrange.clicked.connect(self._menu_at_button)
        self._hard = LinkButton("")
        self._hard.setToolTip("Ctrl+4")
        self._hard.clicked.connect(self.hard_wanted)
        self._paper = LinkButton("")
        self._paper.setToolTip("Ctrl+O")
        self._paper.clicked.connect(self.paper_wanted)
        self.column.setSpacing(0)
        self.column.addWidget(self._list)
        self.column.addLayout(
            row(
                Space.L,
                self._word,
                None,
                self._rain,
                Space.M,
                self._arrange,
                Space.M,
                self._hard,
                Space.M,
                self._paper,
                Space.L,
            )
        )
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

    @property
    def is_at_head(self) -> bool:
        """Whether the first door is at hand, or none."""
        return self.at <= self._model.door_from(0)

    def show_rows(self, rows: tuple[Row, ...], account: AccountNumber | None, at: int) -> None:
        """List these doors and stay at one of them, or at the one that took its place."""
        self._model.show(rows)
        place = self._model.place_of(account) if account else -1
        place = place if place >= 0 else self._model.door_from(at)
        self._list.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())

    def scroll_to_door(self) -> None:
        """Bring the door at hand into sight."""
        self._list.scrollTo(self._list.currentIndex())

    @property
    def planned(self) -> tuple[AccountNumber, ...]:
        """The accounts of the slot's plan in their order, without those for spare time."""
        found: list[AccountNumber] = []
        for at in range(self._model.rowCount()):
            each = self._model.row(at)
            if isinstance(each, Heading) and each.is_spare:
                break
            if isinstance(each, DoorRow):
                found.append(each.door.account)
        return tuple(found)

    def show_rain(self, *, rains: bool) -> None:
        """Whether it rains in the slot shown."""
        self._rain.setChecked(rains)

    def show_listing(self, listing: Listing, today: Today, slot: Slot) -> None:
        """Say what is listed, and offer the others."""
        self._rain.setVisible(listing is Listing.PLAN)
        self._list.setDragEnabled(listing is Listing.PLAN and today.is_planned)
        match listing:
            case Listing.HARD:
                self._word.setText(tr("几个时段、几天都没见到人的户;换个办法再试"))
            case Listing.PAPER:
                self._word.setText(tr("纸质顺序,全部欠费户"))
            case Listing.PLAN if not today.is_planned:
                self._word.setText(tr("正在排走访计划,先按纸质顺序"))
            case Listing.PLAN:
                expected = today.summary(slot)
                said = tr("走访计划 · 预计收 {doors} 户 {amount}").format(
                    doors=round(expected.expected), amount=yuan(expected.expected_money)
                )
                resting = len(today.resting)
                rest = tr(" · {doors} 户今天不去").format(doors=resting) if resting else ""
                self._word.setText(said + rest)
                self._word.setToolTip(tr("约好的和到期的在前,其余按纸质顺序;今天见过、另约、外出或说了不去的不列出"))
        plan = tr("换成走访计划")
        self._paper.setText(plan if listing is Listing.PAPER else tr("换成纸质顺序"))
        hard = today.hard_count
        self._hard.setVisible(bool(hard))
        self._hard.setText(plan if listing is Listing.HARD else tr("难见的 {count} 户").format(count=hard))

    def _menu_at(self, at: QPoint) -> None:
        self.menu_wanted.emit(self._list.viewport().mapToGlobal(at))

    def _menu_at_button(self) -> None:
        self.menu_wanted.emit(self._arrange.mapToGlobal(QPoint(0, 0)))

    def _dropped(self, account: str, row: int) -> None:
        doors = sum(isinstance(self._model.row(at), DoorRow) for at in range(row))
        self.dropped.emit(account, min(doors, len(self.planned)))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter on the list opens the card, a letter begins a search; no input method composes in a list."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched is not self._list:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text().isalpha() and not event.modifiers() & _COMMANDS:
            self.typed.emit(event.text())
        else:
            return False
        return True

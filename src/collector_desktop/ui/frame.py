"""The frame of a seat's window: rail, top bar, the places, status line. A place is built when it is first opened."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.ui.fault_bar import FaultBar
from collector_desktop.ui.key_sheet import KeySheet
from collector_desktop.ui.one_press import OnePress, press_once
from collector_desktop.ui.place import Page, as_widget
from collector_desktop.ui.rail import PlaceName, Rail
from collector_desktop.ui.session import Session
from collector_desktop.ui.status_line import StatusLine
from collector_desktop.ui.widgets.roomy import Roomy
from collector_desktop.ui.widgets.toast import Toast

SIZE = QSize(1280, 720)


class Place(NamedTuple):
    """One place: its entry in the rail, how its page is built, and the keys the status line names there."""

    name: PlaceName
    build: Callable[[Session], Page]
    keys: str = ""


class _Open(QStackedWidget):
    """The places; it needs the room of the one that is open, whatever the others would need."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("places")
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """The open place decides."""
        place = self.currentWidget()
        return QSize() if place is None else place.minimumSizeHint()


class Frame(QMainWindow):
    """A window with places; `_connect` is told of every page as it is built."""

    def __init__(self, session: Session, title: str, places: Sequence[Place], top: QWidget) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.resize(SIZE)
        self._session = session
        self._places = {place.name.name: place for place in places}
        self._pages: dict[str, Page] = {}
        self._place = ""
        self.rail = Rail(tuple(place.name for place in places), session.look)
        self.rail.chosen.connect(self.go)
        self._top = top
        self._stack = _Open()
        self.status = StatusLine(session.seat, lockable=session.lock is not None)
        self.status.look_wanted.connect(self._next_look)
        self.status.lock_wanted.connect(self._lock)
        session.look.changed.connect(self._show_look)
        self._show_look()
        self.fault = FaultBar()
        self._one_press = OnePress(self)
        self._content = QWidget()
        self._content.setObjectName("content")
        self._lay_out()
        self.toast = Toast(self._content)

    @property
    def session(self) -> Session:
        """What this window works with."""
        return self._session

    @property
    def places(self) -> tuple[str, ...]:
        """Every place, in the order of the rail."""
        return tuple(self._places)

    @property
    def place(self) -> str:
        """The place that is open."""
        return self._place

    @property
    def needed(self) -> QSize:
        """The size from which on the open place is seen whole; in a smaller window it scrolls, nothing is cut off."""
        page = as_widget(self._pages[self._place]).minimumSizeHint()
        width = self.rail.width() + max(page.width(), self._top.minimumSizeHint().width())
        return QSize(width, self._top.height() + page.height() + self.status.height())

    def page(self, place: str) -> Page:
        """The page of a place, built now if nobody opened it before."""
        known = self._pages.get(place)
        if known is not None:
            return known
        page = self._places[place].build(self._session)
        self._pages[place] = page
        self._stack.addWidget(as_widget(page))
        press_once(as_widget(page))
        self._connect(place, page)
        return page

    def go(self, place: str) -> None:
        """Open a place; what the toast said belongs to the one before."""
        self.toast.hide()
        self.fault.hide()
        page = self.page(place)
        self._place = place
        self._stack.setCurrentWidget(as_widget(page))
        self.rail.show_place(place)
        self.status.show_keys(self._places[place].keys)
        page.activated()

    def apply(self, changes: Changes) -> None:
        """Let every page that shows something changed read again; an act went through, so a fault told is over."""
        self.fault.hide()
        for page in tuple(self._pages.values()):
            page.refresh(changes)

    def showEvent(self, event: QShowEvent) -> None:
        """A place opened before the window was seen could not take the keyboard; keys come from now on."""
        super().showEvent(event)
        self.windowHandle().installEventFilter(self._one_press)
        if self._place and self.focusWidget() is None:
            self._pages[self._place].activated()

    def _connect(self, place: str, page: Page) -> None:
        """A page was built: listen to what it says."""
        raise NotImplementedError

    def _take_keys(self, keys: Iterable[tuple[str, Callable[[], None]]], sheet: Sequence[tuple[str, str]]) -> None:
        """The keys that open places, those given, and F12 for the sheet that explains them."""
        for place in self._places.values():
            shortcut = QShortcut(QKeySequence(place.name.key), self)
            shortcut.setProperty("place", place.name.name)
            shortcut.activated.connect(self._place_key)
        explained = KeySheet(sheet, self)
        for key, slot in (("F12", explained.toggle), ("Ctrl+T", self._next_look), ("Ctrl+L", self._lock), *keys):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        press_once(self)

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.fault)
        inner.addWidget(Roomy(self._stack), 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._content, 1)
        column.addWidget(self.status)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addLayout(column, 1)
        self.setCentralWidget(whole)

    def _place_key(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.go(pressed.property("place"))

    def _lock(self) -> None:
        if self._session.lock is not None:
            self._session.lock()

    def _next_look(self) -> None:
        look = self._session.look
        look.wear(look.next_theme())

    def _show_look(self) -> None:
        self.status.show_look(self._session.look.theme)

"""A board of columns with cards, as the ladder of a case: what stands on which step, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import TARGET, Space
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.card_list import BoardCard, CardList
from collector_desktop.ui.widgets.folded_column import FoldedColumn
from collector_desktop.ui.widgets.label import Chip, Label

_WIDEST = 216
_NARROWEST = 132
"""A card's name and amount still stand side by side or under each other, its lines are read."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One step of the ladder."""

    key: str
    title: str
    cards: tuple[BoardCard, ...] = ()


class ColumnsBoard(QScrollArea):
    """`opened` carries a card's key on Enter or a double press, `chosen` as soon as it is the one at hand.

    Keys: ↑↓ within a column, ←→ to the next column that has cards, Home and End. Nothing lies beyond the edge: an empty
    column is folded to a strip, and so are those farthest from the card at hand where there are too many to be read.
    """

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self._look = look
        self._columns: list[_Column] = []
        self._first = 0
        """The leftmost open column, counted among those that have cards."""
        self._line_holder = QWidget()
        self._line_holder.setObjectName("clear")
        self._line = QHBoxLayout(self._line_holder)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.S)
        self._line.addStretch(1)
        self.setWidget(self._line_holder)
        look.changed.connect(self.viewport().update)

    @property
    def current(self) -> str:
        """The key of the card at hand; empty where there is none."""
        return next((column.cards.current for column in self._columns if column.cards.current), "")

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show these columns; the card at hand stays so wherever it went, else its neighbour is."""
        before = self.current
        had_keyboard = any(column.cards.hasFocus() for column in self._columns)
        at = self._at_hand()
        row_before = self._columns[at].cards.currentIndex().row() if self._columns else 0
        while len(self._columns) > len(columns):
            gone = self._columns.pop()
            self._line.removeWidget(gone)
            gone.deleteLater()
        while len(self._columns) < len(columns):
            self._columns.append(self._new_column())
        for column, shown in zip(self._columns, columns, strict=True):
            column.show_column(shown)
        self._spread(at)
        if not self.choose(before):
            self._choose_near(at, max(row_before, 0))
        if had_keyboard:
            self.setFocus()

    def choose(self, key: str) -> bool:
        """Make a card the one at hand; False if it is not on the board."""
        for column in self._columns:
            found = column.cards.row_of(key)
            if found is not None:
                self._take(column, found)
                return True
        return False

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The card at hand takes the keyboard."""
        column = next((each for each in self._columns if each.cards.current), None)
        if column is not None:
            column.cards.setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More columns are open where there is more room."""
        super().resizeEvent(event)
        self._spread(self._at_hand())

    def _new_column(self) -> "_Column":
        column = _Column(self._look)
        column.cards.opened.connect(self.opened)
        column.cards.sideways.connect(self._sideways)
        column.cards.taken.connect(self._taken)
        column.folded.pressed.connect(self._unfold)
        self._line.insertWidget(self._line.count() - 1, column)
        return column

    def _sideways(self, step: int) -> None:
        here = self._at_hand()
        at = here + step
        while 0 <= at < len(self._columns) and not self._columns[at].cards.count():
            at += step
        if 0 <= at < len(self._columns):
            self._take(self._columns[at], self._columns[here].cards.currentIndex().row())
            self._columns[at].cards.setFocus()

    def _choose_near(self, at: int, row_at: int) -> None:
        by_distance = sorted(range(len(self._columns)), key=lambda each: abs(each - at))
        for each in by_distance:
            if self._columns[each].cards.count():
                self._take(self._columns[each], row_at)
                return

    def _take(self, column: "_Column", row_at: int) -> None:
        self._spread(self._columns.index(column))
        column.cards.take(min(row_at, column.cards.count() - 1))

    def _unfold(self) -> None:
        column = next(each for each in self._columns if each.folded is self.sender())
        self._take(column, 0)
        column.cards.setFocus(Qt.FocusReason.MouseFocusReason)

    def _at_hand(self) -> int:
        return next((at for at, each in enumerate(self._columns) if each.cards.current), 0)

    def _spread(self, at_hand: int) -> None:
        """Open as many columns with cards as can be read, the one at hand among them, and fold the others."""
        filled = [at for at, each in enumerate(self._columns) if each.cards.count()]
        if not filled:
            return
        room = self.viewport().width() - self._line.spacing() * (len(self._columns) - 1)
        wide = {open: (room - TARGET * (len(self._columns) - open)) // open for open in range(1, len(filled) + 1)}
        number = max((open for open, width in wide.items() if width >= _NARROWEST), default=1)
        hand = filled.index(at_hand) if at_hand in filled else 0
        self._first = min(max(self._first, hand - number + 1), hand, len(filled) - number)
        opened = filled[self._first : self._first + number]
        for at, column in enumerate(self._columns):
            column.spread(min(max(wide[number], _NARROWEST), _WIDEST) if at in opened else 0)

    def _taken(self) -> None:
        cards = self.sender()
        for column in self._columns:
            if column.cards is not cards:
                column.cards.leave()
        assert isinstance(cards, CardList)
        self.chosen.emit(cards.current)


class _Column(QWidget):
    """A heading with its count and the cards under it, or the strip it is folded to."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._title = Label(bold=True, wrap=True)
        self._count = Chip()
        self.cards = CardList(look)
        self.folded = FoldedColumn(look)
        self._whole = QWidget()
        self._whole.setObjectName("clear")
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        heading = row(self._title, self._count)
        heading.setStretch(0, 1)
        column.addLayout(heading)
        column.addWidget(self.cards, 1)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        for part in (self._whole, self.folded):
            both.addWidget(part)

    def show_column(self, shown: BoardColumn) -> None:
        """Show one step of the ladder."""
        self._title.setText(shown.title)
        self._count.setText(str(len(shown.cards)))
        self.folded.show_heading(shown.title, len(shown.cards))
        self.cards.setAccessibleName(f"{shown.title} {len(shown.cards)}")
        self.cards.show_cards(shown.cards)
        if not shown.cards:
            self.spread(0)

    def spread(self, width: int) -> None:
        """Stand open so wide, or folded where that is nothing."""
        self.setFixedWidth(width or TARGET)
        self._whole.setVisible(bool(width))
        self.folded.setVisible(not width)

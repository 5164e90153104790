"""A board of columns with cards, as the ladder of a case: what stands on which step, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.card_list import BoardCard, CardList
from collector_desktop.ui.widgets.label import Chip, Label

_COLUMN = 216
_EMPTY = 112


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One step of the ladder; `note` stands under its heading, `empty` where no card is."""

    key: str
    title: str
    cards: tuple[BoardCard, ...] = ()
    note: str = ""
    empty: str = ""


class ColumnsBoard(QScrollArea):
    """`opened` carries a card's key on Enter or a double press, `chosen` as soon as it is the one at hand.

    Keys: ↑↓ within a column, ←→ to the next column that has cards, Home and End.
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
        self._line_holder = QWidget()
        self._line_holder.setObjectName("clear")
        self._line = QHBoxLayout(self._line_holder)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.M)
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
        at = next((at for at, column in enumerate(self._columns) if column.cards.current), 0)
        row_before = self._columns[at].cards.currentIndex().row() if self._columns else 0
        while len(self._columns) > len(columns):
            gone = self._columns.pop()
            self._line.removeWidget(gone)
            gone.deleteLater()
        while len(self._columns) < len(columns):
            self._columns.append(self._new_column())
        for column, shown in zip(self._columns, columns, strict=True):
            column.show_column(shown)
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

    def _new_column(self) -> "_Column":
        column = _Column(self._look)
        column.cards.opened.connect(self.opened)
        column.cards.sideways.connect(self._sideways)
        column.cards.taken.connect(self._taken)
        self._line.insertWidget(self._line.count() - 1, column)
        return column

    def _sideways(self, step: int) -> None:
        here = next((at for at, each in enumerate(self._columns) if each.cards.current), 0)
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
        column.cards.take(min(row_at, column.cards.count() - 1))
        self.ensureWidgetVisible(column, 0, 0)

    def _taken(self) -> None:
        cards = self.sender()
        for column in self._columns:
            if column.cards is not cards:
                column.cards.leave()
        assert isinstance(cards, CardList)
        self.chosen.emit(cards.current)


class _Column(QWidget):
    """A heading with its count, and the cards under it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._title = Label(bold=True)
        self._count = Chip()
        self._note = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._empty = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.cards = CardList(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(row(self._title, self._count, None))
        column.addWidget(self._note)
        column.addWidget(self._empty)
        column.addWidget(self.cards, 1)

    def show_column(self, shown: BoardColumn) -> None:
        """Show one step of the ladder; an empty one is narrow."""
        self.setFixedWidth(_COLUMN if shown.cards else _EMPTY)
        self._title.setText(shown.title)
        self._count.setText(str(len(shown.cards)))
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))
        self._empty.setText(shown.empty)
        self._empty.setVisible(bool(shown.empty) and not shown.cards)
        self.cards.setAccessibleName(f"{shown.title} {len(shown.cards)}")
        self.cards.show_cards(shown.cards)

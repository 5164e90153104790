"""Cards under each other: a stripe of their tone, a title with a figure, lines, and a chip."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Radius, Size, Space, Tone

_STRIPE = 4
_TITLE = 24
_LINE = 19
_CARD = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = _LEFT | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card: a name that finds it again, its title with a figure at the right, lines, a chip; a tone marks it."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    figure: str = ""
    chip: str = ""
    tone: Tone | None = None


class _CardsModel(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: tuple[BoardCard, ...] = ()

    def show(self, cards: tuple[BoardCard, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The card itself, and all its words for who hears them read."""
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == _CARD:
            return card
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return " ".join(part for part in (card.title, card.figure, *card.lines, card.chip) if part)
        return None


class CardList(QListView):
    """`opened` with a card's key, `sideways` with a step to the next list, `taken` when a card is now at hand."""

    opened = Signal(str)
    sideways = Signal(int)
    taken = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._model = _CardsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_CardPainter(look, self))
        self.setUniformItemSizes(False)
        self.setSpacing(0)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setObjectName("clear")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._take_keyboard)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._changed)
        look.changed.connect(self.viewport().update)

    @property
    def current(self) -> str:
        """The key of the card at hand; empty where there is none."""
        card = self.currentIndex().data(_CARD)
        return card.key if isinstance(card, BoardCard) else ""

    def count(self) -> int:
        """How many cards there are."""
        return len(self._model.cards)

    def row_of(self, key: str) -> int | None:
        """Where a card is; None if it is not here."""
        return next((at for at, card in enumerate(self._model.cards) if card.key == key), None)

    def take(self, row_at: int) -> None:
        """Make a card the one at hand."""
        self.setCurrentIndex(self._model.index(row_at))

    def leave(self) -> None:
        """No card here is at hand any more; the keyboard passes this list by."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self.currentIndex().isValid():
            self.setCurrentIndex(QModelIndex())

    def show_cards(self, cards: tuple[BoardCard, ...]) -> None:
        """Show these; none is at hand."""
        self._model.show(cards)
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """←→ to other columns, Enter opens; the rest is the list's."""
        if event.key() in _SIDEWAYS:
            self.sideways.emit(_SIDEWAYS[Qt.Key(event.key())])
        elif event.key() in _ENTER:
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list's own way would take the first card up; a page that comes back puts the keyboard where it was."""
        if self.current:
            super().focusInEvent(event)
        else:
            QFrame.focusInEvent(self, event)

    def _open(self) -> None:
        if self.current:
            self.opened.emit(self.current)

    def _take_keyboard(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.taken.emit()


class _CardPainter(QStyledItemDelegate):
    """Paints one card: a stripe of its tone, title and figure, its lines, its chip."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its lines, wrapped where they are too long for the column."""
        card = index.data(_CARD)
        assert isinstance(card, BoardCard)
        width = self._width()
        lines = sum(_rows(_broken(line, width), width) for line in card.lines)
        if card.chip:
            lines += _rows(card.chip, width, bold=True)
        return QSize(0, _TITLE * _titles(card, width) + lines * _LINE + 2 * Space.S + Space.S)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One card."""
        card, theme = index.data(_CARD), self._look.theme
        assert isinstance(card, BoardCard)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = _place(QRectF(option.rect))
        at_hand = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(theme.color("accent" if at_hand else "line"))
        painter.setBrush(theme.color("selected" if at_hand else "raised"))
        painter.drawRoundedRect(place, Radius.SMALL, Radius.SMALL)
        if card.tone is not None:
            stripe = QRectF(place.left() + 1, place.top() + Space.S, _STRIPE, place.height() - 2 * Space.S)
            painter.fillRect(stripe, theme.color(card.tone))
        inner, width = _inner(QRectF(option.rect)), self._width()
        title = QRectF(inner.left(), inner.top(), inner.width(), _TITLE)
        painter.setFont(font(Size.BODY, bold=True))
        painter.setPen(theme.ink(Tone.TEXT))
        painter.drawText(title, _LEFT, card.title)
        under = title.translated(0, _TITLE * (_titles(card, width) - 1))
        painter.drawText(under, _RIGHT, card.figure)
        top = under.bottom()
        painter.setFont(font(Size.SMALL))
        painter.setPen(theme.ink(Tone.MUTED))
        for line in (_broken(each, width) for each in card.lines):
            high = _rows(line, width) * _LINE
            painter.drawText(QRectF(inner.left(), top, width, high), _WRAPPED, line)
            top += high
        if card.chip:
            said = QRectF(inner.left(), top, width, _rows(card.chip, width, bold=True) * _LINE)
            painter.setFont(font(Size.SMALL, bold=True))
            painter.setPen(theme.ink(card.tone or Tone.ACCENT))
            painter.drawText(said, _WRAPPED, card.chip)
        painter.restore()

    def _width(self) -> float:
        """How wide words may be, whether or not a scroll bar takes its room: a card keeps its height when one comes."""
        bar = self._list.verticalScrollBar().sizeHint().width()
        return _inner(QRectF(0, 0, self._list.width() - bar, 0)).width()


def _place(cell: QRectF) -> QRectF:
    """Where a card stands in its row."""
    return cell.adjusted(1, 1, -1, -Space.S)


def _inner(cell: QRectF) -> QRectF:
    """Where a card's words stand."""
    return _place(cell).adjusted(Space.M + 1, Space.S, -Space.S, -Space.S)


def _titles(card: BoardCard, width: float) -> int:
    """How many rows the title and the figure take: two where they don't stand side by side."""
    metrics = QFontMetrics(font(Size.BODY, bold=True))
    needed = metrics.horizontalAdvance(card.title) + Space.XS + metrics.horizontalAdvance(card.figure)
    return 1 if not card.figure or needed <= width else 2


def _broken(line: str, width: float) -> str:
    """A line too long for its column, in rows of what belongs together."""
    if QFontMetrics(font(Size.SMALL)).horizontalAdvance(line) <= width:
        return line
    return line.replace(" · ", "\n").replace("  ", "\n")


def _rows(line: str, width: float, *, bold: bool = False) -> int:
    """How many rows a line takes."""
    metrics = QFontMetrics(font(Size.SMALL, bold=bold))
    high = metrics.boundingRect(QRect(0, 0, int(width), 0), _WRAPPED, line).height()
    return max(1, round(high / metrics.lineSpacing()))

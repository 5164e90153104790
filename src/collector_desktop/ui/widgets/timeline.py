"""Moments on a line: the day, a dot in its tone, and what happened in plain words."""

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from collector_desktop.domain.day_words import day_words
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.words import tr

MOMENT, DAY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_DAY_WIDTH = 100
_LINE_AT = _DAY_WIDTH + Space.S
_TEXT_AT = _LINE_AT + Space.L
_DOT = 5
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Moment(NamedTuple):
    """Something that happened: a title, an amount if it is about money, the rest, and its tone."""

    day: date
    title: str
    amount: str
    detail: str
    tone: Tone


class Timeline(QListView):
    """Moments, newest first; nothing in it is chosen or changed."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.moments = TimelineModel(self)
        self.setModel(self.moments)
        self.setItemDelegate(TimelineDelegate(look))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """Replace all moments."""
        self.moments.show(moments)
        self.scrollToTop()


class TimelineModel(QAbstractListModel):
    """Moments, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moments: tuple[Moment, ...] = ()

    def show(self, moments: tuple[Moment, ...]) -> None:
        """Replace all moments."""
        self.beginResetModel()
        self._moments = moments
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """How many moments."""
        return 0 if parent.isValid() else len(self._moments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The moment and its day for the delegate; a sentence for everybody else."""
        if not index.isValid() or not 0 <= index.row() < len(self._moments):
            return None
        moment = self._moments[index.row()]
        if role == MOMENT:
            return moment
        if role == DAY:
            return self._day_of(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(filter(None, (self._day_of(index.row()), moment.title, moment.amount, moment.detail)))
        return None

    def _day_of(self, row: int) -> str:
        """Its year is said at the top and where it is another than that of the moment above."""
        above = self._moments[row - 1].day if row else None
        return day_words(self._moments[row].day, above, tr)


class TimelineDelegate(QStyledItemDelegate):
    """Day, dot on a line, what happened; long details are wrapped, never cut."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need."""
        title, detail = self._heights(index.data(MOMENT), option.rect.width() - _TEXT_AT)
        return QSize(0, title + detail + 2 * Space.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One moment."""
        said: Moment = index.data(MOMENT)
        theme, place = self._look.theme, QRect(option.rect)
        first, last = index.row() == 0, index.row() == index.model().rowCount() - 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title, detail = self._heights(said, place.width() - _TEXT_AT)
        middle = place.top() + Space.S + title / 2
        painter.setPen(theme.color("line"))
        x = place.left() + _LINE_AT
        painter.drawLine(
            QPointF(x, middle if first else place.top()), QPointF(x, middle if last else place.bottom() + 1)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(str(said.tone)))
        painter.drawEllipse(QPointF(x, middle), _DOT, _DOT)
        upper = QRectF(place.left(), place.top() + Space.S, place.width(), title)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Size.SMALL, bold=theme.heavy))
        painter.setPen(theme.ink("muted"))
        painter.drawText(QRectF(upper.left(), upper.top(), _DAY_WIDTH - Space.XS, title), right, index.data(DAY))
        painter.setFont(font(Size.BODY, bold=True))
        painter.setPen(theme.color("text"))
        words = upper.adjusted(_TEXT_AT, 0, -Space.S, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said.title)
        painter.drawText(words, right, said.amount)
        if said.detail:
            painter.setFont(font(Size.SMALL, bold=theme.heavy))
            painter.setPen(theme.ink("muted"))
            painter.drawText(QRectF(words.left(), upper.bottom(), words.width(), detail), int(_WRAP), said.detail)
        painter.restore()

    def _heights(self, said: Moment, width: int) -> tuple[int, int]:
        title = QFontMetrics(font(Size.BODY, bold=True)).height()
        if not said.detail:
            return title, 0
        metrics = QFontMetrics(font(Size.SMALL, bold=self._look.theme.heavy))
        return title, metrics.boundingRect(
            QRect(0, 0, max(width - Space.S, 1), 10_000), int(_WRAP), said.detail
        ).height()

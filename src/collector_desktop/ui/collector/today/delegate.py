"""How a door looks in the list: order, who and where, chips, likelihood with its reason, amount and days."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from collector_desktop.domain.hard_to_meet import HardToMeet
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.notices import NoticeKind
from collector_desktop.domain.visit import Outcome
from collector_desktop.store.queries.doors import Door
from collector_desktop.store.queries.notices_to_serve import ToServe
from collector_desktop.ui.collector.today.model import ROW
from collector_desktop.ui.collector.today.presenter import DoorRow, Heading
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.plan_words import plan_chip
from collector_desktop.ui.theme import Radius, Size, Space, Theme
from collector_desktop.ui.words import (
    appointment_word,
    away_word,
    hard_word,
    outcome_word,
    promise_word,
    reason_word,
    slot_word,
    suggestion_word,
    tr,
    yuan,
)

DOOR_HEIGHT = 61
HEADING_HEIGHT = 34
_ORDER_WIDTH = 46
_AMOUNT_WIDTH = 110
_BAR_HEIGHT = 7
_BAR_SHARE = 0.29


class ChipText(NamedTuple):
    """A chip's words and tone."""

    text: str
    tone: str


def chips_of(
    door: Door, on: date, hard: HardToMeet | None = None, *, is_skipped: bool = False, is_check_late: bool = False
) -> tuple[ChipText, ...]:
    """What is to be known of a door at a glance, what binds us first."""
    skipped = [ChipText(tr("今天不去"), "warn")] if is_skipped else []
    return (*skipped, *_agreed(door, on, is_check_late=is_check_late), *_told_today(door), *_known(door, on, hard))


def _agreed(door: Door, on: date, *, is_check_late: bool) -> Iterator[ChipText]:
    if door.promise is not None:
        yield ChipText(promise_word(door.promise, on), "accent")
    expected = door.household.expected_on(on)
    if expected is not None:
        purpose = door.appointment.purpose if door.appointment else ""
        when = appointment_word(on, expected, on)
        yield ChipText(f"{when} · {purpose}" if purpose else when, "accent")
    if door.booked is not None:
        said = tr("免费检查 今{slot}没做") if is_check_late else tr("免费检查 今{slot}")
        yield ChipText(said.format(slot=slot_word(door.booked)), "warn" if is_check_late else "accent")
    if door.to_serve is not None:
        yield ChipText(*_to_serve(door.to_serve))
    if door.plan is not None:
        yield ChipText(*plan_chip(door.plan))


def _to_serve(notice: ToServe) -> tuple[str, str]:
    if notice.kind is NoticeKind.DUNNING:
        return tr("送催费通知"), "accent"
    if notice.by is None:
        return tr("送停电通知"), "danger"
    return tr("送停电通知,最晚 {month}月{day}日").format(month=notice.by.month, day=notice.by.day), "danger"


def _told_today(door: Door) -> Iterator[ChipText]:
    if door.today:
        last = door.today[-1].outcome
        yield ChipText(tr("今天{outcome}").format(outcome=outcome_word(last)), _tone_of(last))
    elif door.past and door.past[-1].outcome in (Outcome.REFUSED, Outcome.DISPUTED):
        last = door.past[-1].outcome
        yield ChipText(tr("上次{outcome}").format(outcome=outcome_word(last)), _tone_of(last))


def _known(door: Door, on: date, hard: HardToMeet | None) -> Iterator[ChipText]:
    if door.household.away is not None:
        yield ChipText(away_word(door.household.away.until, on), "warn")
    elif hard is not None:
        yield ChipText(tr("难见"), "warn")
    if door.debit_failed:
        yield ChipText(tr("代扣未成"), "warn")
    if door.prepay:
        yield ChipText(tr("预收 {amount}").format(amount=door.prepay.grouped()), "ok")


def _tone_of(outcome: Outcome) -> str:
    if outcome in (Outcome.REFUSED, Outcome.DISPUTED):
        return "danger"
    return "ok" if outcome is Outcome.PAID else "warn"


def reason_place(room: QRectF, bar_left: float, width: float) -> QRectF:
    """Where a reason of a width stands: under the bar; a long one begins before it, so that all of it is read."""
    return QRectF(room).adjusted(max(0.0, min(bar_left, room.right() - width - 1) - room.left()), 0, 0, 0)


def overdue_word(days: int) -> str:
    """逾期 98 天, or 本月 for a bill that is not overdue."""
    return tr("逾期 {days} 天").format(days=days) if days else tr("未逾期")


class DoorDelegate(QStyledItemDelegate):
    """Paints headings and doors."""

    def __init__(self, look: Look, on: date) -> None:
        super().__init__(look)
        self._look = look
        self._on = on

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of a row."""
        row = index.data(ROW)
        return QSize(0, HEADING_HEIGHT if isinstance(row, Heading) else DOOR_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row = index.data(ROW)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect)
        if isinstance(row, Heading):
            _heading(painter, place, row, theme)
        elif isinstance(row, DoorRow):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            _ground(painter, place, theme, selected=selected)
            self._door(painter, place, row, theme)
        painter.setPen(theme.color("line"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.restore()

    def _door(self, painter: QPainter, place: QRectF, row: DoorRow, theme: Theme) -> None:
        door = row.door
        inner = place.adjusted(Space.L, 0, -Space.L, 0)
        upper = QRectF(inner.left(), inner.top() + 9, inner.width(), 24)
        lower = QRectF(inner.left(), inner.top() + 33, inner.width(), 18)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        _text(painter, inner.adjusted(0, 0, 0, 0), left, str(door.order), theme, Size.BODY, "muted")
        text_left = inner.left() + _ORDER_WIDTH
        bar_left = inner.left() + inner.width() * 0.55
        name = QRectF(text_left, upper.top(), bar_left - text_left - Space.S, upper.height())
        used = _text(painter, name, left, mask_name(door.name), theme, Size.LARGE, "text", bold=True)
        _chips(
            painter,
            name.adjusted(used + Space.S, 1, 0, -1),
            chips_of(
                door,
                self._on,
                row.hard if row.planned else None,
                is_skipped=row.is_skipped,
                is_check_late=row.is_check_late,
            ),
            theme,
        )
        address = QRectF(text_left, lower.top(), bar_left - text_left - Space.S, lower.height())
        address_width = _text(painter, address, left, door.address, theme, Size.SMALL, "muted")
        overdue = overdue_word(door.overdue_days)
        if row.planned is not None:
            bar = QRectF(bar_left, upper.center().y() - _BAR_HEIGHT / 2, inner.width() * _BAR_SHARE, _BAR_HEIGHT)
            _bar(painter, bar, row.planned.likelihood, theme)
            said = reason_word(row.planned.reason, self._on)
            room = lower.adjusted(0, 0, -_width(overdue, theme) - Space.M, 0)
            room.setLeft(text_left + address_width + Space.M)
            place_of_reason = reason_place(room, bar_left, _width(said, theme))
            _text(painter, place_of_reason, left, said, theme, Size.SMALL, "muted")
        elif row.hard is not None:
            next_try = QRectF(bar_left, upper.top(), inner.right() - _AMOUNT_WIDTH - bar_left, upper.height())
            _text(painter, next_try, left, suggestion_word(row.hard.suggestion, self._on), theme, Size.BODY, "text")
            why = QRectF(next_try.left(), lower.top(), next_try.width(), lower.height())
            _text(painter, why, left, hard_word(row.hard), theme, Size.SMALL, "muted")
        _text(painter, upper, right, yuan(door.due), theme, Size.LARGE, "text", bold=True)
        days = "danger" if door.overdue_days else "muted"
        _text(painter, lower, right, overdue, theme, Size.SMALL, days)


def _heading(painter: QPainter, place: QRectF, row: Heading, theme: Theme) -> None:
    painter.fillRect(place, theme.color("surface"))
    inner = place.adjusted(Space.L, 0, -Space.L, 0)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    title = tr("时间有余再去") if row.is_spare else row.title
    used = _text(painter, inner, left, title, theme, Size.SMALL, "text", bold=True)
    rest = tr("{doors} 户 {due}").format(doors=row.doors, due=yuan(row.due))
    _text(painter, inner.adjusted(used + Space.XS, 0, 0, 0), left, rest, theme, Size.SMALL, "muted")


def _ground(painter: QPainter, place: QRectF, theme: Theme, *, selected: bool) -> None:
    painter.fillRect(place, theme.color("selected" if selected else "raised"))
    if selected:
        painter.fillRect(QRectF(place.left(), place.top(), Space.XS, place.height()), theme.color("accent"))


def _bar(painter: QPainter, place: QRectF, likelihood: float, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("line"))
    painter.drawRoundedRect(place, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
    painter.setBrush(theme.color("accent"))
    filled = QRectF(place.left(), place.top(), max(place.width() * likelihood, _BAR_HEIGHT), place.height())
    painter.drawRoundedRect(filled, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)


def _chips(painter: QPainter, place: QRectF, chips: tuple[ChipText, ...], theme: Theme) -> None:
    x = place.left()
    metrics = QFontMetricsF(font(Size.SMALL))
    for chip in chips:
        width = metrics.horizontalAdvance(chip.text) + 2 * Space.S
        if x + width > place.right():
            return
        ground = QRectF(x, place.top(), width, place.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{chip.tone}_soft"))
        painter.drawRoundedRect(ground, Radius.SMALL, Radius.SMALL)
        _text(painter, ground, Qt.AlignmentFlag.AlignCenter, chip.text, theme, Size.SMALL, chip.tone)
        x += width + Space.S


def _width(text: str, theme: Theme) -> float:
    """How wide a small line is."""
    return QFontMetricsF(font(Size.SMALL, bold=theme.heavy)).horizontalAdvance(text)


def _text(
    painter: QPainter,
    place: QRectF,
    alignment: Qt.AlignmentFlag,
    text: str,
    theme: Theme,
    size: Size,
    role: str,
    *,
    bold: bool = False,
) -> float:
    """Draw one line, elided where it would run over its neighbour; its width."""
    chosen = font(size, bold=bold or theme.heavy)
    painter.setFont(chosen)
    painter.setPen(theme.ink(role))
    metrics = QFontMetricsF(chosen)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, alignment, shown)
    return metrics.horizontalAdvance(shown)

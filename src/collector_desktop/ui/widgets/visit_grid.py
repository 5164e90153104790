"""The last days on which one knocked at a door as a small grid: slots down, days across."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.visit import Knock, Slot
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Radius, Size, Space
from collector_desktop.ui.words import outcome_word, slot_name, slot_word, tr

COLUMNS = 7
_DAYS_HEIGHT = 17
_CELL_HEIGHT = 20
_LABEL_WIDTH = 36


class VisitGrid(QWidget):
    """The last seven days with a knock: ✓ somebody was there in that slot, × nobody was."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._days: tuple[date, ...] = ()
        self._met: dict[tuple[date, Slot], bool] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @property
    def days(self) -> tuple[str, ...]:
        """What stands over the columns: the day, with its month where that begins."""
        before = (None, *self._days)
        return tuple(
            str(day.day) if last is not None and last.month == day.month else f"{day.month}/{day.day}"
            for last, day in zip(before, self._days, strict=False)
        )

    def show_knocks(self, knocks: Sequence[Knock]) -> None:
        """Show the last days of these knocks, oldest at the left; of several in one slot the one that met somebody."""
        self._days = tuple(sorted({knock.on for knock in knocks}))[-COLUMNS:]
        shown = [knock for knock in knocks if knock.on in self._days]
        self._met = {}
        for knock in shown:
            place = knock.on, knock.slot
            self._met[place] = self._met.get(place, False) or knock.outcome.met
        told = ",".join(map(_told, shown))
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        """The days and three rows."""
        return QSize(240, _DAYS_HEIGHT + len(Slot) * (_CELL_HEIGHT + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The grid."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.SMALL))
        width = (self.width() - _LABEL_WIDTH) / COLUMNS
        empty_before = COLUMNS - len(self._days)
        painter.setPen(theme.ink("muted"))
        for across, word in enumerate(self.days, start=empty_before):
            over = QRectF(_LABEL_WIDTH + across * width, 0, width, _DAYS_HEIGHT)
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, word)
        for down, slot in enumerate(Slot):
            top = _DAYS_HEIGHT + down * (_CELL_HEIGHT + 2)
            painter.setPen(theme.ink("muted"))
            painter.drawText(QRectF(0, top, _LABEL_WIDTH, _CELL_HEIGHT), Qt.AlignmentFlag.AlignCenter, slot_word(slot))
            for across in range(COLUMNS):
                cell = QRectF(_LABEL_WIDTH + across * width + 1, top, width - Space.XS, _CELL_HEIGHT)
                at = across - empty_before
                self._cell(painter, cell, self._met.get((self._days[at], slot)) if at >= 0 else None)

    def _cell(self, painter: QPainter, cell: QRectF, met: bool | None) -> None:
        theme = self._look.theme
        if met is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("line"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(cell, Radius.SMALL - 2, Radius.SMALL - 2)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ok_soft" if met else "surface"))
        painter.drawRoundedRect(cell, Radius.SMALL - 2, Radius.SMALL - 2)
        painter.setPen(theme.ink("ok" if met else "text"))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "✓" if met else "×")


def _told(knock: Knock) -> str:
    day = near_day_words(knock.on, tr)
    return f"{day} {slot_name(knock.slot)}{outcome_word(knock.outcome)}"

"""The top bar: search, slot and clock, business day, cash in hand, what is still to be handed over and backed up."""

from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from collector_desktop.domain.lunar import lunar_date
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.visit import Slot
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.widgets.search_field import SearchField
from collector_desktop.ui.words import clock_word, day_word, slot_word, tr, yuan

_HEIGHT = 56


class TopBar(QWidget):
    """What must be seen at every moment. `found` carries an account number; `day_pressed` when the day is pressed."""

    found = Signal(str)
    day_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, asks_day: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self.search = SearchField(look)
        self.search.found.connect(self.found)
        self._slot = Label(bold=True, size=Size.BODY)
        self._day = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._cash = Label(bold=True, size=Size.BODY)
        self._ceiling = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._unsent = Chip(tone=Tone.WARN)
        self._to_print = Chip(tone=Tone.WARN)
        self._kept = Chip(tone=Tone.WARN)
        self._kept.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L + Space.XS, 0, Space.L + Space.XS, 0)
        line.setSpacing(Space.M)
        line.addWidget(self.search)
        line.addStretch(1)
        self.day = _DayButton(_pair(self._slot, self._day))
        self.day.setEnabled(asks_day)
        self.day.clicked.connect(self.day_pressed)
        line.addWidget(self.day)
        line.addLayout(_pair(self._cash, self._ceiling))
        line.addWidget(self._kept)
        line.addWidget(self._to_print)
        line.addWidget(self._unsent)

    def show_time(self, slot: Slot, moment: datetime, day: date) -> None:
        """Slot, clock and business day; where the clock shows another day, the business day says what it is."""
        self._slot.setText(f"{slot_word(slot)} {clock_word(moment)}")
        past = moment.date() != day
        shown = tr("营业日 {day}") if past else "{day}"
        self._day.setText(f"{shown.format(day=day_word(day))} · {lunar_date(day).text}")
        self._day.set_tone(Tone.WARN if past else Tone.MUTED)
        self.day.setAccessibleName(tr("{slot},{day}:改营业日").format(slot=self._slot.text(), day=self._day.text()))
        self.day.setToolTip(tr("营业日不对?点这里改") if self.day.isEnabled() else "")

    def show_cash(self, in_hand: Money, policy: Policy, *, is_late: bool) -> None:
        """Cash in hand: plain, warned of because it is much or should have been banked, or at the ceiling."""
        self._cash.setText(yuan(in_hand))
        ceiling = f"{policy.payment.cash_blocks_at.fen // 100:,}"
        if in_hand >= policy.payment.cash_blocks_at:
            text, tone = tr("手中现金 · 已到上限 {ceiling}"), Tone.DANGER
        elif is_late:
            text, tone = tr("手中现金 · 该解款了,每天 {by} 前"), Tone.WARN
        elif in_hand >= policy.payment.cash_warns_at:
            text, tone = tr("手中现金 · 该解款了,上限 {ceiling}"), Tone.WARN
        else:
            text, tone = tr("手中现金 · 上限 {ceiling}"), Tone.MUTED
        self._ceiling.setText(text.format(ceiling=ceiling, by=f"{policy.cash.bank_by:%H:%M}"))
        self._ceiling.set_tone(tone)
        self._cash.set_tone(Tone.TEXT if tone is Tone.MUTED else tone)

    def show_kept(self, text: str, tone: Tone) -> None:
        """What the second copy of the books lacks; nothing where all is well."""
        self._kept.setVisible(bool(text))
        self._kept.setText(text)
        self._kept.set_tone(tone)

    def show_unsent(self, acts: int, to_print: int) -> None:
        """Acts the station doesn't have, and papers that wait for a printer."""
        self._unsent.setVisible(bool(acts))
        self._unsent.setText(tr("{acts} 笔未交所").format(acts=acts))
        self._to_print.setVisible(bool(to_print))
        self._to_print.setText(tr("{papers} 张待打印").format(papers=to_print))


class _DayButton(QPushButton):
    """Slot, clock and day, as large as they are."""

    def __init__(self, column: QVBoxLayout) -> None:
        super().__init__()
        self.setObjectName("place")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XS)
        self.setLayout(column)
        self._column = column

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        return self._column.sizeHint().expandedTo(QSize(TARGET, TARGET))

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is ever cut off."""
        return self.sizeHint()


def _pair(upper: Label, lower: Label) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    for label in (upper, lower):
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(label)
    column.addStretch(1)
    return column

"""The tabs of a day: its slots, each with its time and counts."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from collector_desktop.domain.visit import Slot, SlotWindow
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import slot_name, slot_word, tr


class Summary(Protocol):
    """What a tab shows of its slot."""

    @property
    def slot(self) -> Slot: ...  # noqa: D102  # a field
    @property
    def to_visit(self) -> int: ...  # noqa: D102
    @property
    def visited(self) -> int: ...  # noqa: D102
    @property
    def collected(self) -> int: ...  # noqa: D102
    @property
    def expected(self) -> float: ...  # noqa: D102
    @property
    def is_planned(self) -> bool: ...  # noqa: D102


class SlotTab(QPushButton):
    """One slot: its word and time at the left, its counts at the right."""

    def __init__(self, window: SlotWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tab")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setMinimumHeight(TARGET + Space.XS)
        self.slot = window.slot
        self._word = Label(slot_word(window.slot), size=Size.LARGE, bold=True)
        self._time = Label(f"{window.begins:%H:%M}")
        self._doors = Label(size=Size.LARGE, bold=True)
        self._counts = Label(tone=Tone.MUTED)
        for label in (self._word, self._time, self._doors, self._counts):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L, 0, Space.L, 0)
        line.setSpacing(Space.XS)
        line.addWidget(self._word)
        line.addWidget(self._time)
        line.addStretch(1)
        line.addWidget(self._doors)
        line.addWidget(self._counts)

    def show_summary(self, summary: Summary, *, chosen: bool) -> None:
        """Show counts: what is still to do where one is or will be, what was done where the slot is over."""
        self.setChecked(chosen)
        if summary.to_visit:
            text = tr("户 · 预计收 {expected} 户").format(expected=round(summary.expected))
        elif summary.visited:
            text = tr("上门 {visited} 户 收 {collected}").format(visited=summary.visited, collected=summary.collected)
        else:
            text = tr("没有要去的户") if summary.is_planned else tr("正在排")
        doors = str(summary.to_visit or "")
        self._doors.setText(doors)
        self._doors.setVisible(bool(doors))
        self._counts.setText(text)
        tone = Tone.ACCENT if chosen else Tone.TEXT
        self._word.set_tone(tone)
        self._time.set_tone(tone)
        self._doors.set_tone(tone)
        self._counts.set_tone(Tone.ACCENT if chosen else Tone.MUTED)
        self.setAccessibleName(f"{slot_name(summary.slot)} {doors} {text}")


class SlotTabs(QWidget):
    """`chosen` carries the Slot pressed."""

    chosen = Signal(object)

    def __init__(self, windows: Sequence[SlotWindow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        self._tabs = [SlotTab(window) for window in windows]
        for tab in self._tabs:
            tab.clicked.connect(self._pressed)
            line.addWidget(tab, 1)

    def show_summaries(self, summaries: Sequence[Summary], chosen: Slot | None) -> None:
        """Show the counts of every slot and which one is open; None where something else than a slot is."""
        for tab in self._tabs:
            summary = next(each for each in summaries if each.slot is tab.slot)
            tab.show_summary(summary, chosen=tab.slot is chosen)

    def _pressed(self) -> None:
        tab = self.sender()
        if isinstance(tab, SlotTab):
            self.chosen.emit(tab.slot)

"""村务: the villages at the left; committee, help, meetings, opinions, report, publicity, praise, days as tabs."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.ui.collector.village.committee_tab import CommitteeTab
from collector_desktop.ui.collector.village.days_tab import DaysTab
from collector_desktop.ui.collector.village.help_tab import HelpTab
from collector_desktop.ui.collector.village.meeting_tab import MeetingTab
from collector_desktop.ui.collector.village.opinion_tab import OpinionTab
from collector_desktop.ui.collector.village.praise_tab import PraiseTab
from collector_desktop.ui.collector.village.presenter import Villages
from collector_desktop.ui.collector.village.publicity_tab import PublicityTab
from collector_desktop.ui.collector.village.report_tab import ReportTab
from collector_desktop.ui.collector.village.tab import CONCERNS, TabOf, VillageTab
from collector_desktop.ui.no_books import NoBooks
from collector_desktop.ui.place_tab import TabRow
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import TARGET, Space
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.words import tr

COMMITTEE, HELP, MEETING, OPINION, REPORT, PUBLICITY, PRAISE, DAYS = range(8)
"""The tabs, from the left."""
_PICKER_WIDTH = 148
_NAME = Qt.ItemDataRole.UserRole


def tabs() -> tuple[TabOf, ...]:
    """The tabs of the place, in their order."""
    return (
        TabOf(tr("村委会"), CommitteeTab),
        TabOf(tr("帮忙"), HelpTab),
        TabOf(tr("座谈会"), MeetingTab),
        TabOf(tr("意见"), OpinionTab),
        TabOf(tr("镇报"), ReportTab),
        TabOf(tr("宣传"), PublicityTab),
        TabOf(tr("表扬"), PraiseTab),
        TabOf(tr("集日农忙"), DaysTab),
    )


class VillagePage(QWidget):
    """`changed` carries Changes; `route_wanted` asks for a first route."""

    changed = Signal(object)
    route_wanted = Signal()

    def __init__(self, session: Session, chosen: Sequence[TabOf] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._seat = session.seat
        self._villages = Villages(session)
        made = tabs() if chosen is None else tuple(chosen)
        self.tabs = [each.make(session) for each in made]
        self.row = TabRow([each.title for each in made])
        self.row.chosen.connect(self.go)
        self.picker = QListWidget()
        self.picker.setAccessibleName(tr("村"))
        self.picker.setFixedWidth(_PICKER_WIDTH)
        self.picker.currentItemChanged.connect(self._choose)
        self._sheets = QStackedWidget()
        for tab in self.tabs:
            self._tab(tab).changed.connect(self.changed)
            self._sheets.addWidget(tab)
        self._lay_out()
        self.reload()
        self.go(COMMITTEE)

    def activated(self) -> None:
        """The place was opened: the village list takes the keyboard."""
        self.picker.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Every tab reads again what it shows."""
        if changes.topics & CONCERNS:
            self.reload()
        for tab in self.tabs:
            self._tab(tab).refresh(changes)

    def go(self, tab: int) -> None:
        """Open a tab."""
        self._sheets.setCurrentIndex(tab)
        self.tabs[tab].setFocus()
        self.row.show_tabs(tab, [""] * len(self.tabs))

    def show_village(self, name: str) -> None:
        """Choose a village."""
        for at in range(self.picker.count()):
            if self.picker.item(at).data(_NAME) == name:
                self.picker.setCurrentRow(at)

    def reload(self) -> None:
        """Read the villages and what waits in each."""
        names, before = self._villages.names(), self._villages.village
        shown = [self.picker.item(at).data(_NAME) for at in range(self.picker.count())]
        if shown != list(names):
            self._fill(names)
        for at, name in enumerate(names):
            waiting = self._villages.standing(name).waiting
            self.picker.item(at).setText(f"{name}  {waiting}" if waiting else name)
        self._stack.setCurrentIndex(0 if names else 1)
        if names and before not in names:
            self.picker.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and a digit open a tab."""
        digit = event.key() - Qt.Key.Key_1
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and 0 <= digit < len(self.tabs):
            self.go(digit)
        else:
            super().keyPressEvent(event)

    def _fill(self, names: Sequence[str]) -> None:
        before = self._villages.village
        self.picker.blockSignals(True)
        self.picker.clear()
        for name in names:
            item = QListWidgetItem(name, self.picker)
            item.setData(_NAME, name)
            item.setSizeHint(QSize(0, TARGET + Space.XS))
        if before in names:
            self.picker.setCurrentRow(list(names).index(before))
        self.picker.blockSignals(False)

    def _lay_out(self) -> None:
        picker = Card(margin=Space.XS)
        picker.column.addWidget(self.picker, 1)
        right = QVBoxLayout()
        right.setSpacing(Space.M)
        right.addWidget(self.row)
        right.addWidget(self._sheets, 1)
        whole = QWidget()
        inside = QHBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.L)
        inside.addWidget(picker)
        inside.addLayout(right, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        what = tr("村会列在这里:村委会、帮忙、座谈会、意见和镇报。")
        nothing = NoBooks(tr("还没有村"), what, self._seat)
        nothing.pressed.connect(self.route_wanted)
        self._stack.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        layout.addWidget(self._stack)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self._villages.village = item.data(_NAME)
        for tab in self.tabs:
            self._tab(tab).show_village(self._villages.village)

    @staticmethod
    def _tab(widget: QWidget) -> VillageTab:
        return cast(VillageTab, widget)

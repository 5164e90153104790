"""设备: laptops, what is held, people, backups, rules; five tabs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.place_tab import TabbedPage, TabOf
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.devices.backups_tab import BackupsTab
from collector_desktop.ui.station.devices.held_tab import HeldTab
from collector_desktop.ui.station.devices.laptops_tab import LaptopsTab
from collector_desktop.ui.station.devices.rules_tab import RulesTab
from collector_desktop.ui.station.devices.staff_tab import StaffTab
from collector_desktop.ui.words import tr

LAPTOPS, HELD, STAFF, BACKUPS, RULES = range(5)
"""The tabs, from the left."""


class DevicesPage(TabbedPage):
    """The tabs by name; `restore_wanted` when a backup is to take the books' place."""

    restore_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        made = (
            TabOf(tr("笔记本"), LaptopsTab),
            TabOf(tr("压下的"), HeldTab),
            TabOf(tr("人员"), StaffTab),
            TabOf(tr("备份"), BackupsTab),
            TabOf(tr("参数"), RulesTab),
        )
        super().__init__(session, made, parent)
        self.backups.restore_wanted.connect(self.restore_wanted)

    @property
    def laptops(self) -> LaptopsTab:
        """The first tab."""
        return self._tab(LAPTOPS, LaptopsTab)

    @property
    def held(self) -> HeldTab:
        """The second tab."""
        return self._tab(HELD, HeldTab)

    @property
    def staff(self) -> StaffTab:
        """The third tab."""
        return self._tab(STAFF, StaffTab)

    @property
    def backups(self) -> BackupsTab:
        """The fourth tab."""
        return self._tab(BACKUPS, BackupsTab)

    @property
    def rules(self) -> RulesTab:
        """The fifth tab."""
        return self._tab(RULES, RulesTab)

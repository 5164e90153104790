"""Nothing is known yet: what will be here, and how the books are filled at this seat."""

from PySide6.QtWidgets import QWidget

from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.words import tr


class NoBooks(EmptyState):
    """A laptop takes a route, and `pressed` asks for it; the station imports its exports on the command line."""

    def __init__(self, title: str, what: str, seat: Seat, parent: QWidget | None = None) -> None:
        if seat.kind is SeatKind.STATION:
            how, button = tr("用命令 import 导入营销系统导出的文件以后,{what}"), ""
        else:
            how, button = tr("到「交换」取线路包以后,{what}"), tr("去取线路包")
        super().__init__(title, how.format(what=what), button, parent)

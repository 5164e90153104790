"""The quiet line at the bottom: whose books, demo mark, the look, and the keys of the place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.ui.theme import Size, Space, Theme, Tone
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr

_HEIGHT = 28


class StatusLine(QWidget):
    """`look_wanted` when the look is to change, `lock_wanted` to lock; `show_keys` names the keys that matter most."""

    look_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, seat: Seat, *, lockable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        if seat.kind is SeatKind.STATION:
            who = tr("{station} · 所里的电脑").format(station=seat.station_name)
        else:
            who = tr("{station} · {collector} · {device} 号机").format(
                station=seat.station_name, collector=seat.collector_name, device=seat.device
            )
        self._look = _quiet_button()
        self._look.clicked.connect(self.look_wanted)
        lock = _quiet_button(tr("锁屏  Ctrl+L"))
        lock.setVisible(lockable)
        lock.clicked.connect(self.lock_wanted)
        self._keys = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.show_keys("")
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L + Space.XS, 0, Space.L + Space.XS, 0)
        line.setSpacing(Space.M)
        line.addWidget(Label(who, size=Size.SMALL, tone=Tone.MUTED))
        if seat.demo:
            line.addWidget(Label(tr("演示数据"), size=Size.SMALL, tone=Tone.ACCENT, bold=True))
        line.addStretch(1)
        line.addWidget(lock)
        line.addWidget(self._look)
        line.addWidget(self._keys)

    @property
    def keys(self) -> str:
        """The keys named."""
        return self._keys.text()

    def show_keys(self, hint: str) -> None:
        """Name the keys of a place, and the one that shows all."""
        self._keys.setText("  ".join(filter(None, (hint, tr("F12 全部按键")))))

    def show_look(self, theme: Theme) -> None:
        """Name the look in force."""
        word = {"day": tr("日间"), "sun": tr("强光"), "night": tr("夜间")}[theme.name]
        self._look.setText(tr("外观:{look}  Ctrl+T").format(look=word))
        self._look.setAccessibleName(self._look.text())


def _quiet_button(text: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setObjectName("flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button

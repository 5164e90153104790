"""The station's top bar: whose books, the day, what waits for a decision, and what is the matter with the backups."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collector_desktop.domain.lunar import lunar_date
from collector_desktop.domain.seat import Seat
from collector_desktop.domain.staff import Member
from collector_desktop.services.staff_words import role_word
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.widgets.search_field import SearchField
from collector_desktop.ui.words import day_word, tr

_HEIGHT = 56


class StationBar(QWidget):
    """`found` carries an account number; `change_wanted` when somebody else is to sign on."""

    found = Signal(str)
    change_wanted = Signal()

    def __init__(self, look: Look, seat: Seat, member: Member | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self.search = SearchField(look)
        self.search.found.connect(self.found)
        self._waiting = Chip(tone=Tone.WARN)
        self._held = Chip(tone=Tone.DANGER)
        self._kept = Chip(tone=Tone.WARN)
        self._kept.hide()
        self._day = Label(size=Size.SMALL, tone=Tone.MUTED)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L + Space.XS, 0, Space.L + Space.XS, 0)
        line.setSpacing(Space.M)
        line.addWidget(self.search)
        line.addStretch(1)
        line.addWidget(self._kept)
        line.addWidget(self._held)
        line.addWidget(self._waiting)
        line.addWidget(self._day)
        line.addWidget(Label(seat.station_name, size=Size.LARGE, bold=True))
        if member is not None:
            who = tr("{name} {role} · 换人").format(name=member.name, role=role_word(member.role, tr))
            self.change = KeyButton(who, compact=True)
            self.change.clicked.connect(self.change_wanted)
            line.addWidget(self.change)

    def show_day(self, day: date) -> None:
        """The business day."""
        self._day.setText(f"{day_word(day)} · {lunar_date(day).text}")

    def show_kept(self, text: str, tone: Tone) -> None:
        """What is the matter with the backups; nothing where all is well."""
        self._kept.setVisible(bool(text))
        self._kept.setText(text)
        self._kept.set_tone(tone)

    def show_waiting(self, requests: int, held: int) -> None:
        """How many requests and how many groups of held lines wait for a decision."""
        self._held.setVisible(bool(held))
        self._held.setText(tr("{count} 批压下").format(count=held))
        self._waiting.setVisible(bool(requests))
        self._waiting.setText(tr("{count} 件待审批").format(count=requests))

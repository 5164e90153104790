"""预约: the week's checks by day and slot; moving them, calling them off, making them."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.service_check import BookingState
from collector_desktop.services import service_papers
from collector_desktop.ui.collector.service.booking_side import BookingSide
from collector_desktop.ui.collector.service.presenter import CONCERNS, WEEK, ServiceDesk, monday_of
from collector_desktop.ui.collector.service.slot_card import SlotCard
from collector_desktop.ui.collector.service.week_grid import WeekGrid
from collector_desktop.ui.collector.service.words import card_word, when_word
from collector_desktop.ui.place_tab import PaperWanted, PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import tr


class WeekTab(PlaceTab):
    """`entitled_wanted` when one goes to the list to book somebody."""

    entitled_wanted = Signal()

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = ServiceDesk(session)
        self._stale = False
        self._first = monday_of(session.business_day)
        self._week = self._desk.week(self._first)
        self._build()
        self._show()
        self.grid.go_to(session.business_day, session.slot())

    @property
    def count(self) -> int:
        """Checks of the week shown that are still to be made, and missed ones."""
        open_ones = sum(each.booking.state is BookingState.OPEN for each in self._week.bookings)
        return open_ones + sum(each.booking.on < self._first for each in self._week.missed)

    def activated(self) -> None:
        """The grid takes the keyboard."""
        self.catch_up()
        self.side.show_card()
        self.grid.setFocus()

    def reload(self) -> None:
        """Read the week shown."""
        self._stale = False
        self._week = self._desk.week(self._first)
        self._show()
        self.counted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys change the week."""
        match event.key():
            case Qt.Key.Key_PageUp:
                self._go(-WEEK)
            case Qt.Key.Key_PageDown:
                self._go(WEEK)
            case _:
                super().keyPressEvent(event)

    def _build(self) -> None:
        self._title = Label(size=Size.LARGE, bold=True)
        self.earlier = KeyButton(tr("上一周"), "PgUp")
        self.this_week = KeyButton(tr("本周"))
        self.later = KeyButton(tr("下一周"), "PgDn")
        self.earlier.clicked.connect(self._go_earlier)
        self.this_week.clicked.connect(self._go_home)
        self.later.clicked.connect(self._go_later)
        self.grid = WeekGrid(tr("一周的免费检查预约"), self._session.look)
        self.grid.chosen.connect(self._show_slot)
        self.grid.opened.connect(self._open)
        self.missed = Notice()
        self.notice = Notice()
        self.card = SlotCard()
        self.card.card.setText(card_word(self._session.seat))
        self.side = BookingSide(self._session, self.card)
        self.side.booked.connect(self._moved)
        self.side.cancelled.connect(self._cancelled)
        self.side.left.connect(self.grid.setFocus)
        self.card.check_asked.connect(self._check)
        self.card.move_asked.connect(self._ask_day)
        self.card.cancel_asked.connect(self._ask_why)
        self.card.slip_asked.connect(self._slip)
        self.card.card_asked.connect(self._open_card)
        self.card.entitled_asked.connect(self.entitled_wanted)
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self.grid, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self._title, None, self.earlier, self.this_week, self.later))
        left.addWidget(self.missed)
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 2)
        layout.addWidget(self.side, 1)

    def _show(self) -> None:
        week = self._week
        first, last = week.days[0], week.days[-1]
        self._title.setText(
            tr("{first}月{day}日 至 {last}月{end}日").format(
                first=first.month, day=first.day, last=last.month, end=last.day
            )
        )
        self.this_week.setEnabled(self._first != monday_of(self._session.business_day))
        self.grid.cells.show(week, self._session.business_day)
        if week.missed:
            names = "、".join(f"{mask_name(each.info.name)}({when_word(each.booking)})" for each in week.missed[:3])
            self.missed.say(
                tr("有 {count} 次预约过了日子还没有查").format(count=len(week.missed)),
                names,
                actions=((tr("去看第一户"), self._go_to_missed),),
            )
        else:
            self.missed.clear()
        self._show_slot()

    def _show_slot(self) -> None:
        place = self.grid.place
        if place is not None:
            self.side.show_card()
            self.card.show_slot(*place, self.grid.bookings, self._week.limit, self._session.business_day)

    def _open(self) -> None:
        """Enter on a cell: the check of whoever is chosen there, or the list to book somebody."""
        if self.card.current is None:
            self.entitled_wanted.emit()
        elif self.card.check.isVisible() and self.card.check.isEnabled():
            self._check()

    def _check(self) -> None:
        each = self.card.current
        if each is not None:
            self.check_wanted.emit(each.info.number)

    def _ask_day(self) -> None:
        each = self.card.current
        if each is not None:
            self.side.book(each.info.number, mask_name(each.info.name), each.booking, each.booking.slot)

    def _ask_why(self) -> None:
        each = self.card.current
        if each is not None:
            self.side.cancel(mask_name(each.info.name), each.booking)

    def _slip(self) -> None:
        each = self.card.current
        if each is not None:
            ledger, day, account = self._session.ledger, self._session.business_day, each.info.number
            self.paper_wanted.emit(PaperWanted(tr("工作单"), lambda: service_papers.blank_slip(ledger, account, day)))

    def _open_card(self) -> None:
        each = self.card.current
        if each is not None:
            self.card_wanted.emit(each.info.number)

    def _moved(self, changes: Changes) -> None:
        self._tell(changes)
        self.notice.say(tr("改好了"), tone=Tone.OK)

    def _cancelled(self, changes: Changes) -> None:
        self._tell(changes)
        self.notice.say(tr("预约取消了"), tr("这一次免费检查还留着,随时可以再约。"), tone=Tone.ACCENT)

    def _tell(self, changes: Changes) -> None:
        self._stale = True
        self.changed.emit(changes)
        if self._stale:  # nobody made this tab read again
            self.reload()

    def _go(self, days: int) -> None:
        self._first += timedelta(days=days)
        self.notice.clear()
        self.reload()

    def _go_earlier(self) -> None:
        self._go(-WEEK)

    def _go_later(self) -> None:
        self._go(WEEK)

    def _go_home(self) -> None:
        self._first = monday_of(self._session.business_day)
        self.reload()
        self.grid.go_to(self._session.business_day, self._session.slot())

    def _go_to_missed(self) -> None:
        booking = self._week.missed[0].booking
        self._first = monday_of(booking.on)
        self.reload()
        self.grid.go_to(booking.on, booking.slot)
        self.grid.setFocus()

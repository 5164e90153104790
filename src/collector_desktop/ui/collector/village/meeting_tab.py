"""座谈会: the meetings held; at the right today's agenda on paper, the minutes of one, or the form that keeps them."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.villages import MeetingHeld
from collector_desktop.domain.day_words import day_words
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services import meetings
from collector_desktop.ui.collector.village.meeting_form import MeetingForm
from collector_desktop.ui.collector.village.paper_side import PaperSide, Variant
from collector_desktop.ui.collector.village.tab import VillagePart
from collector_desktop.ui.collector.village.words import short_day
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.words import tr

_SIDE_WIDTH = 508


class MeetingTab(VillagePart):
    """The newest meeting first; the agenda stands ready before it is held."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.model = RowsModel(_columns(), session.look, parent=self)
        self.table: DataTable[MeetingHeld] = DataTable(tr("开过的座谈会"), self.model, session, "village/meetings")
        self.table.opened.connect(self.show_minutes)
        self.table.chosen.connect(self._choose)
        self.form = MeetingForm(session.drafts)
        self.form.saved.connect(self.keep)
        self.form.left.connect(self.close_forms)
        self.paper = PaperSide(session)
        self.agenda_button = KeyButton(tr("今天的议程"))
        self.agenda_button.clicked.connect(self.show_agenda)
        self.minutes_button = KeyButton(tr("会议记录"), "⏎")
        self.minutes_button.clicked.connect(self.show_minutes)
        self.hold_button = KeyButton(tr("记座谈会"))
        self.hold_button.clicked.connect(self.hold)
        self._shows_minutes = False
        self._lay_out()
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read the meetings; the paper beside them is made anew."""
        self.notice.clear()
        held = self._villages.held()
        self.model.show(held)
        self._stack.setCurrentIndex(0 if held else 1)
        if self._villages.standing(self.village).meetings_missing:
            self.missing.say(
                tr("本月还没有开座谈会"),
                tr("议程已按本月数字列好,可以先打印;开完会记下来,意见自动进「意见」。"),
            )
        else:
            self.missing.clear()
        self._show_paper()

    def close_forms(self) -> None:
        """Show the paper."""
        self._side.setCurrentWidget(self.paper)
        if self.isVisible():
            self.table.setFocus()

    def show_agenda(self) -> None:
        """Show today's agenda."""
        self._shows_minutes = False
        self._side.setCurrentWidget(self.paper)
        self._show_paper()

    def show_minutes(self) -> None:
        """Show the minutes of the chosen meeting."""
        self._shows_minutes = True
        self._side.setCurrentWidget(self.paper)
        self._show_paper()

    def hold(self) -> None:
        """Open the form for a meeting."""
        self._side.setCurrentWidget(self.form)
        self.form.begin(self._villages, self._villages.prepared(), self._session.seat.collector_name)

    def keep(self) -> None:
        """Save the minutes in the form."""
        try:
            changes = self._villages.hold_meeting(self.form.wanted)
        except Refusal as refusal:
            self.form.refuse(refusal)
            return
        self.form.done()
        self._shows_minutes = True
        self.close_forms()
        self._told(changes)
        self.notice.say(tr("座谈会记好了"), tr("记录可以打印请大家签字;新意见在「意见」里。"), tone=Tone.OK)

    def _choose(self, held: MeetingHeld | None) -> None:
        self.minutes_button.setEnabled(held is not None)
        if self._shows_minutes and held is not None and self.isVisible():
            self._show_paper()

    def _show_paper(self) -> None:
        ledger, chosen = self._session.ledger, self.table.current()
        shows_minutes = self._shows_minutes and chosen is not None
        self.agenda_button.set_chosen(not shows_minutes)
        self.minutes_button.set_chosen(shows_minutes)
        if shows_minutes and chosen is not None:
            make = partial(meetings.minutes_paper, ledger, chosen.id)
            title = tr("{village}座谈会记录 {day}").format(village=self.village, day=short_day(chosen.on))
            self.paper.offer(title, f"{self.village}座谈会记录{chosen.on:%Y%m%d}", (Variant("A4", make),))
        else:
            make = partial(meetings.agenda_paper, ledger, self.village, self._villages.today)
            title = tr("{village}座谈会议程").format(village=self.village)
            day = self._villages.today
            self.paper.offer(title, f"{self.village}座谈会议程{day:%Y%m%d}", (Variant("A4", make),))

    def _lay_out(self) -> None:
        self.missing, self.notice = Notice(), Notice()
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        empty = EmptyState(
            tr("还没有开过座谈会"),
            tr("每月和村委会成员坐一次:说数字、答意见、商量农忙用电。记下来的会列在这里。"),
            tr("记座谈会"),
        )
        empty.pressed.connect(self.hold)
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self.agenda_button, self.minutes_button, None, self.hold_button))
        left.addWidget(self.missing)
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        self._side = QStackedWidget()
        self._side.addWidget(self.paper)
        self._side.addWidget(self.form)
        self._side.setMinimumWidth(_SIDE_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self._side, 1)


def _columns() -> tuple[Column[MeetingHeld], ...]:
    return (
        Column(
            key="day",
            title=tr("日子"),
            text=lambda held: day_words(held.on, say=tr),
            order=lambda held: held.on,
            outside=lambda held: held.on,
            width=136,
            bold=True,
        ),
        Column(
            key="place",
            title=tr("地点"),
            text=lambda held: held.place,
            order=lambda held: held.place,
            outside=lambda held: held.place,
            width=100,
        ),
        Column(
            key="present",
            title=tr("参加"),
            text=lambda held: tr("{count} 人").format(count=len(held.present)),
            order=lambda held: len(held.present),
            outside=lambda held: len(held.present),
            width=72,
        ),
        Column(
            key="minutes",
            title=tr("记录"),
            text=lambda held: held.minutes.replace("\n", " "),
            order=lambda held: held.minutes,
            outside=lambda held: held.minutes,
            width=120,
            fills=True,
        ),
    )

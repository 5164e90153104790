"""帮忙: campaigns of the season, what the village asked for, who went, and what was solved."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.helping import Campaign, Help
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.columns import help_columns
from collector_desktop.ui.collector.village.help_card import HelpCard
from collector_desktop.ui.collector.village.help_forms import AskForm, CampaignEndForm, CampaignForm, GiveForm
from collector_desktop.ui.collector.village.record_form import RecordForm
from collector_desktop.ui.collector.village.tab import VillagePart
from collector_desktop.ui.collector.village.words import campaign_days, kind_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.photo_strip import PhotoStrip
from collector_desktop.ui.widgets.photo_view import PhotoView
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr

_SIDE_WIDTH = 380


class HelpTab(VillagePart):
    """Requests at the left, what waits on top; the chosen one, or a form, at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._campaigns: tuple[Campaign, ...] = ()
        self.model = RowsModel(help_columns(), session.look, parent=self)
        self.table: DataTable[Help] = DataTable(tr("村里的请求"), self.model, session, "village/help")
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._give)
        self.card = HelpCard()
        self.card.give_asked.connect(self._give)
        self.card.take_back.asked.connect(self._take_back)
        self.card.photo_asked.connect(self._enlarge)
        drafts = session.drafts
        self.campaign_form = CampaignForm(drafts)
        self.end_form = CampaignEndForm(drafts)
        self.ask_form = AskForm(drafts)
        self.give_form = GiveForm(drafts)
        self.begin_button = KeyButton(tr("开始一次支援"))
        self.begin_button.clicked.connect(self.begin_campaign)
        self.ask_button = KeyButton(tr("记请求"))
        self.ask_button.clicked.connect(self.ask)
        self._lay_out()
        self.photo = PhotoView(self)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read campaigns and requests."""
        self.notice.clear()
        self._campaigns = self._villages.campaigns()
        before, helps = self.table.current(), self._villages.helps()
        self.model.show(helps)
        ids = [each.request.id for each in self.model.rows]
        if before is not None and before.request.id in ids:
            self.table.go_to(ids.index(before.request.id))
        self._stack.setCurrentIndex(0 if helps else 1)
        self._show_running()
        self._choose(self.table.current())

    def close_forms(self) -> None:
        """Show the chosen request."""
        self._side.setCurrentWidget(self.card)
        if self.isVisible():
            self.table.setFocus()

    def begin_campaign(self) -> None:
        """Open the form for a new campaign."""
        self._side.setCurrentWidget(self.campaign_form)
        self.campaign_form.begin(self._villages)

    def end_campaign(self) -> None:
        """Open the form that ends the campaign shown."""
        running = self._running()
        if running is not None:
            self._side.setCurrentWidget(self.end_form)
            self.end_form.begin(running)

    def ask(self) -> None:
        """Open the form for a request."""
        self._side.setCurrentWidget(self.ask_form)
        self.ask_form.begin(self._villages)

    def _give(self) -> None:
        chosen = self.table.current()
        if chosen is not None and chosen.is_open:
            self._side.setCurrentWidget(self.give_form)
            self.give_form.begin(self._villages, chosen, self._session.seat.collector_name)

    def _take_back(self, reason: str) -> None:
        """Take the last word about the chosen request back: who went last, or the request itself."""
        chosen = self.table.current()
        if chosen is None:
            return
        try:
            changes = self._villages.withdraw(chosen.given[-1].id if chosen.given else chosen.request.id, reason)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self._told(changes)
        self.notice.say(tr("已收回"), tone=Tone.OK)

    def _choose(self, chosen: Help | None) -> None:
        given = chosen.given if chosen is not None else ()
        self.card.show_help(chosen, self._villages.files(file for each in given for file in each.attachments))
        if self._side.currentWidget() is self.give_form:
            self._side.setCurrentWidget(self.card)

    def _enlarge(self, strip: PhotoStrip, number: int) -> None:
        self.photo.open(strip.titles, strip.photos, number)

    def _running(self) -> Campaign | None:
        return next((each for each in self._campaigns if each.closed is None), None)

    def _show_running(self) -> None:
        running = self._running()
        if running is None:
            self._show_last()
            return
        waiting = sum(each.is_open for each in running.helps)
        hours = sum(each.hours for each in running.helps)
        told = tr("请求 {count} 件,已出 {hours} 工时").format(count=len(running.helps), hours=hours)
        if waiting:
            told += tr(",{waiting} 件等着办").format(waiting=waiting)
        over = self._villages.today > running.opened.until
        self.running.say(
            tr("{kind} · {days}").format(kind=kind_word(running.opened.what), days=campaign_days(running)),
            told + (tr(";日子到了,办完请结束") if over else ""),
            tone=Tone.WARN if over else Tone.ACCENT,
            actions=((tr("结束这次支援"), self.end_campaign),),
        )

    def _show_last(self) -> None:
        last = next(iter(self._campaigns), None)
        if last is None or last.closed is None:
            self.running.clear()
            return
        title = tr("{kind} · {days} · 已结束").format(kind=kind_word(last.opened.what), days=campaign_days(last))
        self.running.say(title, last.closed.summary, tone=Tone.OK)

    def _lay_out(self) -> None:
        self._side = QStackedWidget()
        self._side.setFixedWidth(_SIDE_WIDTH)
        self._side.addWidget(self.card)
        for form, save in (
            (self.campaign_form, lambda: self._villages.open_campaign(self.campaign_form.wanted)),
            (self.end_form, lambda: self._villages.close_campaign(self.end_form.wanted)),
            (self.ask_form, lambda: self._villages.ask_help(self.ask_form.wanted)),
            (self.give_form, lambda: self._villages.give_help(self.give_form.wanted)),
        ):
            self._listen(form, save)
        self.running = Notice()
        self.notice = Notice()
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        empty = EmptyState(
            tr("村里还没有请求"),
            tr("三夏、秋收、抗旱、水利、防汛时村里要办的事,谁去的、几工时、解决了什么,都记在这里。"),
            tr("记请求"),
        )
        empty.pressed.connect(self.ask)
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        title = Label(tr("办好的事会写进镇报"), tone=Tone.MUTED)
        left.addLayout(row(title, None, self.begin_button, self.ask_button))
        left.addWidget(self.running)
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self._side)

    def _listen(self, form: RecordForm, save: Callable[[], Changes]) -> None:
        def keep() -> None:
            try:
                changes = save()
            except Refusal as refusal:
                form.refuse(refusal)
                return
            form.done()
            self.close_forms()
            self._told(changes)
            self.notice.say(tr("记下了"), tone=Tone.OK)

        form.saved.connect(keep)
        form.left.connect(self.close_forms)
        self._side.addWidget(form)

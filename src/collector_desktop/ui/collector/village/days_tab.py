"""集日农忙: when the village holds its market and when it harvests, for the plan of who is at home when."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.lunar import lunar_date
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.typed_village_days import (
    next_market_days,
    read_harvests,
    read_market,
    say_harvest,
    say_harvests,
    say_market,
)
from collector_desktop.domain.village_days import VillageDays
from collector_desktop.ui.collector.village.record_form import RecordForm
from collector_desktop.ui.collector.village.tab import VillagePart
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.travel_words import fact_travels
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr

_FORM_WIDTH = 420
_COMING = 4
_MARKETS = ("一六", "二七", "三八", "四九", "五十")
_HARVESTS = ("三夏 6月1日至6月15日", "三秋 9月25日至10月20日")


class DaysTab(VillagePart):
    """What is known at the left, in words and as the next days; the form at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.form = RecordForm(tr("集日和农忙"), tr("保存"), session.drafts, "days")
        self.market = TextField(tr("集日"), tr("三八,或 每周六;没有集就空着"), 60)
        self.harvests = TextField(tr("农忙"), tr("三夏 6-1 至 6-15;三秋 9-25 至 10-20"), 120)
        self.form.add(self.market)
        self.form.fields.insertLayout(self.form.fields.count() - 1, row(*self._examples(_MARKETS), None))
        self.form.add(self.harvests)
        self.form.fields.insertLayout(self.form.fields.count() - 1, row(*self._examples(_HARVESTS), None))
        self.form.saved.connect(self.keep)
        self.form.left.connect(self.reload)
        self._rule = Label(size=Size.LARGE, bold=True, wrap=True)
        self._coming = Label(wrap=True)
        self._windows = Label(size=Size.LARGE, bold=True, wrap=True)
        self.notice = Notice()
        self._lay_out()
        self.setFocusProxy(self.market)

    def reload(self) -> None:
        """Read what is known of the village's days."""
        self.notice.clear()
        known = self._villages.days()
        self._rule.setText(say_market(known.market) or tr("没有记集日"))
        coming = [
            f"{day_word(day)}({lunar_date(day)})"
            for day in next_market_days(known.market, self._villages.today, _COMING)
        ]
        self._coming.setText(tr("接下来:{days}").format(days="、".join(coming)) if coming else "")
        self._coming.setVisible(bool(coming))
        self._windows.setText("\n".join(map(say_harvest, known.harvests)) or tr("没有记农忙"))
        self.form.open(self.village)
        self.form.suggest(self.market, say_market(known.market))
        self.form.suggest(self.harvests, say_harvests(known.harvests))

    def keep(self) -> None:
        """Save what is written."""
        try:
            days = VillageDays(market=read_market(self.market.text()), harvests=read_harvests(self.harvests.text()))
            changes = self._villages.note_days(new_act_id(), days)
        except Refusal as refusal:
            self.form.refuse(refusal)
            return
        self.form.done()
        self._told(changes)
        told = tr("走访计划从现在起按它排;{how}").format(how=fact_travels(self._session.seat))
        self.notice.say(tr("已保存"), told, tone=Tone.OK)

    def _examples(self, texts: tuple[str, ...]) -> list[QWidget]:
        buttons: list[QWidget] = []
        for text in texts:
            button = LinkButton(text)
            button.clicked.connect(self._take_example)
            buttons.append(button)
        return buttons

    def _take_example(self) -> None:
        pressed = self.sender()
        if not isinstance(pressed, LinkButton):
            return
        if pressed.text() in _MARKETS:
            self.market.setText(pressed.text())
            self.market.setFocus()
            return
        written = self.harvests.text().strip()
        if pressed.text() not in written:
            self.harvests.setText(";".join(filter(None, (written, pressed.text()))))
        self.harvests.setFocus()

    def _lay_out(self) -> None:
        known = Card()
        known.column.setSpacing(Space.S)
        for title, *labels in (
            (tr("集日"), self._rule, self._coming),
            (tr("农忙"), self._windows),
        ):
            known.column.addWidget(Label(title, tone=Tone.MUTED))
            for label in labels:
                known.column.addWidget(label)
            known.column.addSpacing(Space.M)
        for text in (
            tr("集日早上去赶集的多,农忙白天下地的多,走访计划会避开,改在在家多的时段去。"),
            tr("影响有多大,由这里自己的上门结果学出来,不用填。"),
        ):
            known.column.addWidget(Label(text, tone=Tone.MUTED, wrap=True))
        known.column.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self.notice)
        left.addWidget(known, 1)
        self.form.setFixedWidth(_FORM_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self.form)

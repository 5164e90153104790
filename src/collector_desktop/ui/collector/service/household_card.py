"""The right side of 应享: who the household is, why it is entitled, and what can be done for it now."""

from PySide6.QtCore import Signal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.masking import mask_name
from collector_desktop.services.serving import QuickService
from collector_desktop.store.queries.service import EntitledHousehold
from collector_desktop.ui.collector.service.presenter import Stage, stage_of
from collector_desktop.ui.collector.service.words import (
    done_word,
    outcome_tone,
    outcome_word,
    quick_word,
    right_word,
    stage_tone,
    why_word,
)
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.timeline import Moment, Timeline
from collector_desktop.ui.words import tr


class HouseholdCard(Card):
    """`quick` carries the QuickService pressed."""

    book_asked = Signal()
    cancel_asked = Signal()
    check_asked = Signal()
    slip_asked = Signal()
    sheet_asked = Signal()
    card_asked = Signal()
    quick = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._who = Label(size=Size.TITLE, bold=True, wrap=True)
        self._where = Label(tone=Tone.MUTED, wrap=True)
        self._why = Label(wrap=True)
        self._right = Label(bold=True, wrap=True)
        self.book = KeyButton(tr("预约"), "⏎", primary=True)
        self.cancel = KeyButton(tr("取消预约"))
        self.check = KeyButton(tr("现在检查"))
        self.slip = KeyButton(tr("工作单"))
        self.sheet = KeyButton(tr("电费明白纸"))
        self.card = KeyButton(tr("收款卡"))
        for button, signal in (
            (self.book, self.book_asked),
            (self.cancel, self.cancel_asked),
            (self.check, self.check_asked),
            (self.slip, self.slip_asked),
            (self.sheet, self.sheet_asked),
            (self.card, self.card_asked),
        ):
            button.clicked.connect(signal)
        self.quicks = {service: KeyButton(quick_word(service), compact=True) for service in QuickService}
        for service, button in self.quicks.items():
            button.setProperty("service", str(service))
            button.clicked.connect(self._log)
        self.past = Timeline(tr("做过的服务"), look)
        self.column.addWidget(self._who)
        self.column.addWidget(self._where)
        self.column.addWidget(self._why)
        self.column.addWidget(self._right)
        self.column.addSpacing(Space.XS)
        self.column.addWidget(self.book)
        self.column.addLayout(row(self.check, self.cancel))
        self.column.addLayout(row(self.slip, self.sheet, self.card))
        self.column.addSpacing(Space.XS)
        self.column.addWidget(Rule())
        self.column.addWidget(Label(tr("做了就点一下,不收费"), size=Size.SMALL, tone=Tone.MUTED))
        self.column.addLayout(row(*self.quicks.values()))
        self.column.addWidget(self.past, 1)

    def show_household(self, household: EntitledHousehold, past: tuple[Fact, ...]) -> None:
        """Show one household with what was done for it before."""
        stage = stage_of(household)
        self._who.setText(mask_name(household.name))
        self._where.setText(tr("户号 {number} · {address}").format(number=household.account, address=household.address))
        self._why.setText(why_word(household.entitlement))
        self._right.setText(right_word(household))
        self._right.set_tone(stage_tone(stage))
        words = {Stage.FREE: tr("预约"), Stage.BOOKED: tr("改期"), Stage.USED: tr("约明年")}
        self.book.setText(words[stage])
        self.cancel.setVisible(stage is Stage.BOOKED)
        self.check.setVisible(household.entitlement.left > 0)
        self.past.show_moments(
            tuple(
                Moment(
                    day=fact.business_day,
                    title=done_word(fact),
                    amount="",
                    detail=outcome_word(fact),
                    tone=Tone.OK if outcome_tone(fact) is Tone.TEXT else Tone.WARN,
                )
                for fact in past
            )
        )

    def _log(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.quick.emit(QuickService(pressed.property("service")))

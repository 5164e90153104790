"""The right side of 意见: one opinion from the day it was raised to what a meeting said of the answer."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.ui.collector.village.take_back import TakeBack
from collector_desktop.ui.collector.village.words import opinion_tone, opinion_word, short_day
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import day_word, tr


class OpinionCard(Card):
    """`answer_asked` when the opinion shown is to be answered."""

    answer_asked = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._text = Label(size=Size.LARGE, bold=True, wrap=True)
        self._who = Label(tone=Tone.MUTED, wrap=True)
        self._state = Label(bold=True, wrap=True)
        self._story = QVBoxLayout()
        self._story.setSpacing(Space.XS)
        self._rule = Rule()
        self.answer = KeyButton(tr("答复"), "⏎", primary=True)
        self.answer.clicked.connect(self.answer_asked)
        self.column.setSpacing(Space.S)
        for widget in (self._text, self._who, self._state, self._rule):
            self.column.addWidget(widget)
        self.column.addLayout(self._story)
        self.take_back = TakeBack()
        self.column.addStretch(1)
        self.column.addWidget(self.take_back)
        self.column.addWidget(self.answer)

    def show_opinion(self, opinion: Opinion | None) -> None:
        """Show an opinion, or what will be here."""
        while self._story.count():
            item = self._story.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for widget in (self._state, self._rule):
            widget.setVisible(opinion is not None)
        self.take_back.reason.clear()
        self.take_back.setVisible(opinion is not None and opinion.state is OpinionState.OPEN)
        self.answer.setVisible(opinion is not None and opinion.state is OpinionState.OPEN)
        if opinion is None:
            self._text.setText(tr("听意见,有回音"))
            self._who.setText(tr("每条意见都有人负责、有答复的日子;答复和办了什么,下次座谈会念给大家听。"))
            return
        raised = opinion.raised
        self._text.setText(raised.text)
        by = raised.raised_by or tr("村里")
        self._who.setText(tr("{by} {day} 提出").format(by=by, day=short_day(raised.business_day)))
        state = opinion_word(opinion, self._today)
        if opinion.state is OpinionState.OPEN:
            state += tr(" · {owner} {day} 前答复").format(owner=raised.owner, day=short_day(opinion.due_on))
        self._state.setText(state)
        self._state.set_tone(opinion_tone(opinion, self._today, 0))
        for heard in opinion.followed_up:
            word = tr("座谈会认可,办结") if heard.is_settled else tr("座谈会上说还要办")
            self._tell(heard.business_day, word, heard.said)
        if opinion.answered is not None:
            answered = opinion.answered
            self._tell(answered.business_day, tr("答复:{answer}").format(answer=answered.answer), answered.done)

    def _tell(self, day: date, what: str, more: str) -> None:
        self._story.addWidget(Label(day_word(day), size=Size.SMALL, tone=Tone.MUTED))
        self._story.addWidget(Label(what, bold=True, wrap=True))
        if more:
            self._story.addWidget(Label(more, wrap=True))
        self._story.addSpacing(Space.S)

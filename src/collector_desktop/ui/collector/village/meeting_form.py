"""Writing a meeting's minutes down: who came, what was said, what it said of former answers, and new opinions."""

from PySide6.QtWidgets import QVBoxLayout

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.services.meetings import HeardOpinion, HoldMeeting, NewOpinion, Prepared
from collector_desktop.ui.collector.village.photos_field import PhotosField
from collector_desktop.ui.collector.village.presenter import Villages
from collector_desktop.ui.collector.village.record_fields import ChoiceField, DayField, TextArea
from collector_desktop.ui.collector.village.record_form import RecordForm
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_CONTENT, _NOT_CONTENT, _NOT_TALKED = "content", "not_content", ""
_LONGEST = 200


class MeetingForm(RecordForm):
    """One line of new opinions is one opinion; whoever holds the meeting answers them unless it says otherwise."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__(tr("记座谈会"), tr("保存记录"), drafts, "meeting")
        self.on = DayField(tr("哪天开的"))
        self.place = TextField(tr("在哪里"), tr("村委会"))
        self.present = TextField(tr("谁参加"), tr("用顿号分开"), _LONGEST)
        self.minutes = TextArea(tr("会议记录"), tr("说了什么、定了什么"), lines=5)
        self.raised = TextArea(tr("新意见,一行一条"), tr("一行一条;不写户名"), lines=3)
        self.add(self.on, self.place, label=tr("哪天、在哪里"))
        self.add(self.present)
        self.add(self.minutes)
        self.heard: dict[str, ChoiceField] = {}
        self._former = QVBoxLayout()
        self._former.setSpacing(Space.XS)
        self.fields.insertLayout(self.fields.count() - 1, self._former)
        self.add(self.raised)
        self.photos = PhotosField(tr("签到、现场照片"), tr("座谈会照片"))
        self.add(self.photos)

    def begin(self, villages: Villages, prepared: Prepared, owner: str) -> None:
        """Open for today's meeting of a village."""
        self._villages, self._prepared, self._owner, self._act = villages, prepared, owner, new_act_id()
        self.on.set_day(villages.today)
        self.open(villages.village)
        self.suggest(self.place, tr("村委会"))
        names = [*(member.name for member in prepared.members), owner]
        self.suggest(self.present, "、".join(filter(None, names)))
        self.photos.clear()
        self._ask_about(prepared.open)
        self.minutes.setFocus()

    @property
    def wanted(self) -> HoldMeeting:
        """What stands there."""
        due = self._villages.usual_due()
        lines = [line.strip() for line in self.raised.toPlainText().splitlines()]
        return HoldMeeting(
            id=self._act,
            village=self._villages.village,
            on=self.on.day,
            place=self.place.text(),
            present=tuple(self.present.text().replace(",", "、").split("、")),
            agenda=self._prepared.agenda,
            minutes=self.minutes.toPlainText(),
            heard=tuple(self._what_was_heard()),
            files=self.photos.files,
            raised=tuple(NewOpinion(text=line, owner=self._owner, due_on=due) for line in lines if line),
        )

    def _what_was_heard(self) -> list[HeardOpinion]:
        again = self._villages.usual_due()
        heard = []
        for opinion in self._prepared.open:
            said = self.heard[opinion.raised.id].currentData()
            if said == _CONTENT:
                heard.append(HeardOpinion(opinion=opinion.raised.id, is_settled=True))
            elif said == _NOT_CONTENT:
                heard.append(HeardOpinion(opinion=opinion.raised.id, is_settled=False, due_on=again))
        return heard

    def _ask_about(self, opinions: tuple[Opinion, ...]) -> None:
        while self._former.count():
            item = self._former.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        self.heard = {}
        if opinions:
            self._former.addWidget(Label(tr("上次意见,大家怎么说"), size=Size.SMALL, tone=Tone.MUTED))
        for opinion in opinions:
            choices: list[tuple[str, object]] = [(tr("没有谈到"), _NOT_TALKED)]
            if opinion.state is OpinionState.ANSWERED:
                choices.append((tr("大家认可,办结"), _CONTENT))
            choices.append((tr("还要办"), _NOT_CONTENT))
            field = ChoiceField(tr("怎么说:{text}").format(text=opinion.raised.text), choices)
            field.setMinimumHeight(TARGET)
            self._former.addWidget(Label(opinion.raised.text, wrap=True))
            self._former.addWidget(field)
            self.heard[opinion.raised.id] = field

"""The forms of 帮忙: a campaign begun or ended, what the village asks for, and who went."""

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.campaign import CampaignKind, in_season, usual_days
from collector_desktop.domain.helping import Campaign, Help
from collector_desktop.domain.names import ActId
from collector_desktop.services.helping import AskHelp, CloseCampaign, GiveHelp, OpenCampaign
from collector_desktop.ui.collector.village.photos_field import PhotosField
from collector_desktop.ui.collector.village.presenter import Villages
from collector_desktop.ui.collector.village.record_fields import ChoiceField, DayField, TextArea
from collector_desktop.ui.collector.village.record_form import RecordForm
from collector_desktop.ui.collector.village.words import campaign_days, kind_word
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.widgets.number_field import NumberField
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr


class CampaignForm(RecordForm):
    """A campaign to begin: its kind fills the usual days in."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__(tr("开始一次支援"), tr("开始"), drafts, "campaign")
        self.kind = ChoiceField(tr("支援什么"), [(kind_word(kind), kind) for kind in CampaignKind])
        self.since, self.until = DayField(tr("从哪天")), DayField(tr("到哪天"))
        self.note = TextField(tr("备注"), tr("和谁说好的、重点在哪,可不填"), 200)
        for field in (self.kind, self.since, self.until, self.note):
            self.add(field)
        self.kind.currentIndexChanged.connect(self._fill_days)

    def begin(self, villages: Villages) -> None:
        """Open for a village, with the campaign of the season."""
        self._villages, self._act = villages, new_act_id()
        self.open(villages.village)
        self.kind.setCurrentIndex(self.kind.findData(in_season(villages.today)))
        self._fill_days()
        self.kind.setFocus()

    @property
    def wanted(self) -> OpenCampaign:
        """What stands there."""
        return OpenCampaign(
            id=self._act,
            village=self._villages.village,
            what=CampaignKind(self.kind.currentData()),
            since=self.since.day,
            until=self.until.day,
            note=self.note.text(),
        )

    def _fill_days(self) -> None:
        first, last = usual_days(CampaignKind(self.kind.currentData()), self._villages.today)
        self.since.set_day(max(first, self._villages.today) if first <= self._villages.today else first)
        self.until.set_day(last)


class CampaignEndForm(RecordForm):
    """A campaign to end, with what came of it."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__(tr("结束支援"), tr("结束"), drafts, "campaign_end")
        self.summary = TextArea(tr("结果"), tr("解决了什么、还差什么"), lines=4)
        self.add(self.summary)

    def begin(self, campaign: Campaign) -> None:
        """Open for a campaign."""
        self._campaign, self._act = campaign, new_act_id()
        waiting = sum(each.is_open for each in campaign.helps)
        told = tr("{kind},{days};请求 {count} 件").format(
            kind=kind_word(campaign.opened.what), days=campaign_days(campaign), count=len(campaign.helps)
        )
        self.say_about(told + (tr(",还有 {waiting} 件等着办").format(waiting=waiting) if waiting else ""))
        self.open(campaign.opened.id)
        self.summary.setFocus()

    @property
    def wanted(self) -> CloseCampaign:
        """What stands there."""
        return CloseCampaign(id=self._act, campaign=self._campaign.opened.id, summary=self.summary.toPlainText())


class AskForm(RecordForm):
    """What a village asks for."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__(tr("记村里的请求"), tr("记下"), drafts, "ask")
        self.campaign = ChoiceField(tr("属于"), [(tr("平时"), "")])
        self.asked_by = TextField(tr("谁提出的"), tr("村主任、二组组长……"))
        self.what = TextField(tr("要办什么事"), tr("机井配电箱跳闸、场上要接临时电……"), 120)
        self.where = TextField(tr("在哪里"), tr("村北 3 号井,可不填"), 80)
        for field in (self.campaign, self.asked_by, self.what, self.where):
            self.add(field)

    def begin(self, villages: Villages) -> None:
        """Open for a village; the campaign that runs is chosen."""
        self._villages, self._act = villages, new_act_id()
        running = [each for each in villages.campaigns() if each.closed is None]
        self.campaign.offer([*((kind_word(each.opened.what), each.opened.id) for each in running), (tr("平时"), "")])
        self.open(villages.village)
        self.asked_by.setFocus()

    @property
    def wanted(self) -> AskHelp:
        """What stands there."""
        return AskHelp(
            id=self._act,
            village=self._villages.village,
            campaign=ActId(self.campaign.currentData()),
            asked_by=self.asked_by.text(),
            what=self.what.text(),
            where=self.where.text(),
        )


class GiveForm(RecordForm):
    """Who went because of a request, how long, and what was solved."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__(tr("记出工"), tr("记下"), drafts, "give")
        self.on = DayField(tr("哪天去的"))
        self.people = NumberField(tr("几个人"), tr("几个人"))
        self.hours = NumberField(tr("共几工时"), tr("几工时"))
        self.who = TextField(tr("谁去的"), tr("谁去的"))
        self.solved = TextArea(tr("解决了什么"), tr("解决了什么;没办完,写明还差什么"), lines=3)
        self.result = ChoiceField(tr("结果"), [(tr("办好了"), True), (tr("没办完,还要去"), False)])
        self.add(self.on)
        self.add(self.people, self.hours, label=tr("几个人、共几工时"))
        self.photos = PhotosField(tr("照片"), tr("支援现场"))
        for field in (self.who, self.solved, self.result, self.photos):
            self.add(field)

    def begin(self, villages: Villages, help_: Help, who: str) -> None:
        """Open for a request; who usually goes is filled in."""
        self._request, self._act = help_.request.id, new_act_id()
        self.say_about(tr("{asked_by}:{what}").format(asked_by=help_.request.asked_by, what=help_.request.what))
        self.on.set_day(villages.today)
        self.result.setCurrentIndex(0)
        self.photos.clear()
        self.open(help_.request.id)
        self.suggest(self.people, "1")
        self.suggest(self.hours, "2")
        self.suggest(self.who, who)
        self.solved.setFocus()

    @property
    def wanted(self) -> GiveHelp:
        """What stands there."""
        return GiveHelp(
            id=self._act,
            request=self._request,
            on=self.on.day,
            who=self.who.text(),
            people=self.people.number,
            hours=self.hours.number,
            solved=self.solved.toPlainText(),
            is_done=bool(self.result.currentData()),
            files=self.photos.files,
        )

"""What happened with a village and its committee, in plain words."""

from typing import assert_never

from collector_desktop.domain.acts.villages import (
    CampaignClosed,
    CampaignOpened,
    CommitteeNoted,
    HelpGiven,
    HelpRequested,
    MeetingHeld,
    OpinionAnswered,
    OpinionFollowedUp,
    OpinionRaised,
    TownshipReported,
    VillageFact,
)
from collector_desktop.domain.meetings import CAMPAIGN_WORDS
from collector_desktop.ui.collector.fact_words.parts import joined, near_day
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import month_word, tr


def village_moment(fact: VillageFact) -> Moment:
    """A campaign, help, a meeting, an opinion on its way, a report."""
    on = fact.business_day
    match fact:
        case CommitteeNoted():
            members = tr("{count} 人").format(count=len(fact.members))
            return Moment(on, tr("记下村委会名单"), "", members, Tone.MUTED)
        case CampaignOpened():
            title = tr("{campaign}服务开始").format(campaign=tr(CAMPAIGN_WORDS[fact.what]))
            days = tr("{first} 至 {last}").format(first=near_day(fact.since), last=near_day(fact.until))
            return Moment(on, title, "", joined(days, fact.note), Tone.ACCENT)
        case CampaignClosed():
            return Moment(on, tr("专项服务结束"), "", fact.summary, Tone.MUTED)
        case HelpRequested():
            return Moment(on, tr("村里请求帮忙"), "", joined(fact.what, fact.where, fact.asked_by), Tone.WARN)
        case HelpGiven():
            went = tr("{who}去了,共 {people} 人 {hours} 工时").format(
                who=fact.who, people=fact.people, hours=fact.hours
            )
            title = tr("办好了村里的事") if fact.is_done else tr("去过,还没办完")
            return Moment(on, title, "", joined(went, fact.solved), Tone.OK)
        case MeetingHeld():
            came = tr("{count} 人到会").format(count=len(fact.present))
            return Moment(on, tr("开座谈会"), "", joined(fact.place, came, fact.minutes), Tone.MUTED)
        case OpinionRaised():
            due = tr("{owner} {day} 前答复").format(owner=fact.owner, day=near_day(fact.due_on))
            return Moment(on, tr("村里提意见"), "", joined(fact.text, due), Tone.WARN)
        case OpinionAnswered():
            return Moment(on, tr("意见已答复"), "", joined(fact.answer, fact.done), Tone.ACCENT)
        case OpinionFollowedUp():
            due = tr("{day} 前再答复").format(day=near_day(fact.due_on)) if fact.due_on is not None else ""
            title = tr("意见办结") if fact.is_settled else tr("意见重新办理")
            return Moment(on, title, "", joined(fact.said, due), Tone.OK if fact.is_settled else Tone.WARN)
        case TownshipReported():
            asks = tr("请求 {count} 件").format(count=len(fact.asks)) if fact.asks else ""
            return Moment(on, tr("报送乡镇"), "", joined(month_word(fact.month), asks), Tone.MUTED)
        case _:
            assert_never(fact)

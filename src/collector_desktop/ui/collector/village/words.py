"""The words of 村务 on screen: posts, campaigns, how an opinion or a request stands."""

from datetime import date

from collector_desktop.domain.acts.villages import HelpGiven
from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.committee import Post
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.helping import Campaign, Help
from collector_desktop.domain.meetings import CAMPAIGN_WORDS
from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.ui.collector.village.presenter import Standing
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.words import tr

_POSTS = {
    Post.SECRETARY: "村支书",
    Post.DIRECTOR: "村主任",
    Post.DEPUTY: "副主任",
    Post.ACCOUNTANT: "会计",
    Post.SECURITY: "治保主任",
    Post.GROUP_LEADER: "村民组长",
    Post.OTHER: "其他",
}


def post_word(post: Post) -> str:
    """村支书, 村主任, …"""
    return tr(_POSTS[post])


def kind_word(kind: CampaignKind | None) -> str:
    """三夏, 秋收秋种, …; 平时 outside of a campaign."""
    return tr("平时") if kind is None else tr(CAMPAIGN_WORDS[kind])


def short_day(day: date) -> str:
    """11月23日."""
    return near_day_words(day, tr)


def opinion_word(opinion: Opinion, today: date) -> str:
    """How an opinion stands."""
    match opinion.state:
        case OpinionState.ANSWERED:
            return tr("已答复")
        case OpinionState.SETTLED:
            return tr("已办结")
        case OpinionState.OPEN if opinion.is_overdue(today):
            return tr("已过期")
        case _:
            return tr("在办")


def opinion_tone(opinion: Opinion, today: date, warns_days: int) -> Tone:
    """What is late or nearly late stands out."""
    if opinion.is_overdue(today):
        return Tone.DANGER
    if opinion.is_due_within(warns_days, today):
        return Tone.WARN
    return {OpinionState.OPEN: Tone.TEXT, OpinionState.ANSWERED: Tone.ACCENT}.get(opinion.state, Tone.MUTED)


def help_word(help_: Help) -> str:
    """How a request stands."""
    if not help_.is_open:
        return tr("已办好")
    return tr("去过,没办完") if help_.given else tr("等着办")


def given_word(given: HelpGiven) -> str:
    """Who went and how long: 农电工甲等 3 人,6 工时."""
    if given.people > 1:
        return tr("{who}等 {people} 人,{hours} 工时").format(who=given.who, people=given.people, hours=given.hours)
    return tr("{who},{hours} 工时").format(who=given.who, hours=given.hours)


def campaign_days(campaign: Campaign) -> str:
    """11月10日 至 12月31日."""
    opened = campaign.opened
    return tr("{since} 至 {until}").format(since=short_day(opened.since), until=short_day(opened.until))


def standing_word(standing: Standing) -> str:
    """What waits in a village, in one line."""
    parts = []
    if standing.meetings_missing:
        parts.append(tr("本月还没开座谈会"))
    if standing.opinions_open:
        parts.append(tr("意见 {count} 条在办").format(count=standing.opinions_open))
    if standing.opinions_overdue:
        parts.append(tr("{count} 条过期").format(count=standing.opinions_overdue))
    if standing.help_waiting:
        parts.append(tr("{count} 件请求等着办").format(count=standing.help_waiting))
    return " · ".join(parts) or tr("没有要办的事")

"""What goes on in the demo villages: committees, help in the season, a meeting last month, opinions and answers."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from collector_desktop.app.demo import people
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.campaign import CampaignKind, in_season, usual_days
from collector_desktop.domain.committee import Member, Post
from collector_desktop.domain.names import ActId
from collector_desktop.domain.typed_village_days import read_harvests, read_market
from collector_desktop.domain.village_days import VillageDays
from collector_desktop.services import helping, meetings, opinions, villages
from collector_desktop.services.helping import AskHelp, GiveHelp, OpenCampaign
from collector_desktop.services.meetings import HeardOpinion, HoldMeeting, NewOpinion
from collector_desktop.services.opinions import AnswerOpinion
from collector_desktop.services.village_days import NoteVillageDays, note_village_days
from collector_desktop.services.villages import NoteCommittee
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import villages as known

At = Callable[[date, int], Stamp]
"""Who acts on a day at an hour."""

_POSTS = {
    Post.SECRETARY: "",
    Post.DIRECTOR: "管水利,晚上好找",
    Post.ACCOUNTANT: "周二周五在村委会",
    Post.GROUP_LEADER: "1组组长",
}
"""Each with what one should know to reach them."""
_ASKED = {
    CampaignKind.SUMMER_HARVEST: (("场上要接脱粒机电源", "东场"), ("收割机过路,线要抬高", "村口")),
    CampaignKind.AUTUMN_HARVEST: (("烘干房要加一路电", "村西"), ("晒场照明不亮", "大场")),
    CampaignKind.DROUGHT_IRRIGATION: (("机井水泵带不动", "2 号井"), ("浇地电缆要接长", "南坡")),
    CampaignKind.WATER_WORKS: (("机井配电箱跳闸", "村北 3 号井"), ("修渠要接临时电源", "南渠闸口")),
    CampaignKind.FLOOD_FIGHTING: (("排涝泵要备一路电", "东河闸"), ("低处配电箱要抬高", "河边")),
}
_OPINIONS = (
    ("村口电杆歪了,怕倒", "电杆扶正,加了拉线"),
    ("晚上电压低,水泵带不动", ""),
    ("想把收费日子放在集日以后", "下月起逢集第二天来村里"),
)
_BEFORE = (("学校门口的路灯不亮", "换了灯头,当晚就亮了"),)
"""What was raised at the meeting before, and told to be done at the next."""
_SAID = "一、通报电费回收和为农服务。\n二、商量农忙用电,有事先打电话。\n三、新意见各有专人答复。"
_MARKETS = (read_market("三八"), read_market("五十"))
_HARVESTS = read_harvests("三夏 6-1 至 6-15;三秋 9-25 至 10-20")


def live(laptop: Ledger, day: date, at: At, seed: int) -> None:
    """Some weeks of every village as the collector noted them down, up to the day before `day`."""
    chance = Random(seed)
    with laptop.reading() as conn:
        names = known.names(conn)
    for number, village in enumerate(names):
        last_month = day.replace(day=1) - timedelta(days=6 - number)
        members = _committee(laptop, village, at(last_month, 8), chance)
        _meeting(laptop, village, members, last_month - timedelta(days=28), at, _BEFORE)
        _meeting(laptop, village, members, last_month, at, _OPINIONS)
        _help(laptop, village, day, at, is_done=number % 2 == 0)


def _committee(laptop: Ledger, village: str, stamp: Stamp, chance: Random) -> tuple[Member, ...]:
    members = tuple(
        Member(name=people.usual_name(chance), post=post, phone=people.phone(chance), note=note)
        for post, note in _POSTS.items()
    )
    days = VillageDays(market=_MARKETS[len(village) % len(_MARKETS)], harvests=_HARVESTS)
    note_village_days(laptop, NoteVillageDays(id=new_act_id(), village=village, days=days), stamp)
    villages.note_committee(laptop, NoteCommittee(id=new_act_id(), village=village, members=members), stamp)
    return members


def _meeting(
    laptop: Ledger,
    village: str,
    members: tuple[Member, ...],
    on: date,
    at: At,
    brought: tuple[tuple[str, str], ...],
) -> None:
    """A meeting hears what was done since the one before, raises opinions, and some are answered soon after."""
    owner = laptop.seat.collector_name
    prepared = meetings.prepare(laptop, village, on)
    held = HoldMeeting(
        id=new_act_id(),
        village=village,
        on=on,
        place="村委会",
        present=(*(member.name for member in members), owner),
        agenda=prepared.agenda,
        minutes=_SAID,
        heard=tuple(
            HeardOpinion(opinion=each.raised.id, is_settled=True, said="大家看过,办好了") for each in prepared.open
        ),
        raised=tuple(
            NewOpinion(raised_by="村民组长", text=text, owner=owner, due_on=on + timedelta(days=15 + 12 * later))
            for later, (text, _) in enumerate(brought)
        ),
    )
    meetings.hold_meeting(laptop, held, at(on, 19))
    with laptop.reading() as conn:
        raised = {each.raised.text: each.raised.id for each in known.opinions(conn, village)}
    for text, done in brought:
        if done:
            _answer(laptop, raised[text], done, at(on + timedelta(days=4), 18))


def _answer(laptop: Ledger, opinion: ActId, done: str, stamp: Stamp) -> None:
    wanted = AnswerOpinion(id=new_act_id(), opinion=opinion, answer="照大家说的办。", done=done)
    opinions.answer_opinion(laptop, wanted, stamp)


def _help(laptop: Ledger, village: str, day: date, at: At, *, is_done: bool) -> None:
    """The campaign that runs, with one request done and one waiting; between seasons requests come without one."""
    kind, asked_on = in_season(day), day - timedelta(days=3)
    first, last = usual_days(kind, day)
    campaign = ActId("")
    if first <= asked_on:
        campaign = new_act_id()
        opened = OpenCampaign(id=campaign, village=village, what=kind, since=first, until=last)
        helping.open_campaign(laptop, opened, at(asked_on, 8))
    for number, (what, where) in enumerate(_ASKED[kind]):
        request = new_act_id()
        asked = AskHelp(id=request, village=village, campaign=campaign, asked_by="村主任", what=what, where=where)
        helping.ask_help(laptop, asked, at(asked_on, 9))
        if is_done or not number:
            went = asked_on + timedelta(days=1 + number)
            given = GiveHelp(
                id=new_act_id(),
                request=request,
                on=went,
                who=laptop.seat.collector_name,
                people=2,
                hours=4 + 2 * number,
                solved="当天处理好,试过能用",
            )
            helping.give_help(laptop, given, at(went, 17))

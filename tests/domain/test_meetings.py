"""The agenda of the monthly meeting."""

from datetime import date, datetime, timedelta, timezone

from collector_desktop.domain.acts.base import Fact, Stamp
from collector_desktop.domain.acts.villages import (
    CampaignOpened,
    HelpRequested,
    MeetingHeld,
    OpinionAnswered,
    OpinionRaised,
)
from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.group_totals import GroupTotal
from collector_desktop.domain.helping import HelpCounts, campaigns, helps
from collector_desktop.domain.meetings import agenda, meeting_missing
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import Badge
from collector_desktop.domain.opinions import OpinionCounts, opinions
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.recovery_told import CountedRecovery
from collector_desktop.domain.village_month import Recoveries, ServiceDone, VillageMonth

DAY = date(2026, 8, 20)
NOVEMBER = BillingMonth(2026, 11)
STAMP = dict(Stamp(by=Badge("a1"), business_day=DAY, at=datetime(2026, 8, 20, 9, tzinfo=timezone(timedelta(hours=8)))))


def month(recoveries: Recoveries, owing: tuple[GroupTotal, ...] = (), **service: int) -> VillageMonth:
    return VillageMonth(
        village="前柳村",
        month=BillingMonth.of(DAY),
        recoveries=recoveries,
        owing=owing,
        service=ServiceDone.model_validate(service),
        help=HelpCounts(visits=2, hours=9) if service else HelpCounts(),
        opinions=OpinionCounts(),
    )


def counted(billed: int, owing: int) -> CountedRecovery:
    recovery = Recovery(receivable=Money(10000 * billed), received=Money(10000 * (billed - owing)))
    return CountedRecovery(label="", recovery=recovery, billed=billed, owing=owing)


def points(figures: VillageMonth, *said: Fact, on: date = DAY) -> tuple[str, ...]:
    return agenda(figures, opinions(said), helps(said), campaigns(said), on, Policy())


def raised(due_on: date) -> OpinionRaised:
    said = {"id": "o", "text": "电杆歪了", "owner": "农电工甲", "due_on": due_on}
    return OpinionRaised.model_validate(STAMP | said)


def test_an_empty_month_still_listens() -> None:
    assert points(month(Recoveries()))[-1].startswith("听取")


def test_what_stands_open_from_last_time_comes_first() -> None:
    (first, *_) = points(month(Recoveries()), raised(DAY + timedelta(days=3)))
    assert first == "上次意见「电杆歪了」:农电工甲正在办,8月23日 前答复。"
    (first, *_) = points(month(Recoveries()), raised(DAY - timedelta(days=3)))
    assert "已过期,由农电工甲说明" in first
    answer = OpinionAnswered.model_validate(STAMP | {"id": "a", "about": "o", "answer": "好", "done": "扶正了"})
    (first, *_) = points(month(Recoveries()), raised(DAY), answer)
    assert "已答复,扶正了" in first


def test_the_months_figures_are_told() -> None:
    found = Recoveries(billed=NOVEMBER, month=counted(20, 6), earlier_months=counted(20, 0), prior_years=counted(9, 7))
    owing = (GroupTotal(label="一组", households=6, amount=Money(60000)),)
    told = "\n".join(points(month(found, owing, checks=3, faults=1, repairs=2, talks=1, explanations=4, publicity=1)))
    assert "2026年11月电费应收 2,000.00 元,已收 1,400.00 元,回收率 70.0%" in told
    assert "本年以前月份应收 2,000.00 元" in told
    assert "一组 6 户 600.00 元" in told
    assert "免费检查 3 户,查出隐患 1 处,小修理 2 次,安全讲解 1 次,讲清电费 4 次,宣传 1 场" in told
    assert "出工 2 次,9 工时" in told


def test_few_debtors_are_told_as_a_rate_and_few_households_not_at_all() -> None:
    found = Recoveries(billed=NOVEMBER, month=counted(20, 2), prior_years=counted(2, 2))
    assert points(month(found))[0] == "电费回收:2026年11月电费回收率 90.0%。"
    few = month(Recoveries(billed=NOVEMBER, month=counted(3, 3)))
    assert points(few)[0] == "电费回收:户数少,不单列。"


def test_a_running_campaign_and_the_next_season_are_talked_through() -> None:
    days = {"since": DAY, "until": DAY + timedelta(days=9)}
    flood = CampaignOpened.model_validate(STAMP | days | {"id": "c", "what": CampaignKind.FLOOD_FIGHTING})
    told = points(month(Recoveries()), flood)
    assert any(point.startswith("防汛正在进行,到 8月29日") for point in told)
    assert any(point.startswith("秋收秋种快到了(一般 9月15日 开始)") for point in told)


def test_what_the_village_still_waits_for_is_on_the_agenda() -> None:
    asked = {"id": "r", "asked_by": "主任", "what": "机井跳闸", "where": "村北"}
    request = HelpRequested.model_validate(STAMP | asked)
    assert "村里还等着办的事:机井跳闸(村北)。" in points(month(Recoveries()), request)


def test_a_month_without_a_meeting_misses_one() -> None:
    said = {"id": "m", "on": DAY, "place": "", "present": ("主任",), "agenda": (), "minutes": "好"}
    held = MeetingHeld.model_validate(STAMP | said)
    assert meeting_missing((), DAY, Policy()) == 1
    assert meeting_missing((held,), DAY + timedelta(days=3), Policy()) == 0
    assert meeting_missing((held,), DAY + timedelta(days=30), Policy()) == 1

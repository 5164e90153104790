"""Help for villages folded from what was said."""

from datetime import date, datetime, timedelta, timezone

import pytest

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.villages import CampaignClosed, CampaignOpened, HelpGiven, HelpRequested
from collector_desktop.domain.campaign import SEASONS, CampaignKind, in_season, usual_days
from collector_desktop.domain.helping import campaigns, help_counts, helps
from collector_desktop.domain.names import Badge

DAY = date(2026, 11, 10)


def stamp(minute: int) -> dict[str, object]:
    at = datetime(2026, 11, 10, 9, minute, tzinfo=timezone(timedelta(hours=8)))
    return dict(Stamp(by=Badge("a1"), business_day=DAY, at=at))


def opened(minute: int = 0) -> CampaignOpened:
    days = {"since": DAY, "until": DAY + timedelta(days=20)}
    return CampaignOpened.model_validate(stamp(minute) | days | {"id": "c", "what": CampaignKind.WATER_WORKS})


def asked(act: str, minute: int, about: str = "c") -> HelpRequested:
    return HelpRequested.model_validate(stamp(minute) | {"id": act, "about": about, "asked_by": "主任", "what": act})


def gave(minute: int, about: str, on: date = DAY, *, done: bool = True, hours: int = 3) -> HelpGiven:
    said = {"id": f"g{minute}", "about": about, "on": on, "who": "甲", "people": 2, "hours": hours, "solved": "好了"}
    return HelpGiven.model_validate(stamp(minute) | said | {"is_done": done})


def closed(minute: int, summary: str) -> CampaignClosed:
    return CampaignClosed.model_validate(stamp(minute) | {"id": f"e{minute}", "about": "c", "summary": summary})


def test_a_request_waits_until_somebody_says_it_is_done() -> None:
    waiting, done = helps((opened(), asked("a", 1), asked("b", 2), gave(3, "a", done=False), gave(4, "b")))
    assert (waiting.is_open, waiting.hours) == (True, 3)
    assert (done.is_open, done.campaign) == (False, CampaignKind.WATER_WORKS)


def test_a_request_outside_of_a_campaign_has_no_kind() -> None:
    (alone,) = helps((asked("a", 1, about=""),))
    assert alone.campaign is None


def test_a_campaign_holds_its_own_requests_and_ends_once() -> None:
    (campaign,) = campaigns((opened(), asked("a", 1), asked("b", 2, about=""), closed(3, "好"), closed(4, "又一遍")))
    assert [each.request.id for each in campaign.helps] == ["a"]
    assert campaign.closed is not None
    assert campaign.closed.summary == "好"
    assert not campaign.runs_on(DAY)


def test_an_open_campaign_runs_between_its_days() -> None:
    (campaign,) = campaigns((opened(),))
    assert [campaign.runs_on(DAY + timedelta(days=days)) for days in (-1, 0, 20, 21)] == [False, True, True, False]


def test_a_month_counts_its_requests_visits_and_hours() -> None:
    found = helps(
        (asked("a", 1), gave(2, "a", DAY - timedelta(days=30), done=False), gave(3, "a", hours=4), asked("b", 4))
    )
    counts = help_counts(found, date(2026, 11, 1), date(2026, 11, 30))
    assert (counts.requests, counts.solved, counts.visits, counts.hours) == (2, 1, 1, 4)


@pytest.mark.parametrize("kind", CampaignKind)
def test_the_usual_days_of_a_season_are_running_or_ahead(kind: CampaignKind) -> None:
    for month in range(1, 13):
        on = date(2026, month, 15)
        first, last = usual_days(kind, on)
        assert first <= last
        assert last >= on
        assert ((first.month, first.day), (last.month, last.day)) == SEASONS[kind]


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2026, 6, 5), CampaignKind.SUMMER_HARVEST),
        (date(2026, 7, 20), CampaignKind.FLOOD_FIGHTING),
        (date(2026, 10, 1), CampaignKind.AUTUMN_HARVEST),
        (date(2026, 11, 23), CampaignKind.WATER_WORKS),
        (date(2026, 4, 1), CampaignKind.DROUGHT_IRRIGATION),
    ],
)
def test_the_season_of_a_day_is_offered(on: date, kind: CampaignKind) -> None:
    assert in_season(on) is kind

"""Campaigns in which villages are helped: their kinds and the season each usually falls into."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class CampaignKind(StrEnum):
    """What a village is helped in."""

    SUMMER_HARVEST = "summer_harvest"
    AUTUMN_HARVEST = "autumn_harvest"
    DROUGHT_IRRIGATION = "drought_irrigation"
    WATER_WORKS = "water_works"
    FLOOD_FIGHTING = "flood_fighting"


class Season(NamedTuple):
    """First and last day of a campaign as month and day of any year."""

    first: tuple[int, int]
    last: tuple[int, int]


# Practice in the north: wheat from late May, maize and sowing from mid September, water works once the fields rest.
SEASONS = {
    CampaignKind.SUMMER_HARVEST: Season((5, 25), (6, 20)),
    CampaignKind.AUTUMN_HARVEST: Season((9, 15), (10, 31)),
    CampaignKind.DROUGHT_IRRIGATION: Season((3, 1), (5, 10)),
    CampaignKind.WATER_WORKS: Season((11, 10), (12, 31)),
    CampaignKind.FLOOD_FIGHTING: Season((6, 25), (9, 10)),
}


def usual_days(kind: CampaignKind, on: date) -> tuple[date, date]:
    """First and last day of the season that runs on a day or comes next."""
    season = SEASONS[kind]
    year = on.year if (on.month, on.day) <= season.last else on.year + 1
    return date(year, *season.first), date(year, *season.last)


def in_season(on: date) -> CampaignKind:
    """The kind whose season runs on a day, or the next to begin."""
    return min(CampaignKind, key=lambda kind: usual_days(kind, on))

"""Publicity over both seats: what was held, leaflets edited at one seat and printed at the other, the poster."""

from datetime import timedelta

import pytest
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.publicity import HandedOut, PublicityTopic
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import Refusal, VillageUnknown
from collector_desktop.domain.refusals_publicity import (
    LeafletFieldUnknown,
    PublicityWithoutPlace,
    PublicityWithoutTopic,
    TooFewForPoster,
)
from collector_desktop.services.publicity import (
    EditLeaflet,
    Hold,
    edit_leaflet,
    fill,
    hold,
    leaflet_text,
    own_text,
    poster,
)
from collector_desktop.services.requesting import withdraw
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries.publicity import held

AFTER_DUE = DAY + timedelta(days=40)


def wanted(**changed: object) -> Hold:
    values: dict[str, object] = {
        "id": new_act_id(),
        "village": "前柳村",
        "topics": (PublicityTopic.ELECTRICITY_LAW, PublicityTopic.SAFETY),
        "place": " 村委会 ",
        "audience": 42,
        "handed_out": (HandedOut(leaflet=Leaflet.SAFETY, number=30),),
    }
    return Hold.model_validate(values | changed)


def places(ledger: Ledger, village: str | None = None) -> list[str]:
    with ledger.reading() as conn:
        return [each.place for each in held(conn, village)]


def test_what_was_held_is_logged_once_and_reaches_the_station(doors: TwoSeats) -> None:
    event = wanted()
    changes = hold(doors.laptop, event, stamp(2))
    hold(doors.laptop, event, stamp(2))
    assert Topic.VILLAGE in changes.topics
    hold(doors.laptop, wanted(place="集市"), stamp(3))
    doors.carry_day(stamp(4))
    assert places(doors.station) == places(doors.laptop, "前柳村") == ["集市", "村委会"]
    assert places(doors.laptop, "河湾村") == []
    withdraw(doors.laptop, event.id, "记错了村", stamp(5))
    assert places(doors.laptop) == ["集市"]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"topics": ()}, PublicityWithoutTopic),
        ({"place": "  "}, PublicityWithoutPlace),
        ({"village": "前刘村"}, VillageUnknown),
    ],
)
def test_what_says_too_little_is_not_logged(doors: TwoSeats, wrong: dict[str, object], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        hold(doors.laptop, wanted(**wrong), stamp(2))
    assert places(doors.laptop) == []


def test_a_leaflet_edited_at_a_laptop_is_the_station_s_too_and_the_station_s_comes_back(doors: TwoSeats) -> None:
    edit_leaflet(doors.laptop, EditLeaflet(id=new_act_id(), leaflet=Leaflet.SAFETY, text="前柳村版 {供电所}"), stamp(2))
    doors.carry_day(stamp(3))
    assert leaflet_text(doors.station, Leaflet.SAFETY) == "前柳村版 {供电所}"
    edit_leaflet(doors.station, EditLeaflet(id=new_act_id(), leaflet=Leaflet.SAFETY, text="全所版"), stamp(4))
    doors.carry_route(stamp(5))
    assert leaflet_text(doors.laptop, Leaflet.SAFETY) == "全所版"
    assert leaflet_text(doors.laptop, Leaflet.PENALTY) == own_text(Leaflet.PENALTY)
    edit_leaflet(doors.laptop, EditLeaflet(id=new_act_id(), leaflet=Leaflet.SAFETY, text=" "), stamp(6))
    assert leaflet_text(doors.laptop, Leaflet.SAFETY) == own_text(Leaflet.SAFETY)


def test_a_text_that_asks_for_what_nobody_fills_is_not_kept(doors: TwoSeats) -> None:
    with pytest.raises(LeafletFieldUnknown):
        edit_leaflet(doors.laptop, EditLeaflet(id=new_act_id(), leaflet=Leaflet.SAFETY, text="{户名}"), stamp(2))
    assert leaflet_text(doors.laptop, Leaflet.SAFETY) == own_text(Leaflet.SAFETY)


@pytest.mark.parametrize("leaflet", Leaflet)
def test_every_leaflet_of_the_program_is_filled_with_its_station(doors: TwoSeats, leaflet: Leaflet) -> None:
    filled = fill(doors.laptop, leaflet, leaflet_text(doors.laptop, leaflet), DAY)
    assert "柳泉供电所" in filled.lines[-1].text
    assert "农电工甲" in filled.lines[-1].text


def test_the_poster_counts_who_is_overdue_and_nobody_who_is_not(doors: TwoSeats) -> None:
    with pytest.raises(TooFewForPoster):
        poster(doors.laptop, "前柳村", AFTER_DUE)
    for at in range(4, 7):
        doors.bill(f"410000000{at}", "前柳村", "202610", 10000)
    doors.carry_route(stamp(2))
    doors.pay("4100000001", 10000, stamp(3))
    shown = poster(doors.laptop, "前柳村", AFTER_DUE)
    assert (shown.households, shown.amount) == (5, Money(50000))
    with pytest.raises(TooFewForPoster):
        poster(doors.laptop, "前柳村", DAY)
    with pytest.raises(VillageUnknown):
        poster(doors.laptop, "前刘村", AFTER_DUE)

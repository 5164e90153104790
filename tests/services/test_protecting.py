"""What stands against a cut: protected households and villages, severe weather, disputes; and their end."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from ladder_seats import (
    APPLIED,
    CUT,
    DUNNED,
    NOTICED,
    ONE,
    announce,
    apply,
    call,
    check,
    cut,
    serve,
    standing,
)
from two_seats import TwoSeats, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.ladder_policy import Protection
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import (
    AccountUnknown,
    ReasonMissing,
    Refusal,
)
from collector_desktop.domain.refusals_cases import (
    CaseFactUnknown,
    DisputeIsOpen,
    HouseholdProtected,
    ProtectionOver,
    WeatherBlocks,
)
from collector_desktop.services import protecting
from collector_desktop.store.ledger import Ledger


def protected(seats: TwoSeats) -> None:
    wanted = protecting.Protect(id=new_act_id(), account=ONE, ground=Protection.LIFE_SUPPORT, note="家有制氧机")
    protecting.protect(seats.laptop, wanted, stamp(1, CUT))


def village_irrigates(seats: TwoSeats) -> None:
    wanted = protecting.Protect(id=new_act_id(), village="前柳村", ground=Protection.IRRIGATION, until=CUT)
    protecting.protect(seats.laptop, wanted, stamp(1, CUT))


def storm(seats: TwoSeats) -> None:
    wanted = protecting.NoteWeather(id=new_act_id(), first=CUT, last=CUT, warning="暴雪红色预警")
    protecting.note_weather(seats.laptop, wanted, stamp(1, CUT))


def disputed(seats: TwoSeats) -> None:
    wanted = protecting.OpenDispute(id=new_act_id(), account=ONE, what="电表走得快")
    protecting.open_dispute(seats.laptop, wanted, stamp(1, CUT))


@pytest.mark.parametrize(
    ("block", "refusal"),
    [
        (protected, HouseholdProtected),
        (village_irrigates, HouseholdProtected),
        (storm, WeatherBlocks),
        (disputed, DisputeIsOpen),
    ],
)
def test_nothing_is_cut_in_a_block(
    noticed: TwoSeats, block: Callable[[TwoSeats], None], refusal: type[Refusal]
) -> None:
    call(noticed.laptop, stamp(0, CUT))
    check(noticed.laptop, stamp(1, CUT))
    block(noticed)
    with pytest.raises(refusal):
        cut(noticed.laptop, stamp(40, CUT))


def test_what_the_station_notes_of_a_village_reaches_the_laptop_with_the_route(approved: TwoSeats) -> None:
    elsewhere = protecting.Protect(id=new_act_id(), village="河湾村", ground=Protection.FLOOD_FIGHTING)
    protecting.protect(approved.station, elsewhere, stamp(20, APPLIED))
    approved.carry_route(stamp(21, APPLIED))
    announce(approved.laptop, stamp(0, NOTICED))
    here = protecting.Protect(id=new_act_id(), village="前柳村", ground=Protection.FLOOD_FIGHTING)
    protecting.protect(approved.station, here, stamp(1, NOTICED))
    approved.carry_day(stamp(2, NOTICED))
    approved.carry_route(stamp(3, NOTICED))
    (notice,) = [standing(approved.laptop, NOTICED).state.notice]
    assert notice is not None
    with pytest.raises(HouseholdProtected):
        serve(approved.laptop, notice.id, stamp(4, NOTICED))
    end = protecting.End(id=new_act_id(), about=here.id, reason="汛情解除")
    protecting.lift(approved.laptop, end, stamp(5, NOTICED))
    assert protecting.lift(approved.laptop, end, stamp(5, NOTICED)).topics == frozenset()
    serve(approved.laptop, notice.id, stamp(6, NOTICED))


def test_a_settled_dispute_no_longer_stands_in_the_way(noticed: TwoSeats) -> None:
    opened = protecting.OpenDispute(id=new_act_id(), account=ONE, what="电表走得快")
    protecting.open_dispute(noticed.laptop, opened, stamp(0, NOTICED + timedelta(days=1)))
    end = protecting.End(id=new_act_id(), about=opened.id, reason="校表合格")
    protecting.settle_dispute(noticed.laptop, end, stamp(0, CUT))
    assert protecting.settle_dispute(noticed.laptop, end, stamp(0, CUT)).topics == frozenset()
    call(noticed.laptop, stamp(0, CUT))


@pytest.mark.parametrize(
    ("say", "refusal"),
    [
        (lambda ledger, at: protecting.protect(ledger, _protect(), at), ReasonMissing),
        (lambda ledger, at: protecting.protect(ledger, _protect(account="4199999999"), at), AccountUnknown),
        (
            lambda ledger, at: protecting.protect(ledger, _protect(account=ONE, until=date(2026, 1, 1)), at),
            ProtectionOver,
        ),
        (lambda ledger, at: protecting.lift(ledger, _end("没有"), at), CaseFactUnknown),
        (lambda ledger, at: protecting.lift(ledger, _end(""), at), ReasonMissing),
        (lambda ledger, at: protecting.settle_dispute(ledger, _end("没有"), at), CaseFactUnknown),
        (lambda ledger, at: protecting.settle_dispute(ledger, _end(""), at), ReasonMissing),
        (lambda ledger, at: protecting.open_dispute(ledger, _dispute(what=" "), at), ReasonMissing),
        (lambda ledger, at: protecting.open_dispute(ledger, _dispute(account="4199999999"), at), AccountUnknown),
        (lambda ledger, at: protecting.note_weather(ledger, _weather(warning=""), at), ReasonMissing),
        (lambda ledger, at: protecting.note_weather(ledger, _weather(last=date(2026, 1, 1)), at), ProtectionOver),
        (lambda ledger, at: apply(ledger, at), Refusal),
    ],
)
def test_what_stands_against_a_cut_is_said_of_somebody_with_its_reason(
    doors: TwoSeats, say: Callable[[Ledger, Stamp], object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        say(doors.laptop, stamp(0, DUNNED))


def _protect(**told: object) -> protecting.Protect:
    return protecting.Protect(id=new_act_id(), ground=Protection.WELFARE, **told)  # type: ignore[arg-type]


def _end(reason: str) -> protecting.End:
    return protecting.End(id=new_act_id(), about=ActId("no"), reason=reason)


def _dispute(**told: object) -> protecting.OpenDispute:
    return protecting.OpenDispute(**{"id": new_act_id(), "account": ONE, "what": "多收"} | told)  # type: ignore[arg-type]


def _weather(**told: object) -> protecting.NoteWeather:
    whole = {"id": new_act_id(), "first": DUNNED, "last": DUNNED, "warning": "大风"} | told
    return protecting.NoteWeather(**whole)  # type: ignore[arg-type]

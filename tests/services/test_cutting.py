"""The last steps before a cut, what stops them, and the way back."""

from datetime import timedelta

import pytest
from ladder_seats import ALL_CLEAR, BILL, CUT, ONE, PHOTO, call, check, cut, standing
from two_seats import TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.cases import CallWay
from collector_desktop.domain.case import Rung
from collector_desktop.domain.notices import (
    CutCheckItem,
)
from collector_desktop.domain.refusals import (
    ReasonMissing,
)
from collector_desktop.domain.refusals_cases import (
    CallIncomplete,
    CheckIncomplete,
    CutterMissing,
    FinalCheckStops,
    NotCalledAgain,
    NothingOverdue,
    SupplyIsOn,
)
from collector_desktop.services import cutting


def test_the_last_steps_need_who_was_told_every_line_and_who_cuts(noticed: TwoSeats) -> None:
    laptop = noticed.laptop
    with pytest.raises(NotCalledAgain):
        check(laptop, stamp(0, CUT))
    nobody = cutting.MakeCall(id=new_act_id(), account=ONE, way=CallWay.PHONE)
    with pytest.raises(CallIncomplete):
        cutting.call(laptop, nobody, stamp(0, CUT))
    note = cutting.MakeCall(id=new_act_id(), account=ONE, way=CallWay.LEFT_AT_DOOR)
    with pytest.raises(CallIncomplete):
        cutting.call(laptop, note, stamp(0, CUT))
    cutting.call(laptop, note.model_copy(update={"files": (PHOTO,)}), stamp(0, CUT))
    with pytest.raises(CheckIncomplete) as refusal:
        check(laptop, stamp(10, CUT), ALL_CLEAR[1:])
    assert refusal.value.facts == {"missing": 1}
    with laptop.reading() as conn:
        known = cutting.check_list(conn, ONE, stamp(10, CUT))
    assert len(known.lines) < len(CutCheckItem)
    assert (known.stops, known.call_at) == ((), stamp(0, CUT).at)
    wrong_meter = tuple(
        line.model_copy(update={"clear": line.item is not CutCheckItem.RIGHT_METER}) for line in ALL_CLEAR
    )
    check(laptop, stamp(20, CUT), wrong_meter)
    with pytest.raises(FinalCheckStops):
        cut(laptop, stamp(40, CUT))
    check(laptop, stamp(41, CUT))
    unnamed = cutting.Cut(id=new_act_id(), account=ONE, cut_by="郑工", permit=" ")
    with pytest.raises(CutterMissing):
        cutting.cut(laptop, unnamed, stamp(42, CUT))
    cut(laptop, stamp(42, CUT))


def test_a_payment_ends_it_with_the_household_at_the_switch(noticed: TwoSeats) -> None:
    call(noticed.laptop, stamp(0, CUT))
    check(noticed.laptop, stamp(20, CUT))
    due = standing(noticed.laptop, CUT).state.due.total
    noticed.pay(ONE, due.fen, stamp(39, CUT))
    with pytest.raises(NothingOverdue):
        cut(noticed.laptop, stamp(40, CUT))


def test_supply_comes_back_before_payment_only_with_a_reason(supply_cut: TwoSeats) -> None:
    wanted = cutting.Reconnect(id=new_act_id(), account=ONE, reconnected_by="郑工")
    with pytest.raises(ReasonMissing):
        cutting.reconnect(supply_cut.laptop, wanted, stamp(50, CUT))
    with pytest.raises(CutterMissing):
        cutting.reconnect(supply_cut.laptop, wanted.model_copy(update={"reconnected_by": " "}), stamp(50, CUT))
    cutting.reconnect(supply_cut.laptop, wanted.model_copy(update={"reason": "签了还款协议"}), stamp(50, CUT))
    found = standing(supply_cut.laptop, CUT)
    assert (found.state.rung, found.state.request) == (Rung.DUNNED, None)
    with pytest.raises(SupplyIsOn):
        cutting.reconnect(supply_cut.laptop, wanted.model_copy(update={"id": new_act_id()}), stamp(51, CUT))


def test_money_taken_at_the_counter_starts_the_clock_at_the_beginning_of_its_day(supply_cut: TwoSeats) -> None:
    supply_cut.carry_day(stamp(50, CUT))
    supply_cut.settle_at_the_counter(BILL)
    found = standing(supply_cut.station, CUT + timedelta(days=1))
    assert found.state.rung is Rung.TO_RECONNECT
    # The counter's entry of this test is dated before the cut: the clock never starts before supply was stopped.
    assert found.state.reconnect_by == stamp(40, CUT).at + timedelta(hours=24)

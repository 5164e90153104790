"""Practice 4 across both seats: the slip, the appointment that leads its slot, the wait that is measured."""

import subprocess
from datetime import date
from pathlib import Path

from journey_seats import DAY, Journey
from practice import Practice, ledgers, owed
from PySide6.QtCore import Qt
from pytest_bdd import given, scenarios, then, when

from collector_desktop.app.tour.hand import wait_until
from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.household import DoorSlipLeft
from collector_desktop.domain.promises import AgreementKind, Kept
from collector_desktop.domain.visit import Slot
from collector_desktop.printing.paper import Paper
from collector_desktop.services import door_slips, households
from collector_desktop.store.queries import facts, promises, waiting
from collector_desktop.store.queries import households as known

scenarios("practice_4_visits.feature")

CTRL = Qt.KeyboardModifier.ControlModifier


def at_hand(journey: Journey, practice: Practice) -> None:
    door = journey.today.current_door()
    assert door is not None
    practice.account, practice.owed = door.account, door.due


@given("the household at the head of the hard-to-meet list")
def _hard(journey: Journey, practice: Practice) -> None:
    journey.hand.press(Qt.Key.Key_4, CTRL)
    at_hand(journey, practice)


@when("nobody answers and I leave a slip in one key")
def _slip(journey: Journey) -> None:
    journey.hand.press(Qt.Key.Key_9)


@then("the slip says which evenings we come and nothing of money")
def _said(journey: Journey, practice: Practice, tmp_path: Path) -> None:
    with journey.session.ledger.reading() as conn:
        left = facts.facts(conn, DoorSlipLeft, account=practice.account)[-1]
    wait_until(lambda: bool(list(tmp_path.glob("printed.pdf"))))
    paper = tmp_path / "slip.pdf"
    paper.write_bytes(door_slips.slip_paper(journey.session.ledger, left.id, Paper.A5))
    text = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, check=True).stdout.decode()
    assert f"{left.evenings[0].month}月{left.evenings[0].day}日" in text.replace(" ", "")
    assert f"{practice.owed.fen / 100:.2f}" not in text
    assert "¥" not in text


@when("it calls and we agree on this evening")
def _agree(journey: Journey, practice: Practice) -> None:
    wanted = households.Appoint(
        id=practice.act, account=practice.account, on=DAY, slot=Slot.EVENING, purpose="来电话约"
    )
    journey.desk.apply(households.appoint(journey.session.ledger, wanted, journey.session.stamp()))


@then("its door leads the evening, among those where we are expected")
def _leads(journey: Journey, practice: Practice) -> None:
    journey.hand.press(Qt.Key.Key_3, CTRL)
    today = journey.today
    while (door := today.current_door()) is not None and door.account != practice.account:
        assert door.appointment or door.promise or door.booked
        journey.hand.press(Qt.Key.Key_Down)
    assert door is not None


@when("it pays what is due at its door")
def _pay(journey: Journey) -> None:
    journey.hand.press(Qt.Key.Key_Return)
    journey.clock.advance(75)
    journey.hand.press(Qt.Key.Key_Return)


@then("the appointment is kept and its wait is measured")
def _kept(journey: Journey, practice: Practice) -> None:
    ledger = journey.session.ledger
    assert owed(ledger, practice.account).fen == 0
    with ledger.reading() as conn:
        judged = promises.judged_between(conn, DAY, DAY, DAY)
        measured = waiting.waiting(conn, DAY, DAY)
    ours = [each for each in judged if each.agreement.account == practice.account]
    assert [(each.agreement.kind, each.kept) for each in ours] == [(AgreementKind.APPOINTMENT, Kept.KEPT)]
    assert measured.median is not None
    assert measured.median >= 75


@then("the station counts the same appointments kept and the same waits")
def _counted(journey: Journey) -> None:
    found = []
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            found.append((promises.judged_between(conn, DAY, DAY, DAY), waiting.waiting(conn, DAY, DAY)))
    assert found[0] == found[1]


@given("a door at hand where nothing is agreed")
def _door(journey: Journey, practice: Practice) -> None:
    today = journey.today
    while (door := today.current_door()) is not None and (door.appointment or door.promise or door.booked):
        journey.hand.press(Qt.Key.Key_Down)
    at_hand(journey, practice)


@when("its neighbour says it is away until 1 December")
def _away(journey: Journey, practice: Practice) -> None:
    ledger, stamp = journey.session.ledger, journey.session.stamp()
    told = households.NoteNeighbour(id=new_act_id(), account=practice.account, name="隔壁大婶", phone="0373-5550101")
    journey.desk.apply(households.note_neighbour(ledger, told, stamp))
    away = households.NoteAway(id=new_act_id(), account=practice.account, until=date(2026, 12, 1), reason="外出打工")
    journey.desk.apply(households.note_away(ledger, away, stamp))


@then("its door is not to be visited today")
def _rests(journey: Journey, practice: Practice) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        journey.hand.press(key, CTRL)
        door = journey.today.current_door()
        assert door is None or door.account != practice.account


@then("both seats know the neighbour and the day")
def _known(journey: Journey, practice: Practice) -> None:
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            household = known.household_of(conn, practice.account, DAY)
        assert household.neighbour is not None
        assert household.neighbour.name == "隔壁大婶"
        assert household.away is not None
        assert household.away.until == date(2026, 12, 1)

"""The plan in the collector's hands, and in those of a substitute, across both seats."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise

import pytest
from journey_seats import DAY, NOBODY, Journey
from PySide6.QtCore import Qt
from pytest_bdd import given, parsers, scenarios, then, when
from pytestqt.qtbot import QtBot

from collector_desktop.app.demo.seats import CHINA
from collector_desktop.app.sessions import open_session
from collector_desktop.app.tour.hand import Hand, wait_until
from collector_desktop.domain.acts.rounds import Wish
from collector_desktop.domain.day_plan_reasons import ReasonCode
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.planning.attempts import Circumstance, Setting
from collector_desktop.domain.planning.knowledge import Knowledge
from collector_desktop.domain.visit import Slot
from collector_desktop.services import enrolling, issuing
from collector_desktop.services.planning_day import is_wanted, think, usually_home
from collector_desktop.store.queries import rounds, visits
from collector_desktop.store.queries.doors import Door, doors
from collector_desktop.ui.collector.today.model import DoorsModel
from collector_desktop.ui.collector.today.presenter import DoorRow, Heading
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.session import Session

scenarios("planned_day.feature")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Said:
    """What the collector wanted, and how the morning stood before."""

    pinned: AccountNumber = NOBODY
    moved: AccountNumber = NOBODY
    left_out: AccountNumber = NOBODY
    morning: list[AccountNumber] = field(default_factory=list)
    knocked: list[AccountNumber] = field(default_factory=list)


@pytest.fixture
def said() -> Said:
    return Said()


def rows(journey: Journey) -> list[DoorRow | Heading]:
    model = journey.desk.today.findChild(DoorsModel)
    assert model is not None
    return [row for at in range(model.rowCount()) if (row := model.row(at)) is not None]


def listed(journey: Journey) -> list[AccountNumber]:
    return [row.door.account for row in rows(journey) if isinstance(row, DoorRow)]


def planned(journey: Journey) -> list[AccountNumber]:
    """Without those for spare time."""
    every = rows(journey)
    spare = next((at for at, row in enumerate(every) if isinstance(row, Heading) and row.is_spare), len(every))
    return [row.door.account for row in every[:spare] if isinstance(row, DoorRow)]


def at_hand(journey: Journey) -> AccountNumber:
    door = journey.desk.today.current_door()
    assert door is not None
    return door.account


def every_door(session: Session) -> tuple[Door, ...]:
    with session.ledger.reading() as conn:
        return doors(conn, DAY, session.policy(), session.seat.device)


def rainy(journey: Journey) -> frozenset[tuple[date, Slot]]:
    with journey.session.ledger.reading() as conn:
        return rounds.rainy_slots(conn, DAY, DAY)


@given("it is seven in the morning and Today shows the plan")
def _seven(journey: Journey) -> None:
    journey.clock.now = datetime(2026, 11, 23, 7, 0, tzinfo=CHINA)
    journey.desk._tick()
    journey.settle()
    assert planned(journey)
    assert len(listed(journey)) > len(planned(journey))


@when("I pin a door that was to wait")
def _pin(journey: Journey, said: Said) -> None:
    for _ in planned(journey):
        journey.hand.press(Qt.Key.Key_Down)
    said.pinned = at_hand(journey)
    assert said.pinned not in planned(journey)
    journey.hand.press(Qt.Key.Key_Space)


@then("it is in the morning's plan and I am at it")
def _pinned(journey: Journey, said: Said) -> None:
    for _ in range(2):
        assert said.pinned in planned(journey)
        assert at_hand(journey) == said.pinned
        journey.settle()


@when("I put the door at hand into the evening")
def _move(journey: Journey, said: Said) -> None:
    journey.hand.press(Qt.Key.Key_Down)
    said.moved = at_hand(journey)
    journey.hand.press(Qt.Key.Key_3, CTRL | SHIFT)
    assert said.moved not in listed(journey)


@when("I leave the next door out today")
def _leave_out(journey: Journey, said: Said) -> None:
    said.left_out = at_hand(journey)
    journey.hand.press(Qt.Key.Key_Delete)
    assert said.left_out not in listed(journey)


@when("it begins to rain")
def _rain(journey: Journey) -> None:
    journey.hand.press(Qt.Key.Key_R, CTRL)


@then("the morning is planned for rain around what I said")
def _rains(journey: Journey, said: Said) -> None:
    wait_until(lambda: rainy(journey) == {(DAY, Slot.MORNING)})  # a key presses a tick box for a tenth of a second
    journey.settle()
    shown = [row.planned for row in rows(journey) if isinstance(row, DoorRow)]
    assert all(each is not None and Circumstance.RAIN in each.reason.today for each in shown)
    said.morning = planned(journey)
    assert said.pinned in said.morning
    assert not {said.moved, said.left_out} & set(listed(journey))


@when(parsers.parse("nobody answers at {count:d} doors"))
def _nobody(journey: Journey, said: Said, count: int) -> None:
    for _ in range(count):
        journey.hand.press(Qt.Key.Key_Home)
        if at_hand(journey) == said.pinned:
            journey.hand.press(Qt.Key.Key_Down)
        said.knocked.append(at_hand(journey))
        journey.hand.press(Qt.Key.Key_4)


@then("only those doors left the morning's plan")
def _only_those(journey: Journey, said: Said) -> None:
    journey.settle()
    assert planned(journey) == [account for account in said.morning if account not in said.knocked]


@when("noon comes")
def _noon(journey: Journey) -> None:
    journey.clock.now = datetime(2026, 11, 23, 12, 0, tzinfo=CHINA)
    journey.desk._tick()


@then("Today shows the noon, with everything I said still standing")
def _stands(journey: Journey, said: Said) -> None:
    journey.settle()
    with journey.session.ledger.reading() as conn:
        wishes = {account: (each.wish, each.slot) for account, each in rounds.arranged(conn, DAY).items()}
    assert wishes == {
        said.pinned: (Wish.VISIT, Slot.MORNING),
        said.moved: (Wish.VISIT, Slot.EVENING),
        said.left_out: (Wish.SKIP, None),
    }
    assert said.pinned in planned(journey)
    assert not {said.moved, said.left_out} & set(listed(journey))
    journey.hand.press(Qt.Key.Key_3, CTRL)
    assert said.moved in planned(journey)
    assert said.left_out not in listed(journey)
    journey.hand.press(Qt.Key.Key_2, CTRL)


@when("I ask for paper order")
@when("I ask for the plan again")
def _order(journey: Journey) -> None:
    journey.hand.press(Qt.Key.Key_O, CTRL)


@then("everybody who owes is listed as in the book, even the door left out")
def _book(journey: Journey, said: Said) -> None:
    assert listed(journey) == [door.account for door in every_door(journey.session) if is_wanted(door)]
    (left_out,) = (row for row in rows(journey) if isinstance(row, DoorRow) and row.door.account == said.left_out)
    assert left_out.is_skipped
    orders = [row.door.order for row in rows(journey) if isinstance(row, DoorRow)]
    assert all(one < other for one, other in pairwise(orders))


@given(parsers.parse("the former collector's day, on which nobody answered at {count:d} doors"))
def _former(journey: Journey, count: int) -> None:
    journey.settle()
    for _ in range(count):
        journey.hand.press(Qt.Key.Key_4)


@pytest.fixture
def substitute(journey: Journey, qtbot: QtBot) -> Journey:
    """A laptop the station enrolled for whoever steps in, with its window open and its books empty."""
    folder = journey.paths.folder / "substitute"
    keys_file, books = folder / "device.keys", folder / "books.db"
    folder.mkdir()
    request = enrolling.request_enrolment(keys_file, folder, "替班笔记本", journey.clerk())
    enrolled = enrolling.enrol(
        journey.station, journey.station_keys, request.path, "替班员", "a2", folder, journey.manager()
    )
    answer = enrolling.read_station_answer(enrolled.path, keys_file)
    enrolling.accept_answer(answer, keys_file, books, journey.clerk(), demo=True).close()
    session = open_session(
        books,
        keys_file,
        journey.session.look,
        day=DAY,
        clock=journey.clock,
        printer=journey.session.printer,
        exchange_folder=journey.paths.stick,
    )
    desk = Desk(session)
    qtbot.addWidget(desk)
    return replace(journey, session=session, desk=desk, hand=Hand(desk, journey.clock))


@when("the station gives the route to a substitute with a new laptop")
def _gives(journey: Journey, substitute: Journey) -> None:
    assert listed(substitute) == []
    issuing.recall(journey.station, journey.session.seat.device, "换人走收", journey.clerk())


@when("the substitute takes the route")
def _takes(journey: Journey, substitute: Journey) -> None:
    issued = issuing.issue(journey.station, substitute.session.seat.device, (), journey.paths.stick, journey.clerk())
    substitute.take_route(issued.path)


def chances(session: Session, of: list[AccountNumber]) -> dict[tuple[AccountNumber, Slot], float]:
    """How likely each household is at home as a laptop knows it."""
    policy = session.policy()
    with session.ledger.reading() as conn:
        known = think(conn, every_door(session), DAY, Slot.EVENING, policy).learned.knowledge
    return {(account, slot): known.home(account, Setting(slot)) for account in of for slot in Slot}


@then("the substitute knows no knock, and yet when each household is at home")
def _warm(journey: Journey, substitute: Journey) -> None:
    with substitute.session.ledger.reading() as conn:
        assert not any(each.past or each.today for each in visits.by_account(conn, DAY).values())
    with journey.session.ledger.reading() as conn:
        knocks = {account: len(each.past) for account, each in visits.by_account(conn, DAY).items()}
    often = sorted(knocks, key=lambda account: -knocks[account])[:30]
    former, warm = chances(journey.session, often), chances(substitute.session, often)
    nothing = Knowledge((), DAY, usually_home(substitute.session.policy().visits))
    cold = {(account, slot): nothing.home(account, Setting(slot)) for account, slot in former}
    off = {name: sum(abs(told[key] - former[key]) for key in former) for name, told in (("w", warm), ("c", cold))}
    assert off["w"] < off["c"] / 4


@then("the substitute's Today shows a plan made of that")
def _shows(substitute: Journey) -> None:
    substitute.settle()
    assert planned(substitute)
    shown = [row.planned for row in rows(substitute) if isinstance(row, DoorRow) and row.planned]
    assert len({round(each.likelihood, 2) for each in shown}) > 5
    assert ReasonCode.MET_IN_SLOT not in {each.reason.code for each in shown}

"""A lost laptop, from both windows."""

from collections.abc import Callable

from journey_seats import DAY, Journey
from PySide6.QtCore import Qt
from pytest_bdd import parsers, scenarios, then, when

from collector_desktop.app.tour.hand import Hand
from collector_desktop.app.tour.summary import seat_summary
from collector_desktop.domain.held import HeldState
from collector_desktop.security.receipt_code import receipt_code
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.queries import held, receipts, takings
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.station.devices.page import HELD

scenarios("lost_laptop.feature")


def at_the_station(journey: Journey, do: Callable[[StationDesk, Hand], None]) -> None:
    """The manager at the station's window; the books are opened again afterwards."""
    desk, hand = journey.open_station_window()
    do(desk, hand)
    journey.close_station_window(desk)


@when(parsers.parse('the manager revokes the laptop because "{why}"'))
def _revoke(journey: Journey, why: str) -> None:
    def do(desk: StationDesk, hand: Hand) -> None:
        hand.press(Qt.Key.Key_F10)
        tab = desk.devices.laptops
        hand.click(tab.revoke)
        hand.press(Qt.Key.Key_Return)
        hand.type(why)
        hand.press(Qt.Key.Key_Return)
        hand.press(Qt.Key.Key_Return)
        assert "已停用" in tab.notice.text, tab.panel.notice.text

    at_the_station(journey, do)


@when(parsers.parse("the exact amount is collected at {count:d} doors"))
def _collect(journey: Journey, count: int) -> None:
    with journey.session.ledger.reading() as conn:
        before = len(receipts.of_day(conn, DAY, journey.session.seat.device))
    for _ in range(count):
        while (door := journey.today.current_door()) is not None and not door.due:
            journey.hand.press(Qt.Key.Key_Down)
        journey.hand.press(Qt.Key.Key_Return)
        journey.hand.press(Qt.Key.Key_Return)
    with journey.session.ledger.reading() as conn:
        given = receipts.of_day(conn, DAY, journey.session.seat.device)[before:]
    journey.numbers = [each.receipt.number for each in given]
    assert len(journey.numbers) == count


@when("the laptop's day comes in at the station")
def _come_in(journey: Journey) -> None:
    journey.packages["day"] = journey.hand_over()
    take_in(journey.station, journey.station_keys, journey.packages["day"], journey.clerk())


@when("the same day comes in again")
def _again(journey: Journey) -> None:
    assert take_in(journey.station, journey.station_keys, journey.packages["day"], journey.clerk()).new_lines == 0


@then(parsers.parse("the station says that {count:d} payments are held"))
def _held(journey: Journey, count: int) -> None:
    with journey.station.reading() as conn:
        (group,) = held.groups(conn)
    assert (group.state, len(group.content.payments)) == (HeldState.WAITING, count)


@when(parsers.parse('the manager releases what is held because "{why}"'))
def _release(journey: Journey, why: str) -> None:
    def do(desk: StationDesk, hand: Hand) -> None:
        _open_the_group(desk, hand)
        hand.press(Qt.Key.Key_Return)
        hand.type(why)
        hand.press(Qt.Key.Key_Return)
        assert "已放行" in desk.devices.held.notice.text

    at_the_station(journey, do)


@when(parsers.parse('the manager rejects what is held because "{why}"'))
def _reject(journey: Journey, why: str) -> None:
    def do(desk: StationDesk, hand: Hand) -> None:
        _open_the_group(desk, hand)
        hand.press(Qt.Key.Key_Tab)
        hand.type(why)
        hand.click(desk.devices.held.panel.secondary)
        assert "留作凭据" in desk.devices.held.notice.text

    at_the_station(journey, do)


def _open_the_group(desk: StationDesk, hand: Hand) -> None:
    hand.press(Qt.Key.Key_F10)
    hand.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desk.devices.tabs[HELD].isVisible()
    hand.press(Qt.Key.Key_Return)


@then(parsers.parse('the first receipt shown at the station is told "{verdict}"'))
def _shown(journey: Journey, verdict: str) -> None:
    session = journey.session
    with session.ledger.reading() as conn:
        given = receipts.by_number(conn, journey.numbers[0])
    assert given is not None
    receipt = given.receipt
    code = receipt_code(receipt.number, receipt.account, receipt.received, receipt.business_day, session.keys)

    def do(desk: StationDesk, hand: Hand) -> None:
        hand.press(Qt.Key.Key_F11)
        hand.type(code)
        hand.press(Qt.Key.Key_Return)
        assert desk.receipts.verdict == verdict
        journey.told = desk.receipts.told

    at_the_station(journey, do)


@then(parsers.parse("the station tells that it was shown {times:d} time before"))
def _before(journey: Journey, times: int) -> None:
    assert f"以前查过 {times} 次" in journey.told


@then("the station counts none of it and keeps it as evidence")
def _evidence(journey: Journey) -> None:
    with journey.station.reading() as conn:
        (group,) = held.groups(conn)
        assert group.state is HeldState.REJECTED
        assert all(receipts.by_number(conn, number) is None for number in journey.numbers)
        received = takings.books(conn).received
    with journey.session.ledger.reading() as conn:
        assert takings.books(conn).received - received == group.content.received
    assert seat_summary(journey.station)["verifies"]

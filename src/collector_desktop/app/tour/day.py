"""The working day of the tour, key by key."""

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from collector_desktop.app.demo.seats import CHINA, CLERK, DemoSeats, make_demo, stamp
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import application, open_session
from collector_desktop.app.tour.door import at_the_door, first_run
from collector_desktop.app.tour.hand import Clock, Hand, wait_until
from collector_desktop.app.tour.papers import write_papers
from collector_desktop.app.tour.places import look_around, look_around_the_station, look_at_a_card, look_at_a_household
from collector_desktop.app.tour.summary import write_summary
from collector_desktop.domain.acts.household import ContactNoted
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.exchange.package import PackageKind
from collector_desktop.printing.paper import RECEIPT_PAPERS
from collector_desktop.printing.receipt import receipt_pdf
from collector_desktop.printing.route_list import Stop, route_list_pdf
from collector_desktop.printing.sheets import day_close_pdf, remittance_pdf
from collector_desktop.services import issuing, taking_in
from collector_desktop.services.printing_out import paper_of
from collector_desktop.store.packages import highest_number
from collector_desktop.store.queries import bills, closes, doors, policies, receipts, takings
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.sync import Direction
from collector_desktop.ui.collector.insights.page import InsightsPage
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.desk import StationDesk
from collector_desktop.ui.theme import DAY, NIGHT, SUN

TOUR_DAY = date(2026, 11, 23)
_CTRL = Qt.KeyboardModifier.ControlModifier
_DENOMINATIONS = (10000, 5000, 2000, 1000, 500, 100, 50, 10, 1)
_DOORS_ON_THE_WALL = 60
_PAID_IN_FULL = 12
_PART = Money(2000)

Tell = Callable[[str], None]


def tour(folder: Path, tell: Tell) -> dict[str, dict[str, Any]]:
    """Drive a whole day and leave pictures, papers, packages and the summary in a folder; the summary."""
    pictures, papers, seats_folder = folder / "pictures", folder / "papers", folder / "seats"
    for each in (pictures, papers, seats_folder):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(parents=True)
    _app, look = application()
    look.wear(DAY)
    clock = Clock(datetime(2026, 11, 23, 18, 42, tzinfo=CHINA))
    first_run(Places.below(seats_folder / "first_run"), look, clock, pictures)
    seats = make_demo(seats_folder, TOUR_DAY, tell=tell)
    seats.laptop.close()
    at_the_door(Places.below(seats_folder / "door"), seats.paths, look, clock, pictures)
    session = open_session(
        seats.paths.laptop,
        seats.paths.laptop_keys,
        look,
        day=TOUR_DAY,
        clock=clock,
        printer=Printer(output_file=str(papers / "last_print.pdf")),
        exchange_folder=seats.paths.stick,
    )
    desk = Desk(session)
    hand = Hand(desk, clock, pictures, lambda: session.lane.busy)
    tell("在真实窗口里走一天")
    _at_the_doors(hand, desk, session)
    _three_looks(hand, session)
    tell("台账、催收、服务、村务、统计")
    look_around(hand, desk)
    tell("结账、解款、交所")
    _close(hand, desk, session)
    tell("供电所收件、派工,取线路")
    _between_the_seats(hand, desk, session, seats)
    tell("票据和单据")
    _papers(papers, session, _figures(desk))
    write_papers(papers, session.ledger, seats.station, session.stamp())
    summary = write_summary(folder, session.ledger, seats.station)
    for package in seats.paths.stick.glob("*.zs*"):
        shutil.copy(package, folder)
    desk.close()
    tell("供电所的窗口")
    _station(seats, look, clock, pictures / "station", papers)
    return summary


def _station(seats: DemoSeats, look: Look, clock: Clock, pictures: Path, papers: Path) -> None:
    """The station's window, place by place; it lets go of the station's books."""
    pictures.mkdir()
    session = Session(
        ledger=seats.station,
        keys=seats.station_keys,
        business_day=TOUR_DAY,
        clock=clock,
        look=look,
        printer=Printer(output_file=str(papers / "last_print_station.pdf")),
        drafts=Drafts(seats.paths.folder / "station.drafts"),
        exchange_folder=seats.paths.stick,
    )
    desk = StationDesk(session)
    look_around_the_station(Hand(desk, clock, pictures, lambda: session.lane.busy), desk)
    desk.close()


def _at_the_doors(hand: Hand, desk: Desk, session: Session) -> None:
    hand.picture("today")
    hand.press(Qt.Key.Key_Return)
    hand.picture("collect_exact")
    hand.press(Qt.Key.Key_Return)
    hand.picture("collected")
    for _ in range(4):
        hand.press(Qt.Key.Key_4)
    hand.picture("not_home_with_undo")
    hand.press(Qt.Key.Key_Z, _CTRL)
    hand.picture("undone")
    hand.press(Qt.Key.Key_3)
    hand.picture("promise")
    hand.press(Qt.Key.Key_Right)
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_5)
    hand.press(Qt.Key.Key_6)
    for _ in range(_PAID_IN_FULL):
        _to_a_door_that_owes(hand, desk, Money.ZERO)
        hand.press(Qt.Key.Key_Return)
        hand.press(Qt.Key.Key_Return)
    _to_a_door_that_owes(hand, desk, _PART)
    hand.press(Qt.Key.Key_Return)
    hand.type("20")
    hand.picture("part_payment")
    hand.press(Qt.Key.Key_Return)
    _to_a_door_that_owes(hand, desk, _PART)
    hand.press(Qt.Key.Key_Return)
    hand.type("1000")
    hand.press(Qt.Key.Key_P)
    hand.picture("overpaid_to_prepayment")
    hand.press(Qt.Key.Key_Return)
    _long_card(hand, desk, session)
    hand.press(Qt.Key.Key_Slash)
    hand.type("w")
    hand.picture("search")
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_F12)
    hand.picture("all_keys")
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_P, _CTRL)


def _to_a_door_that_owes(hand: Hand, desk: Desk, more_than: Money) -> None:
    """Down the list: some doors are on it for a booked check alone."""
    while (door := desk.today.current_door()) is not None and door.due <= more_than:
        hand.press(Qt.Key.Key_Down)


def _long_card(hand: Hand, desk: Desk, session: Session) -> None:
    """The account with the most months, found by its number, its penalty explained."""
    with session.ledger.reading() as conn:
        owed = bills.collectable_by_account(conn, session.seat.device)
        policy = policies.policy(conn)
    account = max(owed, key=lambda each: len(amount_due(owed[each], TOUR_DAY, policy).bills))
    hand.press(Qt.Key.Key_Slash)
    hand.type(account)
    hand.press(Qt.Key.Key_Return)
    look_at_a_card(hand, desk.collect)
    hand.press(Qt.Key.Key_Return)
    with session.ledger.reading() as conn:
        known = facts(conn, ContactNoted)[0].account
    desk.open_account(known)
    look_at_a_household(hand, desk.collect)
    hand.press(Qt.Key.Key_Escape)


def _three_looks(hand: Hand, session: Session) -> None:
    hand.press(Qt.Key.Key_F1)
    for theme in (SUN, NIGHT):
        session.look.wear(theme)
        hand.picture(f"today_{theme.name}")
        hand.press(Qt.Key.Key_Return)
        hand.picture(f"collect_{theme.name}")
        hand.press(Qt.Key.Key_Escape)
    session.look.wear(DAY)


def _close(hand: Hand, desk: Desk, session: Session) -> None:
    hand.press(Qt.Key.Key_F7)
    hand.picture("close_receipts")
    hand.press(Qt.Key.Key_Return)
    with session.ledger.reading() as conn:
        cash = takings.of_day(conn, TOUR_DAY, session.seat.device).cash_expected
    for pieces in _counted(cash):
        hand.type(str(pieces))
        hand.press(Qt.Key.Key_Return)
    hand.picture("close_count")
    hand.press(Qt.Key.Key_Return)
    wait_until(lambda: _is_closed(session))
    hand.picture("close_remit")
    hand.press(Qt.Key.Key_Return)
    hand.type("BOC20261123001")
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return)
    hand.picture("close_hand_over")
    desk.go("today")


def _counted(cash: Money) -> list[int]:
    """The fewest pieces that make an amount."""
    left, pieces = cash.fen, []
    for denomination in _DENOMINATIONS:
        number, left = divmod(left, denomination)
        pieces.append(number)
    return pieces


def _is_closed(session: Session) -> bool:
    with session.ledger.reading() as conn:
        return closes.of_day(conn, TOUR_DAY, session.seat.device) is not None


def _between_the_seats(hand: Hand, desk: Desk, session: Session, seats: DemoSeats) -> None:
    hand.press(Qt.Key.Key_F8)
    hand.picture("sync")
    before = len(list(seats.paths.stick.glob("*.zsday")))
    hand.press(Qt.Key.Key_Return)
    newest = _newest(seats.paths.stick, ".zsday", later_than=before)
    wait_until(desk.sync.notice.isVisible)
    hand.picture("handed_over")
    night = stamp(CLERK, TOUR_DAY, 20, 30)
    taking_in.take_in(seats.station, seats.station_keys, newest, night)
    issued = issuing.issue(seats.station, DeviceCode("01"), (), seats.paths.stick, night)
    hand.press(Qt.Key.Key_F8)
    while not desk.sync.take_route.hasFocus():
        hand.press(Qt.Key.Key_Tab)
    desk.sync.notice.clear()
    hand.press(Qt.Key.Key_Return)
    wait_until(lambda: _route_number(session) == issued.number and desk.sync.notice.isVisible())
    hand.picture("route_taken")
    hand.press(Qt.Key.Key_F1)
    hand.picture("today_after_route")


def _figures(desk: Desk) -> bytes:
    """The sheet of charts as it is printed."""
    page = desk.page("insights")
    assert isinstance(page, InsightsPage)
    return page.pdf()


def _papers(folder: Path, session: Session, figures: bytes) -> None:
    ledger = session.ledger
    with ledger.reading() as conn:
        given = receipts.of_day(conn, TOUR_DAY, session.seat.device)
        close = closes.of_day(conn, TOUR_DAY, session.seat.device)
        remitted = closes.remittances(conn, session.seat.device)
        found = doors.doors(conn, TOUR_DAY + timedelta(days=1), policies.policy(conn), session.seat.device)
    longest = max(given, key=lambda each: len(each.receipt.lines))
    paper = paper_of(ledger, longest.receipt.number)
    for size in RECEIPT_PAPERS:
        content = receipt_pdf(longest.receipt, size, code=paper.code)
        (folder / f"receipt_{size.value}.pdf").write_bytes(content)
    assert close is not None
    (folder / "insights.pdf").write_bytes(figures)
    (folder / "day_close.pdf").write_bytes(day_close_pdf(close))
    (folder / "remittance.pdf").write_bytes(remittance_pdf(remitted[-1]))
    stops = [
        Stop(
            order=door.order,
            name=door.name,
            account=door.account,
            hint=door.hint,
            village=door.village,
            group=door.group,
            months=len(door.months),
            amount=door.due,
        )
        for door in found[:_DOORS_ON_THE_WALL]
    ]
    (folder / "route_list.pdf").write_bytes(route_list_pdf("走收线路", stops, demo=True))


def _newest(folder: Path, suffix: str, later_than: int) -> Path:
    wait_until(lambda: len(list(folder.glob(f"*{suffix}"))) > later_than)
    return max(folder.glob(f"*{suffix}"))


def _route_number(session: Session) -> int:
    with session.ledger.reading() as conn:
        return highest_number(conn, Direction.IN, PackageKind.ROUTE, session.seat.device)

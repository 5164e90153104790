"""Packages across versions: those of every earlier program are taken and gone on with, a newer one harms nobody."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fault_trials.crafted_packages import put_together, taken_apart
from fault_trials.whole_books import dump

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.visit import Slot
from collector_desktop.exchange.package import VERSION
from collector_desktop.exchange.package_refusals import PackageFromTheFuture
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import collecting, enrolling, issuing
from collector_desktop.services.founding import found_station
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.sentences import sentence
from collector_desktop.services.taking_in import take_in
from collector_desktop.services.taking_route import take_route
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import bills, cards, takings

ERAS = sorted(each.name for each in Path(__file__).parent.iterdir() if each.name.isdigit())
NIGHT = Stamp(
    by=Badge("01"), business_day=date(2026, 11, 23), at=datetime(2026, 11, 23, 21, tzinfo=timezone(timedelta(hours=8)))
)


class Era:
    """Both seats of an era, brought up to date, and the packages its own program wrote."""

    def __init__(self, folder: Path) -> None:
        for keys in ("device.keys", "station.keys"):
            (folder / keys).chmod(0o600)
        self.folder = folder
        self.laptop_keys = DeviceKeys.load(folder / "device.keys")
        self.station_keys = DeviceKeys.load(folder / "station.keys")
        self.laptop = open_books(folder / "books.db", self.laptop_keys, NIGHT)
        self.station = open_books(folder / "station.db", self.station_keys, NIGHT)
        (self.day,) = folder.glob("*.zsday")
        (self.route,) = folder.glob("*.zsroute")


@pytest.fixture(params=ERAS)
def era(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Era]:
    folder = tmp_path / str(request.param)
    shutil.copytree(Path(__file__).parent / str(request.param), folder)
    era = Era(folder)
    yield era
    era.laptop.close()
    era.station.close()


def pay(laptop: Ledger) -> Money:
    """One yuan of somebody who owes."""
    with laptop.reading() as conn:
        account = min(bills.collectable_by_account(conn, laptop.seat.device))
        card = cards.card(conn, AccountNumber(account), NIGHT.business_day, laptop.seat.device)
    assert card is not None
    payment = collecting.TakePayment(
        id=new_act_id(),
        account=account,
        received=Money(100),
        tendered=Money(100),
        method=PaymentMethod.CASH,
        reference="",
        slot=Slot.EVENING,
        token=card.token,
    )
    return collecting.collect(laptop, payment, NIGHT).receipt.received


def agrees(ledger: Ledger) -> bool:
    with ledger.reading() as conn:
        return check_books(conn, ledger.seat.kind, every=True).agrees


def received(ledger: Ledger) -> Money:
    with ledger.reading() as conn:
        return takings.books(conn).received


def test_a_laptop_that_begins_with_a_route_of_an_era_collects_with_it(era: Era, tmp_path: Path) -> None:
    station = found_station(
        str(tmp_path / "new station.db"), era.folder / "station.keys", "41070305", "柳泉供电所", NIGHT
    )
    request = enrolling.request_enrolment(era.folder / "device.keys", tmp_path, "笔记本", NIGHT)
    enrolled = enrolling.enrol(station, era.station_keys, request.path, "农电工甲", "01", tmp_path, NIGHT)
    answer = enrolling.read_station_answer(enrolled.path, era.folder / "device.keys")
    enrolling.accept_answer(answer, era.folder / "device.keys", tmp_path / "new.db", NIGHT).close()
    # The era's own first chain went further than these new books: they begin another, as after a restore.
    laptop = open_books(tmp_path / "new.db", era.laptop_keys, NIGHT, restored=True)
    taken = take_route(laptop, era.laptop_keys, era.route, NIGHT)
    assert (taken.again, taken.accounts > 0, taken.bills > 0) == (False, True, True)
    assert pay(laptop) == Money(100)
    assert agrees(laptop)
    assert hand_over(laptop, tmp_path, NIGHT).lines > 1
    laptop.close()
    station.close()


def test_seats_of_an_era_go_on_with_each_other(era: Era) -> None:
    assert take_in(era.station, era.station_keys, era.day, NIGHT).new_lines > 0
    pay(era.laptop)
    take_in(era.station, era.station_keys, hand_over(era.laptop, era.folder, NIGHT).path, NIGHT)
    issued = issuing.issue(era.station, era.laptop.seat.device, (), era.folder, NIGHT)
    assert not take_route(era.laptop, era.laptop_keys, issued.path, NIGHT).again
    pay(era.laptop)
    take_in(era.station, era.station_keys, hand_over(era.laptop, era.folder, NIGHT).path, NIGHT)
    assert agrees(era.laptop)
    assert agrees(era.station)
    assert received(era.laptop) == received(era.station)


def newer(package: Path, signer: DeviceKeys, receiver: DeviceKeys) -> bytes:
    """The package as a program of the next version would write it, with something in it we don't know."""
    manifest, parts = taken_apart(package, receiver)
    later = manifest | {"version": VERSION + 1, "compressed_with": "tomorrow"}
    return put_together(later, {**parts, "news.jsonl": b"{}\n"}, signer, receiver.public)


def test_a_newer_package_is_refused_by_either_seat_without_harm(era: Era) -> None:
    before = dump(era.station), dump(era.laptop)
    era.day.write_bytes(newer(era.day, era.laptop_keys, era.station_keys))
    with pytest.raises(PackageFromTheFuture) as refusal:
        take_in(era.station, era.station_keys, era.day, NIGHT)
    assert "更新本程序" in sentence(refusal.value).advice
    era.route.write_bytes(newer(era.route, era.station_keys, era.laptop_keys))
    with pytest.raises(PackageFromTheFuture):
        take_route(era.laptop, era.laptop_keys, era.route, NIGHT)
    assert (dump(era.station), dump(era.laptop)) == before

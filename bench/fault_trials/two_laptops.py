"""A station, its two laptops, their copies and backups, and the one stick that goes between them, in a folder."""

import shutil
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, Badge, DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.visit import Slot
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import changing_keys, enrolling, importing, issuing, taking_route
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.services.founding import found_station
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import cards
from fault_trials.office import STATION_NAME, Household, Office

FIRST_DAY = date(2026, 11, 10)
VILLAGES = ("前柳村", "后柳村")
DEVICES = (DeviceCode("01"), DeviceCode("02"))
_CHINA = timezone(timedelta(hours=8))
_MONTHS = (("202610", date(2026, 11, 9)), ("202611", date(2026, 12, 15)))
"""One month overdue, with its penalty, and one that is not due yet."""
_SHM = Path("/dev/shm")
"""Files in memory where the system has them: the same system calls, without waiting for a disk."""
_BOOKS, _KEYS = "books.db", "device.keys"


def households(count: int = 6) -> tuple[Household, ...]:
    """As many in each village."""
    return tuple(
        Household(AccountNumber(f"41{at:08d}"), f"阎{at:02d}", VILLAGES[at * len(VILLAGES) // count])
        for at in range(count)
    )


@dataclass
class Machine:
    """A laptop, or a copy of one that somebody goes on working with. What is copied has the keys of that moment."""

    name: str
    folder: Path
    keys: DeviceKeys
    ledger: Ledger

    @property
    def file(self) -> Path:
        """Its books."""
        return self.folder / _BOOKS

    @property
    def mark(self) -> Path:
        """The small file beside them."""
        return self.folder / f"{_BOOKS}.mark"

    def copy_to(self, folder: Path) -> Path:
        """Books, mark and keys as they are now, in a new folder."""
        folder.mkdir()
        shutil.copy(self.folder / _KEYS, folder)
        raw = self.ledger._engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM INTO ?", (str(folder / _BOOKS),))
        finally:
            raw.close()
        if self.mark.exists():
            shutil.copy(self.mark, folder)
        return folder

    def change_keys(self, stamp: Stamp) -> None:
        """New keys, named by the last line of the old ones."""
        self.keys = changing_keys.change_keys(self.ledger, self.keys, self.folder / _KEYS, stamp)

    def put_back(self, backup: Path, stamp: Stamp, *, old_mark: bool, told: bool) -> None:
        """Old books over the present ones, beside their old mark or the present one; opened again."""
        self.ledger.close()
        for name in (_BOOKS, f"{_BOOKS}-wal", f"{_BOOKS}-shm"):
            self.file.with_name(name).unlink(missing_ok=True)
        shutil.copy(backup / _BOOKS, self.file)
        if old_mark:
            self.mark.unlink(missing_ok=True)
            if (backup / self.mark.name).exists():
                shutil.copy(backup / self.mark.name, self.mark)
        shutil.copy(backup / _KEYS, self.folder)
        self.keys = DeviceKeys.load(self.folder / _KEYS)
        self.ledger = open_books(self.file, self.keys, stamp, restored=told)


@dataclass
class World:
    """Everything there is. Time goes on by a minute with each look at the clock."""

    folder: Path
    office: Office
    station: Ledger
    station_keys: DeviceKeys
    machines: list[Machine]
    day: date = FIRST_DAY
    minute: int = 8 * 60
    backups: list[tuple[DeviceCode, Path]] = field(default_factory=list)
    villages: dict[DeviceCode, str] = field(default_factory=lambda: dict(zip(DEVICES, VILLAGES, strict=True)))
    """Every laptop ever enrolled, and the village its collector goes to."""

    @property
    def stick(self) -> Path:
        """The stick."""
        return self.folder / "stick"

    def stamp(self) -> Stamp:
        """Who does something, and when."""
        self.minute += 1
        at = datetime(self.day.year, self.day.month, self.day.day, tzinfo=_CHINA) + timedelta(minutes=self.minute)
        return Stamp(by=Badge("a1"), business_day=self.day, at=at)

    def next_day(self, days: int = 1) -> None:
        """Another morning."""
        self.day += timedelta(days=days)
        self.minute = 8 * 60

    def bill_everybody(self) -> None:
        """A new bill for every household, due in a fortnight; a month has one only."""
        months = {bill.month for bill in self.office.bills.values()}
        month = str(BillingMonth.parse(max(months)).plus(1))
        for at, household in enumerate(self.office.households):
            self.office.bill(household, month, self.day + timedelta(days=14), Money(4000 + 567 * (at % 6)))

    def copy(self, machine: Machine) -> Machine:
        """A second machine with the same books and keys, and the file beside them; both can go on."""
        name = f"第{len(self.machines) + 1}台({machine.ledger.seat.device}的副本)"
        folder = machine.copy_to(self.folder / f"copy{len(self.machines)}")
        other = Machine(name, folder, machine.keys, open_books(folder / _BOOKS, machine.keys, self.stamp()))
        self.machines.append(other)
        return other

    def enrol(self, village: str, replaces: DeviceCode | None = None) -> Machine:
        """A new laptop for a village, in place of another one if it `replaces` that."""
        device = DeviceCode(f"{len(self.villages) + 1:02d}")
        machine = _enrol(self, device, village, replaces)
        self.villages[device] = village
        return machine

    def back_up(self, machine: Machine) -> None:
        """Put a copy of its books and mark aside."""
        place = machine.copy_to(self.folder / f"backup{len(self.backups)}")
        self.backups.append((machine.ledger.seat.device, place))

    def close(self) -> None:
        """Let go of every file."""
        self.station.close()
        for machine in self.machines:
            machine.ledger.close()


def make_world(folder: Path, count: int = 6) -> Path:
    """Both laptops enrolled, households billed for two months, each village out with one laptop; closed."""
    world = _found(folder, count)
    world.close()
    return folder


def open_world(base: Path, folder: Path) -> World:
    """A copy of the base, open."""
    shutil.copytree(base, folder)
    return reopen_world(folder)


def reopen_world(folder: Path, count: int = 6) -> World:
    """Everything in a folder that was closed."""
    keys = DeviceKeys.load(folder / "station.keys")
    world = World(folder, _office(folder, count), open_books(folder / "station.db", keys, _first()), keys, [])
    for device in DEVICES:
        place = folder / f"laptop{device}"
        own = DeviceKeys.load(place / _KEYS)
        ledger = open_books(place / _BOOKS, own, _first())
        world.machines.append(Machine(f"第{int(device)}台({device})", place, own, ledger))
    return world


def pay(machine: Machine, account: AccountNumber, amount: Money, stamp: Stamp) -> ActId:
    """Cash at a door, as the card shows it; which act it was."""
    with machine.ledger.reading() as conn:
        card = cards.card(conn, account, stamp.business_day, machine.ledger.seat.device)
    assert card is not None
    payment = TakePayment(
        id=new_act_id(),
        account=account,
        received=amount,
        tendered=amount,
        method=PaymentMethod.CASH,
        slot=Slot.EVENING,
        token=card.token,
    )
    collect(machine.ledger, payment, stamp)
    return payment.id


def folder_in_memory() -> str | None:
    """Where temporary files are in memory; None if the system has no such place."""
    return str(_SHM) if _SHM.is_dir() else None


def _found(folder: Path, count: int) -> World:
    (folder / "stick").mkdir(parents=True)
    (folder / "exports").mkdir()
    station = found_station(str(folder / "station.db"), folder / "station.keys", "41070305", STATION_NAME, _first())
    world = World(folder, _office(folder, count), station, DeviceKeys.load(folder / "station.keys"), [])
    importing.import_exports(station, [world.office.export()], world.stamp())
    for device, village in world.villages.items():
        machine = _enrol(world, device, village)
        route = issuing.issue(station, device, (village,), world.stick, world.stamp())
        taking_route.take_route(machine.ledger, machine.keys, route.path, world.stamp())
    return world


def _enrol(world: World, device: DeviceCode, village: str, replaces: DeviceCode | None = None) -> Machine:
    place = world.folder / f"laptop{device}"
    place.mkdir()
    request = enrolling.request_enrolment(place / _KEYS, place, "笔记本", world.stamp())
    who, badge = f"{village}农电工", f"a{device}"
    enrolled = enrolling.enrol(
        world.station, world.station_keys, request.path, who, badge, place, world.stamp(), replaces
    )
    assert enrolled.device == device
    answer = enrolling.read_station_answer(enrolled.path, place / _KEYS)
    ledger = enrolling.accept_answer(answer, place / _KEYS, place / _BOOKS, world.stamp())
    machine = Machine(f"第{len(world.machines) + 1}台({device})", place, DeviceKeys.load(place / _KEYS), ledger)
    world.machines.append(machine)
    return machine


def _office(folder: Path, count: int) -> Office:
    office = Office(folder / "exports", households(count))
    for at, household in enumerate(office.households):
        for month, due_on in _MONTHS:
            office.bill(household, month, due_on, Money(5000 + 1234 * (at % 6)))
    return office


def _first() -> Stamp:
    return Stamp(by=Badge("a1"), business_day=FIRST_DAY, at=datetime(2026, 11, 10, 8, tzinfo=_CHINA))

"""Rows 14 to 19 of the fault table: files cut short or crafted, and good ones in any order, left out and repeated."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import LinesMissing, Refusal, RouteOlderThanLoaded
from collector_desktop.services import handing_over, issuing, taking_in, taking_route
from collector_desktop.store.books_check import check_books
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import takings
from fault_trials.crafted_packages import FAULTS_OF_A_DAY, Day
from fault_trials.hostile_targets import Both
from fault_trials.laptop import STAMP, Found, make_base
from fault_trials.two_laptops import DEVICES, VILLAGES, World, folder_in_memory, make_world, open_world, pay
from fault_trials.whole_books import dump

_PACKAGES, _ORDERS, _EACH = 6, 120, Money(100)


def crafted(_every: int) -> tuple[int, Found]:
    """Each fault a package can be made with: refused by its own name, and the station's books are as they were."""
    with _seats() as both:
        day = Day(_handed_over(both), both.laptop.keys, both.station_keys)
        given = {fault: (make(day), refused) for fault, (make, refused) in FAULTS_OF_A_DAY.items()}
        before, wrong = dump(both.station), []
        for fault, (content, refused) in given.items():
            day.path.write_bytes(content)
            came = _refusal(taking_in.take_in, both.station, both.station_keys, day.path, STAMP)
            if type(came) is not refused or dump(both.station) != before:
                wrong.append(f"{fault}: {type(came).__name__}")
    return len(given), Found(accepted_falsely=len(wrong), problems=tuple(wrong))


def cut_short(every: int) -> tuple[int, Found]:
    """A stick pulled at any byte of a day package and of a route: refused as it is, and taken once it is whole."""
    trials, wrong = 0, []
    with _seats() as both:
        day, route = _handed_over(both), max(both.laptop.paths.stick.glob("*.zsroute"))
        ways: tuple[tuple[Path, Callable[[], Refusal | None]], ...] = (
            (day, partial(_refusal, taking_in.take_in, both.station, both.station_keys, day, STAMP)),
            (route, partial(_refusal, taking_route.take_route, both.laptop.ledger, both.laptop.keys, route, STAMP)),
        )
        before = dump(both.station), dump(both.laptop.ledger)
        for path, refused in ways:
            whole = path.read_bytes()
            for size in range(0, len(whole), max(every**2, 1)):
                path.write_bytes(whole[:size])
                trials += 1
                if refused() is None:
                    wrong.append(f"{path.name} of {size} bytes")
            path.write_bytes(whole)
        if (dump(both.station), dump(both.laptop.ledger)) != before:
            wrong.append("books are not as they were")
        problems = [f"{path.name} is refused when it is whole" for path, refused in ways if refused() is not None]
    return trials, Found(accepted_falsely=len(wrong), problems=(*wrong, *problems))


def any_order(every: int) -> tuple[int, Found]:
    """Day packages of two laptops and routes in any order, with repeats and gaps, then all of them in their order."""
    dice, trials, found = random.Random(16), 0, Found()
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        base = make_world(Path(folder) / "base")
        for order in range(max(_ORDERS // every**2, 2)):
            world = open_world(base, Path(folder) / f"order{order}")
            behind = open_books(shutil.copy(base / "station.db", world.folder / "behind.db"), world.station_keys, STAMP)
            days, routes = _carried(world)
            tries = dice.choices(days, k=_PACKAGES) + days
            came = [_refusal(taking_in.take_in, behind, world.station_keys, day, STAMP) for day in tries]
            unforeseen = {type(each).__name__ for each in came if each is not None and type(each) is not LinesMissing}
            with behind.reading() as conn:
                received = takings.books(conn).received
                problems = check_books(conn, behind.seat.kind, every=True).problems
            found.lost += received < _EACH * len(days)
            found.doubled += received > _EACH * len(days)
            first, taken = world.machines[0], 0
            for at in dice.choices(range(len(routes)), k=_PACKAGES):
                refused = _refusal(taking_route.take_route, first.ledger, first.keys, routes[at], STAMP)
                found.accepted_falsely += at < taken and type(refused) is not RouteOlderThanLoaded
                taken = max(taken, at)
            found.problems += (*problems, *(f"order {order}: {each}" for each in sorted(unforeseen)))
            trials += len(tries) + _PACKAGES
            behind.close()
            world.close()
    return trials, found


def _carried(world: World) -> tuple[list[Path], list[Path]]:
    """Each laptop's packages, every second one acknowledged by a route before the next is made; the first's routes."""
    days, routes = [], []
    for at in range(_PACKAGES):
        machine = world.machines[at % 2]
        villages = (world.villages[machine.ledger.seat.device],)
        (account, *_) = (each.account for each in world.office.households if each.village in villages)
        pay(machine, account, _EACH, world.stamp())
        days.append(handing_over.hand_over(machine.ledger, world.stick, world.stamp()).path)
        if at % 4 < 2:
            taking_in.take_in(world.station, world.station_keys, days[-1], world.stamp())
            route = issuing.issue(world.station, machine.ledger.seat.device, villages, world.stick, world.stamp()).path
            taking_route.take_route(machine.ledger, machine.keys, route, world.stamp())
        routes.append(issuing.issue(world.station, DEVICES[0], VILLAGES[:1], world.stick, world.stamp()).path)
    return days, routes


@contextmanager
def _seats() -> Iterator[Both]:
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        both = Both.open(make_base(Path(folder) / "base"))
        yield both
        both.station.close()
        both.laptop.ledger.close()


def _handed_over(both: Both) -> Path:
    return handing_over.hand_over(both.laptop.ledger, both.laptop.paths.stick, STAMP).path


def _refusal(take: Callable[..., object], *given: object) -> Refusal | None:
    """By what a file was refused; None if it was taken."""
    try:
        take(*given)
    except Refusal as refusal:
        return refusal
    return None

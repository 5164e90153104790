"""The station's books come back from an older backup in the middle of the work of two laptops."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import LinesMissing, NothingToHandOver, RouteOlderThanLoaded
from collector_desktop.services import backing_up, handing_over, issuing, restoring, taking_in, taking_route
from collector_desktop.services.restoring import Source
from collector_desktop.store.books_check import check_books
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import sync
from collector_desktop.store.tables.ledger import ReceiptRow
from fault_trials.laptop import Found
from fault_trials.two_laptops import Machine, World, folder_in_memory, make_world, open_world, pay

_STEPS = 14


def restored_in_between(lives: int) -> tuple[int, Found]:
    """So many lives, and what became of the payments."""
    found = Found()
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        base = make_world(Path(folder) / "base")
        for seed in range(lives):
            world = open_world(base, Path(folder) / f"life{seed}")
            try:
                _live(world, random.Random(f"station back {seed}"), found, f"life {seed}")
            finally:
                world.close()
    return lives, found


def _live(world: World, chance: random.Random, found: Found, where: str) -> None:
    """Backed up after some step, restored after a later one; then everything is handed over once more."""
    files = BooksFiles.of_station(world.folder / "station.db", world.folder / "station.keys")
    paid: list[ActId] = []
    routes: list[Path] = []
    backed_up, restored = sorted(chance.sample(range(1, _STEPS), 2))
    source: Source | None = None
    for at in range(_STEPS):
        _step(world, chance, paid, routes)
        if at == backed_up:
            source = Source(backup=backing_up.back_up(files, None, None, world.stamp()).backup)
        if at == restored:
            assert source is not None, "backed up before"
            world.station.close()
            restoring.restore(source, None, files, world.stamp())
            world.station = open_books(files.database, world.station_keys, world.stamp())
        if at % 5 == 0:
            world.next_day()
    for machine in world.machines:
        _hand_over(world, machine, everything=True)
    for machine in world.machines:
        fresh = _issue(world, machine)
        taking_route.take_route(machine.ledger, machine.keys, fresh, world.stamp())
    _count(world, paid, found)
    found.problems += tuple(f"{where}: {each}" for each in _problems(world))


def _step(world: World, chance: random.Random, paid: list[ActId], routes: list[Path]) -> None:
    machine = chance.choice(world.machines)
    match chance.randrange(5):
        case 0 | 1:
            village = world.villages[machine.ledger.seat.device]
            homes = [each for each in world.office.households if each.village == village]
            paid.append(pay(machine, chance.choice(homes).account, Money(chance.randrange(100, 5000)), world.stamp()))
        case 2:
            _hand_over(world, machine)
        case 3:
            routes.append(_issue(world, machine))
        case _:
            _take_some_route(world, machine, chance, routes)


def _take_some_route(world: World, machine: Machine, chance: random.Random, routes: list[Path]) -> None:
    """Any that was written for this laptop, also one the station has forgotten; older ones are refused."""
    own = [each for each in routes if f"_{machine.ledger.seat.device}_" in each.name]
    if own:
        try:
            taking_route.take_route(machine.ledger, machine.keys, chance.choice(own), world.stamp())
        except RouteOlderThanLoaded:
            return


def _hand_over(world: World, machine: Machine, *, everything: bool = False) -> None:
    """As the collector would: where the station names a gap, everything."""
    try:
        written = handing_over.hand_over(machine.ledger, world.stick, world.stamp(), everything=everything)
        for path in written.paths:
            taking_in.take_in(world.station, world.station_keys, path, world.stamp())
    except LinesMissing:
        _hand_over(world, machine, everything=True)
    except NothingToHandOver:
        return


def _issue(world: World, machine: Machine) -> Path:
    device = machine.ledger.seat.device
    return issuing.issue(world.station, device, (world.villages[device],), world.stick, world.stamp()).path


def _count(world: World, paid: list[ActId], found: Found) -> None:
    with world.station.reading() as conn:
        there = Counter(conn.scalars(select(ReceiptRow.act)))
    found.lost += sum(not there[act] for act in paid)
    found.doubled += sum(there[act] > 1 for act in paid)
    found.accepted_falsely += len(set(there) - set(paid))


def _problems(world: World) -> Iterator[str]:
    for ledger in (world.station, *(machine.ledger for machine in world.machines)):
        with ledger.reading() as conn:
            yield from check_books(conn, ledger.seat.kind, every=True).problems
    for machine in world.machines:
        device = machine.ledger.seat.device
        with machine.ledger.reading() as conn:
            own = [chain for chain in sync.chains(conn, device) if chain.last_line > chain.acknowledged + 1]
        if own:
            yield f"laptop {device}: lines the newest route does not acknowledge"

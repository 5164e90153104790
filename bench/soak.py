"""A year of a station and its two laptops through the services: do size and times stay flat, do the books agree?

    python bench/soak.py [--days 250] [--households 600] [--quick] [--knocks 1000000]

Every Monday a route goes out, every month a bill comes to everybody, every evening each laptop closes its day, banks it
and hands over. The table has a line a month; times are medians of the month, and in brackets how many times the first
month's. `--knocks` then puts so many knocks of ten years into the laptop's books at once and times it again.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from fault_trials.seen import problems_of, strange_figures
from fault_trials.two_laptops import (
    DEVICES,
    VILLAGES,
    Machine,
    World,
    folder_in_memory,
    make_world,
    pay,
    reopen_world,
)
from sqlalchemy import func, select, update

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ChainId
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import (
    closing,
    handing_over,
    importing,
    issuing,
    reporting,
    taking_in,
    taking_route,
    visiting,
    voiding,
)
from collector_desktop.services.verifying import verify_books
from collector_desktop.store.bulk import insert_rows
from collector_desktop.store.ledger import begin_chain
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import bills, closes, doors, policies, receipts, takings
from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.store.tables.ledger import VisitRow
from collector_desktop.store.tables.machinery import ChainRow, JournalRow
from collector_desktop.store.tables.snapshot import AccountRow, BillRow

_DOORS_A_DAY, _HOME, _PAYS, _VOIDS = 30, 0.55, 0.8, 0.02
_MONDAY, _SATURDAY = 0, 5
_AT_ONCE = 20_000
_WHAT = ("payment", "opening", "Today", "hand-over", "take-in", "route", "report")


@dataclass
class Month:
    """What one month brought, and how long each thing took, in seconds."""

    name: str
    acts: int = 0
    size: int = 0
    lines: int = 0
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def median(self, what: str) -> float:
        """The middle one, in milliseconds; 0 if it never happened."""
        return statistics.median(self.times[what]) * 1e3 if self.times[what] else 0.0


class Year:
    """The days one after the other."""

    def __init__(self, world: World, seed: int = 6) -> None:
        self.world = world
        self.chance = random.Random(seed)
        self.months: list[Month] = []

    def live(self, days: int) -> None:
        """So many working days."""
        self._new_month()
        done = 0
        while done < days:
            if self.world.day.weekday() < _SATURDAY:
                if self.world.day.strftime("%Y%m") != self.months[-1].name:
                    self._end_month()
                    self._bill()
                    self._new_month()
                if self.world.day.weekday() == _MONDAY or not done:
                    self._send_out()
                for machine in self.world.machines:
                    self._collect(machine)
                    self._come_home(machine)
                done += 1
            self.world.next_day()
        self._end_month()

    def _send_out(self) -> None:
        for machine, village in zip(self.world.machines, VILLAGES, strict=True):
            device = machine.ledger.seat.device
            with self._timed("route"):
                route = issuing.issue(self.world.station, device, (village,), self.world.stick, self.world.stamp()).path
                taking_route.take_route(machine.ledger, machine.keys, route, self.world.stamp())
            route.unlink()

    def _collect(self, machine: Machine) -> None:
        day, device = self.world.day, machine.ledger.seat.device
        with machine.ledger.reading() as conn:
            policy = policies.policy(conn)
            with self._timed("Today"):
                doors.doors(conn, day, policy, device)
            out = bills.collectable_by_account(conn, device)
        due = {account: amount_due(found, day, policy).total for account, found in out.items()}
        owing = sorted(account for account, owed in due.items() if owed)
        for account in self.chance.sample(owing, min(_DOORS_A_DAY, len(owing))):
            if self.chance.random() > _HOME:
                self._knock(machine, account, Outcome.NOT_HOME)
            elif self.chance.random() > _PAYS:
                self._knock(machine, account, Outcome.REFUSED)
            else:
                with self._timed("payment"):
                    pay(machine, account, due[account], self.world.stamp())
                self.months[-1].acts += 1
        with machine.ledger.reading() as conn:
            given = receipts.of_day(conn, day, device)
        for each in given:
            if self.chance.random() < _VOIDS:
                voiding.void(machine.ledger, each.receipt.number, "金额看错", self.world.stamp())
                self.months[-1].acts += 1

    def _knock(self, machine: Machine, account: AccountNumber, outcome: Outcome) -> None:
        slot = self.chance.choice(list(Slot))
        visit = visiting.RecordVisit(id=new_act_id(), account=account, slot=slot, outcome=outcome)
        visiting.record(machine.ledger, visit, self.world.stamp())
        self.months[-1].acts += 1

    def _come_home(self, machine: Machine) -> None:
        device = machine.ledger.seat.device
        with machine.ledger.reading() as conn:
            cash = takings.of_day(conn, self.world.day, device).cash_expected
        closing.close(machine.ledger, self.world.day, CashCount.of({1: cash.fen}), "", self.world.stamp())
        with machine.ledger.reading() as conn:
            held = closes.not_banked(conn, device)
        if held:
            closing.remit(machine.ledger, held, "6217", "", self.world.stamp())
        with self._timed("hand-over"):
            package = handing_over.hand_over(machine.ledger, self.world.stick, self.world.stamp()).path
        with self._timed("take-in"):
            taking_in.take_in(self.world.station, self.world.station_keys, package, self.world.stamp())
        package.unlink()
        machine.ledger.close()
        with self._timed("opening"):
            machine.ledger = open_books(machine.file, machine.keys, self.world.stamp())
            with machine.ledger.reading() as conn:
                AccountIndex.load(conn)

    def _bill(self) -> None:
        """The station's system has learnt of the month's payments, and bills everybody again."""
        with self.world.station.reading() as conn:
            for row in conn.execute(select(BillRow.id, BillRow.open)):
                self.world.office.bills[row.id].open = row.open
        self.world.bill_everybody()
        since = f"{self.world.day - timedelta(days=70):%Y%m}"
        export = self.world.office.export(since)
        importing.import_exports(self.world.station, [export], self.world.stamp())

    def _new_month(self) -> None:
        self.months.append(Month(self.world.day.strftime("%Y%m")))

    def _end_month(self) -> None:
        month = self.months[-1]
        with self._timed("report"):
            reporting.recovery(self.world.station)
            reporting.takings(self.world.station)
        month.size = sum(machine.file.stat().st_size for machine in self.world.machines)
        with self.world.station.reading() as conn:
            month.lines = conn.scalar(select(func.count()).select_from(JournalRow)) or 0

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.months[-1].times[what].append(time.perf_counter() - begun)


def problems_at_the_end(year: Year) -> list[str]:
    """Books, journal and reports of both seats, each by itself and against the others."""
    world = year.world
    station = world.station
    problems = problems_of(station, every=True)
    with station.reading() as conn:
        received = {device: takings.books(conn, device).received for device in DEVICES}
    for machine in world.machines:
        device = machine.ledger.seat.device
        problems += problems_of(machine.ledger, every=True)
        problems += strange_figures(machine.ledger, station)
        with machine.ledger.reading() as conn:
            own = takings.books(conn).received
        told = reporting.takings(station, device).received
        if not own == received[device] == told:
            problems.append(f"{device}: {own} on the laptop, {received[device]} at the station, {told} in the report")
    verified = verify_books(world.folder / "station.db")
    problems += [f"{each.wrong} {each.chain} {each.line}" for each in verified.findings]
    if verified.received != Money.total(received.values()):
        problems.append(f"{verified.received} by the journal")
    return problems


def knocked(world: World, knocks: int) -> None:
    """Ten years of knocks into the first laptop's books at once, each with a line of a chain long acknowledged."""
    machine = world.machines[0]
    with machine.ledger.reading() as conn:
        accounts = list(conn.scalars(select(AccountRow.number)))
        at = conn.scalars(select(VisitRow.at)).first()
        content = conn.scalars(select(JournalRow.content).where(JournalRow.kind == "visit_recorded")).first()
    assert at is not None
    assert content is not None
    first_day = world.day - timedelta(days=3650)
    names = ("act", "account", "device", "day", "at", "slot", "outcome", "note")
    lines = ("chain", "line", "act", "kind", "content", "hash", "signature")
    with machine.ledger.writing() as conn:
        chain = begin_chain(conn, ChainId("01.0"), DEVICES[0], machine.keys.public.signing)
        tables = VisitRow.metadata.tables
        for begin in range(0, knocks, _AT_ONCE):
            block = range(begin, min(begin + _AT_ONCE, knocks))
            acts = {nth: f"00000000-0000-4000-8000-{nth:012d}" for nth in block}
            visits = [
                (
                    *(acts[nth], accounts[nth % len(accounts)], "01", first_day + timedelta(days=nth * 3640 // knocks)),
                    *(at, Slot.EVENING.value, Outcome.NOT_HOME.value, ""),
                )
                for nth in block
            ]
            insert_rows(conn, tables["visit"], names, visits)
            journal = [
                (chain.chain, nth + 1, acts[nth], "visit_recorded", content, "0" * 64, b"0" * 64) for nth in block
            ]
            insert_rows(conn, tables["journal"], lines, journal)
        ends = {"last_line": knocks, "last_hash": "0" * 64}
        conn.execute(update(ChainRow).where(ChainRow.id == chain.chain).values(acknowledged=knocks, **ends))
    with world.station.writing() as conn:  # which has read so far: else a route would ask for all of it
        begin_chain(conn, chain.chain, DEVICES[0], machine.keys.public.signing)
        insert_rows(conn, tables["journal"], lines, journal[-1:])
        conn.execute(update(ChainRow).where(ChainRow.id == chain.chain).values(**ends))


def print_table(months: list[Month]) -> None:
    """A line a month."""
    print("{:<8}{:>7}{:>8}{:>8}".format("month", "acts", "MB", "lines") + "".join(f"{what:>17}" for what in _WHAT))
    for month in months:
        told = f"{month.name:<8}{month.acts:>7}{month.size / 1e6:>8.1f}{month.lines:>8}"
        for what in _WHAT:
            first = months[0].median(what)
            ratio = month.median(what) / first if first else 0.0
            told += f"{month.median(what):>9.1f} ({ratio:>4.1f}x)"
        print(told)


def main() -> int:
    """Live and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=250)
    parser.add_argument("--households", type=int, default=600)
    parser.add_argument("--knocks", type=int, default=0, help="so many more, of ten years, at the end")
    parser.add_argument("--quick", action="store_true", help="60 days of 120 households")
    asked = parser.parse_args()
    days, households = (60, 120) if asked.quick else (asked.days, asked.households)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        world = reopen_world(make_world(Path(folder) / "base", households), households)
        year = Year(world)
        year.live(days)
        print_table(year.months)
        problems = problems_at_the_end(year)
        if asked.knocks:
            before = len(year.months) - 1
            knocked(world, asked.knocks)
            year.live(5)
            print(f"with {asked.knocks} knocks of ten years more:")
            print_table([year.months[before], year.months[-1]])
        world.close()
    print(*problems or ["books, journal and reports agree"], sep="\n")
    print(f"{time.monotonic() - begun:.0f} s")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())

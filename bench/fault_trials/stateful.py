"""The stateful model: whatever two laptops, a station and a stick do, in whatever order, the books stay right.

A failing run is told as a story: each step prints who did what and what came of it.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import (
    bank_debits,
    closing,
    handing_over,
    importing,
    issuing,
    taking_in,
    taking_route,
    visiting,
    voiding,
)
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, cards, closes, policies, receipts, takings
from fault_trials.office import Household
from fault_trials.truth import (
    Truth,
    acts_in,
    held_at,
    is_behind,
    out_with,
    own_lines,
    problems_of,
    strange_figures,
    waiting_lines,
)
from fault_trials.two_laptops import DEVICES, VILLAGES, Machine, World, folder_in_memory, make_world, open_world

T = TypeVar("T")

_REASON = "看错了"
_WHICH = st.integers(0, 11)
_YUAN = Money(100)
_LOOK_EVERY = 5
_MOST_BACKUPS, _MOST_MACHINES = 3, 4


class _Counted:
    """How much was tried over a whole run."""

    def __init__(self) -> None:
        self.steps = self.lives = 0


COUNTED = _Counted()


def _tell(what: str) -> None:
    """One step of the story."""
    COUNTED.steps += 1
    note(what)


class _Base:
    """The seats every life begins with; made once."""

    def __init__(self) -> None:
        self._made: tempfile.TemporaryDirectory[str] | None = None

    def folder(self) -> Path:
        if self._made is None:
            self._made = tempfile.TemporaryDirectory(dir=folder_in_memory())
            make_world(Path(self._made.name) / "base")
        return Path(self._made.name) / "base"


_BASE = _Base()


class TwoLaptopsAndAStation(RuleBasedStateMachine):
    """One life of a station and its laptops."""

    def __init__(self) -> None:
        super().__init__()
        base = _BASE.folder()
        self.folder = tempfile.TemporaryDirectory(dir=folder_in_memory())
        self.world: World = open_world(base, Path(self.folder.name) / "world")
        self.truth = Truth()
        self.acts = 0
        self.copied: set[DeviceCode] = set()
        """Laptops of which two may go on, or whose mark went back: nothing but the station can tell their numbers."""
        COUNTED.lives += 1

    # at the doors

    @rule(laptop=_WHICH, door=_WHICH, by_phone=st.booleans(), change=st.booleans())
    def pays_what_is_owed(self, laptop: int, door: int, by_phone: bool, change: bool) -> None:
        """Everything of the bills that are out, penalty included."""
        self._pay(laptop, door, lambda owed: owed, by_phone=by_phone, change=change)

    @rule(laptop=_WHICH, door=_WHICH)
    def pays_a_part(self, laptop: int, door: int) -> None:
        """Ten yuan."""
        self._pay(laptop, door, lambda _owed: _YUAN * 10)

    @rule(laptop=_WHICH, door=_WHICH, change=st.booleans())
    def pays_ahead(self, laptop: int, door: int, change: bool) -> None:
        """More than is owed; the rest becomes prepayment."""
        self._pay(laptop, door, lambda owed: owed + _YUAN * 60, change=change)

    @rule(laptop=_WHICH, door=_WHICH)
    def knocks(self, laptop: int, door: int) -> None:
        """Nobody is home."""
        machine = self._machine(laptop)
        household = self._door(machine, door)
        visit = visiting.RecordVisit(
            id=new_act_id(), account=household.account, slot=Slot.MORNING, outcome=Outcome.NOT_HOME
        )
        self._try(machine, f"敲{household.name}的门,没人", lambda at: visiting.record(machine.ledger, visit, at))

    @rule(laptop=_WHICH, newest=st.integers(0, 2))
    def voids(self, laptop: int, newest: int) -> None:
        """One of today's receipts is voided."""
        machine = self._machine(laptop)
        with machine.ledger.reading() as conn:
            given = receipts.of_day(conn, self.world.day, machine.ledger.seat.device)
        if not given:
            _tell(f"{machine.name}: 今天没有收据可作废")
            return
        which = given[newest % len(given)]
        done = self._try(
            machine,
            f"作废{which.receipt.number}",
            lambda at: voiding.void(machine.ledger, which.receipt.number, _REASON, at),
        )
        if done is not None:
            self.truth.voids[own_lines(machine.ledger)[-1].act] = ActId(which.payment)

    @rule(laptop=_WHICH, short=st.booleans(), banked=st.booleans())
    def closes_the_day(self, laptop: int, short: bool, banked: bool) -> None:
        """The oldest open day; the drawer may be a yuan short, and what was counted may go to the bank.

        A laptop that is closed for today first lives to see the next day.
        """
        machine = self._machine(laptop)
        with machine.ledger.reading() as conn:
            if closes.last_day(conn, machine.ledger.seat.device) == self.world.day:
                self._next_day(1)
        with machine.ledger.reading() as conn:
            days = takings.open_days(conn, machine.ledger.seat.device) or (self.world.day,)
            cash = takings.of_day(conn, days[0], machine.ledger.seat.device).cash_expected
        counted = CashCount.of({1: max(cash.fen - 100 * short, 0)})
        self._try(
            machine,
            f"结{days[0]}的账,{counted.total}元",
            lambda at: closing.close(machine.ledger, days[0], counted, _REASON, at),
        )
        with machine.ledger.reading() as conn:
            held = closes.not_banked(conn, machine.ledger.seat.device)
        if banked and held:
            self._try(machine, f"解款{held}元", lambda at: closing.remit(machine.ledger, held, "6217", "", at))

    # on the stick

    @rule(laptop=_WHICH, arrives=st.booleans())
    def hands_over(self, laptop: int, arrives: bool) -> None:
        """A day package on the stick, which may be taken in at once."""
        package = self._hand_over(self._machine(laptop))
        if arrives and package is not None:
            self._take_in(package)

    @precondition(lambda self: self.truth.packages)
    @rule(package=_WHICH)
    def loses_a_package(self, package: int) -> None:
        """A file on the stick is gone."""
        path = self._package(package)
        _tell(f"优盘: {path.name} 丢了")
        path.unlink()
        del self.truth.packages[path]

    @precondition(lambda self: self.truth.packages)
    @rule(package=_WHICH)
    def takes_in(self, package: int) -> None:
        """Any day package that ever lay on the stick: new, old again, out of order."""
        self._take_in(self._package(package))

    @rule(device=st.sampled_from(DEVICES), every=st.booleans(), arrives=st.booleans())
    def issues(self, device: DeviceCode, every: bool, arrives: bool) -> None:
        """A route, which locks its bills, and may be taken at once."""
        chosen = () if every else (VILLAGES[DEVICES.index(device)],)
        before = out_with(self.world.station)
        done = self._try(
            None,
            f"派{'、'.join(chosen) or '各村'}给{device}",
            lambda at: issuing.issue(self.world.station, device, chosen, self.world.stick, at),
        )
        if done is not None:
            kept = {bill: holder for bill, holder in before.items() if holder not in (None, device)}
            after = out_with(self.world.station)
            assert kept.items() <= after.items(), "bills out with another laptop were given away"
            assert done.bills == sum(holder == device for holder in after.values())
            assert every is False or None not in after.values(), "open bills are out with nobody"
        if arrives:
            self._take_route(self._newest_of(device))

    @rule(laptop=_WHICH, older=st.integers(0, 2))
    def takes_a_route(self, laptop: int, older: int) -> None:
        """The newest route, or one that is too old."""
        self._take_route(self._machine(laptop), older)

    # at the station

    @rule(device=st.sampled_from(DEVICES))
    def recalls(self, device: DeviceCode) -> None:
        """Everything out with a laptop."""
        self._try(None, f"收回{device}的账单", lambda at: issuing.recall(self.world.station, device, _REASON, at))

    @rule(which=_WHICH, how=st.sampled_from(["paid at the counter", "corrected up", "corrected down", "paid in part"]))
    def exports_again(self, which: int, how: str) -> None:
        """The station's system tells what changed there."""
        bill = list(self.world.office.bills.values())[which % len(self.world.office.bills)]
        if how == "paid at the counter":
            bill.open = Money.ZERO
        elif how == "paid in part":
            bill.open = max(bill.open - _YUAN * 10, Money.ZERO)
        else:
            by = min(_YUAN * 7 if how == "corrected up" else -_YUAN * 7, bill.amount)
            bill.amount, bill.open = bill.amount + by, max(bill.open + by, Money.ZERO)
        self._import(f"{bill.id} 应收{bill.amount} 欠{bill.open} ({how})")

    @rule(which=_WHICH, of_it=st.sampled_from([1, 2]))
    def is_debited(self, which: int, of_it: int) -> None:
        """The bank took a bill's month, or half of it."""
        bill = list(self.world.office.bills.values())[which % len(self.world.office.bills)]
        amount = Money(bill.amount.fen // of_it)
        file = self.world.office.bank_file(bill.id, amount, self.world.day)
        self._try(
            None,
            f"银行代扣{bill.id} {amount}元",
            lambda at: bank_debits.import_bank_debits(self.world.station, file, at),
        )

    # what befalls machines

    @precondition(lambda self: len(self.world.backups) < _MOST_BACKUPS)
    @rule(laptop=_WHICH)
    def is_backed_up(self, laptop: int) -> None:
        """Books and mark put aside."""
        machine = self._machine(laptop)
        _tell(f"{machine.name}: 做备份")
        self.world.back_up(machine)

    @precondition(lambda self: self.world.backups)
    @rule(backup=_WHICH, old_mark=st.booleans(), told=st.booleans())
    def is_restored(self, backup: int, old_mark: bool, told: bool) -> None:
        """Old books come back over the newer ones."""
        device, place = self.world.backups[backup % len(self.world.backups)]
        machine = next(each for each in self.world.machines if each.ledger.seat.device == device)
        if old_mark:
            self.copied.add(device)
        machine.put_back(place, self.world.stamp(), old_mark=old_mark, told=told)
        mark = "连号码文件一起" if old_mark else "号码文件还在"
        _tell(f"{machine.name}: 放回旧备份,{mark},{'程序知道' if told else '程序不知道'} → 链{machine.ledger.chain}")
        self._look(machine.ledger)

    @precondition(lambda self: len(self.world.machines) < _MOST_MACHINES)
    @rule(laptop=_WHICH)
    def is_cloned(self, laptop: int) -> None:
        """The whole laptop copied; both go on."""
        machine = self._machine(laptop)
        copy = self.world.copy(machine)
        self.copied.add(machine.ledger.seat.device)
        _tell(f"{machine.name}: 被整个复制成{copy.name},两台都接着用")

    @rule(days=st.sampled_from([1, 1, 1, 30]), billed=st.booleans())
    def time_goes_on(self, days: int, billed: bool) -> None:
        """Another business day; there may be a new bill for everybody."""
        self._next_day(days)
        if billed:
            self.world.bill_everybody()
            self._import("出新账单")

    def teardown(self) -> None:
        """Everything is brought to the station; then it must be whole."""
        try:
            self._end_well()
        finally:
            self.world.close()
            self.folder.cleanup()

    # how it is done, and what must be so

    def _end_well(self) -> None:
        self._bring_everything()
        station = self.world.station
        assert problems_of(station, every=True) == []
        with station.reading() as conn:
            received = takings.books(conn).received
        assert received == self.truth.received_at(station)
        refused = {path for path in self.truth.packages if self.truth.must_refuse(station, path) is not None}
        held_back = {line.act for path in refused for line in self.truth.packages[path]} | held_at(station)
        there = acts_in(station)
        for machine in self.world.machines:
            assert problems_of(machine.ledger, every=True) == []
            lost = {line.act for line in own_lines(machine.ledger)} - there - held_back
            assert not lost, f"{machine.name}: {len(lost)} acts never came to the station"
        for path, lines in self.truth.packages.items():
            came = there | held_at(station)
            assert path in refused or came.issuperset(line.act for line in lines), f"{path.name} came in in part"
        if (
            not refused
            and not held_at(station)
            and not any(is_behind(each.ledger, station) for each in self.world.machines)
        ):
            self._seats_agree()

    def _bring_everything(self) -> None:
        for machine in self.world.machines:
            self._hand_over(machine)
        there = acts_in(self.world.station)
        for package in sorted(self.truth.packages, key=lambda path: path.stat().st_mtime_ns):
            if not there.issuperset(line.act for line in self.truth.packages[package]):
                self._take_in(package)

    def _seats_agree(self) -> None:
        """Where nobody was cloned, each laptop shows the station's own figures once it has its last route."""
        for device in DEVICES:
            self.recalls(device)
        for device in DEVICES:
            self.issues(device, every=False, arrives=True)
        self._bring_everything()
        for device in DEVICES:
            assert strange_figures(self._newest_of(device).ledger, self.world.station) == []

    def _newest_of(self, device: DeviceCode) -> Machine:
        return next(each for each in self.world.machines if each.ledger.seat.device == device)

    def _take_route(self, machine: Machine, older: int = 0) -> None:
        routes = sorted(
            self.world.stick.glob(f"*_{machine.ledger.seat.device}_*.zsroute"), key=lambda path: path.stat().st_mtime_ns
        )
        if not routes:
            _tell(f"{machine.name}: 优盘上没有派工文件")
            return
        route = routes[max(len(routes) - 1 - older, 0)]
        self._try(
            machine, f"装入{route.name}", lambda at: taking_route.take_route(machine.ledger, machine.keys, route, at)
        )

    def _machine(self, at: int) -> Machine:
        return self.world.machines[at % len(self.world.machines)]

    def _package(self, at: int) -> Path:
        return sorted(self.truth.packages)[at % len(self.truth.packages)]

    def _next_day(self, days: int) -> None:
        self.world.next_day(days)
        _tell(f"到了{self.world.day}")

    def _pay(
        self, laptop: int, door: int, amount: Callable[[Money], Money], *, by_phone: bool = False, change: bool = False
    ) -> None:
        machine = self._machine(laptop)
        household = self._door(machine, door)
        with machine.ledger.reading() as conn:
            card = cards.card(conn, household.account, self.world.day, machine.ledger.seat.device)
            policy = policies.policy(conn)
        assert card is not None
        received = amount(amount_due(card.bills, self.world.day, policy).total)
        payment = TakePayment(
            id=new_act_id(),
            account=household.account,
            received=received,
            tendered=received + _YUAN if change and not by_phone else received,
            method=PaymentMethod.WECHAT if by_phone else PaymentMethod.CASH,
            reference="4200" if by_phone else "",
            slot=Slot.EVENING,
            token=card.token,
        )
        told = f"{household.name}交{received}元{',用手机' if by_phone else ''}"
        done = self._try(machine, told, lambda at: collect(machine.ledger, payment, at))
        if done is None:
            return
        self.truth.taken[payment.id] = received
        number, device = done.receipt.number, machine.ledger.seat.device
        assert number not in self.truth.numbers or device in self.copied, f"{number} was given twice"
        self.truth.numbers.add(number)

    def _import(self, told: str) -> None:
        export = self.world.office.export()
        self._try(None, f"导入营销系统: {told}", lambda at: importing.import_exports(self.world.station, [export], at))

    def _door(self, machine: Machine, at: int) -> Household:
        """A household the machine knows; those that owe come first."""
        with machine.ledger.reading() as conn:
            out = bills.collectable_by_account(conn, machine.ledger.seat.device)
            policy = policies.policy(conn)
            known = {info.number for info in cards.account_infos(conn)}
        owing = {account for account, found in out.items() if amount_due(found, self.world.day, policy).total}
        there = [each for each in self.world.office.households if each.account in (owing or known)]
        return there[at % len(there)]

    def _hand_over(self, machine: Machine) -> Path | None:
        lines = waiting_lines(machine.ledger)
        done = self._try(machine, "交回", lambda at: handing_over.hand_over(machine.ledger, self.world.stick, at))
        if done is not None:
            assert done.path not in self.truth.packages, f"{done.path.name} was written over another package"
            self.truth.packages[done.path] = lines
        return None if done is None else done.path

    def _take_in(self, package: Path) -> None:
        why = self.truth.must_refuse(self.world.station, package)
        holds = self.truth.must_hold(self.world.station, package)
        before = acts_in(self.world.station)
        refused: str | None = None
        try:
            taken = taking_in.take_in(self.world.station, self.world.station_keys, package, self.world.stamp())
        except Refusal as refusal:
            refused = type(refusal).__name__
            _tell(f"供电所: 收{package.name} → 不收: {refusal}")
        else:
            _tell(f"供电所: 收{package.name} → {taken.new_lines}条新的,{taken.held_lines}条压下,{taken.received}元")
            kept_out = {line.act for line in self.truth.packages[package]} - acts_in(self.world.station)
            assert bool(kept_out) == holds, f"{package.name}: {len(kept_out)} acts don't count, held must be {holds}"
            assert kept_out <= held_at(self.world.station), f"{package.name}: acts neither count nor wait"
        assert refused == why, f"{package.name}: the station's answer was {refused}, it must be {why}"
        assert refused is None or acts_in(self.world.station) == before
        self._look(self.world.station)

    def _try(self, machine: Machine | None, what: str, do: Callable[[Stamp], T]) -> T | None:
        """Do one act and tell it; None if it was refused."""
        ledger, who = (self.world.station, "供电所") if machine is None else (machine.ledger, machine.name)
        done = None
        try:
            done = do(self.world.stamp())
        except Refusal as refusal:
            _tell(f"{who}: {what} → 不行: {refusal}")
        else:
            _tell(f"{who}: {what}")
            self._look(ledger)
        return done

    def _look(self, ledger: Ledger) -> None:
        """The whole of one seat's books, at every fifth act: what is wrong once stays so to the end."""
        self.acts += 1
        if self.acts % _LOOK_EVERY == 0:
            assert problems_of(ledger) == []


def live(
    lives: int, steps: int, seed: int | None = None, phases: tuple[Phase, ...] = (Phase.generate,)
) -> tuple[int, int]:
    """So many lives of so many steps; how many of each there were. Raises AssertionError, told as a story."""
    COUNTED.lives = COUNTED.steps = 0
    run_state_machine_as_test(
        TwoLaptopsAndAStation if seed is None else hypothesis.seed(seed)(TwoLaptopsAndAStation),
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=phases,
            derandomize=seed is None,
        ),
    )
    return COUNTED.lives, COUNTED.steps

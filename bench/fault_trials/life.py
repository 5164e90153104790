"""One life of a station and its laptops: how each step is done, and what must be so after it and at the end.

A failing life is told as a story: each step prints who did what and what came of it.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hypothesis import note
from hypothesis.stateful import RuleBasedStateMachine

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.visit import Slot
from collector_desktop.services import deciding_held, handing_over, importing, issuing, taking_in, taking_route
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, cards, policies, takings
from collector_desktop.store.queries.held import HeldGroup
from fault_trials.office import Household
from fault_trials.seen import (
    acts_in,
    held_at,
    is_behind,
    lines_in,
    out_with,
    own_lines,
    problems_of,
    strange_figures,
    waiting_groups,
    waiting_lines,
)
from fault_trials.truth import Paid, Truth
from fault_trials.two_laptops import Machine, World, folder_in_memory, make_world, open_world

T = TypeVar("T")

REASON = "看错了"
YUAN = Money(100)
_LOOK_EVERY = 5
_MOST_DECISIONS = 40


class _Counted:
    """How much was tried over a whole run, and how often what is rare came about."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """From nothing."""
        self.steps = self.lives = 0
        self.met: Counter[str] = Counter()


COUNTED = _Counted()


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


class Life(RuleBasedStateMachine):
    """What may happen in a life, without saying when."""

    def __init__(self) -> None:
        super().__init__()
        base = _BASE.folder()
        self.folder = tempfile.TemporaryDirectory(dir=folder_in_memory())
        self.world: World = open_world(base, Path(self.folder.name) / "world")
        self.truth = Truth()
        self.acts = 0
        self.waiting: tuple[HeldGroup, ...] = ()
        """What the manager has to decide."""
        self.copied: set[DeviceCode] = set()
        """Laptops of which two may go on, or whose mark went back: nothing but the station can tell their numbers."""
        COUNTED.lives += 1

    def teardown(self) -> None:
        """Everything is brought to the station and decided; then it must be whole."""
        try:
            self._end_well()
        finally:
            self.world.close()
            self.folder.cleanup()

    # the end

    def _end_well(self) -> None:
        self._bring_everything()
        self._decide_everything()
        self._bring_everything()
        station = self.world.station
        no(problems_of(station, every=True))
        no(self.truth.misplaced(station))
        with station.reading() as conn:
            received = takings.books(conn).received
        assert received == self.truth.received_at(station)
        refused = {path for path in self.truth.packages if self.truth.must_refuse(station, path) is not None}
        held_back = {line.act for path in refused for line in self.truth.packages[path]} | held_at(station)
        there = acts_in(station)
        for machine in self.world.machines:
            no(problems_of(machine.ledger, every=True))
            lost = {line.act for line in own_lines(machine.ledger)} - there - held_back
            assert not lost, f"{machine.name}: {len(lost)} acts never came to the station"
        for path, lines in self.truth.packages.items():
            came = there | held_at(station)
            assert path in refused or came.issuperset(line.act for line in lines), f"{path.name} came in in part"
        self._seats_agree()

    def _bring_everything(self) -> None:
        for machine in self.world.machines:
            self.hand_over(machine)
        there = acts_in(self.world.station)
        for package in sorted(self.truth.packages, key=lambda path: path.stat().st_mtime_ns):
            if not there.issuperset(line.act for line in self.truth.packages[package]):
                self.take_in(package)

    def _decide_everything(self) -> None:
        """Every other group is released; what goes on from others comes after them."""
        for at in range(_MOST_DECISIONS):
            for which in range(len(self.waiting)):
                if self.decide(which, "rejected" if at % 2 else "released"):
                    break
        assert not self.waiting, "something waits for ever"

    def _seats_agree(self) -> None:
        """Where all a laptop did counts, it shows the station's own figures once it has its last route."""
        agreeing = [device for device in self.working() if self._is_known_whole(device)]
        for device in self.working():
            self.recall(device)
        for device in agreeing:
            self.issue(device, every=False, arrives=True)
        self._bring_everything()
        for device in agreeing:
            no(strange_figures(self.newest_of(device).ledger, self.world.station))

    def _is_known_whole(self, device: DeviceCode) -> bool:
        there = acts_in(self.world.station)
        return all(
            there.issuperset(line.act for line in own_lines(machine.ledger))
            and not is_behind(machine.ledger, self.world.station)
            for machine in self.world.machines
            if machine.ledger.seat.device == device
        )

    # who and which

    def machine(self, at: int) -> Machine:
        """Any laptop or copy of one."""
        return self.world.machines[at % len(self.world.machines)]

    def device(self, at: int) -> DeviceCode:
        """Any laptop the station ever enrolled."""
        return list(self.world.villages)[at % len(self.world.villages)]

    def working(self) -> list[DeviceCode]:
        """Laptops that are not revoked."""
        return [device for device in self.world.villages if device not in self.truth.cuts]

    def newest_of(self, device: DeviceCode) -> Machine:
        """The machine that was enrolled under a code, not a copy of it."""
        return next(each for each in self.world.machines if each.ledger.seat.device == device)

    def package(self, at: int) -> Path:
        """Any day package on the stick."""
        return sorted(self.truth.packages)[at % len(self.truth.packages)]

    def door(self, machine: Machine, at: int) -> Household | None:
        """A household the machine knows; those that owe come first. None before its first route."""
        with machine.ledger.reading() as conn:
            out = bills.collectable_by_account(conn, machine.ledger.seat.device)
            policy = policies.policy(conn)
            known = {info.number for info in cards.account_infos(conn)}
        owing = {account for account, found in out.items() if amount_due(found, self.world.day, policy).total}
        there = [each for each in self.world.office.households if each.account in (owing or known)]
        if not there:
            tell(f"{machine.name}: 还没有户")
            return None
        return there[at % len(there)]

    # what is done

    def next_day(self, days: int) -> None:
        """Another business day."""
        self.world.next_day(days)
        tell(f"到了{self.world.day}")

    def pay(
        self, laptop: int, door: int, amount: Callable[[Money], Money], *, by_phone: bool = False, change: bool = False
    ) -> None:
        """A household pays what `amount` makes of what it owes."""
        machine = self.machine(laptop)
        household = self.door(machine, door)
        if household is None:
            return
        with machine.ledger.reading() as conn:
            card = cards.card(conn, household.account, self.world.day, machine.ledger.seat.device)
            policy = policies.policy(conn)
        assert card is not None
        received = amount(amount_due(card.bills, self.world.day, policy).total)
        payment = TakePayment(
            id=new_act_id(),
            account=household.account,
            received=received,
            tendered=received + YUAN if change and not by_phone else received,
            method=PaymentMethod.WECHAT if by_phone else PaymentMethod.CASH,
            reference="4200" if by_phone else "",
            slot=Slot.EVENING,
            token=card.token,
        )
        told = f"{household.name}交{received}元{',用手机' if by_phone else ''}"
        done = self.attempt(machine, told, lambda at: collect(machine.ledger, payment, at))
        if done is None:
            return
        self.truth.taken[payment.id] = Paid(household.account, received)
        number, device = done.receipt.number, machine.ledger.seat.device
        assert number not in self.truth.numbers or device in self.copied, f"{number} was given twice"
        self.truth.numbers.add(number)

    def read_export(self, told: str) -> None:
        """The station reads what its system says now."""
        export = self.world.office.export()
        self.attempt(
            None, f"导入营销系统: {told}", lambda at: importing.import_exports(self.world.station, [export], at)
        )

    def issue(self, device: DeviceCode, *, every: bool, arrives: bool) -> None:
        """A route, which locks its bills, and may be taken at once."""
        chosen = () if every else (self.world.villages[device],)
        before = out_with(self.world.station)
        done = self.attempt(
            None,
            f"派{'、'.join(chosen) or '各村'}给{device}",
            lambda at: issuing.issue(self.world.station, device, chosen, self.world.stick, at),
        )
        if done is not None:
            assert device not in self.truth.cuts, f"{device} is revoked and got a route"
            kept = {bill: holder for bill, holder in before.items() if holder not in (None, device)}
            after = out_with(self.world.station)
            assert kept.items() <= after.items(), "bills out with another laptop were given away"
            assert done.bills == sum(holder == device for holder in after.values())
            assert every is False or None not in after.values(), "open bills are out with nobody"
        if arrives:
            self.take_route(self.newest_of(device))

    def recall(self, device: DeviceCode) -> None:
        """Everything out with a laptop."""
        self.attempt(None, f"收回{device}的账单", lambda at: issuing.recall(self.world.station, device, REASON, at))

    def take_route(self, machine: Machine, older: int = 0) -> None:
        """The newest route on the stick, or one so many older."""
        routes = sorted(
            self.world.stick.glob(f"*_{machine.ledger.seat.device}_*.zsroute"), key=lambda path: path.stat().st_mtime_ns
        )
        if not routes:
            tell(f"{machine.name}: 优盘上没有派工文件")
            return
        route = routes[max(len(routes) - 1 - older, 0)]
        self.attempt(
            machine, f"装入{route.name}", lambda at: taking_route.take_route(machine.ledger, machine.keys, route, at)
        )

    def hand_over(self, machine: Machine) -> Path | None:
        """A day package on the stick; None if there was nothing to hand over."""
        lines = waiting_lines(machine.ledger)
        done = self.attempt(machine, "交回", lambda at: handing_over.hand_over(machine.ledger, self.world.stick, at))
        if done is not None:
            assert done.path not in self.truth.packages, f"{done.path.name} was written over another package"
            self.truth.packages[done.path] = lines
        return None if done is None else done.path

    def take_in(self, package: Path) -> None:
        """The station takes a day package in, or refuses it, or holds lines of it: as it must."""
        station = self.world.station
        why, held = self.truth.must_refuse(station, package), self.truth.must_hold(station, package)
        before = acts_in(station)
        refused: str | None = None
        try:
            taken = taking_in.take_in(station, self.world.station_keys, package, self.world.stamp())
        except Refusal as refusal:
            refused = type(refusal).__name__
            tell(f"供电所: 收{package.name} → 不收: {refusal}")
        else:
            tell(f"供电所: 收{package.name} → {taken.new_lines}条新的,{taken.held_lines}条压下,{taken.received}元")
            kept_out = {line.act for line in self.truth.packages[package]} - acts_in(station)
            assert kept_out == held, f"{package.name}: {len(kept_out)} acts don't count, held must be {len(held)}"
            assert kept_out <= held_at(station), f"{package.name}: acts neither count nor wait"
            COUNTED.met["lines held"] += taken.held_lines
            self.waiting = waiting_groups(station)
        assert refused == why, f"{package.name}: the station's answer was {refused}, it must be {why}"
        assert refused is None or acts_in(station) == before
        no(self.truth.misplaced(station))
        self.look(station)

    def decide(self, which: int, how: str) -> bool:
        """The manager says what becomes of held lines: "released", "released in part" or "rejected"; if he may yet."""
        station = self.world.station
        group = self.waiting[which % len(self.waiting)]
        lines = lines_in(group)
        counts = {"released": len(lines), "released in part": (len(lines) + 1) // 2, "rejected": 0}[how]
        released = lines[:counts]
        before, posts = acts_in(station), self.truth.must_post(station, released)
        waits = self.truth.must_wait(station, released, [line for each in self.waiting for line in lines_in(each)])
        wanted = deciding_held.DecideHeld(
            first=group.first, release=bool(counts), up_to=released[-1].line if counts else None, reason=REASON
        )
        done = self.attempt(
            None,
            f"所长决定{group.chain}第{group.first_line}—{group.last_line}行({group.why}): {how}",
            lambda at: deciding_held.decide_held(station, wanted, at),
        )
        assert (done is None) == waits, f"the manager was refused: {done is None}, it must be {waits}"
        if waits:
            return False
        new = {line.act for line in lines} & (acts_in(station) - before)
        assert new == ({line.act for line in released} - before if posts else set()), f"{len(new)} acts were posted"
        self.truth.decide(released, lines[counts:], station)
        fate = how if not counts else "released as they are" if posts else "released as money"
        COUNTED.met[f"{group.why}: {fate}"] += 1
        self.waiting = waiting_groups(station)
        assert all(group.first != each.first for each in self.waiting), "what was decided still waits"
        no(self.truth.misplaced(station))
        return True

    def put_back(self, machine: Machine, place: Path, *, old_mark: bool, told: bool) -> None:
        """Old books over the present ones, beside their old mark or the present one; the program may be told."""
        if old_mark:
            self.copied.add(machine.ledger.seat.device)
        machine.put_back(place, self.world.stamp(), old_mark=old_mark, told=told)
        mark = "连号码文件一起" if old_mark else "号码文件还在"
        tell(f"{machine.name}: 放回旧备份,{mark},{'程序知道' if told else '程序不知道'} → 链{machine.ledger.chain}")
        self.look(machine.ledger)

    def attempt(self, machine: Machine | None, what: str, do: Callable[[Stamp], T]) -> T | None:
        """Do one act and tell it; None if it was refused."""
        ledger, who = (self.world.station, "供电所") if machine is None else (machine.ledger, machine.name)
        done = None
        try:
            done = do(self.world.stamp())
        except Refusal as refusal:
            tell(f"{who}: {what} → 不行: {refusal}")
        else:
            tell(f"{who}: {what}")
            self.look(ledger)
        return done

    def look(self, ledger: Ledger) -> None:
        """The whole of one seat's books, at every fifth act: what is wrong once stays so to the end."""
        self.acts += 1
        if self.acts % _LOOK_EVERY == 0:
            no(problems_of(ledger))


def no(problems: list[str]) -> None:
    """Nothing, if there are none."""
    assert not problems, "; ".join(problems)


def tell(what: str) -> None:
    """One step of the story."""
    COUNTED.steps += 1
    note(what)

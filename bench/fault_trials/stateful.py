"""The stateful model: whatever laptops, a station and a stick do, in whatever order, the books stay right."""

import tempfile
from pathlib import Path
from unittest import mock

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.devices import Cause, ChainCut
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, ChainId, DeviceCode
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import bank_debits, closing, revoking, visiting, voiding
from collector_desktop.store import number_mark
from collector_desktop.store.queries import closes, receipts, sync, takings
from fault_trials.life import COUNTED, REASON, YUAN, Life, tell
from fault_trials.seen import out_with, own_lines

_WHICH = st.integers(0, 11)
_NUMBERS_AHEAD = 2
"""How many receipt numbers are promised at once: few, or a mark that went back would hardly ever give one twice."""
_MOST_BACKUPS, _MOST_LAPTOPS, _MOST_MACHINES = 3, 4, 6


class TwoLaptopsAndAStation(Life):
    """One life of a station and its laptops."""

    # at the doors

    @rule(laptop=_WHICH, door=_WHICH, by_phone=st.booleans(), change=st.booleans())
    def pays_what_is_owed(self, laptop: int, door: int, by_phone: bool, change: bool) -> None:
        """Everything of the bills that are out, penalty included."""
        self.pay(laptop, door, lambda owed: owed, by_phone=by_phone, change=change)

    @rule(laptop=_WHICH, door=_WHICH)
    def pays_a_part(self, laptop: int, door: int) -> None:
        """Ten yuan."""
        self.pay(laptop, door, lambda _owed: YUAN * 10)

    @rule(laptop=_WHICH, door=_WHICH, change=st.booleans())
    def pays_ahead(self, laptop: int, door: int, change: bool) -> None:
        """More than is owed; the rest becomes prepayment."""
        self.pay(laptop, door, lambda owed: owed + YUAN * 60, change=change)

    @rule(laptop=_WHICH, door=_WHICH)
    def knocks(self, laptop: int, door: int) -> None:
        """Nobody is home."""
        machine = self.machine(laptop)
        household = self.door(machine, door)
        if household is None:
            return
        visit = visiting.RecordVisit(
            id=new_act_id(), account=household.account, slot=Slot.MORNING, outcome=Outcome.NOT_HOME
        )
        self.attempt(machine, f"敲{household.name}的门,没人", lambda at: visiting.record(machine.ledger, visit, at))

    @rule(laptop=_WHICH, newest=st.integers(0, 2))
    def voids(self, laptop: int, newest: int) -> None:
        """One of today's receipts is voided."""
        machine = self.machine(laptop)
        with machine.ledger.reading() as conn:
            given = receipts.of_day(conn, self.world.day, machine.ledger.seat.device)
        if not given:
            tell(f"{machine.name}: 今天没有收据可作废")
            return
        which = given[-1 - newest % len(given)]
        done = self.attempt(
            machine,
            f"作废{which.receipt.number}",
            lambda at: voiding.void(machine.ledger, which.receipt.number, REASON, at),
        )
        if done is not None:
            self.truth.voids[own_lines(machine.ledger)[-1].act] = ActId(which.payment)

    @rule(laptop=_WHICH, short=st.booleans(), banked=st.booleans())
    def closes_the_day(self, laptop: int, short: bool, banked: bool) -> None:
        """The oldest open day; the drawer may be a yuan short, and what was counted may go to the bank.

        A laptop that is closed for today first lives to see the next day.
        """
        machine = self.machine(laptop)
        with machine.ledger.reading() as conn:
            if closes.last_day(conn, machine.ledger.seat.device) == self.world.day:
                self.next_day(1)
        with machine.ledger.reading() as conn:
            days = takings.open_days(conn, machine.ledger.seat.device) or (self.world.day,)
            cash = takings.of_day(conn, days[0], machine.ledger.seat.device).cash_expected
        counted = CashCount.of({1: max(cash.fen - 100 * short, 0)})
        self.attempt(
            machine,
            f"结{days[0]}的账,{counted.total}元",
            lambda at: closing.close(machine.ledger, days[0], counted, REASON, at),
        )
        with machine.ledger.reading() as conn:
            held = closes.not_banked(conn, machine.ledger.seat.device)
        if banked and held:
            self.attempt(machine, f"解款{held}元", lambda at: closing.remit(machine.ledger, held, "6217", "", at))

    # on the stick

    @rule(laptop=_WHICH, arrives=st.booleans())
    def hands_over(self, laptop: int, arrives: bool) -> None:
        """A day package on the stick, which may be taken in at once."""
        package = self.hand_over(self.machine(laptop))
        if arrives and package is not None:
            self.take_in(package)

    @precondition(lambda self: self.truth.packages)
    @rule(package=_WHICH)
    def loses_a_package(self, package: int) -> None:
        """A file on the stick is gone."""
        path = self.package(package)
        tell(f"优盘: {path.name} 丢了")
        path.unlink()
        del self.truth.packages[path]

    @precondition(lambda self: self.truth.packages)
    @rule(package=_WHICH)
    def takes_in(self, package: int) -> None:
        """Any day package that ever lay on the stick: new, old again, out of order."""
        self.take_in(self.package(package))

    @rule(device=_WHICH, every=st.booleans(), arrives=st.booleans())
    def issues(self, device: int, every: bool, arrives: bool) -> None:
        """A route for a laptop's own village or for every one."""
        self.issue(self.device(device), every=every, arrives=arrives)

    @rule(laptop=_WHICH, older=st.integers(0, 2))
    def takes_a_route(self, laptop: int, older: int) -> None:
        """The newest route, or one that is too old."""
        self.take_route(self.machine(laptop), older)

    # at the station

    @rule(device=_WHICH)
    def recalls(self, device: int) -> None:
        """Everything out with a laptop."""
        self.recall(self.device(device))

    @rule(which=_WHICH, how=st.sampled_from(["paid at the counter", "corrected up", "corrected down", "paid in part"]))
    def exports_again(self, which: int, how: str) -> None:
        """The station's system tells what changed there."""
        bill = list(self.world.office.bills.values())[which % len(self.world.office.bills)]
        if how == "paid at the counter":
            bill.open = Money.ZERO
        elif how == "paid in part":
            bill.open = max(bill.open - YUAN * 10, Money.ZERO)
        else:
            by = min(YUAN * 7 if how == "corrected up" else -YUAN * 7, bill.amount)
            bill.amount, bill.open = bill.amount + by, max(bill.open + by, Money.ZERO)
        self.read_export(f"{bill.id} 应收{bill.amount} 欠{bill.open} ({how})")

    @rule(which=_WHICH, of_it=st.sampled_from([1, 2]))
    def is_debited(self, which: int, of_it: int) -> None:
        """The bank took a bill's month, or half of it."""
        bill = list(self.world.office.bills.values())[which % len(self.world.office.bills)]
        amount = Money(bill.amount.fen // of_it)
        file = self.world.office.bank_file(bill.id, amount, self.world.day)
        self.attempt(
            None,
            f"银行代扣{bill.id} {amount}元",
            lambda at: bank_debits.import_bank_debits(self.world.station, file, at),
        )

    # what the manager decides

    @precondition(lambda self: len(self.working()) > 1)
    @rule(device=_WHICH, cause=st.sampled_from([Cause.STOLEN, Cause.LEFT]), further=st.integers(0, 4))
    def is_revoked(self, device: int, cause: Cause, further: int) -> None:
        """Stolen, it counts as far as it is known; left behind by its collector, a few lines further."""
        code = self.working()[device % len(self.working())]
        cuts = self._as_known(code)
        named: tuple[ChainCut, ...] = ()
        if cause is Cause.LEFT and further:
            chain = self.newest_of(code).ledger.chain
            cuts[chain] = cuts.get(chain, 0) + further
            named = (ChainCut(chain=chain, line=cuts[chain]),)
        wanted = revoking.Revoke(device=code, cause=cause, reason=REASON, cuts=named)
        done = self.attempt(None, f"停用{code},{cuts}", lambda at: revoking.revoke(self.world.station, wanted, at))
        assert done is not None, "the manager was refused"
        assert code not in out_with(self.world.station).values(), "bills are still out with a revoked laptop"
        self.truth.cuts[code] = cuts

    @precondition(lambda self: len(self.world.villages) < _MOST_LAPTOPS)
    @rule(device=_WHICH, arrives=st.booleans())
    def is_enrolled_anew(self, device: int, arrives: bool) -> None:
        """A laptop that lost its books gets another code; or a new one comes for whoever had one that is revoked."""
        old = self.device(device)
        replaces = old if old in self.working() else None
        before, cuts = out_with(self.world.station), self._as_known(old)
        machine = self.world.enrol(self.world.villages[old], replaces)
        new = machine.ledger.seat.device
        tell(f"供电所: 登记{machine.name},{'代替' if replaces else '接着'}{old}")
        if replaces:
            self.truth.cuts[old] = cuts
            moved = {bill: new if holder == old else holder for bill, holder in before.items()}
            assert out_with(self.world.station) == moved, "bills did not go over to the new laptop"
        if arrives:
            self.issue(new, every=False, arrives=True)

    @precondition(lambda self: self.waiting)
    @rule(group=_WHICH, how=st.sampled_from(["released", "released", "released in part", "rejected"]))
    def decides_held(self, group: int, how: str) -> None:
        """Lines that were held count from now on, or the first half of them, or none."""
        self.decide(group, how)

    def _as_known(self, device: DeviceCode) -> dict[ChainId, int]:
        with self.world.station.reading() as conn:
            return {chain.chain: chain.last_line for chain in sync.chains(conn, device)}

    # what befalls machines

    @precondition(lambda self: len(self.world.backups) < _MOST_BACKUPS)
    @rule(laptop=_WHICH)
    def is_backed_up(self, laptop: int) -> None:
        """Books and mark put aside."""
        machine = self.machine(laptop)
        tell(f"{machine.name}: 做备份")
        self.world.back_up(machine)

    @precondition(lambda self: self.world.backups)
    @rule(backup=_WHICH, old_mark=st.booleans(), told=st.booleans())
    def is_restored(self, backup: int, old_mark: bool, told: bool) -> None:
        """Old books come back over the newer ones."""
        device, place = self.world.backups[backup % len(self.world.backups)]
        self.put_back(self.newest_of(device), place, old_mark=old_mark, told=told)

    @rule(laptop=_WHICH, paid=st.integers(0, 4), arrives=st.booleans(), old_mark=st.booleans())
    def goes_back(self, laptop: int, paid: int, arrives: bool, old_mark: bool) -> None:
        """Books go back to where they were some payments ago; if their mark does too, numbers come twice."""
        machine = self.machine(laptop)
        self.pay(laptop, paid, lambda owed: owed)
        place = machine.copy_to(Path(tempfile.mkdtemp(dir=self.world.folder)) / "before")
        for door in range(paid):
            self.pay(laptop, door, lambda _owed: YUAN * 10)
        package = self.hand_over(machine) if paid else None
        if arrives and package is not None:
            self.take_in(package)
        self.put_back(machine, place, old_mark=old_mark, told=True)
        self.pay(laptop, paid, lambda _owed: YUAN * 20)

    @rule(laptop=_WHICH, arrives=st.booleans())
    def changes_keys(self, laptop: int, arrives: bool) -> None:
        """New keys on a laptop or a copy of one; the station may hear of it at once."""
        machine = self.machine(laptop)
        self.attempt(machine, "换密钥", machine.change_keys)
        package = self.hand_over(machine) if arrives else None
        if package is not None:
            self.take_in(package)

    @precondition(lambda self: len(self.world.machines) < _MOST_MACHINES)
    @rule(laptop=_WHICH)
    def is_cloned(self, laptop: int) -> None:
        """The whole laptop copied; both go on."""
        machine = self.machine(laptop)
        copy = self.world.copy(machine)
        self.copied.add(machine.ledger.seat.device)
        tell(f"{machine.name}: 被整个复制成{copy.name},两台都接着用")

    @rule(days=st.sampled_from([1, 1, 1, 30]), billed=st.booleans())
    def time_goes_on(self, days: int, billed: bool) -> None:
        """Another business day; there may be a new bill for everybody."""
        self.next_day(days)
        if billed:
            self.world.bill_everybody()
            self.read_export("出新账单")


def live(
    lives: int, steps: int, seed: int | None = None, phases: tuple[Phase, ...] = (Phase.generate,)
) -> tuple[int, int]:
    """So many lives of so many steps; how many of each there were. Raises AssertionError, told as a story."""
    COUNTED.begin()
    with mock.patch.object(number_mark, "STEP", _NUMBERS_AHEAD):
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

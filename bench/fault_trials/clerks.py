"""Row 38 of the fault table: two clerks take in the same package, decide one request, set rules at the same moment."""

import os
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import RequestAlreadyDecided
from collector_desktop.domain.refusals_rules import RulesChangedMeanwhile
from collector_desktop.domain.requests import PrepaymentRefundWanted, Role
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import handing_over, taking_in
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.setting_policy import SetRules, set_rules
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import balances, takings
from fault_trials.two_laptops import folder_in_memory, open_world, pay

_WON, _TOLD = b"w", b"t"
_CLERKS = 2


class Station(NamedTuple):
    """Where a clerk's process finds the station: the books' URL and the keys' file."""

    url: str
    keys: Path

    def open(self, stamp: Stamp) -> tuple[Ledger, DeviceKeys]:
        """Its books, in a process of their own."""
        keys = DeviceKeys.load(self.keys)
        return open_books(self.url, keys, stamp), keys


def both_take_in(station: Station, package: Path, stamp: Stamp) -> list[bool]:
    """For each clerk whether he was the one who took the package in; the other was told that it was there."""

    def clerk() -> bool:
        ledger, keys = station.open(stamp)
        return not taking_in.take_in(ledger, keys, package, stamp).again

    return _at_once(clerk)


def both_decide(station: Station, asked: ActId, stamp: Stamp) -> list[bool]:
    """For each clerk whether his decision stands; the other was told who decided."""

    def clerk() -> bool:
        ledger, _ = station.open(stamp)
        said = Decide(request=asked, approved=True, reason="", decided_by="郑所长", role=Role.MANAGER)
        try:
            decide(ledger, said, stamp)
        except RequestAlreadyDecided:
            return False
        return True

    return _at_once(clerk)


def both_set_rules(station: Station, version: int, stamp: Stamp) -> list[bool]:
    """For each clerk whether his rule stands; the other was told that the rules had changed meanwhile."""

    def clerk() -> bool:
        ledger, _ = station.open(stamp)
        wanted = {"payment.cash_blocks_at": "6000"}
        try:
            set_rules(ledger, SetRules(id=new_act_id(), version=version, wanted=wanted, reason="县公司通知"), stamp)
        except RulesChangedMeanwhile:
            return False
        return True

    return _at_once(clerk)


def ask_back(ledger: Ledger, account: AccountNumber, amount: Money, stamp: Stamp) -> ActId:
    """A household would like its prepayment back."""
    asked = new_act_id()
    matter = PrepaymentRefundWanted(amount=amount, pay_to="")
    request(ledger, Ask(id=asked, account=account, matter=matter, reason="搬走"), stamp)
    return asked


def one_race(base: Path) -> list[str]:
    """Both faults once on fresh books in a file; what was wrong."""
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        world = open_world(base, Path(folder) / "world")
        station = Station(str(world.folder / "station.db"), world.folder / "station.keys")
        account, amount = world.office.households[0].account, Money(50_000)
        pay(world.machines[0], account, amount, world.stamp())
        package = handing_over.hand_over(world.machines[0].ledger, world.stick, world.stamp()).path
        took = both_take_in(station, package, world.stamp())
        with world.station.reading() as conn:
            received, held = takings.books(conn).received, balances.held(conn, account).prepay
        decided = both_decide(station, ask_back(world.station, account, held, world.stamp()), world.stamp())
        with world.station.reading() as conn:
            left = balances.held(conn, account).prepay
            problems = list(check_books(conn, world.station.seat.kind, every=True).problems)
        world.close()
    if sum(took) != 1 or received != amount:
        problems.append(f"{sum(took)} clerks took the package in, {received} received")
    if sum(decided) != 1 or left:
        problems.append(f"{sum(decided)} decisions stand, {left} left of {held}")
    return problems


def _at_once(clerk: Callable[[], bool]) -> list[bool]:
    """Two processes that begin at the same moment, and what each came to. Raises RuntimeError if one fell over."""
    start_reading, start = os.pipe()
    reading, writing = os.pipe()
    for _ in range(_CLERKS):
        if os.fork() == 0:
            os.close(start)
            os.read(start_reading, 1)
            try:
                os.write(writing, _WON if clerk() else _TOLD)
            except BaseException:  # noqa: BLE001 - the child of a fork ends here whatever happens
                traceback.print_exc()
            finally:
                os._exit(0)
    for end in (start_reading, writing, start):
        os.close(end)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    for _ in range(_CLERKS):
        os.wait()
    if len(said) != _CLERKS:
        raise RuntimeError("a clerk's process fell over")
    return [said[at : at + 1] == _WON for at in range(_CLERKS)]

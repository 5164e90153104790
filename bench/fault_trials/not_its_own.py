"""A laptop tampered with: lines signed with its own key that are not its to write, or whose money is made up."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from collector_desktop.domain.acts.base import Act, new_act_id
from collector_desktop.domain.acts.money import CashRemitted, DayClosed, PaymentTaken, ReceiptVoided
from collector_desktop.domain.acts.of_laptops import OF_LAPTOPS
from collector_desktop.domain.acts.station import Offset, PrepaymentOffset, SettledBill
from collector_desktop.domain.day_close import CashCount, DayClose, Remittance
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.services import handing_over, taking_in
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import append, link_of
from collector_desktop.store.own_lines import LineNotItsOwn
from collector_desktop.store.queries import sync, takings
from collector_desktop.store.tables.machinery import JournalRow
from fault_trials.every_kind import every_kind
from fault_trials.forged_journal import with_a_day_handed_in, written
from fault_trials.two_laptops import Machine, World, folder_in_memory, open_world, pay


def forged_by_its_own_key(every: int) -> Iterator[tuple[str, bool]]:
    """Each thing a laptop may not say, and whether the station refused the package and kept its books as they were.

    `every` leaves out some: 1 tries all.
    """
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        base = with_a_day_handed_in(Path(folder) / "base")
        world = open_world(base, Path(folder) / "first")
        forgeries = [*_stations_own(), *_made_up(world)]
        world.close()
        for at in range(0, len(forgeries), every):
            what, act = forgeries[at]
            world = open_world(base, Path(folder) / str(at))
            yield what, _is_refused(world, act)
            world.close()


def _is_refused(world: World, act: Act) -> bool:
    laptop = world.machines[0].ledger
    with laptop.writing() as conn:
        (line,) = written([act], laptop.signer, link_of(conn, laptop.chain))
        append(conn, Entry.read(line.content), line)
    package = handing_over.hand_over(laptop, world.stick, world.stamp()).path
    before = _journal(world)
    try:
        taking_in.take_in(world.station, world.station_keys, package, world.stamp())
    except LineNotItsOwn:
        return _journal(world) == before
    return False


def _journal(world: World) -> int:
    with world.station.reading() as conn:
        return conn.scalar(select(func.count()).select_from(JournalRow)) or 0


def _stations_own() -> Iterator[tuple[str, Act]]:
    for act in every_kind():
        if type(act) not in OF_LAPTOPS:
            yield type(act).__name__, act


def _made_up(world: World) -> Iterator[tuple[str, Act]]:
    """Receipts of the first laptop with another amount, number or household; what is not its own undone."""
    world.next_day()
    laptop, other = world.machines
    pay(laptop, world.office.households[0].account, Money(1000), world.stamp())
    pay(other, world.office.households[-1].account, Money(1000), world.stamp())
    (known, *_, mine), (theirs,) = _payments(laptop), _payments(other)
    receipt = mine.receipt
    changes: dict[str, dict[str, Any]] = {
        "more settled than was received": {"received": receipt.received - Money(1)},
        "less settled than was received": {"received": receipt.received + Money(1)},
        "nothing received": {"received": Money.ZERO, "lines": (), "prepayment": Money.ZERO},
        "a negative prepayment": {"prepayment": Money(-1), "received": receipt.received - Money(1)},
        "the other laptop's number": {"number": theirs.receipt.number},
        "a number of no laptop": {"number": ReceiptNumber.make(receipt.station_code, DeviceCode("77"), 1)},
        "a household nobody knows": {
            "account": AccountNumber("0000000000"),
            "lines": (),
            "prepayment": receipt.received,
        },
        "another household's bill": {"account": theirs.receipt.account},
        "another day": {"business_day": receipt.business_day.replace(day=1)},
    }
    for what, changed in changes.items():
        yield f"a receipt: {what}", mine.model_copy(update={"receipt": receipt.model_copy(update=changed)})
    void = ReceiptVoided(
        **dict(world.stamp()) | {"id": new_act_id(), "business_day": known.business_day},
        payment=known.id,
        number=known.receipt.number,
        account=known.receipt.account,
        received=known.receipt.received,
        method=known.receipt.method,
        reason="金额看错",
    )
    voids: dict[str, dict[str, Any]] = {
        "of a receipt nobody gave": {"number": receipt.number},
        "of another payment": {"payment": theirs.id},
        "with another amount": {"received": known.receipt.received + Money(1)},
        "on another day": {"business_day": known.business_day.replace(day=1)},
    }
    for what, changed in voids.items():
        yield f"a void {what}", void.model_copy(update=changed)
    yield from _made_up_cash(laptop, world)
    (line, *_), stamp = known.receipt.lines, dict(world.stamp())
    for what, account, fee in (
        ("another household's bill", theirs.receipt.account, Money(100)),
        ("less than nothing", known.receipt.account, Money(-100)),
    ):
        offset = Offset(account=account, bills=(SettledBill(bill=line.bill, fee=fee),))
        yield (
            f"an offset of {what}",
            PrepaymentOffset(**stamp | {"id": new_act_id()}, on=world.stamp().business_day, offsets=(offset,)),
        )


def _made_up_cash(laptop: Machine, world: World) -> Iterator[tuple[str, Act]]:
    """Closes that hide what is missing, and slips of no money."""
    seat, stamp = laptop.ledger.seat, world.stamp()
    with laptop.ledger.reading() as conn:
        taken = takings.of_day(conn, stamp.business_day, seat.device)
    whose = {"station_name": seat.station_name, "collector_name": seat.collector_name, "badge": seat.badge}
    close = DayClose(
        business_day=stamp.business_day,
        takings=taken,
        count=CashCount(),
        over_short=-taken.cash_expected,
        reason="找零多给",
        **whose,
    )
    closes: dict[str, dict[str, Any]] = {
        "that hides what is missing": {"over_short": Money.ZERO},
        "short without a reason": {"reason": " "},
        "of takings that don't add up": {"takings": taken.model_copy(update={"fees": taken.fees + Money(1)})},
        "of another day's takings": {"business_day": stamp.business_day.replace(day=1)},
    }
    for what, changed in closes.items():
        yield (
            f"a close {what}",
            DayClosed(**dict(stamp) | {"id": new_act_id()}, close=close.model_copy(update=changed)),
        )
    slip = Remittance(amount=Money(1000), bank_slip="6217", at=stamp.at, **whose)
    slips: dict[str, dict[str, Any]] = {
        "less than nothing": {"amount": Money(-1000)},
        "nothing": {"amount": Money.ZERO},
        "money without a slip": {"bank_slip": " "},
    }
    for what, changed in slips.items():
        yield (
            f"a remittance of {what}",
            CashRemitted(**dict(stamp) | {"id": new_act_id()}, remittance=slip.model_copy(update=changed)),
        )


def _payments(machine: Machine) -> list[PaymentTaken]:
    with machine.ledger.reading() as conn:
        acts = [Entry.read(line.content).act for line in sync.lines(conn, machine.ledger.chain)]
    return [act for act in acts if isinstance(act, PaymentTaken)]

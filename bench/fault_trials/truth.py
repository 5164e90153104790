"""What must be so whatever happened: kept beside the books, from what was said on screen alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, ChainId, DeviceCode, device_of, generation_of
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.store.journal import FIRST_HASH
from collector_desktop.store.ledger import Ledger
from fault_trials.seen import (
    KeysAt,
    Line,
    Place,
    acts_in,
    debited_at,
    end_of,
    held_at,
    keys_at,
    lines_at,
    numbers_at,
    placed_at,
)


class Paid(NamedTuple):
    """One payment as the household saw it."""

    account: AccountNumber
    received: Money


@dataclass
class Truth:
    """What was acknowledged, which lines each package carries, and what the manager said."""

    taken: dict[ActId, Paid] = field(default_factory=dict)
    numbers: set[ReceiptNumber] = field(default_factory=set)
    voids: dict[ActId, ActId] = field(default_factory=dict)
    """Voids, and the payment each undid."""
    packages: dict[Path, tuple[Line, ...]] = field(default_factory=dict)
    cuts: dict[DeviceCode, dict[ChainId, int]] = field(default_factory=dict)
    """Revoked laptops, and up to which line each of their chains counts; one that is not named counts not at all."""
    rejected: set[ActId] = field(default_factory=set)
    """Acts of held lines the manager did not believe."""
    released: set[ActId] = field(default_factory=set)
    """Payments among lines that were released though their place is taken."""
    credited: set[ActId] = field(default_factory=set)
    """Those of them whose money counts, though their receipts don't."""

    def must_refuse(self, station: Ledger, package: Path) -> str | None:
        """Why the station must refuse a day package; None if it has to take it in."""
        lines = self.packages[package]
        with station.reading() as conn:
            ends = {chain: end_of(conn, chain) for chain in {line.chain for line in lines}}
        for chain, end in ends.items():
            if min(line.line for line in lines if line.chain == chain) > end + 1:
                return "LinesMissing"
        return None

    def must_hold(self, station: Ledger, package: Path) -> set[ActId]:
        """The acts of a day package the station must keep from counting until the manager decides, or after he has.

        A line is held for standing where another act stands, or going on from what does not count; a receipt, if its
        number was given twice; whatever comes after the cut-off of a revoked laptop, or is signed with a key that was
        changed for another; all that comes after such a line in its chain; and what was held before and is not posted.
        """
        at, numbers, before, keys = lines_at(station), numbers_at(station), held_at(station), keys_at(station)
        held: set[ActId] = set()
        for _chain, lines in groupby(self.packages[package], key=lambda line: line.chain):
            is_held = False
            for line in lines:
                known = at.get(line.place)
                is_held = is_held or (
                    known.act != line.act
                    if known is not None
                    else line.act in before
                    or not _rests_on(at, line.follows)
                    or (line.number is not None and numbers.get(line.number, line.act) != line.act)
                    or self._is_past_cut(line)
                    or _is_of_another_key(line, keys)
                )
                if is_held:
                    held.add(line.act)
                    continue
                at[line.place] = line
                keys.chains.setdefault(line.chain, line.key)
                if line.change is not None:
                    keys.changed[line.change[0]] = line.place
                    keys.present[device_of(line.chain)] = line.change[1]
                if line.number is not None:
                    numbers[line.number] = line.act
        return held

    def must_post(self, station: Ledger, lines: tuple[Line, ...]) -> bool:
        """Whether released lines must be posted as they are: they continue their chain and clash with nothing."""
        at, numbers = lines_at(station), numbers_at(station)
        given = {line.number: line.act for line in lines if line.number is not None}
        if not lines or lines[0].place in at or any(numbers.get(number, act) != act for number, act in given.items()):
            return False
        before = at.get((lines[0].chain, lines[0].line - 1))
        end = FIRST_HASH if lines[0].line == 1 else before and before.hash
        return lines[0].previous == end and _rests_on(at, lines[0].follows)

    def must_wait(self, station: Ledger, lines: tuple[Line, ...], waiting: Iterable[Line]) -> bool:
        """Whether lines may not be released yet: they go on from a line that waits itself, and their place is free."""
        if not lines or lines[0].follows is None or lines[0].place in lines_at(station):
            return False
        return lines[0].follows.hash in {line.hash for line in waiting}

    def decide(self, released: Iterable[Line], rejected: Iterable[Line], station: Ledger) -> None:
        """The manager has spoken: where the place of released lines is taken, what was paid among them is money.

        A held void holds the money of its payment back until it is rejected; one that comes later changes nothing.
        """
        self.rejected |= {line.act for line in rejected}
        self.released |= ({line.act for line in released} & self.taken.keys()) - acts_in(station)
        believed = held_at(station) - self.rejected
        self.credited |= self.released - {payment for void, payment in self.voids.items() if void in believed}

    def received_at(self, station: Ledger) -> Money:
        """What the station's books must say was received: every payment that arrived, but for those undone."""
        return Money.total(self.taken[act].received for act in self._valid_at(station))

    def misplaced(self, station: Ledger) -> list[str]:
        """Households whose bills and prepayment at the station come to other than what they and their bank paid."""
        given: defaultdict[AccountNumber, Money] = defaultdict(lambda: Money.ZERO)
        for act in self._valid_at(station) | self.credited:
            given[self.taken[act].account] += self.taken[act].received
        for account, amount in debited_at(station):
            given[account] += amount
        placed = placed_at(station)
        return [
            f"{account}: {given[account]} paid, {placed.get(account, Money.ZERO)} in its bills and prepayment"
            for account in sorted(given.keys() | placed.keys())
            if given[account] != placed.get(account, Money.ZERO)
        ]

    def _valid_at(self, station: Ledger) -> set[ActId]:
        """Payments whose receipts the station has, but for those undone."""
        there = acts_in(station)
        undone = {payment for void, payment in self.voids.items() if void in there}
        return (self.taken.keys() & there) - undone

    def _is_past_cut(self, line: Line) -> bool:
        cuts = self.cuts.get(device_of(line.chain))
        return cuts is not None and line.line > cuts.get(line.chain, 0)


def _is_of_another_key(line: Line, keys: KeysAt) -> bool:
    """Whether a new chain is not begun with the device's present key, or a known one goes on after that was changed."""
    key = keys.chains.get(line.chain)
    if key is None:
        return line.key != keys.present[device_of(line.chain)]
    chain, end = keys.changed.get(key, (line.chain, line.line))
    return generation_of(line.chain) > generation_of(chain) or (line.chain == chain and line.line > end)


def _rests_on(at: dict[Place, Line], end: ChainEnd | None) -> bool:
    """Whether a chain goes on from a line that counts, or from none."""
    known = None if end is None else at.get((end.chain, end.line))
    return end is None or (known is not None and known.hash == end.hash)

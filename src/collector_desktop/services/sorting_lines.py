"""Sorting the lines a package brings of one chain: known before, to be posted, to be held for the manager."""

from collections.abc import Sequence
from typing import NamedTuple

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import ChainEnd, ChainStarted, KeysChanged
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.held import HeldState, Why
from collector_desktop.domain.names import ChainId, generation_of
from collector_desktop.domain.refusals import LinesMissing
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.exchange.package import PackageHeader
from collector_desktop.exchange.package_refusals import ChainOfAnotherDevice, PackageContradictsItself
from collector_desktop.security.key_change import change_holds
from collector_desktop.security.keys import has_signed
from collector_desktop.store.holding import clashes
from collector_desktop.store.journal import Entry, JournalLine, Link, follow
from collector_desktop.store.ledger import Connection, link_of
from collector_desktop.store.queries import cuts, held, sync, waivers
from collector_desktop.store.queries.devices import Device
from collector_desktop.store.queries.sync import ChainState

Pair = tuple[Entry, JournalLine]


class HeldRun(NamedTuple):
    """Lines that may not count, and why."""

    why: Why
    lines: tuple[Pair, ...]


class Sorted(NamedTuple):
    """One chain's lines of a package: how many are known, which are posted, which are held."""

    chain: ChainId
    known: int
    good: tuple[Pair, ...]
    held: HeldRun | None
    held_key: str | None
    """The key the device changed to with a line that is held: what it wrote after that is signed with it."""


def sort_lines(
    conn: Connection,
    header: PackageHeader,
    chain: ChainId,
    lines: tuple[JournalLine, ...],
    device: Device,
    held_key: str | None = None,
) -> Sorted:
    """The lines followed along their chain and told apart; nothing is written.

    `held_key` is the key a line of the chain before changed to, where that line is held: then all of a new chain is.
    Raises ChainOfAnotherDevice, PackageContradictsItself, LinesMissing, JournalLineWrong.
    """
    if not chain.startswith(f"{header.sender}."):
        raise ChainOfAnotherDevice(chain=chain, device=header.sender)
    span = next((span for span in header.chains if span.chain == chain), None)
    if span is None or not lines or span.last_line - span.first_line + 1 != len(lines):
        raise PackageContradictsItself(chain=chain)
    state = next((state for state in sync.chains(conn, device.code) if state.chain == chain), None)
    is_held = held_key is not None and state is None
    known = cuts.signing_keys(conn, device.code)
    key = held_key if held_key is not None and is_held else _known_key(state, lines[0], known)
    is_old = not is_held and (key != known[0] if state is None else _is_old(conn, chain, key))
    link = Link(chain=chain) if state is None else link_of(conn, chain)
    if span.first_line > link.line + 1:
        raise LinesMissing(chain=chain, first=link.line + 1, last=span.first_line - 1)
    own = sync.lines(conn, chain, after=span.first_line - 1)
    same = _same(own, lines)
    rest = lines[same:]
    if same < min(len(own), len(lines)):
        start = Link.after(chain, _line_before(conn, chain, span.first_line + same))
        # A chain that is another one from its first line on was begun under the key of its own copy.
        if start.line == 0:
            key = held_key if held_key is not None else signed_with(rest[0], (key, *known))
        forked = tuple(zip(follow(start, rest, key, every=True), rest, strict=True))
        return Sorted(chain, same, (), HeldRun(Why.FORKED, forked), _key_after(forked, key, held_key))
    pairs = tuple(zip(follow(link, rest, key, every=True), rest, strict=True))
    cut = None if device.revoked_on is None else cuts.cut_of(conn, chain)
    changed = cuts.key_end(conn, chain)
    kept = held.whys(conn, chain)
    for at, (entry, line) in enumerate(pairs):
        # Where a followed line was held and is posted meanwhile, what was decided of this one stands.
        if line.hash in kept:
            why = kept[line.hash]
        elif cut is not None and entry.line > cut:
            why = Why.REVOKED
        elif is_old or (changed is not None and entry.line > changed):
            why = Why.OLD_KEY
        elif clashes(conn, entry.act):
            why = Why.CLASH
        elif _follows_another_history(conn, entry.act):
            why = Why.FORKED
        elif is_held or builds_on(conn, entry.act) is not None:
            why = Why.BUILDS_ON
        elif _lost_its_decision(conn, entry.act):
            why = Why.UNDECIDED
        else:
            if isinstance(entry.act, KeysChanged):
                changed = entry.line
            continue
        return Sorted(chain, same, pairs[:at], HeldRun(why, pairs[at:]), _key_after(pairs[at:], key, held_key))
    return Sorted(chain, same, pairs, None, held_key)


def builds_on(conn: Connection, act: Act) -> HeldState | None:
    """What became of the held line a chain goes on from; None if that line is posted, or was never held."""
    if not isinstance(act, ChainStarted) or act.follows is None or is_at(conn, act.follows):
        return None
    return held.state_of(conn, act.follows.hash)


def _lost_its_decision(conn: Connection, act: Act) -> bool:
    """Whether a waiver's decision may have been lost: these books came back from a backup and don't know it."""
    if not isinstance(act, WaiverApplied) or waivers.is_covered(conn, act):
        return False
    return generation_of(sync.chains(conn, STATION_DEVICE)[-1].chain) > 1


def is_at(conn: Connection, end: ChainEnd) -> bool:
    """Whether the journal has this very line."""
    known = sync.lines(conn, end.chain, after=end.line - 1, most=1)
    return bool(known) and known[0].hash == end.hash


def signed_with(line: JournalLine, keys: Sequence[str]) -> str:
    """Which of a device's keys signed a line; the first of them if none did."""
    return next((key for key in keys if has_signed(key, line.content.encode(), line.signature)), keys[0])


def _known_key(state: ChainState | None, first: JournalLine, keys: Sequence[str]) -> str:
    return signed_with(first, keys) if state is None else state.signing_key


def _is_old(conn: Connection, chain: ChainId, key: str) -> bool:
    """Whether a chain was begun with a key its device had changed before."""
    changed = cuts.changed_on(conn, key)
    return changed is not None and generation_of(chain) > generation_of(changed)


def _key_after(run: Sequence[Pair], key: str, held_key: str | None) -> str | None:
    """The key held lines change to, if whoever has it made the change; else the one held before."""
    for entry, _line in run:
        if isinstance(entry.act, KeysChanged) and change_holds(entry.act, key):
            return entry.act.signing_key
    return held_key


def _follows_another_history(conn: Connection, act: Act) -> bool:
    """Whether a chain goes on from a line these books know otherwise: it comes from a second copy."""
    if not isinstance(act, ChainStarted) or act.follows is None:
        return False
    known = sync.lines(conn, act.follows.chain, after=act.follows.line - 1, most=1)
    return bool(known) and known[0].hash != act.follows.hash


def _same(own: Sequence[JournalLine], came: Sequence[JournalLine]) -> int:
    """How many lines from the first on are the very same."""
    return next(
        (at for at, (mine, other) in enumerate(zip(own, came, strict=False)) if mine.hash != other.hash),
        min(len(own), len(came)),
    )


def _line_before(conn: Connection, chain: ChainId, line: int) -> JournalLine | None:
    return None if line == 1 else sync.lines(conn, chain, after=line - 2)[0]

"""Sorting the lines a package brings of one chain: known before, to be posted, to be held for the manager."""

from collections.abc import Sequence
from typing import NamedTuple

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import ChainStarted, KeysChanged
from collector_desktop.domain.held import Why
from collector_desktop.domain.names import ChainId
from collector_desktop.domain.refusals import LinesMissing
from collector_desktop.exchange.package import PackageHeader
from collector_desktop.exchange.package_refusals import ChainOfAnotherDevice, PackageContradictsItself
from collector_desktop.store.holding import clashes
from collector_desktop.store.journal import Entry, JournalLine, Link, follow
from collector_desktop.store.ledger import Connection, link_of
from collector_desktop.store.queries import cuts, sync
from collector_desktop.store.queries.devices import Device

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


def sort_lines(
    conn: Connection, header: PackageHeader, chain: ChainId, lines: tuple[JournalLine, ...], device: Device
) -> Sorted:
    """The lines followed along their chain and told apart; nothing is written.

    Raises ChainOfAnotherDevice, PackageContradictsItself, LinesMissing, JournalLineWrong.
    """
    if not chain.startswith(f"{header.sender}."):
        raise ChainOfAnotherDevice(chain=chain, device=header.sender)
    span = next((span for span in header.chains if span.chain == chain), None)
    if span is None or not lines or span.last_line - span.first_line + 1 != len(lines):
        raise PackageContradictsItself(chain=chain)
    state = next((state for state in sync.chains(conn, device.code) if state.chain == chain), None)
    key = device.signing_key if state is None else state.signing_key
    link = Link(chain=chain) if state is None else link_of(conn, chain)
    if span.first_line > link.line + 1:
        raise LinesMissing(chain=chain, first=link.line + 1, last=span.first_line - 1)
    own = sync.lines(conn, chain, after=span.first_line - 1)
    same = _same(own, lines)
    rest = lines[same:]
    if same < min(len(own), len(lines)):
        start = Link.after(chain, _line_before(conn, chain, span.first_line + same))
        forked = tuple(zip(follow(start, rest, key, every=True), rest, strict=True))
        return Sorted(chain, same, (), HeldRun(Why.FORKED, forked))
    pairs = tuple(zip(follow(link, rest, key, every=device.revoked_on is not None), rest, strict=True))
    cut = None if device.revoked_on is None else cuts.cut_of(conn, chain)
    changed = cuts.key_end(conn, chain)
    for at, (entry, _line) in enumerate(pairs):
        if cut is not None and entry.line > cut:
            why = Why.REVOKED
        elif changed is not None and entry.line > changed:
            why = Why.OLD_KEY
        elif clashes(conn, entry.act):
            why = Why.CLASH
        elif _follows_another_history(conn, entry.act):
            why = Why.FORKED
        else:
            if isinstance(entry.act, KeysChanged):
                changed = entry.line
            continue
        # What is posted ends here: its last line must vouch for it by itself.
        for _entry in follow(link, rest[:at], key):
            pass
        return Sorted(chain, same, pairs[:at], HeldRun(why, pairs[at:]))
    return Sorted(chain, same, pairs, None)


def _follows_another_history(conn: Connection, act: Act) -> bool:
    """Whether a chain goes on from a line these books know otherwise: it comes from a second copy."""
    if not isinstance(act, ChainStarted) or act.follows is None:
        return False
    known = sync.lines(conn, act.follows.chain, after=act.follows.line - 1)
    return bool(known) and known[0].hash != act.follows.hash


def _same(own: Sequence[JournalLine], came: Sequence[JournalLine]) -> int:
    """How many lines from the first on are the very same."""
    return next(
        (at for at, (mine, other) in enumerate(zip(own, came, strict=False)) if mine.hash != other.hash),
        min(len(own), len(came)),
    )


def _line_before(conn: Connection, chain: ChainId, line: int) -> JournalLine | None:
    return None if line == 1 else sync.lines(conn, chain, after=line - 2)[0]

"""Verifying books: whether every line is what its device wrote and signed, and the tables agree."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import ChainEnd, ChainStarted, KeysChanged, PackageTakenIn, RouteLoaded
from collector_desktop.domain.acts.money import ReceiptVoided
from collector_desktop.domain.acts.station import DeviceEnrolled
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ChainId, DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.seat import STATION_DEVICE, Seat
from collector_desktop.domain.value import Value
from collector_desktop.store.books_check import check_books
from collector_desktop.store.inspecting import all_chains, looking_at
from collector_desktop.store.journal import JournalLine, JournalLineWrong, Link, follow
from collector_desktop.store.queries import cuts, sync
from collector_desktop.store.queries.sync import ChainState

Progress = Callable[[int, int], None]


class Wrong(StrEnum):
    """Why a journal line, or the books beside the journal, are not as they should be."""

    FORMAT = "format"
    ORDER = "order"
    CONTENT = "content"
    PREVIOUS = "previous"
    TAKINGS = "takings"
    SIGNATURE = "signature"
    CUT = "cut"
    """The chain ends before a line that is known to have been there."""
    FORKED = "forked"
    """A line that is known with another hash."""
    KEY = "key"
    """The chain is not signed with the key its device was enrolled with."""
    BOOKS = "books"
    """The tables say other than the journal."""


class Finding(Value):
    """One thing that is wrong, and from which line of which chain on."""

    wrong: Wrong
    chain: str = ""
    line: int | None = None
    detail: str = ""


class BooksVerified(Value):
    """What a walk over every line and signature found; `findings` is empty if all is in order."""

    seat: Seat
    chains: int
    lines: int
    received: Money
    findings: tuple[Finding, ...]


class Witness(Value):
    """What a station's books know of its laptops: their keys, and how far their chains went."""

    station: StationCode
    keys: dict[DeviceCode, str]
    ends: tuple[ChainEnd, ...]


def witness(url: str | Path) -> Witness:
    """What the station's own books can say about a laptop's. Raises NotOurBooks, BooksEmpty, BooksFromTheFuture."""
    with looking_at(url) as (conn, seat):
        return Witness(
            station=seat.station_code,
            keys={code: cuts.signing_keys(conn, code)[0] for code in cuts.codes(conn)},
            ends=tuple(
                ChainEnd(chain=chain.chain, line=chain.last_line, hash=chain.last_hash) for chain in all_chains(conn)
            ),
        )


def verify_books(
    url: str | Path,
    *,
    key: bytes | None = None,
    station_key: str | None = None,
    station: Witness | None = None,
    progress: Progress = lambda _done, _all: None,
) -> BooksVerified:
    """Walk every chain with every signature; if all hold, compare the tables with the journal. `key` opens the file.

    Whoever has a laptop can cut its newest lines off unseen; `station` is the witness who knows how far they went, and
    `station_key` the key the station's own chain must be signed with. Raises NotOurBooks, BooksEmpty,
    BooksFromTheFuture.
    """
    with looking_at(url, key) as (conn, seat):
        chains = all_chains(conn)
        walk = _Walk(sum(chain.last_line for chain in chains), progress)
        for chain in chains:
            walk.along(chain, sync.lines(conn, chain.chain))
        if station_key is not None and seat.device == STATION_DEVICE:
            walk.keys[STATION_DEVICE] = station_key
        if station is not None and station.station == seat.station_code and seat.device != STATION_DEVICE:
            walk.keys.update(station.keys)
            walk.told.extend(end for end in station.ends if end.chain.startswith(f"{seat.device}."))
        findings = [*walk.findings, *walk.contradictions(chains)]
        if not findings:
            problems = check_books(conn, seat.kind).problems
            findings = [Finding(wrong=Wrong.BOOKS, detail=problem) for problem in problems]
    return BooksVerified(
        seat=seat, chains=len(chains), lines=walk.lines, received=walk.received, findings=tuple(findings)
    )


class _Walk:
    """A walk along every chain, and what the acts on the way tell about chains: keys and ends."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.lines = 0
        self.received = Money.ZERO
        self.findings: list[Finding] = []
        self.keys: dict[DeviceCode, str] = {}
        """One key of each device that is trusted: the changes of keys lead to the others."""
        self.told: list[ChainEnd] = []
        self._changes: list[tuple[DeviceCode, KeysChanged]] = []
        self._hashes: dict[ChainId, list[str]] = {}
        self._voided: set[ReceiptNumber] = set()
        self._total, self._progress = total, progress

    def along(self, chain: ChainState, lines: tuple[JournalLine, ...]) -> None:
        """Follow one chain up to its first wrong line."""
        self.told.append(ChainEnd(chain=chain.chain, line=chain.last_line, hash=chain.last_hash))
        hashes = self._hashes[chain.chain] = []
        takings = Money.ZERO
        try:
            for entry in follow(Link(chain=chain.chain), lines, chain.signing_key, every=True):
                hashes.append(lines[len(hashes)].hash)
                takings = entry.takings
                self._listen(entry.device, entry.act)
                self._progress(self.lines + len(hashes), self._total)
        except JournalLineWrong as wrong:
            self.findings.append(Finding(wrong=_wrong(wrong.facts["reason"]), chain=chain.chain, line=len(hashes) + 1))
        self.lines += len(hashes)
        self.received += takings

    def contradictions(self, chains: tuple[ChainState, ...]) -> Iterator[Finding]:
        """Where whole chains are not what is told of them; chains already found wrong are left out."""
        wrong = {finding.chain for finding in self.findings}
        for chain in chains:
            if chain.device in self.keys and chain.signing_key not in self._trusted(chain.device):
                wrong.add(chain.chain)
                yield Finding(wrong=Wrong.KEY, chain=chain.chain, line=1)
        for end in sorted(self.told, key=lambda end: (end.chain, end.line)):
            hashes = self._hashes.get(end.chain)
            if hashes is None or end.chain in wrong or not end.line:
                continue
            if len(hashes) < end.line:
                wrong.add(end.chain)
                yield Finding(wrong=Wrong.CUT, chain=end.chain, line=len(hashes) + 1)
            elif hashes[end.line - 1] != end.hash:
                wrong.add(end.chain)
                yield Finding(wrong=Wrong.FORKED, chain=end.chain, line=end.line)

    def _trusted(self, device: DeviceCode) -> set[str]:
        """The keys of a device: the one that is trusted, those it was changed to, and those before it."""
        trusted = {self.keys[device]}
        changes = [change for of, change in self._changes if of == device]
        for _ in changes:
            for change in changes:
                if trusted & {change.replaces, change.signing_key}:
                    trusted |= {change.replaces, change.signing_key}
        return trusted

    def _listen(self, device: DeviceCode, act: Act) -> None:
        match act:
            case ReceiptVoided() if act.number in self._voided:
                self.received += act.received  # a restored backup voided it again; it counts once
            case ReceiptVoided():
                self._voided.add(act.number)
            case KeysChanged():
                self._changes.append((device, act))
            case DeviceEnrolled():
                self.keys[act.device] = act.signing_key
            case PackageTakenIn():
                self.told.extend(act.up_to)
            case RouteLoaded():
                self.told.extend(act.acknowledged)
            case ChainStarted(follows=ChainEnd() as end):
                self.told.append(end)


def _wrong(reason: str) -> Wrong:
    return Wrong(reason) if reason in set(Wrong) else Wrong.FORMAT

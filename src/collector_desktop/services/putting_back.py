"""Putting back journal lines that a mirror holds into books restored from a backup: exactly, each once."""

from collections.abc import Callable
from pathlib import Path

from collector_desktop.domain.acts.base import Act, Fact
from collector_desktop.domain.acts.books import ChainStarted, KeysChanged, RouteLoaded
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptReprinted
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.names import ChainId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.refusals_devices import KeyChangeWrong
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.exchange.container import open_package
from collector_desktop.exchange.file_names import PackageName
from collector_desktop.exchange.package import Expected, KnownSender, PackageKind
from collector_desktop.exchange.route_package import read_route
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.key_change import change_holds
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.lost_files import note_found
from collector_desktop.store.attachments import has_attachment, keep_attachment
from collector_desktop.store.journal import Entry, JournalLine, JournalLineWrong, follow
from collector_desktop.store.ledger import Connection, Ledger, begin_chain, link_of
from collector_desktop.store.mirror import ROUTES, MirrorContent, read_mirrored_file
from collector_desktop.store.opening import station_keys
from collector_desktop.store.packages import is_known, note_package
from collector_desktop.store.print_jobs import known_given
from collector_desktop.store.queries import sync
from collector_desktop.store.queries.lost_files import declared_files
from collector_desktop.store.queries.sync import Direction, PackageEntry
from collector_desktop.store.rebase import rebase
from collector_desktop.store.routes_kept import keep_route, kept_route, routes_folder

Step = Callable[[int, int], None]


class RouteMissing(Refusal):
    """A line says that a route was loaded, and its package is nowhere. Facts: number."""


def put_back(
    ledger: Ledger, keys: DeviceKeys, content: MirrorContent, mirror: Path, key: DataKey, home: Path, step: Step
) -> int:
    """Verify each line by hash and signature and apply it as it was applied; how many were new.

    `home` is the database the laptop worked with: routes are kept beside it as well as in the `mirror`. One
    transaction. A chain begun after a change of keys is verified with the key the change names; `keys` are those of
    the last chain and open what was sealed for the earlier ones. A file that is missing or damaged stops nothing:
    its line comes back without it. Raises JournalLineWrong, KeyChangeWrong, RouteMissing, MirrorOfAnother; OSError.
    """
    back = _Back(ledger, keys, mirror, key, home)
    total = sum(len(lines) for _chain, lines in content.runs)
    done = 0
    with ledger.writing() as conn:
        for chain, lines in content.runs:
            for entry, line in back.followed(conn, chain, lines):
                back.apply(conn, entry, line)
                done += 1
                step(done, total)
        for package in content.packages:
            note_known(conn, package)
        back.find_lost(conn)
    return done


class _Back:
    """Where what the lines speak of is found again."""

    def __init__(self, ledger: Ledger, keys: DeviceKeys, mirror: Path, key: DataKey, home: Path) -> None:
        self._ledger, self._keys = ledger, keys
        self._mirror, self._key, self._home = mirror, key, home

    def followed(
        self, conn: Connection, chain: ChainId, lines: tuple[JournalLine, ...]
    ) -> tuple[tuple[Entry, JournalLine], ...]:
        """Every line's entry, all of them checked before the first is applied."""
        device = self._ledger.seat.device
        known = {state.chain: state.signing_key for state in sync.chains(conn, device)}
        signing = known.get(chain)
        if signing is None:
            signing = _signs_next(conn, chain, lines[0], known)
            begin_chain(conn, chain, device, signing)
        return tuple(zip(follow(link_of(conn, chain), lines, signing, every=True), lines, strict=True))

    def apply(self, conn: Connection, entry: Entry, line: JournalLine) -> None:
        """One act with everything that was written beside it."""
        act = entry.act
        if isinstance(act, Fact):
            self._files(conn, act)
        elif isinstance(act, RouteLoaded):
            self._route(conn, act)
        posted = self._ledger.accept(conn, entry, line)
        if not posted.again:
            self._paper(conn, act)

    def find_lost(self, conn: Connection) -> None:
        """What was said to be lost may lie in this mirror."""
        for act, file in declared_files(conn, self._ledger.seat.device):
            if not has_attachment(conn, file.sha256) and keep_mirrored(conn, self._mirror, self._key, file):
                note_found(conn, act, file)

    def _paper(self, conn: Connection, act: Act) -> None:
        """Receipt numbers, and the papers asked for."""
        mark = self._ledger.mark
        if isinstance(act, PaymentTaken):
            known_given(conn, act.receipt.number)
            counter: int | None = act.receipt.number.counter
        elif isinstance(act, ReceiptReprinted):
            known_given(conn, act.number, act.copy_number)
            return
        else:
            counter = act.numbers_skipped_to if isinstance(act, ChainStarted) else None
        if mark is not None and counter is not None:
            mark.learn(conn, counter)

    def _files(self, conn: Connection, act: Fact) -> None:
        for file in act.attachments:
            if not has_attachment(conn, file.sha256):
                keep_mirrored(conn, self._mirror, self._key, file)

    def _route(self, conn: Connection, act: RouteLoaded) -> None:
        seat = self._ledger.seat
        source = route_of(act, self._mirror, self._home)
        if source is None:
            raise RouteMissing(number=act.route_number)
        content = source.read_bytes()
        station = KnownSender(signing=station_keys(conn).signing)
        package = open_package(
            content,
            self._keys,
            Expected(kind=PackageKind.ROUTE, station=seat.station_code, receiver=seat.device),
            lambda device: station if device == STATION_DEVICE else None,
        )
        head, rows = read_route(package.parts)
        rebase(self._ledger, conn, rows, head.policy, head.acknowledged)
        header = package.header
        note_known(
            conn,
            PackageEntry(
                direction=Direction.IN,
                kind=PackageKind.ROUTE,
                device=seat.device,
                number=header.number,
                name=str(PackageName.of(header)),
                sha256=package.sha256,
                day=header.day,
                at=act.at,
            ),
        )
        keep_route(routes_folder(self._home), content)


def keep_mirrored(conn: Connection, mirror: Path, key: DataKey, file: Attachment) -> bool:
    """Take a photo or paper out of a mirror into the books; whether it lay there whole. Raises OSError."""
    content = read_mirrored_file(mirror, key, file.sha256)
    if content is not None:
        keep_attachment(conn, content, file.media, file.title)
    return content is not None


def route_of(act: RouteLoaded, mirror: Path, home: Path) -> Path | None:
    """The package of a route that was loaded, in a mirror or beside the database `home`; None if it is in neither."""
    kept = (kept_route(each, act.package_sha256) for each in (mirror / ROUTES, routes_folder(home)))
    return next((each for each in kept if each is not None), None)


def _signs_next(conn: Connection, chain: ChainId, first: JournalLine, known: dict[ChainId, str]) -> str:
    """The key of a chain these books don't know: that of the chain it follows, or the one a change there names."""
    entry = Entry.read(first.content)
    follows = entry.act.follows if isinstance(entry.act, ChainStarted) else None
    if follows is None or follows.chain not in known:
        raise JournalLineWrong(chain=chain, line=1, reason="previous")
    signing = known[follows.chain]
    for end in sync.lines(conn, follows.chain, after=follows.line - 1, most=1):
        act = Entry.read(end.content).act
        if isinstance(act, KeysChanged):
            if not change_holds(act, signing):
                raise KeyChangeWrong(device=entry.device)
            return act.signing_key
    return signing


def note_known(conn: Connection, entry: PackageEntry) -> None:
    """Note a package that went or came, unless it is noted."""
    if not is_known(conn, entry.direction, entry.sha256):
        note_package(conn, **dict(entry))

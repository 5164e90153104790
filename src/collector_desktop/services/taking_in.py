"""Taking in: a laptop's day package into the station's books, each act once; what may not count is held."""

from pathlib import Path

from collector_desktop.domain.acts.base import Act, Stamp, new_act_id
from collector_desktop.domain.acts.books import ChainEnd, KeysChanged, PackageTakenIn
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.held import sum_up
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.domain.refusals_devices import KeyChangeWrong
from collector_desktop.domain.value import Value
from collector_desktop.exchange.container import open_package
from collector_desktop.exchange.day_package import read_chains
from collector_desktop.exchange.package import Expected, KnownSender, Package, PackageHeader, PackageKind
from collector_desktop.security.key_change import change_holds
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.books_twice import note_books_twice
from collector_desktop.services.offsetting import offset_free
from collector_desktop.services.package_files import PackageFiles
from collector_desktop.services.sealing import bring_changes_home
from collector_desktop.services.sorting_lines import HeldRun, Sorted, sort_lines
from collector_desktop.services.waiving import apply_granted
from collector_desktop.store.apply.attention import Attention, raise_attention
from collector_desktop.store.holding import hold
from collector_desktop.store.ledger import Connection, Ledger, begin_chain, link_of
from collector_desktop.store.packages import is_known, note_package
from collector_desktop.store.queries import attention, cuts, devices, policies, receipts, sync
from collector_desktop.store.queries.attention import AttentionLine
from collector_desktop.store.queries.devices import Device
from collector_desktop.store.queries.sync import Direction


class TakenIn(Value):
    """What came in. `known_lines` were there before; `again` if this very file was taken in before."""

    device: DeviceCode
    collector_name: str
    number: int
    new_lines: int
    known_lines: int
    payments: int
    voids: int
    received: Money
    """Payments less voids among the new lines."""
    attention: tuple[AttentionLine, ...]
    """Lines the new acts put on the attention list."""
    held_lines: int = 0
    """Lines that came for the first time and were held for the manager."""
    held_received: Money = Money.ZERO
    again: bool = False


class _Counts:
    """What one package brought, while it is read."""

    def __init__(self) -> None:
        self.new = self.known = self.payments = self.voids = self.held = 0
        self.received = self.held_received = Money.ZERO
        self.ends: list[ChainEnd] = []

    def add(self, act: Act) -> None:
        """Count what an act moved."""
        if isinstance(act, PaymentTaken):
            self.payments += 1
            self.received += act.receipt.received
        elif isinstance(act, ReceiptVoided):
            self.voids += 1
            self.received -= act.received


def take_in(ledger: Ledger, keys: DeviceKeys, source: Path, stamp: Stamp) -> TakenIn:
    """Take a day package in, whole or not at all; lines known before change nothing.

    Lines that may not count are held for the manager: after the cut-off of a revoked device, with a number their chain
    has already, with a receipt number given twice, after their chain's change of keys, or on a chain that goes on from
    such lines.
    Raises the refusals of `open_package`, JournalLineWrong, LinesMissing, AttachmentMissing, KeyChangeWrong; OSError.
    """

    def sender(device: DeviceCode) -> KnownSender | None:
        with ledger.reading() as conn:
            signing = cuts.signing_keys(conn, device)
        return KnownSender(signing=signing[0], earlier=signing[1:]) if signing else None

    package = open_package(
        source,
        keys,
        Expected(kind=PackageKind.DAY, station=ledger.seat.station_code, receiver=ledger.seat.device),
        sender,
    )
    with ledger.writing() as conn:
        return _take_in(ledger, conn, package, source.name, stamp)


def _take_in(ledger: Ledger, conn: Connection, package: Package, name: str, stamp: Stamp) -> TakenIn:
    header = package.header
    before = {(line.act, line.kind, line.subject) for line in attention.lines(conn)}
    counts, taken = _Counts(), new_act_id()
    held_key: str | None = None
    files = PackageFiles(ledger, conn, package, stamp)
    for chain, lines in read_chains(package.parts):
        # A change of keys in the chain before may have given the device another key.
        device = _device(conn, header.sender)
        sorted_out = sort_lines(conn, header, chain, lines, device, held_key)
        held_key = sorted_out.held_key
        _post(ledger, conn, files, sorted_out, device, counts)
        if sorted_out.held is not None:
            _hold(conn, header, files, sorted_out.held, taken, stamp, counts)
    files.keep_found()
    note_books_twice(conn, header.sender)
    again = is_known(conn, Direction.IN, package.sha256)
    if not again:
        bring_changes_home(ledger, conn, header.sender, stamp)
        ledger.post(
            conn,
            PackageTakenIn(
                **dict(stamp),
                id=taken,
                device=header.sender,
                package_number=header.number,
                package_sha256=package.sha256,
                up_to=tuple(counts.ends),
                acts=counts.new,
                held=counts.held,
            ),
        )
        note_package(
            conn,
            Direction.IN,
            kind=PackageKind.DAY,
            device=header.sender,
            number=header.number,
            name=name,
            sha256=package.sha256,
            day=header.day,
            at=stamp.at,
        )
        apply_granted(ledger, conn, stamp)
        offset_free(ledger, conn, policies.policy(conn), stamp)
    return TakenIn(
        device=header.sender,
        collector_name=_device(conn, header.sender).collector_name,
        number=header.number,
        new_lines=counts.new,
        known_lines=counts.known,
        payments=counts.payments,
        voids=counts.voids,
        received=counts.received,
        attention=tuple(line for line in attention.lines(conn) if (line.act, line.kind, line.subject) not in before),
        held_lines=counts.held,
        held_received=counts.held_received,
        again=again,
    )


def _device(conn: Connection, code: DeviceCode) -> Device:
    device = devices.device(conn, code)
    assert device is not None, "open_package knows the sender"
    return device


def _post(
    ledger: Ledger, conn: Connection, files: PackageFiles, chain: Sorted, device: Device, counts: _Counts
) -> None:
    """The lines that count, each act once."""
    counts.known += chain.known
    is_begun = any(state.chain == chain.chain for state in sync.chains(conn, device.code))
    if chain.good and not is_begun:
        begin_chain(conn, chain.chain, device.code, device.signing_key)
    for entry, line in chain.good:
        check_change(entry.act, device)
        files.keep(entry.act)
        # A laptop back from a backup may void once more what it had voided: it counts once.
        is_void = isinstance(entry.act, ReceiptVoided) and receipts.is_void(conn, entry.act.number)
        posted = ledger.accept(conn, entry, line)
        counts.new += 1
        if not posted.again and not is_void:
            counts.add(entry.act)
    if chain.good or is_begun:
        link = link_of(conn, chain.chain)
        counts.ends.append(ChainEnd(chain=chain.chain, line=link.line, hash=link.hash))


def _hold(
    conn: Connection,
    header: PackageHeader,
    files: PackageFiles,
    run: HeldRun,
    taken: ActId,
    stamp: Stamp,
    counts: _Counts,
) -> None:
    """The lines that wait for the manager, with the files they speak of, and a line on the attention list."""
    for entry, _line in run.lines:
        files.keep(entry.act)
    fresh = hold(conn, taken, run.why, header.sender, header.number, stamp.business_day, run.lines)
    if not fresh:
        return
    found = sum_up([entry.act for entry in fresh])
    counts.held += len(fresh)
    counts.held_received += found.received
    raise_attention(
        conn,
        Attention.LINES_HELD,
        taken,
        fresh[0].chain,
        day=stamp.business_day,
        device=header.sender,
        amount=found.received,
        facts={"first": str(fresh[0].line), "last": str(fresh[-1].line), "why": run.why},
    )


def check_change(act: Act, device: Device) -> None:
    """Hold that a change of keys was made by who has the new ones too. Raises KeyChangeWrong."""
    if isinstance(act, KeysChanged) and not change_holds(act, device.signing_key):
        raise KeyChangeWrong(device=device.code)

"""Taking in: a laptop's day package into the station's books, each act once."""

from pathlib import Path

from collector_desktop.domain.acts.base import Act, Fact, Stamp, new_act_id
from collector_desktop.domain.acts.books import ChainEnd, ChainStarted, PackageTakenIn
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.refusals import AttachmentMissing, LineForked, LinesMissing, ReceiptNumberTwice
from collector_desktop.domain.value import Value
from collector_desktop.exchange.container import open_package
from collector_desktop.exchange.day_package import chain_of, is_chain, read_file_part, read_lines
from collector_desktop.exchange.package import Expected, KnownSender, Package, PackageKind
from collector_desktop.exchange.package_refusals import ChainOfAnotherDevice, PackageContradictsItself
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.books_twice import note_books_twice
from collector_desktop.services.offsetting import offset_free
from collector_desktop.services.waiving import apply_granted
from collector_desktop.store.attachments import has_attachment, keep_attachment
from collector_desktop.store.held_changes import apply_held_changes
from collector_desktop.store.journal import Entry, JournalLine, follow
from collector_desktop.store.ledger import Connection, Ledger, begin_chain, link_of
from collector_desktop.store.packages import is_known, note_package
from collector_desktop.store.queries import attention, devices, policies, receipts, sync
from collector_desktop.store.queries.attention import AttentionLine
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
    again: bool = False


def take_in(ledger: Ledger, keys: DeviceKeys, source: Path, stamp: Stamp) -> TakenIn:
    """Take a day package in, whole or not at all; lines known before change nothing.

    Raises the refusals of `open_package`, JournalLineWrong, LinesMissing, LineForked, ReceiptNumberTwice,
    AttachmentMissing; OSError.
    """

    def sender(device: DeviceCode) -> KnownSender | None:
        with ledger.reading() as conn:
            found = devices.device(conn, device)
        return None if found is None else KnownSender(signing=found.signing_key, revoked=found.revoked_on is not None)

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
    device = devices.device(conn, header.sender)
    assert device is not None, "open_package knows the sender"
    before = {(line.act, line.kind, line.subject) for line in attention.lines(conn)}
    new_lines = known_lines = payments = voids = 0
    received = Money.ZERO
    ends: list[ChainEnd] = []
    chains = filter(is_chain, package.parts)
    for part in sorted(chains, key=lambda part: int(chain_of(part).split(".")[1])):
        chain = chain_of(part)
        if not chain.startswith(f"{header.sender}."):
            raise ChainOfAnotherDevice(chain=chain, device=header.sender)
        if not any(state.chain == chain for state in sync.chains(conn, header.sender)):
            begin_chain(conn, chain, header.sender, device.signing_key)
        lines = read_lines(package.parts[part])
        fresh = _fresh(conn, chain, package, lines)
        known_lines += len(lines) - len(fresh)
        entries = tuple(follow(link_of(conn, chain), fresh, device.signing_key))
        for entry, line in zip(entries, fresh, strict=True):
            _check_number(conn, entry)
            _check_chain(conn, entry)
            _keep_files(conn, package, entry.act)
            is_void = isinstance(entry.act, ReceiptVoided) and receipts.is_void(conn, entry.act.number)
            posted = ledger.accept(conn, entry, line)
            new_lines += 1
            if posted.again or is_void:
                continue
            if isinstance(entry.act, PaymentTaken):
                payments += 1
                received += entry.act.receipt.received
            elif isinstance(entry.act, ReceiptVoided):
                voids += 1
                received -= entry.act.received
        link = link_of(conn, chain)
        ends.append(ChainEnd(chain=chain, line=link.line, hash=link.hash))
    note_books_twice(conn, header.sender)
    again = is_known(conn, Direction.IN, package.sha256)
    if not again:
        apply_held_changes(conn, header.sender, stamp.business_day)
        ledger.post(
            conn,
            PackageTakenIn(
                **dict(stamp),
                id=new_act_id(),
                device=header.sender,
                package_number=header.number,
                package_sha256=package.sha256,
                up_to=tuple(ends),
                acts=new_lines,
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
        collector_name=device.collector_name,
        number=header.number,
        new_lines=new_lines,
        known_lines=known_lines,
        payments=payments,
        voids=voids,
        received=received,
        attention=tuple(line for line in attention.lines(conn) if (line.act, line.kind, line.subject) not in before),
        again=again,
    )


def _keep_files(conn: Connection, package: Package, act: Act) -> None:
    """The files an act speaks of, out of the package or known from an earlier one."""
    for file in act.attachments if isinstance(act, Fact) else ():
        content = read_file_part(package.parts, file)
        if content is not None:
            keep_attachment(conn, content, file.media, file.title)
        elif not has_attachment(conn, file.sha256):
            raise AttachmentMissing(title=file.title, sha256=file.sha256)


def _check_number(conn: Connection, entry: Entry) -> None:
    if isinstance(entry.act, PaymentTaken):
        payment = receipts.payment_of(conn, entry.act.receipt.number)
        if payment not in (None, entry.act.id):
            raise ReceiptNumberTwice(number=entry.act.receipt.number, chain=entry.chain, line=entry.line)


def _check_chain(conn: Connection, entry: Entry) -> None:
    """A chain that goes on from a line these books know otherwise comes from a second copy."""
    if isinstance(entry.act, ChainStarted) and entry.act.follows is not None:
        end = entry.act.follows
        known = sync.lines(conn, end.chain, after=end.line - 1)
        if known and known[0].hash != end.hash:
            raise LineForked(chain=end.chain, line=end.line)


def _fresh(
    conn: Connection, chain: ChainId, package: Package, lines: tuple[JournalLine, ...]
) -> tuple[JournalLine, ...]:
    """The lines these books don't have yet; those they have must be the very same."""
    span = next((span for span in package.header.chains if span.chain == chain), None)
    if span is None or not lines or span.last_line - span.first_line + 1 != len(lines):
        raise PackageContradictsItself(chain=chain)
    known = link_of(conn, chain).line
    if span.first_line > known + 1:
        raise LinesMissing(chain=chain, first=known + 1, last=span.first_line - 1)
    overlap = max(known - span.first_line + 1, 0)
    own = sync.lines(conn, chain, after=span.first_line - 1)
    for at, (mine, came) in enumerate(zip(own, lines[:overlap], strict=False), start=span.first_line):
        if mine.hash != came.hash:
            raise LineForked(chain=chain, line=at)
    return lines[overlap:]

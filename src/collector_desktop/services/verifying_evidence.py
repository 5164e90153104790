"""Verifying what is shown to the station: a day package, or the code on a receipt."""

from pathlib import Path

from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.refusals import LineForked, LinesMissing
from collector_desktop.domain.value import Value
from collector_desktop.exchange.container import open_package
from collector_desktop.exchange.day_package import read_chains
from collector_desktop.exchange.package import Expected, KnownSender, PackageHeader, PackageKind
from collector_desktop.exchange.package_refusals import PackageContradictsItself
from collector_desktop.security.key_change import change_holds
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.receipt_code import ReceiptClaim
from collector_desktop.services.judging_receipts import Verdict, judge_code
from collector_desktop.services.sorting_lines import signed_with
from collector_desktop.store.inspecting import looking_at
from collector_desktop.store.journal import JournalLine, Link, follow
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cuts, devices, sync


class PackageVerified(Value):
    """A day package whose seal, signatures and lines are all in order. `new_lines` are not taken in yet."""

    device: DeviceCode
    number: int
    lines: int
    new_lines: int


class ReceiptVerified(Value):
    """What a receipt's code says, and what it is worth."""

    verdict: Verdict
    claim: ReceiptClaim
    collector_name: str = ""
    void_reason: str = ""


def verify_package(ledger: Ledger, keys: DeviceKeys, source: Path) -> PackageVerified:
    """Check a day package as taking in does, with every signature, and take nothing in.

    Raises the refusals of `open_package`, JournalLineWrong, LinesMissing, LineForked; OSError.
    """
    with ledger.reading() as conn:
        known = {device.code: device for device in devices.devices(conn)}

        def sender(code: DeviceCode) -> KnownSender | None:
            device = known.get(code)
            if device is None:
                return None
            signing, *earlier = cuts.signing_keys(conn, code)
            return KnownSender(signing=signing, earlier=tuple(earlier), revoked=device.revoked_on is not None)

        expected = Expected(kind=PackageKind.DAY, station=ledger.seat.station_code, receiver=ledger.seat.device)
        package = open_package(source, keys, expected, sender)
        present, *earlier = cuts.signing_keys(conn, package.header.sender)
        of_chains = {state.chain: state.signing_key for state in sync.chains(conn, package.header.sender)}
        counted = new = 0
        for chain, lines in read_chains(package.parts):
            first = _first_line(package.header, chain, lines)
            own = sync.lines(conn, chain, after=max(first - 2, 0))
            before, overlap = (own[:1], own[1:]) if first > 1 else ((), own)
            if first > 1 and not before:
                raise LinesMissing(chain=chain, first=len(sync.lines(conn, chain)) + 1, last=first - 1)
            for at, (mine, came) in enumerate(zip(overlap, lines, strict=False), start=first):
                if mine.hash != came.hash:
                    raise LineForked(chain=chain, line=at)
            key = of_chains.get(chain) or signed_with(lines[0], (present, *earlier))
            for entry in follow(Link.after(chain, before[0] if before else None), lines, key, every=True):
                counted += 1
                if isinstance(entry.act, KeysChanged) and change_holds(entry.act, key):
                    present = entry.act.signing_key
            new += max(len(lines) - len(overlap), 0)
    return PackageVerified(device=package.header.sender, number=package.header.number, lines=counted, new_lines=new)


def verify_receipt(url: str | Path, text: str) -> ReceiptVerified:
    """What the station's books say of a receipt's code.

    Raises ReceiptCodeNotUnderstood, ReceiptCodeFromTheFuture, and the refusals of opening the books.
    """
    with looking_at(url) as (conn, seat):
        claim, judged = judge_code(conn, seat.station_code, text)
    return ReceiptVerified(
        verdict=judged.verdict,
        claim=claim,
        collector_name=judged.collector_name,
        void_reason=judged.void_reason,
    )


def _first_line(header: PackageHeader, chain: ChainId, lines: tuple[JournalLine, ...]) -> int:
    span = next((span for span in header.chains if span.chain == chain), None)
    if span is None or span.last_line - span.first_line + 1 != len(lines):
        raise PackageContradictsItself(chain=chain)
    return span.first_line

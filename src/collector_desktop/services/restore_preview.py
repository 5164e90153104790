"""What restoring a backup would bring, told before anything is done; and why it can't be, where it can't."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.books import RouteLoaded
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, ChainId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.value import Value
from collector_desktop.security.data_key import DataKey
from collector_desktop.services.putting_back import RouteMissing, route_of
from collector_desktop.services.restored_keys import (
    KeysChangedSince,
    KeysInTheSafe,
    KeysNowhere,
    NewerKeysLost,
    choose_keys,
    keys_of,
    signing_after,
)
from collector_desktop.services.restoring import Source
from collector_desktop.store.backup import Manifest, read_manifest
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.journal import Entry
from collector_desktop.store.mirror import MirrorContent, read_mirrored_file
from collector_desktop.store.opening import KeysOfAnother
from collector_desktop.store.tail_mark import TailMark


class MissedFile(Value):
    """A file that won't come back: what it is, of which household or village, and of which day."""

    title: str
    account: AccountNumber
    village: str
    day: date


@dataclass(frozen=True)
class Preview:
    """What restoring would bring."""

    manifest: Manifest
    later_lines: int
    """Lines the mirror holds beyond the backup."""
    later_receipts: int
    later_takings: Money
    up_to: date
    """The business day of the last line there would be."""
    lines: int
    missing: int | None
    """Lines this laptop is known to have written that neither holds; None where nobody knows."""
    files_missed: tuple[MissedFile, ...]
    """Photos and papers of those lines that are not in the mirror any more."""
    refusal: Refusal | None
    """Why `restore` would refuse it all the same."""


def preview(source: Source, key: DataKey | None, target: BooksFiles) -> Preview:
    """What is in it and in the mirror, and what would be missing.

    Raises BackupDamaged, MirrorOfAnother, KeysDamaged of the backup's keys; OSError.
    """
    manifest = read_manifest(source.backup, key)
    mirror, content = source.mirror_of(manifest.seat), source.mirrored(manifest.seat, key, manifest.chains)
    receipts, takings, up_to = 0, Money.ZERO, manifest.last_day
    ends = {end.chain: end.line for end in manifest.chains}
    entries = [Entry.read(line.content) for _chain, lines in content.runs for line in lines]
    for entry in entries:
        act = entry.act
        up_to = act.business_day
        ends[entry.chain] = entry.line
        if isinstance(act, PaymentTaken):
            receipts, takings = receipts + 1, takings + act.receipt.received
        elif isinstance(act, ReceiptVoided):
            receipts, takings = receipts - 1, takings - act.received
    tail = TailMark(target.database).read()
    missed: tuple[MissedFile, ...] = ()
    if mirror is not None and key is not None:
        missed = tuple(_missed(entries, mirror, key))
    return Preview(
        manifest=manifest,
        later_lines=len(entries),
        later_receipts=receipts,
        later_takings=takings,
        up_to=up_to,
        lines=manifest.lines + len(entries),
        missing=None if tail is None else max(0, tail.line - ends.get(tail.chain, 0)),
        files_missed=missed,
        refusal=_refusal(source, key, target, manifest, content, mirror, entries),
    )


def _refusal(
    source: Source,
    key: DataKey | None,
    target: BooksFiles,
    manifest: Manifest,
    content: MirrorContent,
    mirror: Path | None,
    entries: list[Entry],
) -> Refusal | None:
    """What stands against it, as far as it can be told without doing it; keys in the safe can be fetched."""
    try:
        own = keys_of(source.backup, target, key)
        signing = signing_after(own.public.signing, content)
        choose_keys(manifest.seat.device, signing, own, source.backup, target, key)
    except KeysInTheSafe:
        return None
    except (KeysOfAnother, KeysChangedSince, NewerKeysLost, KeysNowhere) as refusal:
        return refusal
    for entry in entries:
        act = entry.act
        if isinstance(act, RouteLoaded) and mirror is not None and route_of(act, mirror, target.database) is None:
            return RouteMissing(number=act.route_number)
    return None


def _missed(entries: list[Entry], mirror: Path, key: DataKey) -> Iterator[MissedFile]:
    """Files of lines the station may not have, that are neither in the mirror nor known to be lost."""
    acknowledged: dict[ChainId, int] = {}
    said: set[tuple[ActId, str]] = set()
    for entry in entries:
        if isinstance(entry.act, RouteLoaded):
            acknowledged |= {end.chain: end.line for end in entry.act.acknowledged}
        elif isinstance(entry.act, FileLost):
            said.add((entry.act.about, entry.act.sha256))
    for entry in entries:
        act = entry.act
        if not isinstance(act, Fact) or entry.line <= acknowledged.get(entry.chain, 0):
            continue
        for file in act.attachments:
            if (act.id, file.sha256) not in said and read_mirrored_file(mirror, key, file.sha256) is None:
                yield MissedFile(title=file.title, account=act.account, village=act.village, day=act.business_day)

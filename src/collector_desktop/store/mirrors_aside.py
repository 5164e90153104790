"""Mirrors that were set aside, of another data key or another copy of the books: what fits is used as well."""

from collections.abc import Iterable
from pathlib import Path

from collector_desktop.domain.acts.books import ChainEnd, ChainStarted
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.security.data_key import DataKey
from collector_desktop.store.journal import Entry, JournalLine
from collector_desktop.store.mirror import ASIDE, FILE, MirrorContent, MirrorOfAnother, read_mirror


def read_mirrors(folder: Path, key: DataKey, device: DeviceCode, after: Iterable[ChainEnd] = ()) -> MirrorContent:
    """The lines after those known: of the mirror, and what mirrors set aside beside it hold beyond it.

    Of one set aside only what goes on from lines known here is used; it may be of another copy of the books.
    Raises MirrorOfAnother of the mirror itself; OSError.
    """
    known = {end.chain: end for end in after}
    whole = read_mirror(folder, key, device, known.values())
    for aside in sorted(folder.glob(f"{FILE}{ASIDE}*")):
        ends = known | _ends_of(whole)
        try:
            more = read_mirror(folder, key, device, ends.values(), file=aside.name)
        except MirrorOfAnother:
            continue
        hashes = {end.hash for end in ends.values()} | {line.hash for _, lines in whole.runs for line in lines}
        runs = _that_fit(more, set(ends), hashes)
        if runs:
            whole = MirrorContent((*whole.runs, *runs), (*whole.packages, *more.packages))
    return whole


def _that_fit(
    more: MirrorContent, chains: set[ChainId], hashes: set[str]
) -> tuple[tuple[ChainId, tuple[JournalLine, ...]], ...]:
    """The runs up to the first chain that goes on from a line nobody here knows."""
    runs = []
    for chain, lines in more.runs:
        if chain not in chains and not _begins_here(lines[0], hashes):
            break
        chains.add(chain)
        hashes |= {line.hash for line in lines}
        runs.append((chain, lines))
    return tuple(runs)


def _begins_here(line: JournalLine, hashes: set[str]) -> bool:
    act = Entry.read(line.content).act
    return isinstance(act, ChainStarted) and act.follows is not None and act.follows.hash in hashes


def _ends_of(content: MirrorContent) -> dict[ChainId, ChainEnd]:
    ends = {}
    for chain, lines in content.runs:
        ends[chain] = ChainEnd(chain=chain, line=Entry.read(lines[-1].content).line, hash=lines[-1].hash)
    return ends

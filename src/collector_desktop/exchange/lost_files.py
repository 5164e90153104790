"""What a sender says is lost: it travels beside the lines, with each file of one hand-over."""

from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, ChainId, DeviceCode
from collector_desktop.exchange.day_package import read_lines
from collector_desktop.store.journal import Entry, JournalLine


def lost_in(part: bytes, device: DeviceCode) -> dict[tuple[ActId, str], bool]:
    """Act and SHA-256 of each file a device says is lost, and whether a line of its chain says so.

    Raises NotAPackage, JournalLineWrong.
    """
    read = ((Entry.read(line.content), line) for line in read_lines(part))
    return {
        (entry.act.about, entry.act.sha256): bool(line.signature)
        for entry, line in read
        if isinstance(entry.act, FileLost) and entry.device == device
    }


def said_beside(chain: ChainId, lost: FileLost) -> JournalLine:
    """The same, said by the package alone where nobody can write on the chain any more: on no line and not signed."""
    entry = Entry(chain=chain, line=0, previous="", takings=Money.ZERO, act=lost)
    return JournalLine(content=entry.write(), hash="", signature=b"")

"""Lines that say a file is lost; they also travel beside the lines, with each file of one hand-over."""

from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.exchange.day_package import read_lines
from collector_desktop.store.journal import Entry


def lost_in(part: bytes, device: DeviceCode) -> frozenset[tuple[ActId, str]]:
    """Act and SHA-256 of each file a device says is lost. Raises NotAPackage, JournalLineWrong."""
    entries = (Entry.read(line.content) for line in read_lines(part))
    return frozenset(
        (entry.act.about, entry.act.sha256)
        for entry in entries
        if isinstance(entry.act, FileLost) and entry.device == device
    )

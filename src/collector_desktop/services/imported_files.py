"""The files an import reads, as the journal names them: the very bytes that were read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from collector_desktop.domain.acts.station import ImportedFile
from collector_desktop.domain.refusals import FilesNotAsShown
from collector_desktop.exchange.station_export.sheets import MOST_BYTES
from collector_desktop.security.whole_file import hash_of_file


@contextmanager
def unchanged(paths: Sequence[Path]) -> Iterator[tuple[ImportedFile, ...]]:
    """The files that can be read, which this block reads. Raises FilesNotAsShown at its end if one changed meanwhile.

    What can't be read, or is too large to be, becomes a problem of the reading, in our words.
    """
    files = _files_at(paths)
    yield files
    hold_unchanged(files, _files_at(paths))


def hold_unchanged(files: tuple[ImportedFile, ...], others: tuple[ImportedFile, ...]) -> None:
    """Raises FilesNotAsShown, naming one of those that differ."""
    if changed := set(files) ^ set(others):
        raise FilesNotAsShown(name=min(file.name for file in changed))


def _files_at(paths: Sequence[Path]) -> tuple[ImportedFile, ...]:
    files: list[ImportedFile] = []
    for path in paths:
        with suppress(OSError):
            if path.stat().st_size <= MOST_BYTES:
                files.append(ImportedFile(name=path.name, sha256=hash_of_file(path)))
    return tuple(files)

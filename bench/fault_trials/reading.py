"""Whoever finds the laptop: every byte below a folder is searched for what only the books may say."""

from collections.abc import Iterable, Iterator
from pathlib import Path

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def readable(folder: Path, words: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Every file that gives away a word in an encoding text is kept in, and the first word it gives away."""
    wanted = [(word.encode(encoding), word) for word in sorted(set(words)) for encoding in _ENCODINGS if word]
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        found = next((word for sought, word in wanted if sought in content), None)
        if found is not None:
            yield file, found

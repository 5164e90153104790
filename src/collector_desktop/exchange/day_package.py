"""The day package: exactly the journal lines the station has not acknowledged, one part a chain, and the files
their acts speak of, each once.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.names import ChainId, generation_of
from collector_desktop.exchange.package_refusals import NotAPackage, PackageChanged
from collector_desktop.exchange.text_lines import lines_of
from collector_desktop.store.journal import JournalLine

_PART = re.compile(r"journal-(\d{2})-(\d{1,4})\.jsonl")
KEYS_PART = "keys.jsonl"
"""The lines with which the sender changed its keys, where the receiver may not know the new ones yet."""
LOST_PART = "lost.jsonl"
"""The lines with which the sender says that files are lost, where a line that speaks of one may come before."""
_BESIDE = (KEYS_PART, LOST_PART)
_FILE = re.compile(r"file-[0-9a-f]{64}\.(?:jpg|png|pdf)")


def part_name(chain: ChainId) -> str:
    """The part that carries a chain's lines."""
    return f"journal-{chain.replace('.', '-')}.jsonl"


def file_part(attachment: Attachment) -> str:
    """The part that carries a file."""
    return f"file-{attachment.sha256}.{attachment.media.extension}"


def read_file_part(parts: Mapping[str, bytes], attachment: Attachment) -> bytes | None:
    """A file an act speaks of; None if it is not in the package. Raises PackageChanged if it is another file."""
    content = parts.get(file_part(attachment))
    if content is not None and hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise PackageChanged(what=file_part(attachment))
    return content


def read_chains(parts: Mapping[str, bytes]) -> Iterator[tuple[ChainId, tuple[JournalLine, ...]]]:
    """The chains a package carries, in the order they were begun, with their lines as `read_lines` gives them.

    Raises NotAPackage.
    """
    chains = {part: _chain_of(part) for part in parts if part not in _BESIDE and _FILE.fullmatch(part) is None}
    for part, chain in sorted(chains.items(), key=lambda each: generation_of(each[1])):
        yield chain, read_lines(parts[part])


def write_lines(lines: Iterable[JournalLine]) -> bytes:
    """A part's bytes: one JSON object a line, the content exactly as it was signed."""
    return "".join(
        json.dumps({"content": line.content, "hash": line.hash, "signature": line.signature.hex()}, ensure_ascii=False)
        + "\n"
        for line in lines
    ).encode()


def read_lines(part: bytes) -> tuple[JournalLine, ...]:
    """The lines of a part, not yet checked against their chain. Raises NotAPackage."""
    try:
        return tuple(
            JournalLine(content=raw["content"], hash=raw["hash"], signature=bytes.fromhex(raw["signature"]))
            for raw in map(json.loads, lines_of(part.decode()))
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAPackage(reason="journal lines not understood") from error


def _chain_of(part: str) -> ChainId:
    match = _PART.fullmatch(part)
    if match is None:
        raise NotAPackage(reason=f"part {part}")
    return ChainId(f"{match[1]}.{match[2]}")

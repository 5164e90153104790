"""The journal: lines of canonical JSON, each holding the hash of the line before it, signed by their device."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Self

import rfc8785
from pydantic import TypeAdapter, ValidationError

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ChainId, DeviceCode, device_of
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.value import Value
from collector_desktop.security.keys import verify
from collector_desktop.security.refusals import SignatureWrong

FORMAT = 1
FIRST_HASH = "0" * 64
_ACTS: TypeAdapter[AnyAct] = TypeAdapter(AnyAct)


class JournalLineWrong(Refusal):
    """A journal line is not what its device wrote. Facts: chain, line, reason."""


class JournalLine(Value):
    """One line as it is stored and sent: its content never changes by a byte."""

    content: str
    hash: str
    signature: bytes


class Entry(Value):
    """A line's meaning: where it stands and the act it carries."""

    chain: ChainId
    line: int
    previous: str
    takings: Money
    """Running total of everything the chain's device has taken, voids deducted."""
    act: AnyAct

    @property
    def device(self) -> DeviceCode:
        """The device whose chain it is."""
        return device_of(self.chain)

    @classmethod
    def read(cls, content: str) -> Self:
        """The entry of a line's content. Raises JournalLineWrong if it is no line of this format."""
        try:
            raw: Any = _JSON.validate_json(content)
            if raw.pop("format") != FORMAT:
                raise JournalLineWrong(chain=raw.get("chain", "?"), line=raw.get("line", 0), reason="format")
            return cls.model_validate_json(rfc8785.dumps(raw))
        except JournalLineWrong:
            raise
        except (ValidationError, KeyError, Refusal, rfc8785.CanonicalizationError) as error:
            raise JournalLineWrong(chain="?", line=0, reason=type(error).__name__) from error

    def write(self) -> str:
        """The canonical JSON (RFC 8785) of this entry."""
        return rfc8785.dumps({"format": FORMAT, **self.model_dump(mode="json")}).decode()


_JSON: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def takings_after(takings: Money, act: Act) -> Money:
    """The running total once this act is added."""
    if isinstance(act, PaymentTaken):
        return takings + act.receipt.received
    if isinstance(act, ReceiptVoided):
        return takings - act.received
    return takings


def hash_of(content: str) -> str:
    """SHA-256 of a line's content, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


class Link(Value):
    """Where a chain stands: the line the next one must hold on to."""

    chain: ChainId
    line: int = 0
    hash: str = FIRST_HASH
    takings: Money = Money.ZERO

    @classmethod
    def after(cls, chain: ChainId, line: JournalLine | None) -> Self:
        """Where a chain stands after one of its lines; at its beginning without one. Raises JournalLineWrong."""
        if line is None:
            return cls(chain=chain)
        entry = Entry.read(line.content)
        return cls(chain=chain, line=entry.line, hash=line.hash, takings=entry.takings)


def follow(link: Link, lines: Iterable[JournalLine], signing_key: str, *, every: bool = False) -> Iterator[Entry]:
    """Each line's entry after checking that it continues the chain.

    Hashes and running totals are checked on every line; since each line holds the hash of the one before it, the
    signature of the last line vouches for all, and `every` checks each of them. Raises JournalLineWrong at the first
    wrong line. Nothing yielded may be relied on before the iteration has ended.
    """
    last: JournalLine | None = None
    for line in lines:
        entry = Entry.read(line.content)
        at = link.line + 1
        if entry.chain != link.chain or entry.line != at:
            raise JournalLineWrong(chain=link.chain, line=at, reason="order")
        if hash_of(line.content) != line.hash:
            raise JournalLineWrong(chain=link.chain, line=at, reason="content")
        if entry.previous != link.hash:
            raise JournalLineWrong(chain=link.chain, line=at, reason="previous")
        if entry.takings != takings_after(link.takings, entry.act):
            raise JournalLineWrong(chain=link.chain, line=at, reason="takings")
        if every:
            _check_signature(line, signing_key, link.chain, at)
        link = Link(chain=link.chain, line=at, hash=line.hash, takings=entry.takings)
        last = line
        yield entry
    if last is not None and not every:
        _check_signature(last, signing_key, link.chain, link.line)


def _check_signature(line: JournalLine, signing_key: str, chain: ChainId, at: int) -> None:
    try:
        verify(signing_key, line.content.encode(), line.signature)
    except SignatureWrong as wrong:
        raise JournalLineWrong(chain=chain, line=at, reason="signature") from wrong

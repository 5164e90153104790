"""Two copies of one laptop's books in use: the old one went on after a restored backup had begun a newer chain."""

from collector_desktop.domain.acts.books import ChainStarted
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.attention import Attention, raise_attention
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries import sync


def note_books_twice(conn: Connection, device: DeviceCode) -> None:
    """Put it on the attention list where an older chain holds an act made after a newer chain was begun."""
    chains = [chain for chain in sync.chains(conn, device) if chain.last_line]
    for newer, older in zip(chains[1:], chains, strict=False):
        started = Entry.read(sync.lines(conn, newer.chain, most=1)[0].content).act
        newest = Entry.read(sync.lines(conn, older.chain, after=older.last_line - 1)[0].content).act
        if isinstance(started, ChainStarted) and newest.at > started.at:
            raise_attention(
                conn,
                Attention.BOOKS_TWICE,
                started.id,
                newer.chain,
                day=newest.business_day,
                device=device,
                facts={"older": older.chain},
            )

"""Opening books: founding new ones, and finding out at each start whether they are a restored backup."""

from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, insert, select, update

from collector_desktop.domain.acts.base import Act, Stamp, new_act_id
from collector_desktop.domain.acts.books import ChainEnd, ChainStarted
from collector_desktop.domain.names import ChainId, chain_id, device_of, generation_of
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import Seat, SeatKind
from collector_desktop.security.keys import PublicKeys, Signer
from collector_desktop.store.engine import BEGIN, database_file, open_engine
from collector_desktop.store.ledger import Ledger, begin_chain, link_of
from collector_desktop.store.number_mark import NumberMark
from collector_desktop.store.queries import policies
from collector_desktop.store.soundness import BooksDamaged, check_sound, naming_faults
from collector_desktop.store.swapping import finish_swap
from collector_desktop.store.tables.machinery import ChainRow, SeatRow
from collector_desktop.store.upgrade import bring_up_to_date


class BooksTaken(Refusal):
    """The database belongs to a seat already. Facts: station, device."""


class BooksEmpty(Refusal):
    """The database belongs to no seat yet."""


class KeysOfAnother(Refusal):
    """The keys are not those this seat's journal was signed with. Facts: device, signing_key (the right one's)."""


def found(
    url: str | Path,
    seat: Seat,
    signer: Signer,
    station: PublicKeys,
    stamp: Stamp,
    *,
    key: bytes | None = None,
    policy: Policy | None = None,
    first: Act | None = None,
) -> Ledger:
    """New books for a seat, with the first line of its chain. Raises BooksTaken if they belong to one already.

    `station` are the station's public keys: on a laptop those of the enrolment answer. With a `key` the file is
    encrypted. A policy and a first act are put into the books in the same transaction.
    """
    engine = open_engine(str(url), key)
    bring_up_to_date(engine, key)
    chain = chain_id(seat.device, 1)
    with engine.execution_options(**{BEGIN: "IMMEDIATE"}).begin() as conn:
        known = read_seat(conn)
        if known is not None:
            raise BooksTaken(station=known.station_code, device=known.device)
        conn.execute(
            insert(SeatRow).values(
                id=1,
                content=seat.model_dump_json(),
                station_signing_key=station.signing,
                station_recipient=station.recipient,
            )
        )
        begin_chain(conn, chain, seat.device, signer.public.signing)
        ledger = Ledger(engine, signer, seat, chain, _mark(engine, seat))
        ledger.post(conn, _chain_started(stamp, chain))
        if policy is not None:
            policies.set_policy(conn, policy)
        if first is not None:
            ledger.post(conn, first)
    return ledger


def open_books(
    url: str | Path, signer: Signer, stamp: Stamp, *, key: bytes | None = None, restored: bool = False
) -> Ledger:
    """The books of a seat. A database older than its marks starts a new chain that names the old one's end.

    So does one that is known to be `restored` from a backup, mark or no mark.
    A restore that was cut short after it had been decided is finished first. Raises BooksDamaged, BooksEmpty,
    KeysOfAnother, and what `bring_up_to_date` raises.
    """
    ledger = _opened(url, signer, key)
    with ledger.reading() as conn:
        # The tail first: what others write meanwhile is in what is read after it.
        restored = restored or (ledger.tail is not None and ledger.tail.runs_ahead(conn))
        restored = restored or (ledger.mark is not None and ledger.mark.runs_ahead(conn))
    return _start_new_chain(ledger, stamp) if restored else ledger


def open_to_complete(url: str | Path, signer: Signer, *, key: bytes | None = None) -> Ledger:
    """A copy of a seat's books that lines known elsewhere are put back into; no new chain begins. Raises the same."""
    return _opened(url, signer, key)


def read_seat(conn: Connection) -> Seat | None:
    """Whose books these are; None if nobody's."""
    content = conn.execute(select(SeatRow.content)).scalar_one_or_none()
    return None if content is None else Seat.model_validate_json(content)


def station_keys(conn: Connection) -> PublicKeys:
    """The station's public keys as this seat knows them."""
    row = conn.execute(select(SeatRow.station_signing_key, SeatRow.station_recipient)).one()
    return PublicKeys(signing=row.station_signing_key, recipient=row.station_recipient)


def _opened(url: str | Path, signer: Signer, key: bytes | None) -> Ledger:
    engine = open_engine(str(url), key)
    file = database_file(engine)
    if file is not None:
        finish_swap(file)
        check_sound(file, key)
    try:
        with naming_faults(file or Path(url)):
            bring_up_to_date(engine, key)
            with engine.begin() as conn:
                seat = read_seat(conn)
                if seat is None:
                    raise BooksEmpty
                chain, signing_key = _newest_chain(conn, seat)
        if signing_key != signer.public.signing:
            raise KeysOfAnother(device=seat.device, signing_key=signing_key)
    except BaseException as error:
        engine.dispose()  # whoever could not open the books holds none of their files
        if isinstance(error, ValidationError):
            raise BooksDamaged(path=file) from None
        raise
    return Ledger(engine, signer, seat, chain, _mark(engine, seat))


def note_keys_wanted(conn: Connection) -> None:
    """The station asked this laptop for new keys."""
    conn.execute(update(SeatRow).values(keys_wanted=1))


def keys_are_wanted(conn: Connection) -> bool:
    """Whether the station waits for new keys of this laptop."""
    return bool(conn.execute(select(SeatRow.keys_wanted)).scalar_one())


def keys_are_made(conn: Connection) -> None:
    """What the station asked for is done."""
    conn.execute(update(SeatRow).values(keys_wanted=0))


def begin_next_chain(ledger: Ledger, conn: Connection, signer: Signer, stamp: Stamp) -> None:
    """Sign with other keys from now on, on a chain that names the end of the one before; in the caller's transaction.

    Should the transaction fail, the ledger must be opened anew.
    """
    old = link_of(conn, ledger.chain)
    chain = _next_chain(ledger)
    begin_chain(conn, chain, ledger.seat.device, signer.public.signing)
    ledger.signer, ledger.chain = signer, chain
    ledger.post(conn, _chain_started(stamp, chain, ChainEnd(chain=old.chain, line=old.line, hash=old.hash)))


def _start_new_chain(ledger: Ledger, stamp: Stamp) -> Ledger:
    chain = _next_chain(ledger)
    with ledger.writing() as conn:
        old = link_of(conn, ledger.chain)
        skipped = ledger.mark.skip(conn) if ledger.mark is not None else None
        begin_chain(conn, chain, ledger.seat.device, ledger.signer.public.signing)
        ledger.chain = chain
        ledger.post(
            conn, _chain_started(stamp, chain, ChainEnd(chain=old.chain, line=old.line, hash=old.hash), skipped)
        )
    return ledger


def _next_chain(ledger: Ledger) -> ChainId:
    """A chain this seat never began: books restored twice don't know of the one the tail mark names."""
    begun = generation_of(ledger.chain)
    tail = ledger.tail.read() if ledger.tail is not None else None
    if tail is not None and device_of(tail.chain) == ledger.seat.device:
        begun = max(begun, generation_of(tail.chain))
    return chain_id(ledger.seat.device, begun + 1)


def _chain_started(
    stamp: Stamp, chain: ChainId, follows: ChainEnd | None = None, skipped: tuple[int, int] | None = None
) -> ChainStarted:
    first, last = skipped or (None, None)
    return ChainStarted(
        **dict(stamp),
        id=new_act_id(),
        chain=chain,
        follows=follows,
        numbers_skipped_from=first,
        numbers_skipped_to=last,
    )


def _newest_chain(conn: Connection, seat: Seat) -> tuple[ChainId, str]:
    rows = conn.execute(select(ChainRow.id, ChainRow.signing_key).where(ChainRow.device == seat.device)).all()
    newest = max(rows, key=lambda row: generation_of(row.id))
    return ChainId(newest.id), newest.signing_key


def _mark(engine: Engine, seat: Seat) -> NumberMark | None:
    file = database_file(engine)
    return NumberMark(file, seat.device) if file is not None and seat.kind is SeatKind.COLLECTOR else None

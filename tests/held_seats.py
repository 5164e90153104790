"""Two seats with a copy of the laptop, and what held lines tests ask again and again."""

import sqlite3
from contextlib import closing
from pathlib import Path

from two_seats import LAPTOP, TwoSeats, stamp

from collector_desktop.domain.acts.devices import Cause
from collector_desktop.domain.names import AccountNumber
from collector_desktop.services.deciding_held import DecideHeld, decide_held
from collector_desktop.services.revoking import Revoke, revoke
from collector_desktop.services.taking_in import TakenIn, take_in
from collector_desktop.store.books_check import check_books
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries import balances, held, takings
from collector_desktop.store.queries.held import HeldGroup


def clone_of(seats: TwoSeats, minute: int = 4) -> TwoSeats:
    """The same laptop once more: its books and keys copied as they stand now."""
    folder = seats.folder / "clone"
    folder.mkdir()
    with closing(sqlite3.connect(seats.laptop_file)) as source, closing(sqlite3.connect(folder / "laptop.db")) as copy:
        source.backup(copy)
    ledger = open_books(folder / "laptop.db", seats.laptop_keys, stamp(minute))
    return TwoSeats(folder, seats.station, seats.station_keys, ledger, seats.laptop_keys)


def take(seats: TwoSeats, path: Path, minute: int = 50) -> TakenIn:
    """The station takes a file in."""
    return take_in(seats.station, seats.station_keys, path, stamp(minute))


def lose(seats: TwoSeats, minute: int = 40, cause: Cause = Cause.LOST) -> None:
    """The laptop is lost, and revoked as far as it is known."""
    revoke(seats.station, Revoke(device=LAPTOP, cause=cause, reason="集上丢了"), stamp(minute))


def groups(seats: TwoSeats) -> tuple[HeldGroup, ...]:
    """Everything held."""
    with seats.station.reading() as conn:
        return held.groups(conn)


def decide(seats: TwoSeats, *, release: bool, up_to: int | None = None, minute: int = 55) -> None:
    """The manager decides the first group."""
    wanted = DecideHeld(first=groups(seats)[0].first, release=release, up_to=up_to, reason="与收费员核对过")
    decide_held(seats.station, wanted, stamp(minute))


def received(seats: TwoSeats) -> int:
    """What the station's books say the laptop received, in fen, once they have been found in order."""
    with seats.station.reading() as conn:
        assert check_books(conn, seats.station.seat.kind, every=True).problems == ()
        return takings.books(conn, LAPTOP).received.fen


def prepaid(seats: TwoSeats, account: str) -> int:
    """What the station holds for a household, in fen."""
    with seats.station.reading() as conn:
        held_for = balances.prepayments(conn).get(AccountNumber(account))
    return held_for.fen if held_for else 0

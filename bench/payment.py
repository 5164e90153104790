"""One payment, from the confirmed amount to the synced journal line, into encrypted books, against the same writes with
bare sqlite3.

    python bench/payment.py [--payments 300]

Both run in turn in the same process, on the same disk, with synchronous=FULL; the median and the ratio are printed.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from books import BILLS_EACH, Books, new_books

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import Badge
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.visit import Slot
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.store.engine import unlock
from collector_desktop.store.queries import cards

KEY = bytes(range(32))
DAY = date(2026, 11, 23)
STAMP = Stamp(by=Badge("a1"), business_day=DAY, at=datetime(2026, 11, 23, 18, 42, tzinfo=timezone(timedelta(hours=8))))


def ours(books: Books, at: int) -> float:
    """Seconds from Enter to the committed receipt."""
    ledger = books.laptop
    account = books.accounts[at]
    with ledger.reading() as conn:
        card = cards.card(conn, account, DAY, ledger.seat.device)
    assert card is not None
    payment = TakePayment(
        id=new_act_id(),
        account=account,
        received=Money(5000),
        tendered=Money(5000),
        method=PaymentMethod.WECHAT,
        reference="4200",
        slot=Slot.EVENING,
        token=card.token,
    )
    begun = time.perf_counter()
    collect(ledger, payment, STAMP)
    return time.perf_counter() - begun


def floor(db: sqlite3.Connection, source: sqlite3.Connection, at: int) -> float:
    """Seconds for the rows that payment wrote, written again by hand into an empty copy of the tables."""
    number, act = source.execute("SELECT number, act FROM receipt ORDER BY number LIMIT 1 OFFSET ?", (at,)).fetchone()
    writes: list[tuple[str, tuple[object, ...]]] = []
    for table, key, value in (
        ("receipt", "number", number),
        ("receipt_line", "number", number),
        ("visit", "act", act),
        ("settlement", "act", act),
        ("journal", "act", act),
        ("print_job", "number", number),
    ):
        for row in source.execute(f"SELECT * FROM {table} WHERE {key} = ?", (value,)):
            writes.append((f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row))
    bills = [row[0] for row in source.execute("SELECT bill FROM receipt_line WHERE number = ?", (number,))]
    begun = time.perf_counter()
    db.execute("BEGIN IMMEDIATE")
    for statement, row in writes:
        db.execute(statement, row)
    for bill in bills:
        db.execute("UPDATE bill SET open = 0, penalty_paid = 1, unseen = 1 WHERE id = ?", (bill,))
    db.execute("UPDATE chain SET last_line = ?, last_hash = ?, takings = ?", (at, "0" * 64, at))
    db.execute("UPDATE number_mark SET used = ?", (at,))
    db.execute("COMMIT")
    return time.perf_counter() - begun


def _plain(file: Path, copy: Path) -> sqlite3.Connection:
    """The encrypted books as bare sqlite3 reads them."""
    books = sqlcipher.connect(str(file), isolation_level=None)
    unlock(books, KEY)
    books.execute("ATTACH DATABASE ? AS plain KEY ''", (str(copy),))
    books.execute("SELECT sqlcipher_export('plain')")
    books.close()
    return sqlite3.connect(copy)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payments", type=int, default=300)
    count = parser.parse_args().payments
    with tempfile.TemporaryDirectory() as folder:
        books = new_books(Path(folder), accounts=count, key=KEY)
        times = [ours(books, at) for at in range(count)]
        books.close()
        file = Path(folder) / "laptop.db"
        source = _plain(file, Path(folder) / "source.db")
        copy = Path(folder) / "floor.db"
        copy.write_bytes((Path(folder) / "source.db").read_bytes())
        db = sqlite3.connect(copy, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            db.execute(f"PRAGMA {pragma}")
        for table in ("print_job", "journal", "settlement", "visit", "receipt_line", "receipt"):
            db.execute(f"DELETE FROM {table}")
        floors = [floor(db, source, at) for at in range(count)]
    mine, least = statistics.median(times), statistics.median(floors)
    print(
        f"payment of {BILLS_EACH} bills, encrypted, {count} times: {mine * 1e3:.2f} ms; "
        f"bare sqlite3 {least * 1e3:.2f} ms"
    )
    print(f"ratio {mine / least:.2f}")


if __name__ == "__main__":
    main()

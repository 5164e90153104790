"""Row 22 of the fault table: any value of any table changed with a database program, and whether the check sees it."""

import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, text
from sqlalchemy.exc import DatabaseError

from collector_desktop.domain.seat import SeatKind
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.tables import Base
from fault_trials.forged_journal import with_a_day_handed_in
from fault_trials.two_laptops import folder_in_memory, reopen_world

EVERY_COLUMN = "*"
_STATIONS_WORD = "the station's word, replaced by the next route"
_RESEND = "only which lines and files go again; the station knows every line it has, and names a gap"
_LABEL = "a label or a list of work to do: no money, and no evidence"
UNSEEN: Mapping[tuple[str, str], str] = {
    ("account", "search_keys"): _LABEL,
    ("bill", "out_with"): "which laptop may collect it: paid twice, it becomes prepayment and is told",
    ("bill", "unseen"): "how much an export has not shown yet; the next one tells",
    ("visit_count", EVERY_COLUMN): "what others learned of a household: the next route tells it again",
    ("contract", "instalment_terms"): _LABEL,
    ("seat", EVERY_COLUMN): "the keys no longer fit: no file goes either way",
    ("chain", "acknowledged"): _RESEND,
    ("package", EVERY_COLUMN): _RESEND,
    ("print_job", EVERY_COLUMN): _LABEL,
    ("number_mark", "used"): "raised: numbers are skipped, which is seen; lowered below a receipt it is found",
    ("number_mark", "device"): "numbers begin anew and the station refuses the first that it has",
    ("attachment", "media"): _LABEL,
    ("attachment", "size"): _LABEL,
    ("attention", EVERY_COLUMN): "lines of figures come and go; those of acts are compared",
}
"""Columns an edit of which the check sees on neither seat, and why that loses nothing."""
UNSEEN_ON_A_LAPTOP: Mapping[tuple[str, str], str] = {
    ("account", EVERY_COLUMN): _STATIONS_WORD,
    ("balance", EVERY_COLUMN): _STATIONS_WORD,
    ("pending_change", EVERY_COLUMN): _STATIONS_WORD,
    **{
        ("bill", column): _STATIONS_WORD
        for column in (
            *("id", "account", "month", "kind", "residential", "due_on", "penalty_paid", "station_penalty"),
            *("station_penalty_on", "kwh", "previous_reading", "present_reading", "multiplier", "export_open"),
        )
    },
    ("policy", EVERY_COLUMN): _STATIONS_WORD,
    ("settlement", "act"): "of what the station has read, its word; anything newer is compared",
    ("settlement", "penalty"): "the same",
    ("settlement", "source"): "the same",
    ("settlement", "day"): "the same",
    ("prepay_move", "source"): "the same",
    ("prepay_move", "day"): "the same",
}


def is_watched(table: str, column: str, seat: SeatKind) -> bool:
    """Whether the check promises to see an edit of this column."""
    unseen = UNSEEN.keys() | (UNSEEN_ON_A_LAPTOP.keys() if seat is SeatKind.COLLECTOR else set())
    return not {(table, column), (table, EVERY_COLUMN)} & unseen


def edits(trials: int) -> Iterator[tuple[str, bool]]:
    """So many edits of watched columns, in turn on both seats, and whether each was found or refused."""
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        world = reopen_world(with_a_day_handed_in(Path(folder) / "base"))
        seats = (world.station, world.machines[0].ledger)
        chance = random.Random("edits")
        every = [(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns]
        chance.shuffle(every)
        done = 0
        while done < trials:
            for table, column in every:
                for ledger in seats:
                    if not is_watched(table, column, ledger.seat.kind):
                        continue
                    found = edited(ledger, table, column, chance)
                    if found is not None:
                        done += 1
                        yield f"{ledger.seat.kind}: {table}.{column}", found
                if done >= trials:
                    break
        world.close()


def edited(ledger: Ledger, table: str, column: str, chance: random.Random) -> bool | None:
    """Whether an edit of one row is found; None if there is nothing to edit. The books stay as they were."""
    with ledger._engine.connect() as conn:
        rows = conn.execute(text(f'SELECT rowid, "{column}" FROM "{table}"')).all()
        values = [row for row in rows if row[1] is not None]
        if not values:
            return None
        rowid, before = chance.choice(values)
        truth = isinstance(Base.metadata.tables[table].columns[column].type, Boolean)
        try:
            _edit(conn, table, column, rowid, 1 - before if truth else _other(before, chance))
        except DatabaseError:
            return True
        found = not check_books(conn, ledger.seat.kind, every=True).agrees
        conn.rollback()
    return found


def _edit(conn: Connection, table: str, column: str, rowid: int, value: Any) -> None:
    conn.execute(text(f'UPDATE "{table}" SET "{column}" = :value WHERE rowid = :row'), {"value": value, "row": rowid})


def _other(value: Any, chance: random.Random) -> Any:
    """Another value of the same kind, as somebody would type it."""
    match value:
        case int():
            return value + chance.choice((-100, -1, 1, 100))
        case bytes():
            at = chance.randrange(len(value))
            return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
        case str() if value:
            # Between day and time any letter reads the same.
            at = chance.choice([at for at, letter in enumerate(value) if letter != "T"] or [0])
            other = "2" if value[at] == "1" else "1"
            return value[:at] + other + value[at + 1 :]
    return "1"

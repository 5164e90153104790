"""Many rows at once come out as they went in, on either engine."""

from datetime import date

from sqlalchemy import Column, Integer, MetaData, String, Table, select

from collector_desktop.domain.money import Money
from collector_desktop.store.bulk import insert_rows, raw_rows
from collector_desktop.store.engine import open_engine
from collector_desktop.store.tables.columns import Fen, IsoDay

TABLE = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String),
    Column("amount", Fen),
    Column("day", IsoDay),
    Column("left_out", String),
)
ROWS = [(1, "100% 'a' :b ?", Money(2744), date(2026, 11, 10)), (2, "单", Money(-1), None)]


def test_values_survive_whatever_is_in_them(engine_url: str) -> None:
    engine = open_engine(engine_url)
    with engine.begin() as conn:
        TABLE.create(conn)
        insert_rows(conn, TABLE, ("id", "name", "amount", "day"), ROWS)
        insert_rows(conn, TABLE, ("id", "name"), [])
        found = [tuple(row) for row in conn.execute(select(TABLE).order_by(TABLE.c.id))]
        raw = sorted(raw_rows(conn, select(TABLE.c.id, TABLE.c.amount, TABLE.c.day)))
    assert found == [(*row, None) for row in ROWS]
    assert raw == [(1, 2744, "2026-11-10"), (2, -1, None)]
    engine.dispose()

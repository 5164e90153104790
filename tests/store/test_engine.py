"""Engines: everything rolls back, the DDL too, and nothing acknowledged is lost."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from collector_desktop.store.engine import BEGIN, database_file, open_engine, sqlite_url


def test_ddl_rolls_back_with_the_rest(engine_url: str) -> None:
    engine = open_engine(engine_url)
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE half (id INTEGER)"))
        conn.execute(text("INSERT INTO half VALUES (1)"))
        conn.rollback()
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_file_is_opened_so_that_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "books.db"))
    with engine.connect() as conn:
        found = {name: conn.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("journal_mode", "synchronous")}
        assert conn.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    assert found == {"journal_mode": "wal", "synchronous": 2}
    engine.dispose()


def test_a_path_is_a_file_and_a_url_is_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "账本 #1.db"
    for told in (str(file), sqlite_url(file)):
        engine = open_engine(told)
        assert database_file(engine) == file
        engine.dispose()
    server = open_engine("postgresql://nobody@localhost/books")
    assert (database_file(server), server.url.drivername) == (None, "postgresql+psycopg")


def test_two_writers_take_turns(engine_url: str) -> None:
    engine = open_engine(engine_url)
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE counter (value INTEGER)"))
        conn.execute(text("INSERT INTO counter VALUES (0)"))

    def count() -> None:
        for _ in range(20):
            with engine.execution_options(**{BEGIN: "IMMEDIATE"}).begin() as conn:
                value = conn.execute(text("SELECT value FROM counter")).scalar_one()
                conn.execute(text("UPDATE counter SET value = :value"), {"value": value + 1})

    writers = [threading.Thread(target=count) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with engine.begin() as conn:
        assert conn.execute(text("SELECT value FROM counter")).scalar_one() == 60
    engine.dispose()


def test_a_file_with_a_key_is_unreadable_without_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file, key = tmp_path / "books.db", bytes(range(32))
    engine = open_engine(str(file), key)
    with engine.begin() as conn:
        conn.exec_driver_sql("CREATE TABLE door (name TEXT)")
        conn.exec_driver_sql("INSERT INTO door VALUES ('" + "王家庄" * 400 + "')")
    for part in tmp_path.iterdir():
        assert "王家庄".encode() not in part.read_bytes()
    engine.dispose()
    assert not file.read_bytes().startswith(b"SQLite format 3")
    for wrong in (None, bytes(32)):
        with pytest.raises(DatabaseError, match="not a database"), open_engine(str(file), wrong).begin() as conn:
            conn.exec_driver_sql("SELECT * FROM door")
    with open_engine(str(file), key).begin() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM door").scalar_one() == 1
    assert capfd.readouterr().err == ""

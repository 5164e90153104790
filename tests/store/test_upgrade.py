"""The Alembic chain and the program's tables are one schema."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from collector_desktop.resources import migrations_path
from collector_desktop.store.engine import open_engine
from collector_desktop.store.tables import Base
from collector_desktop.store.upgrade import HEAD, BooksFromTheFuture, NotOurBooks, bring_up_to_date, version_of


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_path()))
    return config


def _upgraded(url: str) -> Engine:
    engine = open_engine(url)
    config = _config()
    with engine.begin() as conn:
        config.attributes["connection"] = conn
        command.upgrade(config, "head")
    return engine


def _schema(engine: Engine) -> dict[str, object]:
    seen = inspect(engine)
    return {
        table: (
            [(each["name"], str(each["type"]), each["nullable"]) for each in seen.get_columns(table)],
            seen.get_pk_constraint(table),
            sorted(seen.get_foreign_keys(table), key=str),
            sorted(seen.get_indexes(table), key=str),
            sorted(seen.get_unique_constraints(table), key=str),
            sorted(seen.get_check_constraints(table), key=str),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def test_the_chain_ends_at_the_version_the_program_expects() -> None:
    assert ScriptDirectory.from_config(_config()).get_current_head() == HEAD


def test_upgrading_from_nothing_gives_the_tables_of_the_program(engine_url: str) -> None:
    engine = _upgraded(engine_url)
    with engine.begin() as conn:
        assert version_of(conn) == HEAD
        assert compare_metadata(MigrationContext.configure(conn, opts={"compare_type": True}), Base.metadata) == []
    engine.dispose()


def test_new_books_and_upgraded_books_are_alike_to_the_last_constraint(tmp_path: Path) -> None:
    upgraded, made = _upgraded(str(tmp_path / "upgraded.db")), open_engine(str(tmp_path / "made.db"))
    bring_up_to_date(made)
    assert _schema(upgraded) == _schema(made)
    upgraded.dispose()
    made.dispose()


def test_books_up_to_date_are_not_touched(tmp_path: Path) -> None:
    engine = _upgraded(str(tmp_path / "books.db"))
    bring_up_to_date(engine)
    assert not (tmp_path / "books.db.before-upgrade").exists()
    engine.dispose()


def test_books_of_a_newer_program_are_left_as_they_are(tmp_path: Path) -> None:
    engine = _upgraded(str(tmp_path / "books.db"))
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for engine in (open_engine(str(tmp_path / "books.db")), open_engine(str(tmp_path / "books.db"))):
        with pytest.raises(BooksFromTheFuture):
            bring_up_to_date(engine)
        engine.dispose()
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_strangers_database_is_left_as_it_is(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "other.db"))
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE guests (name TEXT)"))
    with pytest.raises(NotOurBooks):
        bring_up_to_date(engine)
    assert inspect(engine).get_table_names() == ["guests"]
    engine.dispose()

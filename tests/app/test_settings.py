import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.app.settings import (
    Settings,
    ThemeName,
    change_settings,
    load_settings,
    save_settings,
    table_looks,
)
from collector_desktop.printing.paper import Paper
from collector_desktop.ui.table_looks import ColumnWidth, TableLook
from collector_desktop.ui.theme import THEMES

LIKED = Settings(
    theme=ThemeName.SUN,
    paper=Paper.ROLL58,
    printer="柜台 80mm",
    tables=(
        TableLook(
            table="collector/accounts",
            order=("name", "due"),
            hidden=frozenset({"meter"}),
            widths=(ColumnWidth(column="due", share=0.25),),
        ),
    ),
)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.json"
    save_settings(file, LIKED)
    assert load_settings(file) == LIKED


def test_without_a_file_everything_is_as_on_the_first_day(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_one_damaged_setting_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "plaid", "paper": "roll58", "tables": [{"table": 3}], "from_the_future": 1}))
    assert load_settings(file) == Settings(paper=Paper.ROLL58)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"\x00" * 4096, b"[" * 100_000, rb'{"printer": "\ud800"}'],
    ids=["empty", "cut off", "a list", "null", "not UTF-8", "zeros", "nested too deep", "half a character"],
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert load_settings(file) == Settings()


def test_a_folder_in_the_place_of_the_file_counts_as_none(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


@given(st.dictionaries(st.sampled_from(["theme", "paper", "printer", "tables", "other"]), st.from_type(object)))
def test_no_stored_value_can_stop_the_program(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, object]
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    file.write_text(json.dumps(stored, default=repr))
    assert isinstance(load_settings(file), Settings)


def test_a_tables_look_replaces_only_its_own_and_one_put_back_needs_no_room() -> None:
    receipts = TableLook(table="receipts", sorted_by="time", descending=True)
    both = LIKED.with_table(receipts)
    assert both.tables == (*LIKED.tables, receipts)
    assert both.with_table(TableLook(table="receipts")) == LIKED


def test_what_one_window_remembers_leaves_what_another_did(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    tables = table_looks(file)
    change_settings(file, theme=ThemeName.NIGHT)
    tables.keep(LIKED.tables[0])
    change_settings(file, paper=Paper.ROLL58)
    assert load_settings(file) == Settings(theme=ThemeName.NIGHT, paper=Paper.ROLL58, tables=LIKED.tables)
    assert table_looks(file).of("collector/accounts") == LIKED.tables[0]
    assert table_looks(file).of("station/accounts") == TableLook(table="station/accounts")


def test_tables_are_used_as_they_are_left_where_the_disk_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    tables = table_looks(tmp_path / "file" / "settings.json")
    tables.keep(LIKED.tables[0])
    assert tables.of("collector/accounts") == LIKED.tables[0]


def test_every_theme_of_the_windows_can_be_remembered() -> None:
    assert {name.value for name in ThemeName} == set(THEMES)

"""Search: by pinyin with every reading, by name, number, meter, pole and phone tail."""

from pathlib import Path

import pytest
from small_exports import ONE, THREE, TWO, Filed, archive
from two_seats import stamp, two_seats

from collector_desktop.domain.names import AccountNumber
from collector_desktop.services.importing import import_exports
from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.store.search_keys import search_keys


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("阎超", {"yc", "yanchao"}),
        ("单大山", {"sds", "dds", "shandashan"}),
        ("仇英", {"qy", "cy", "qiuying"}),
        ("曾乐", {"zl", "cl", "zengle", "cengyue"}),
        ("解放", {"xf", "jf", "xiefang", "jiefang"}),
        ("查旺", {"zw", "cw"}),
    ],
)
def test_a_name_is_found_by_every_reading_of_its_characters(name: str, keys: set[str]) -> None:
    assert keys <= set(search_keys(name).split())


def test_a_character_nobody_can_read_stays_itself() -> None:
    assert "张😀" in search_keys("张😀") or "zhang😀" in search_keys("张😀")
    assert search_keys("   ") == ""


def test_a_long_name_of_polyphones_has_a_bounded_number_of_keys() -> None:
    assert len(search_keys("单" * 40).split()) <= 48


@pytest.fixture
def index(tmp_path: Path) -> AccountIndex:
    """Three households."""
    seats = two_seats(tmp_path)
    path = archive(
        tmp_path,
        Filed(ONE, name="阎超", address="前柳村1组3号杆", meter="7300787062", phone="13800005678"),
        Filed(TWO, name="单秀英", address="河湾村2组老井南", meter="7300787063", phone="13900001234|0373-5551234"),
        Filed(THREE, name="阎柱", address="前柳村2组村口", meter="7300787064", phone=""),
    )
    import_exports(seats.station, [path], stamp(), accept_problems=True)
    with seats.station.reading() as conn:
        found = AccountIndex.load(conn)
    seats.close()
    return found


@pytest.mark.parametrize(
    ("typed", "accounts"),
    [
        ("yc", {ONE}),
        ("YanChao", {ONE}),
        ("ｙｃ", {ONE}),
        ("sxy", {TWO}),
        ("dxy", {TWO}),
        ("阎", {ONE, THREE}),
        (ONE, {ONE}),
        ("0003", {THREE}),
        ("7063", {TWO}),
        ("3号杆", {ONE}),
        ("5678", {ONE}),
        ("阎 村口", {THREE}),
        ("zzz", set()),
        ("  ", set()),
    ],
)
def test_an_account_is_found_by_whatever_is_known_of_it(index: AccountIndex, typed: str, accounts: set[str]) -> None:
    assert {found.account for found in index.find(typed)} == accounts


def test_what_an_account_is_found_by_is_told_of_it_alone(index: AccountIndex) -> None:
    keys = index.keys_of(AccountNumber(TWO))
    assert "sxy" in keys
    assert "7063" in keys
    assert ONE not in keys
    assert index.keys_of(AccountNumber("9999999999")) == ""

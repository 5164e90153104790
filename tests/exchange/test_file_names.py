import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.names import DeviceCode, StationCode
from collector_desktop.exchange.file_names import PackageName
from collector_desktop.exchange.package import PackageHeader, PackageKind

DAY = "日包_41070305_01_20261123_0007.zsday"
ROUTE = "线路_41070305_01_20261123_0003.zsroute"


@pytest.mark.parametrize(
    ("kind", "sender", "receiver", "number", "name"),
    [("day", "01", "00", 7, DAY), ("route", "00", "01", 3, ROUTE)],
)
def test_a_package_is_named_after_the_laptop_whichever_way_it_goes(
    kind: str, sender: str, receiver: str, number: int, name: str
) -> None:
    header = PackageHeader.model_validate_json(
        f'{{"kind": "{kind}", "station": "41070305", "sender": "{sender}", "receiver": "{receiver}",'
        f' "number": {number}, "day": "2026-11-23", "made_at": "2026-11-23T18:00:00+08:00"}}'
    )
    assert str(PackageName.of(header)) == name
    assert PackageName.of(header).receiver == receiver


@given(
    st.builds(
        PackageName,
        kind=st.sampled_from(PackageKind),
        station=st.from_regex(r"[0-9]{8}", fullmatch=True).map(StationCode),
        device=st.from_regex(r"[0-9]{2}", fullmatch=True).map(DeviceCode),
        day=st.dates(date(2000, 1, 1), date(2199, 12, 31)),
        number=st.integers(1, 999_999_999),
    )
)
def test_a_name_says_what_it_was_made_of(name: PackageName) -> None:
    assert PackageName.parse(str(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "日包_41070305_01_20261123_0007 (2).zsday",
        "日包_41070305_01_20261123_0007(1).zsday",
        "日包_41070305_01_20261123_0007 - 副本.zsday",
        "??_41070305_01_20261123_0007.ZSDAY",
        unicodedata.normalize("NFD", DAY),
    ],
)
def test_a_copied_or_mangled_name_is_still_understood(name: str) -> None:
    assert PackageName.parse(name) == PackageName.parse(DAY)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "日包.zsday",
        "日包_41070305_01_20261123_0007.zip",
        "日包_41070305_01_20261131_0007.zsday",
        "日包_4107030_01_20261123_0007.zsday",
        "日包_４１０７０３０５_01_20261123_0007.zsday",
        "日包_41070305_01_20261123_0007.zsday.part",
        "日包_41070305_01_20261123_00079999999.zsday",
    ],
)
def test_another_name_is_none(name: str) -> None:
    assert PackageName.parse(name) is None

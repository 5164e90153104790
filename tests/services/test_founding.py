"""Founding a station: its books and keys, whole or not at all."""

import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from two_seats import STATION_CODE, stamp

from collector_desktop.domain.refusals import StationCodeNotValid
from collector_desktop.domain.seat import STATION_DEVICE, SeatKind
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.founding import default_policy, found_station, open_station
from collector_desktop.store.opening import BooksEmpty, BooksTaken, KeysOfAnother
from collector_desktop.store.queries import policies, sync


def test_a_station_is_founded_with_keys_and_the_default_policy(tmp_path: Path, engine_url: str) -> None:
    keys_file = tmp_path / "station.keys"
    found_station(engine_url, keys_file, STATION_CODE, " 柳泉供电所 ", stamp()).close()
    ledger, keys = open_station(engine_url, keys_file, stamp(1))
    assert (ledger.seat.kind, ledger.seat.device, ledger.seat.station_name) == (
        SeatKind.STATION,
        STATION_DEVICE,
        "柳泉供电所",
    )
    with ledger.reading() as conn:
        assert policies.policy(conn) == default_policy()
        assert len(sync.lines(conn, ledger.chain)) == 2
    assert keys.public == ledger.signer.public
    ledger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the folder's rights hold on Windows")
def test_only_the_owner_may_read_the_stations_keys(tmp_path: Path) -> None:
    found_station(str(tmp_path / "station.db"), tmp_path / "station.keys", STATION_CODE, "柳泉供电所", stamp()).close()
    assert stat.S_IMODE((tmp_path / "station.keys").stat().st_mode) == 0o600


@pytest.mark.parametrize("code", ["4107030", "410703055", "4107030a", "４１０７０３０５", ""])
def test_a_station_code_is_eight_digits(tmp_path: Path, code: str) -> None:
    with pytest.raises(StationCodeNotValid):
        found_station(str(tmp_path / "station.db"), tmp_path / "station.keys", code, "柳泉供电所", stamp())
    assert list(tmp_path.iterdir()) == []


def test_books_are_founded_once_and_the_second_try_leaves_no_keys_behind(tmp_path: Path, engine_url: str) -> None:
    found_station(engine_url, tmp_path / "station.keys", STATION_CODE, "柳泉供电所", stamp()).close()
    with pytest.raises(BooksTaken):
        found_station(engine_url, tmp_path / "other.keys", "41070306", "别的供电所", stamp(1))
    assert not (tmp_path / "other.keys").exists()


def test_a_place_that_cannot_be_written_leaves_no_keys_behind(tmp_path: Path) -> None:
    with pytest.raises(OperationalError):
        found_station(
            str(tmp_path / "missing" / "station.db"), tmp_path / "station.keys", STATION_CODE, "柳泉供电所", stamp()
        )
    assert list(tmp_path.iterdir()) == []


def test_books_open_only_with_their_own_keys(tmp_path: Path, engine_url: str) -> None:
    found_station(engine_url, tmp_path / "station.keys", STATION_CODE, "柳泉供电所", stamp()).close()
    DeviceKeys.generate().save(tmp_path / "other.keys")
    with pytest.raises(KeysOfAnother):
        open_station(engine_url, tmp_path / "other.keys", stamp(1))


def test_empty_books_belong_to_nobody(tmp_path: Path, engine_url: str) -> None:
    DeviceKeys.generate().save(tmp_path / "station.keys")
    with pytest.raises(BooksEmpty):
        open_station(engine_url, tmp_path / "station.keys", stamp())

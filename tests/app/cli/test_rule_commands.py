"""The station's rules at the terminal: listed with their law, changed with a reason, holidays from a file."""

import json
from pathlib import Path

import pytest
from station_terminal import StationTerminal
from two_seats import STATION_CODE, stamp

from collector_desktop.domain.rules import RULES
from collector_desktop.services.founding import found_station


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> StationTerminal:
    found_station(
        str(tmp_path / "station.db"), tmp_path / "station.db.keys", STATION_CODE, "柳泉供电所", stamp()
    ).close()
    return StationTerminal(tmp_path, capsys)


def test_every_rule_is_listed_with_name_value_and_law(terminal: StationTerminal) -> None:
    said = terminal.run("policy")
    assert said.code == 0
    assert all(field in said.out for field in RULES)
    assert "居民每日违约金" in said.out
    assert "《供电营业规则》:居民每日 1‰" in said.out
    assert "节假日安排已装到 2026 年;2027 年的还没有装入" in said.out
    assert terminal.done("policy")["policy"]["penalty"]["cap_percent"] == 30


def test_a_rule_is_set_with_a_reason_and_stands_in_the_history(terminal: StationTerminal) -> None:
    done = terminal.done("set-policy", "payment.cash_blocks_at", "6000", "--reason", "县公司通知")
    assert done == {
        "version": 2,
        "changes": [{"field": "payment.cash_blocks_at", "before": "500000", "after": "600000"}],
    }
    said = terminal.run("policy").out
    assert "手中现金上限:5,000.00 元 → 6,000.00 元" in said
    assert "县公司通知" in said


def test_what_the_law_forbids_is_refused_with_the_law(terminal: StationTerminal) -> None:
    said = terminal.refused("set-policy", "penalty.residential_permille", "2", "--reason", "想多收")
    assert "居民每日违约金不能是 2" in said
    assert "《供电营业规则》" in said
    assert "没有叫「penalty.cap」的参数" in terminal.refused("set-policy", "penalty.cap", "2", "--reason", "试")


def test_next_year_s_holidays_are_loaded_from_a_file(terminal: StationTerminal) -> None:
    file = terminal.folder / "2027.json"
    off = [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}]
    year = {"year": 2027, "notice": "国办发明电〔2026〕1号", "off": off, "worked": []}
    file.write_text(json.dumps({"years": [year]}), encoding="utf-8")
    assert terminal.done("load-holidays", file)["version"] == 2
    assert "节假日安排已装到 2027 年" in terminal.run("policy").out
    file.write_text("{}", encoding="utf-8")
    assert "节假日文件不对" in terminal.refused("load-holidays", file)

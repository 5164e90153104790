import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from collector_desktop.app.demo.exports import write_villages
from collector_desktop.app.demo.villages import STATION_CODE, Temper, made_up_villages
from collector_desktop.exchange.station_export.problems import Severity
from collector_desktop.exchange.station_export.reader import read_exports

GIVEN = Path(__file__).parents[2] / "data" / "exports" / "truth.json"


@pytest.mark.parametrize(("seed", "households"), [(1, 430), (2, 60), (3, 1), (4, 7)])
@pytest.mark.parametrize("as_of", [date(2026, 11, 20), date(2026, 1, 3), date(2024, 2, 29)])
def test_the_villages_read_to_exactly_their_truth(tmp_path, seed, households, as_of):
    truth = write_villages(tmp_path, seed, households, as_of).as_json()
    reading = read_exports(sorted(tmp_path.iterdir()))
    assert {**asdict(reading.totals()), "station_code": STATION_CODE} == truth
    assert {problem.severity for problem in reading.problems} == {Severity.NOTE}


def test_truth_has_the_keys_of_the_given_truth(tmp_path):
    truth = write_villages(tmp_path, 1, 30).as_json()
    assert truth.keys() == json.loads(GIVEN.read_text(encoding="utf-8")).keys()


def test_one_seed_makes_one_station():
    made = [made_up_villages(seed, 200, date(2026, 11, 20)) for seed in (5, 5, 6)]
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_rare_characters_and_names_with_markup_come_through_the_files(tmp_path):
    write_villages(tmp_path, 1, 60, names=["<b>王&李", "=1+1"])
    names = {account.name for account in read_exports(sorted(tmp_path.iterdir())).accounts}
    assert {"<b>王&李", "=1+1"} <= names
    assert set("㙟垚犇堃𠮷") <= set("".join(names))
    assert set("单仇解查曾区盖覃乐翟") <= {name[0] for name in names}


def test_the_villages_have_every_temper_up_to_four_open_months_old_arrears_and_refunds():
    villages = made_up_villages(1, 430, date(2026, 11, 20))
    assert {household.temper for household in villages.households} == set(Temper)
    open_months = {}
    for bill in villages.bills:
        if not bill.settled:
            open_months.setdefault(bill.household.number, []).append(bill.month)
    assert {len(months) for months in open_months.values()} == {1, 2, 3, 6}
    assert villages.truth().refund_lines == 2
    assert any(household.hint.endswith("号杆") for household in villages.households)


def test_no_id_number_of_the_villages_could_be_somebody_s():
    for household in made_up_villages(1, 430, date(2026, 11, 20)).households:
        weighted = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(household.id_number[:17]))
        assert household.id_number[17] != "10X98765432"[weighted % 11]

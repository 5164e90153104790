"""docs/faults.md speaks of every row of the fault table, and of tests and trials that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "faults.md").read_text("utf-8")
ROWS = [line.split("|")[1:-1] for line in TEXT.splitlines() if re.match(r"\| \d+ \|", line)]
PROOFS = {number.strip(): proof for number, _fault, _where, proof in ROWS}


def test_no_row_is_missing() -> None:
    assert [int(number) for number in PROOFS] == list(range(1, 41))


def test_every_row_has_a_proof_and_every_test_named_there_is_there() -> None:
    tests = set(re.findall(r"def (test_\w+)", "".join(each.read_text("utf-8") for each in ROOT.glob("tests/**/*.py"))))
    named = {number: re.findall(r"`(test_\w+)`", proof) for number, proof in PROOFS.items()}
    assert [name for found in named.values() for name in found if name not in tests] == []
    assert [number for number, proof in PROOFS.items() if not named[number] and '"' not in proof] == []


def test_every_trial_named_there_is_in_the_bench() -> None:
    bench = "".join(each.read_text("utf-8") for each in ROOT.glob("bench/**/*.py")).replace("{call}", "write")
    named = [
        name.removeprefix("hostile file: ") for proof in PROOFS.values() for name in re.findall(r'"([^"]+)"', proof)
    ]
    assert len(named) > 20
    assert [name for name in named if name not in bench] == []


def test_every_place_named_there_is_there() -> None:
    places = re.findall(r"`((?:store|services|domain|security|exchange|printing|ui|app)/[\w/.]+)`", TEXT)
    assert len(places) > 20
    assert [each for each in places if not (ROOT / "src" / "collector_desktop" / each).exists()] == []

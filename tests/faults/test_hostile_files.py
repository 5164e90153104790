"""The trials of mutated files find what they look for; the trials themselves run with the fault table."""

import os
from pathlib import Path

import pytest
from fault_trials.hostile_files import hostile_files
from fault_trials.hostile_targets import TARGETS
from fault_trials.laptop import make_base

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and bounds memory as POSIX does")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base(tmp_path_factory.mktemp("hostile") / "base")


def test_what_takes_anything_accepts_falsely(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    careless = TARGETS["day package"]._replace(read=lambda _both, _path: None)
    monkeypatch.setitem(TARGETS, "day package", careless)  # type: ignore[arg-type]  # a dict under its Mapping
    found = hostile_files(base, "day package", 0, 8)
    assert found.accepted_falsely == found.trials > 4


def test_what_breaks_or_takes_all_memory_is_a_problem(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(_both: object, _path: Path) -> None:
        bytearray(8 << 30)

    monkeypatch.setitem(TARGETS, "day package", TARGETS["day package"]._replace(read=greedy))  # type: ignore[arg-type]  # as above
    found = hostile_files(base, "day package", 0, 2)
    assert "MemoryError" in found.problems[0]

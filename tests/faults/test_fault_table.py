"""The fault table in its short form: nothing lost, nothing doubled, nothing false taken in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fault_trials.failing_disk import Call
from fault_trials.laptop import Acknowledged, acts_in, look, make_base
from fault_trials.writes import call_fails

from collector_desktop.domain.acts.base import new_act_id

BENCH = Path(__file__).parents[2] / "bench" / "faults.py"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and kills as POSIX does")


def test_hundreds_of_crashes_and_refusing_disks_lose_nothing_and_double_nothing() -> None:
    ran = subprocess.run(
        [sys.executable, str(BENCH), "--quick", "--trials", "150", "--json"], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    rows = json.loads(ran.stdout)
    assert sum(row["trials"] for row in rows) > 200
    assert all(row["trials"] > 1 for row in rows)
    assert not any(row["lost"] or row["doubled"] or row["accepted_falsely"] for row in rows)


def test_an_act_that_was_acknowledged_and_is_not_there_counts_as_lost(tmp_path: Path) -> None:
    base = make_base(tmp_path / "base")
    before = acts_in(base)
    assert look(base, [], before).lost == 0
    found = look(base, [Acknowledged(new_act_id())], before)
    assert found.lost == 1
    assert found.problems


def test_the_first_write_and_the_first_sync_of_a_payment_really_fail_and_no_hundredth_does(tmp_path: Path) -> None:
    base = make_base(tmp_path / "base")
    assert all(call_fails(base, "payment", call, 1)[1] for call in Call)
    assert not any(call_fails(base, "payment", call, 100)[1] for call in Call)

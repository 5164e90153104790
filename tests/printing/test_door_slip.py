"""The slip for a door: folded, it says nothing of money and names nobody."""

import re
import subprocess
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from collector_desktop.domain.door_slip import DoorSlip
from collector_desktop.domain.names import Badge
from collector_desktop.domain.visit import Slot, SlotWindow
from collector_desktop.printing.door_slip import TITLE, door_slip_pdf
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.pixels import pages

SLIP = DoorSlip(
    station_name="柳泉供电所",
    collector_name="农电工甲",
    badge=Badge("0717"),
    phone="0373-5550100",
    account_name="王桂英",
    was_here=datetime(2026, 11, 23, 18, 42, tzinfo=UTC),
    evenings=(date(2026, 11, 24), date(2026, 11, 28)),
    window=SlotWindow(slot=Slot.EVENING, begins=time(18, 30), ends=time(20, 30)),
)
OF_DEBT = re.compile(r"欠|催|缴|交费|电费|违约|逾期|元|¥|金额|收费|停电")
PAPERS = (Paper.A5_TALL, Paper.ROLL80, Paper.ROLL58)


def words(pdf: bytes, folder: Path, *, until: float = 1.0) -> str:
    """What stands on the slip, from the top down to a share of its height."""
    path = folder / "slip.pdf"
    path.write_bytes(pdf)
    (page,) = pages(pdf, dpi=72)
    box = ["-x", "0", "-y", "0", "-W", str(page.width), "-H", str(int(page.height * until))]
    done = subprocess.run(["pdftotext", "-layout", *box, str(path), "-"], check=True, capture_output=True)
    return done.stdout.decode()


@pytest.mark.parametrize("paper", PAPERS)
def test_the_outside_names_nobody_and_tells_of_no_money(paper: Paper, tmp_path: Path) -> None:
    outside = words(door_slip_pdf(SLIP, paper), tmp_path, until=1 / 3)
    assert TITLE in outside
    assert "柳泉供电所" in outside
    assert SLIP.account_name not in outside
    assert OF_DEBT.search(outside) is None


@pytest.mark.parametrize("paper", PAPERS)
def test_the_inside_says_when_we_come_again_and_whom_to_call_but_no_amount(paper: Paper, tmp_path: Path) -> None:
    whole = words(door_slip_pdf(SLIP, paper), tmp_path)
    for told in ("11月24日", "11月28日", "18:30", "0373-5550100", "王桂英", "工号 0717"):
        assert told in whole
    assert OF_DEBT.search(whole) is None


@pytest.mark.parametrize("paper", PAPERS)
def test_fold_lines_stand_at_the_thirds_on_one_page(paper: Paper, tmp_path: Path) -> None:
    pdf = door_slip_pdf(SLIP, paper)
    assert "沿线向后折" in words(pdf, tmp_path, until=0.42)
    assert "沿线向前折" not in words(pdf, tmp_path, until=0.5)
    assert "沿线向前折" in words(pdf, tmp_path, until=0.74)


def test_a_name_as_long_as_they_come_still_fits_one_sheet(tmp_path: Path) -> None:
    long = SLIP.model_copy(update={"account_name": "前柳村村民委员会第三村民组农田灌溉合作社" * 2})
    words(door_slip_pdf(long), tmp_path)


def test_the_demo_is_marked(tmp_path: Path) -> None:
    assert door_slip_pdf(SLIP.model_copy(update={"demo": True})) != door_slip_pdf(SLIP)

"""The paper of a plan is made from the books: what was signed, and whose acceptance stands on it."""

import subprocess
from pathlib import Path

import pytest
from plan_seats import ASKED, ONE, agree, proposal
from two_seats import TwoSeats, stamp

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_repayment import PlanUnknown
from collector_desktop.services.plan_papers import Draft, agreement_paper, proposal_paper


def text_of(pdf: bytes, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True).stdout


def test_what_is_signed_at_the_door_comes_back_with_its_approval_on_both_seats(doors: TwoSeats, tmp_path: Path) -> None:
    wanted = proposal(doors)
    draft = Draft(account=ONE, instalments=wanted.instalments, reason=wanted.reason)
    before = text_of(proposal_paper(doors.laptop, draft, stamp(0, ASKED)), tmp_path)
    assert "待供电所批准后生效" in before
    assert "103.20" in before
    agree(doors)
    for ledger in (doors.laptop, doors.station):
        after = text_of(agreement_paper(ledger, ONE, stamp(20, ASKED)), tmp_path)
        assert "批准号 20270111-" in after
        assert "郑所长" in after
        assert "35.20" in after


def test_an_account_without_a_plan_has_no_paper(doors: TwoSeats) -> None:
    with pytest.raises(PlanUnknown):
        agreement_paper(doors.laptop, ONE, stamp(0, ASKED))
    with pytest.raises(AccountUnknown):
        agreement_paper(doors.laptop, AccountNumber("4199999999"), stamp(0, ASKED))

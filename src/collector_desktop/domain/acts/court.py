"""Going to court: a claim filed, what the court did with it, and every paper made for it."""

from datetime import date
from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.court_claim import Claimed, CourtPaper, CourtStep, ItemHash


class ClaimFiled(Fact):
    """A payment order was applied for or a suit filed; it starts the limitation period anew (Civil Code art. 195)."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["claim_filed"] = "claim_filed"
    claimed: Claimed
    case_number: str = ""
    """The court's, if it gave one at once."""


class CourtStepTaken(Fact):
    """What happened with a claim (`about`) before the court; rulings and receipts are its attachments."""

    TOPIC: ClassVar[Topic] = Topic.CASES
    WITHDRAWABLE: ClassVar[bool] = True

    kind: Literal["court_step_taken"] = "court_step_taken"
    step: CourtStep
    on: date
    """The day of the step at the court; the act's own day is that of the record."""
    case_number: str = ""
    note: str = ""


class CourtPaperMade(Fact):
    """A paper with full data was made for the court; with it anybody can check whether a pack is the one made."""

    TOPIC: ClassVar[Topic] = Topic.CASES

    kind: Literal["court_paper_made"] = "court_paper_made"
    paper: CourtPaper
    sha256: str
    """Of the paper as it was made."""
    pages: int
    items: tuple[ItemHash, ...] = ()


CourtFact = ClaimFiled | CourtStepTaken | CourtPaperMade

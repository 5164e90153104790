"""Payment order and suit without a window: the limitation board read once, and what the forms ask for written."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.court import CourtPaperMade
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.court import ClaimState
from collector_desktop.domain.court_claim import Way
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.seat import SeatKind
from collector_desktop.services import court_papers, suing
from collector_desktop.services.court_papers import Made, MakePack
from collector_desktop.services.limitation_board import HouseholdTimes, board, is_settled, suggested_way
from collector_desktop.services.suing import FileClaim, RecordStep
from collector_desktop.store.queries import court, policies
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.CASES, Topic.BILLS, Topic.SNAPSHOT, Topic.RECEIPTS, Topic.TERMS})
"""What must have changed for the board to be stale."""


class Narrowed(StrEnum):
    """What the board shows."""

    ALL = "all"
    SOON = "soon"
    IN_COURT = "in_court"


def narrowed(lines: Sequence[HouseholdTimes], to: Narrowed, village: str) -> list[HouseholdTimes]:
    """The households of a village, all of them, those soon out of time or those before the court."""
    kept = [line for line in lines if not village or line.account.village == village]
    match to:
        case Narrowed.SOON:
            return [line for line in kept if line.worth_attention]
        case Narrowed.IN_COURT:
            return [line for line in kept if line.claim is not None]
        case _:
            return kept


class CourtDesk:
    """Reads what the tab shows and writes what its forms say."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def today(self) -> date:
        """The business day."""
        return self._session.business_day

    @property
    def first_day(self) -> date:
        """The first day a claim that is recorded today may have been filed on."""
        return self.today - timedelta(days=60)

    @property
    def is_station(self) -> bool:
        """Whether claims are filed here; the laptop only sees them."""
        return self._session.seat.kind is SeatKind.STATION

    def read(self) -> tuple[HouseholdTimes, ...]:
        """The board as it stands."""
        with self._session.ledger.reading() as conn:
            return board(conn, self.today, policies.policy(conn))

    def usual_court(self) -> str:
        """The court of the policy."""
        return self._session.policy().court.court

    def suggested(self, line: HouseholdTimes) -> Way:
        """What to file."""
        with self._session.ledger.reading() as conn:
            return suggested_way(line, bool(suing.disputes(conn, line.account.number)))

    def papers(self, account: AccountNumber) -> tuple[CourtPaperMade, ...]:
        """What was made for a court before."""
        with self._session.ledger.reading() as conn:
            return court.papers(conn, account)

    def is_settled(self, line: HouseholdTimes, claim: ClaimState) -> bool:
        """Whether a claim has brought in what it asks for."""
        return is_settled(line, claim)

    def write(self, wanted: FileClaim | RecordStep) -> Changes:
        """Do what a form says. Raises the refusals of its service."""
        ledger, stamp = self._session.ledger, self._session.stamp()
        if isinstance(wanted, FileClaim):
            return suing.file(ledger, wanted, stamp)
        return suing.record(ledger, wanted, stamp)

    def application(self, line: HouseholdTimes) -> Made:
        """The application of the claim that runs, or of the one that would be filed today. Raises what `draft` does."""
        ledger, stamp, claim = self._session.ledger, self._session.stamp(), line.claim
        if claim is not None and claim.is_open:
            return court_papers.make_application(ledger, new_act_id(), claim.filed.id, claim.claimed, stamp)
        wanted = FileClaim(
            id=new_act_id(),
            account=line.account.number,
            way=self.suggested(line),
            court=self.usual_court(),
            filed_on=self.today,
        )
        with ledger.reading() as conn:
            claimed = suing.draft(ledger, conn, wanted, stamp)
        return court_papers.make_application(ledger, new_act_id(), ActId(""), claimed, stamp)

    def pack(self, line: HouseholdTimes) -> Made:
        """The evidence pack. Raises what `make_pack` does."""
        claim = line.claim
        running = claim is not None and claim.is_open
        wanted = MakePack(
            id=new_act_id(),
            account=line.account.number,
            court=claim.claimed.court if claim is not None and running else self.usual_court(),
            claim=claim.filed.id if claim is not None and running else ActId(""),
        )
        return court_papers.make_pack(self._session.ledger, wanted, self._session.stamp())

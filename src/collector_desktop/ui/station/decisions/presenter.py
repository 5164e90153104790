"""Decisions without a window: what waits, what was decided, and one request with what one must know to decide it."""

from dataclasses import dataclass

from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId
from collector_desktop.domain.requests import (
    DepositOffsetWanted,
    Matter,
    PrepaymentRefundWanted,
    Role,
    WaiverWanted,
)
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.store.queries import accounts, policies, repayment
from collector_desktop.store.queries.accounts import AccountLine
from collector_desktop.store.queries.lost_files import FilesHere, files_here
from collector_desktop.store.queries.repayment import PlanLine
from collector_desktop.store.queries.requests import RequestLine, requests
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.REQUESTS, Topic.BILLS, Topic.SNAPSHOT})
WITH_AMOUNT = (WaiverWanted, PrepaymentRefundWanted, DepositOffsetWanted)
"""Matters of which a smaller amount may be granted."""


@dataclass(frozen=True, slots=True)
class Named:
    """A request and the account it is about; None where it is about a village."""

    line: RequestLine
    account: AccountLine | None
    plan: PlanLine | None = None
    """Where the repayment plan stands that this request became, if it is the household's newest."""

    @property
    def subject(self) -> str:
        """Whom it is about, for the list."""
        return self.account.name if self.account else self.line.request.village


class Decisions:
    """The requests of every laptop, and deciding them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.waiting: tuple[Named, ...] = ()
        self.decided: tuple[Named, ...] = ()

    def load(self) -> None:
        """Read every request; those that wait oldest first, those decided newest first."""
        with self._session.ledger.reading() as conn:
            policy = policies.policy(conn)
            day = self._session.business_day
            plans = {plan.line.request.id: plan for plan in repayment.plans(conn, day, policy) if plan.state}
            named = tuple(
                Named(
                    line,
                    accounts.line(conn, line.request.account, day, policy) if line.request.account else None,
                    plans.get(line.request.id),
                )
                for line in requests(conn)
            )
        self.waiting = tuple(each for each in named if each.line.is_open)
        self.decided = tuple(each for each in reversed(named) if not each.line.is_open)

    def needs_manager(self, matter: Matter) -> bool:
        """Whether only the manager may decide it."""
        return matter.what in self._session.policy().requests.manager_decides

    def files(self, attachment: Attachment) -> FilesHere:
        """A file that came with a request, as far as these books hold it."""
        with self._session.ledger.reading() as conn:
            return files_here(conn, (attachment,))

    def decide(
        self, request: ActId, *, approved: bool, reason: str, name: str, role: Role, granted: Matter | None = None
    ) -> Changes:
        """Say yes or no. Raises the refusals of `deciding.decide`."""
        wanted = Decide(
            request=request,
            approved=approved,
            reason=reason,
            granted=granted,
            decided_by=name,
            role=role,
        )
        return decide(self._session.ledger, wanted, self._session.stamp())


def with_amount(matter: Matter, amount: Money) -> Matter:
    """The same matter with another amount, where it has one."""
    return matter.model_copy(update={"amount": amount}) if isinstance(matter, WITH_AMOUNT) else matter

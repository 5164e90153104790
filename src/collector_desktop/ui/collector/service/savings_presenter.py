"""Money held for households without a window: the lists read once, and what the forms ask for written."""

from dataclasses import dataclass
from datetime import date

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.savers import VillageSavers
from collector_desktop.domain.statement import Statement
from collector_desktop.services import depositing, refunding, savers, savings_papers
from collector_desktop.services.depositing import AskDepositRefund, AskOffset
from collector_desktop.services.refunding import AskRefund
from collector_desktop.services.savers import NoteSaver
from collector_desktop.store.queries import policies, savings
from collector_desktop.store.queries.savings import SavingsLine
from collector_desktop.ui.session import Session
from collector_desktop.ui.travel_words import request_travels

CONCERNS = frozenset({Topic.SAVINGS, Topic.REQUESTS, Topic.SNAPSHOT, Topic.BILLS})
"""What must have changed for the lists to be stale."""

Wanted = AskRefund | AskOffset | AskDepositRefund | NoteSaver


@dataclass(frozen=True, slots=True)
class Shelves:
    """Everybody, and each village beside its target."""

    lines: tuple[SavingsLine, ...] = ()
    villages: tuple[VillageSavers, ...] = ()


class SavingsDesk:
    """Reads what the tab shows and writes what its forms say."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def today(self) -> date:
        """The business day."""
        return self._session.business_day

    @property
    def decided(self) -> str:
        """Where what is asked for is decided, in words."""
        return request_travels(self._session.seat)

    def read(self) -> Shelves:
        """The lists as they stand."""
        with self._session.ledger.reading() as conn:
            policy = policies.policy(conn)
            lines = savings.savings(conn, self.today, policy)
        return Shelves(lines, savings.villages(lines, policy))

    def failed(self) -> int:
        """How many households the bank could not pay for, without reading everybody."""
        with self._session.ledger.reading() as conn:
            return len(savings.failed_debits(conn))

    def statement(self, account: AccountNumber) -> Statement:
        """The year's moves of one account."""
        return savings_papers.statement_of(self._session.ledger, account, self.today)

    def write(self, wanted: Wanted) -> Changes:
        """Do what a form says. Raises the refusals of its service."""
        ledger, stamp = self._session.ledger, self._session.stamp()
        match wanted:
            case AskRefund():
                return refunding.ask(ledger, wanted, stamp)
            case AskOffset():
                return depositing.ask_offset(ledger, wanted, stamp)
            case AskDepositRefund():
                return depositing.ask_refund(ledger, wanted, stamp)
            case NoteSaver():
                return savers.note(ledger, wanted, stamp)

    def statement_paper(self, account: AccountNumber) -> bytes:
        """预收电费对账单."""
        return savings_papers.statement_paper(self._session.ledger, account, self.today)

    def deposit_slip(self, account: AccountNumber) -> bytes:
        """保证金代管凭条. Raises NothingHeld."""
        return savings_papers.deposit_slip(self._session.ledger, account, self.today)

    def invitation(self, account: AccountNumber) -> bytes:
        """银行代扣邀请单."""
        return savings_papers.saver_invitation(self._session.ledger, account, self.today)

"""Accounts without a window: which of everybody are shown, their history and their grade."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.grading import Grading
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.requests import GradeObjection
from collector_desktop.services.requesting import Ask, request
from collector_desktop.store.queries import accounts, grades, policies
from collector_desktop.store.queries.accounts import AccountLine, Event
from collector_desktop.store.queries.requests import RequestLine
from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.BILLS, Topic.VISITS, Topic.SNAPSHOT})
"""What must have changed for a line to be stale; receipts show in the history alone."""


class Owing(StrEnum):
    """A filter by what is owed."""

    ALL = "all"
    OWING = "owing"
    OVERDUE = "overdue"
    PREPAID = "prepaid"


_KEEPS: dict[Owing, Callable[[AccountLine], bool]] = {
    Owing.ALL: lambda _line: True,
    Owing.OWING: lambda line: bool(line.due),
    Owing.OVERDUE: lambda line: line.overdue_days > 0,
    Owing.PREPAID: lambda line: bool(line.prepay),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed to; an empty village means every village, an empty text everybody."""

    text: str = ""
    village: str = ""
    owing: Owing = Owing.ALL


@dataclass(frozen=True, slots=True)
class Sum:
    """How many are shown, how many of them owe, and how much."""

    accounts: int
    owing: int
    due: Money


@dataclass(frozen=True, slots=True)
class Everybody:
    """All accounts in paper order, and how they are found."""

    lines: tuple[AccountLine, ...] = ()
    index: AccountIndex = field(default_factory=lambda: AccountIndex([]))


def read_everybody(session: Session) -> Everybody:
    """Read all accounts with what they owe; thousands take longer than a window may wait."""
    with session.ledger.reading() as conn:
        lines = accounts.lines(conn, session.business_day, policies.policy(conn))
        return Everybody(lines, AccountIndex.load(conn))


class Accounts:
    """Everybody these books know."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = AccountIndex([])
        self._lines: dict[AccountNumber, AccountLine] = {}

    def hold(self, everybody: Everybody) -> None:
        """Take what was read."""
        self._lines = {line.number: line for line in everybody.lines}
        self._index = everybody.index

    def read_again(self, changed: Iterable[AccountNumber]) -> None:
        """Read a few accounts that changed."""
        session = self._session
        with session.ledger.reading() as conn:
            policy = policies.policy(conn)
            for account in changed:
                line = accounts.line(conn, account, session.business_day, policy)
                if line is not None:
                    self._lines[account] = line

    @property
    def villages(self) -> tuple[str, ...]:
        """Every village there is, in paper order."""
        return tuple(dict.fromkeys(line.village for line in self._lines.values() if line.village))

    def chosen(self, chosen: Chosen) -> tuple[AccountLine, ...]:
        """Those who match, in paper order; the text finds by pinyin, name, numbers, address and phone."""
        found = None
        if chosen.text.strip():
            found = {each.account for each in self._index.find(chosen.text, len(self._lines))}
        keeps = _KEEPS[chosen.owing]
        return tuple(
            line
            for line in self._lines.values()
            if keeps(line)
            and (not chosen.village or line.village == chosen.village)
            and (found is None or line.number in found)
        )

    def history(self, account: AccountNumber) -> tuple[Event, ...]:
        """What these books know of one account, newest first."""
        with self._session.ledger.reading() as conn:
            return accounts.history(conn, account, policies.policy(conn))

    def grading(self, account: AccountNumber) -> tuple[Grading, tuple[RequestLine, ...]]:
        """A household's grade as it is today, and the objections to it."""
        session = self._session
        with session.ledger.reading() as conn:
            policy = policies.policy(conn)
            return grades.grading(conn, account, session.business_day, policy), grades.objections(conn, account)

    def object_to(self, account: AccountNumber, line: str, reason: str) -> Changes:
        """Record a customer's objection to a line of the grade. Raises the refusals of `request`."""
        grading, _ = self.grading(account)
        matter = GradeObjection(grade=grading.grade, line=line)
        ask = Ask(id=new_act_id(), account=account, matter=matter, reason=reason)
        return request(self._session.ledger, ask, self._session.stamp())


def sum_of(lines: Sequence[AccountLine]) -> Sum:
    """The sum of what is shown."""
    return Sum(len(lines), sum(bool(line.due) for line in lines), Money.total(line.due for line in lines))

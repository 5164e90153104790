"""What an act changed, so that only those views refresh."""

from enum import StrEnum

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.value import Value


class Topic(StrEnum):
    """A part of the books a view may show."""

    BILLS = "bills"
    RECEIPTS = "receipts"
    VISITS = "visits"
    CASH = "cash"
    CLOSE = "close"
    SYNC = "sync"
    SNAPSHOT = "snapshot"
    ATTENTION = "attention"
    REQUESTS = "requests"
    HOUSEHOLD = "household"
    SERVICE = "service"
    TERMS = "terms"
    CASES = "cases"
    VILLAGE = "village"
    SAVINGS = "savings"
    PLAN = "plan"
    DEVICES = "devices"
    STAFF = "staff"
    RULES = "rules"


class Changes(Value):
    """The accounts and topics an act touched; an empty `accounts` with a topic means any account."""

    accounts: frozenset[AccountNumber] = frozenset()
    topics: frozenset[Topic] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(accounts=self.accounts | other.accounts, topics=self.topics | other.topics)

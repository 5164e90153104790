"""What the station decides of a drawer that did not agree with its receipts."""

from datetime import date
from typing import ClassVar, Literal

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, DeviceCode
from collector_desktop.domain.over_short import CashOutcome


class CashDecided(Fact):
    """The station decided what becomes of the difference at a close (`about`); takings and balances stay as they are.

    `account` is the household the money went back to, if it did.
    """

    TOPIC: ClassVar[Topic] = Topic.CLOSE

    kind: Literal["cash_decided"] = "cash_decided"
    device: DeviceCode
    day: date
    """The business day that was closed."""
    outcome: CashOutcome
    amount: Money
    """All of the difference: more than zero is over, less is short."""
    paper: str = ""
    """The number of the receipt or slip with which the money came or went."""
    reason: str = ""
    decided_by: str
    """The name of the person who decided."""
    replaces: ActId = ActId("")
    """The decision before this one, if it was not the last word."""

"""What a collector may only ask for and the station decides: each matter with what is wanted."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.value import Value


class Role(StrEnum):
    """Who decides at the station."""

    CLERK = "clerk"
    MANAGER = "manager"


class WaiverWanted(Value):
    """A part of a bill's penalty to be waived; an unapproved waiver is a listed violation."""

    what: Literal["waiver"] = "waiver"
    bill: BillId
    amount: Money


class Instalment(Value):
    """One part of a repayment plan: how much by which day."""

    on: date
    amount: Money


class PlanDebt(Value):
    """What one bill owed on the day a repayment plan was asked for."""

    bill: BillId
    fee: Money
    penalty: Money
    settled: Money = Money.ZERO
    """Of fee and penalty before that: what comes on top of it goes to the plan."""


class PlanWanted(Value):
    """A repayment plan (还款协议) for the bills named, whose instalments make up what they owed that day."""

    what: Literal["repayment_plan"] = "repayment_plan"
    debts: tuple[PlanDebt, ...]
    instalments: tuple[Instalment, ...]


class PrepaymentRefundWanted(Value):
    """Prepayment to be given back by the station, never in cash at the door."""

    what: Literal["prepayment_refund"] = "prepayment_refund"
    amount: Money
    pay_to: str = ""
    """How the customer wants it: a bank account's last digits, or at the counter."""


class DepositOffsetWanted(Value):
    """A legacy deposit to be offset against bills, on the customer's written wish."""

    what: Literal["deposit_offset"] = "deposit_offset"
    amount: Money


class DepositRefundWanted(Value):
    """A legacy deposit to be refunded because supply ends."""

    what: Literal["deposit_refund"] = "deposit_refund"
    amount: Money
    supply_ends_on: date


class DisconnectionWanted(Value):
    """A disconnection for the bills named, after the dunning notices named by their acts."""

    what: Literal["disconnection"] = "disconnection"
    bills: tuple[BillId, ...]
    total: Money
    overdue_days: int


class UnmaskedListWanted(Value):
    """A list with full names for a purpose the law allows; it leaves a line in the journal."""

    what: Literal["unmasked_list"] = "unmasked_list"
    villages: tuple[str, ...]
    purpose: str


class GradeObjection(Value):
    """A customer objects to a line of the grade; the station answers."""

    what: Literal["grade_objection"] = "grade_objection"
    grade: str
    line: str


Matter = Annotated[
    WaiverWanted
    | PlanWanted
    | PrepaymentRefundWanted
    | DepositOffsetWanted
    | DepositRefundWanted
    | DisconnectionWanted
    | UnmaskedListWanted
    | GradeObjection,
    Field(discriminator="what"),
]
"""Everything that can be asked for."""

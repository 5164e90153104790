"""The papers of the ladder, frozen as they were printed: notices, proof of service, the list before a cut."""

from datetime import date, datetime, time
from enum import StrEnum

from pydantic import Field

from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, Badge, BillId, StationCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.projection import Projected
from collector_desktop.domain.requests import Role
from collector_desktop.domain.value import Value


class NoticeKind(StrEnum):
    """Which notice."""

    DUNNING = "dunning"
    DISCONNECTION = "disconnection"


class LawText(StrEnum):
    """The law a paper quotes; the words are the paper's."""

    CIVIL_CODE_654 = "civil_code_654"
    """After a demand and a fair time supply may be stopped by the prescribed steps, told beforehand."""
    SUPPLY_REGULATION_39 = "supply_regulation_39"
    """《电力供应与使用条例》: a daily penalty; unpaid more than 30 days after a demand, supply may be stopped."""
    SUPPLY_RULES_STOPPING = "supply_rules_stopping"
    """《供电营业规则》: approval, notice 3-7 days before, told again 30 minutes before."""
    SUPPLY_RULES_RECONNECTING = "supply_rules_reconnecting"
    """《供电营业规则》: supply returns within the hours set once its cause is gone."""
    CIVIL_CODE_195 = "civil_code_195"
    """A demand starts the limitation period anew."""


class Party(Value):
    """The household a paper is for; full data, since only that household reads it."""

    account: AccountNumber
    name: str
    address: str
    village: str = ""
    meter_number: str = ""
    use: UseClass = UseClass.RESIDENTIAL


class Issuer(Value):
    """Who issues a paper."""

    station_code: StationCode
    station_name: str
    collector_name: str
    badge: Badge
    hotline: str
    demo: bool = False


class NoticeLine(Value):
    """One bill on a notice, with what it owed on the day of the notice."""

    bill: BillId
    month: BillingMonth
    kind: str
    due_on: date
    """The last day without penalty."""
    overdue_days: int
    fee: Money
    penalty: Money

    @property
    def total(self) -> Money:
        """Fee and penalty."""
        return self.fee + self.penalty


class _Claim(Value):
    """What both notices say: to whom, what is owed, how many copies."""

    number: str
    copies: int = Field(ge=1)
    """Each copy is numbered on the paper: 第 1 份 of so many; one stays with the household, one comes back as proof."""
    issued_on: date
    party: Party
    issuer: Issuer
    lines: tuple[NoticeLine, ...] = Field(min_length=1)
    law: tuple[LawText, ...]

    @property
    def fees(self) -> Money:
        """Principal claimed."""
        return Money.total(line.fee for line in self.lines)

    @property
    def penalties(self) -> Money:
        """Penalty run up to the day of the notice."""
        return Money.total(line.penalty for line in self.lines)

    @property
    def total(self) -> Money:
        """Everything claimed on the day of the notice; a paper says it in figures and in words."""
        return self.fees + self.penalties

    @property
    def overdue_days(self) -> int:
        """The days of the bill overdue longest."""
        return max(line.overdue_days for line in self.lines)

    @property
    def bills(self) -> tuple[BillId, ...]:
        """The bills named."""
        return tuple(line.bill for line in self.lines)


class DunningNotice(_Claim):
    """A dunning notice (催费通知单)."""

    ordinal: int = Field(1, ge=1)
    """Which demand for these bills it is: first, second, …"""
    pay_by: date
    """The day asked for."""
    grows_daily: Money
    """What one more day adds to the penalty."""
    projected: tuple[Projected, ...] = ()
    """What the bills named cost if they are paid today, on the 30th or next month."""
    penalty_words: tuple[str, ...] = ()
    """How each bill's penalty comes about, the oldest first, so that anybody can reckon it again."""
    cut_applied_from: date
    """The first day on which a disconnection may be applied for: more than 30 days overdue."""


class Approval(Value):
    """The station's approval of a disconnection, as the notice quotes it."""

    request: ActId
    approved_on: date
    approved_by: str
    role: Role


class DunnedOn(Value):
    """A demand that was served before, as the disconnection notice quotes it."""

    number: str
    served_on: date


class DisconnectionNotice(_Claim):
    """A disconnection notice (停电通知书); there is none without the station's approval."""

    approval: Approval
    dunned: tuple[DunnedOn, ...]
    cut_on: date
    """The day announced: supply is not stopped before it."""
    cut_from: time
    cut_until: time
    """Between these hours of the day."""
    serve_from: date
    serve_by: date
    """It counts only if it reaches the household between these days, both included."""
    reconnect_hours: int
    """Supply returns within these hours once everything is paid."""


class ProofKind(StrEnum):
    """How it is proved that a notice reached a household."""

    SIGNED = "signed"
    ADULT_FAMILY = "adult_family"
    LEFT_WITH_WITNESS = "left_with_witness"
    LEFT_WITH_PHOTO = "left_with_photo"


class Proof(Value):
    """What proves a service. Photos and signatures are attachments of the act that carries it."""

    kind: ProofKind
    received_by: str = ""
    """Who signed: the customer, or the adult family member."""
    relation: str = ""
    """The family member's relation to the customer."""
    witness: str = ""
    """Who of the village committee saw it left, when it was refused."""
    witness_duty: str = ""
    refusal_reason: str = ""
    """Why the paper was not taken."""


class ProofOfService(Value):
    """The proof of service (送达回证) of one notice; blank to be filled in at the door where `proof` is None."""

    notice: NoticeKind
    number: str
    """Of the notice."""
    copies: int
    party: Party
    issuer: Issuer
    total: Money
    """What the notice claims."""
    issued_on: date
    served_at: datetime | None = None
    proof: Proof | None = None
    photos: tuple[str, ...] = ()
    """SHA-256 of the files kept with the proof."""


class CutCheckItem(StrEnum):
    """What is looked at once more before supply is stopped, in the order of the list."""

    STILL_UNPAID = "still_unpaid"
    NO_DISPUTE = "no_dispute"
    NOT_PROTECTED = "not_protected"
    WEATHER = "weather"
    NO_EXAM = "no_exam"
    WORKING_DAY = "working_day"
    DAYLIGHT = "daylight"
    RIGHT_METER = "right_meter"


class CutCheckLine(Value):
    """One line of the list: whether nothing stands against the cut here."""

    item: CutCheckItem
    clear: bool
    note: str = ""


class CutCheckList(Value):
    """The check list before a cut (停电前复核单); blank to be filled in where it has no lines."""

    number: str
    """Of the disconnection notice."""
    party: Party
    issuer: Issuer
    total: Money
    """Still open when the list was filled in."""
    cut_on: date
    call_at: datetime | None = None
    """When the household was told once more."""
    lines: tuple[CutCheckLine, ...] = ()
    checked_at: datetime | None = None

    @property
    def stops(self) -> tuple[CutCheckItem, ...]:
        """What stands against the cut, in the order of the list."""
        return tuple(line.item for line in self.lines if not line.clear)

"""Acts: everything that matters, as immutable values that say who, when and what."""

from typing import Annotated

from pydantic import Field

from collector_desktop.domain.acts.books import (
    BusinessDayConfirmed,
    ChainStarted,
    KeysChanged,
    PackageTakenIn,
    RouteLoaded,
)
from collector_desktop.domain.acts.cases import CaseFact
from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.acts.court import CourtFact
from collector_desktop.domain.acts.devices import (
    DeviceRevoked,
    HeldRejected,
    HeldReleased,
    KeysAsked,
    ReceiptShown,
)
from collector_desktop.domain.acts.field import VisitRecorded, VisitUndone
from collector_desktop.domain.acts.household import HouseholdFact
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.acts.money import (
    CashRemitted,
    DayClosed,
    PaymentTaken,
    ReceiptReprinted,
    ReceiptVoided,
)
from collector_desktop.domain.acts.publicity import PublicityFact
from collector_desktop.domain.acts.requests import RequestFact
from collector_desktop.domain.acts.rounds import RoundFact
from collector_desktop.domain.acts.rules import PolicySet
from collector_desktop.domain.acts.savings import SavingsFact
from collector_desktop.domain.acts.serving import ServingFact
from collector_desktop.domain.acts.staff import PinSet, RecoveryKeyMade, StaffAdded, StaffChanged, StaffLeft
from collector_desktop.domain.acts.station import (
    BillsRecalled,
    DeviceEnrolled,
    ExportImported,
    LaptopUnlocked,
    PrepaymentOffset,
    RefundsApplied,
    RouteIssued,
    SnapshotSealed,
    StationFounded,
)
from collector_desktop.domain.acts.terms import TermsFact
from collector_desktop.domain.acts.villages import VillageFact

AnyAct = Annotated[
    PaymentTaken
    | ReceiptVoided
    | ReceiptReprinted
    | DayClosed
    | CashRemitted
    | CashDecided
    | VisitRecorded
    | VisitUndone
    | ChainStarted
    | BusinessDayConfirmed
    | KeysChanged
    | RouteLoaded
    | PackageTakenIn
    | StationFounded
    | DeviceEnrolled
    | LaptopUnlocked
    | ExportImported
    | SnapshotSealed
    | PolicySet
    | PrepaymentOffset
    | RefundsApplied
    | RouteIssued
    | BillsRecalled
    | DeviceRevoked
    | KeysAsked
    | HeldReleased
    | HeldRejected
    | ReceiptShown
    | StaffAdded
    | StaffChanged
    | StaffLeft
    | PinSet
    | RecoveryKeyMade
    | RequestFact
    | PublicityFact
    | ServingFact
    | CaseFact
    | CourtFact
    | VillageFact
    | HouseholdFact
    | SavingsFact
    | TermsFact
    | RoundFact
    | FileLost,
    Field(discriminator="kind"),
]
"""Every act the journal can hold; a new one is added here and to store.apply."""

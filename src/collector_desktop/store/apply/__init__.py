"""What each act does to the books: it records ledger rows once and moves figures."""

from typing import Any, get_args

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.base import Act, Fact
from collector_desktop.domain.acts.books import BusinessDayConfirmed, ChainStarted, PackageTakenIn, RouteLoaded
from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.acts.field import VisitRecorded, VisitUndone
from collector_desktop.domain.acts.money import CashRemitted, DayClosed, PaymentTaken, ReceiptReprinted, ReceiptVoided
from collector_desktop.domain.acts.rules import PolicySet
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
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.store.apply import devices, field, money, rules, savings, staff, station, terms
from collector_desktop.store.apply.books import CHAIN
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.apply.facts import effects_of_fact


def _evidence(*topics: Topic) -> Effects[Any]:
    """An act that is evidence only: what it tells of was written with it, in the same transaction."""
    changes = Changes(topics=frozenset(topics))
    return Effects(changes=lambda _act: changes)


_FACTS: dict[type[Act], Effects[Any]] = {
    kind: effects_of_fact() for kind in get_args(get_args(AnyAct)[0]) if issubclass(kind, Fact)
}

EFFECTS: dict[type[Act], Effects[Any]] = (
    _FACTS
    | savings.EFFECTS
    | terms.EFFECTS
    | devices.EFFECTS
    | staff.EFFECTS
    | {
        PaymentTaken: money.PAYMENT,
        ReceiptVoided: money.VOID,
        ReceiptReprinted: money.REPRINT,
        DayClosed: money.CLOSE,
        CashRemitted: money.REMITTANCE,
        CashDecided: money.DECIDED,
        VisitRecorded: field.VISIT,
        VisitUndone: field.UNDO,
        ChainStarted: CHAIN,
        BusinessDayConfirmed: _evidence(),
        RouteLoaded: _evidence(*Topic),
        PackageTakenIn: _evidence(*Topic),
        StationFounded: _evidence(Topic.SYNC),
        DeviceEnrolled: station.ENROLLED,
        LaptopUnlocked: _evidence(Topic.SYNC),
        ExportImported: _evidence(Topic.BILLS, Topic.SNAPSHOT),
        SnapshotSealed: _evidence(),
        PolicySet: rules.SET,
        PrepaymentOffset: station.OFFSET,
        RefundsApplied: station.REFUNDS,
        RouteIssued: _evidence(Topic.SYNC, Topic.BILLS),
        BillsRecalled: _evidence(Topic.SYNC, Topic.BILLS),
    }
)
"""The effects of every act; a test holds that none is missing."""

"""What a laptop may say: of its doors, its receipts and its own day. Everything else is the station's to decide."""

from typing import Final, get_args

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.books import BusinessDayConfirmed, ChainStarted, KeysChanged, RouteLoaded
from collector_desktop.domain.acts.cases import CaseFact
from collector_desktop.domain.acts.field import VisitRecorded, VisitUndone
from collector_desktop.domain.acts.household import HouseholdFact
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.acts.money import CashRemitted, DayClosed, PaymentTaken, ReceiptReprinted, ReceiptVoided
from collector_desktop.domain.acts.publicity import PublicityFact
from collector_desktop.domain.acts.requests import FactWithdrawn, RequestMade
from collector_desktop.domain.acts.rounds import RoundFact
from collector_desktop.domain.acts.savings import SaverNoted
from collector_desktop.domain.acts.serving import ServingFact
from collector_desktop.domain.acts.station import PrepaymentOffset
from collector_desktop.domain.acts.terms import WaiverApplied
from collector_desktop.domain.acts.villages import VillageFact

OF_LAPTOPS: Final[frozenset[type[Act]]] = frozenset(
    {
        PaymentTaken,
        ReceiptVoided,
        ReceiptReprinted,
        DayClosed,
        CashRemitted,
        VisitRecorded,
        VisitUndone,
        ChainStarted,
        BusinessDayConfirmed,
        KeysChanged,
        RouteLoaded,
        PrepaymentOffset,
        WaiverApplied,
        RequestMade,
        FactWithdrawn,
        SaverNoted,
        FileLost,
        *(
            kind
            for facts in (CaseFact, HouseholdFact, PublicityFact, RoundFact, ServingFact, VillageFact)
            for kind in get_args(facts)
        ),
    }
)
"""An offset moves only what its household holds, and a waiver only what the station granted: the books see to that."""

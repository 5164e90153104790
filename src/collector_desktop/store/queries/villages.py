"""Villages: committee, campaigns, meetings and opinions as they stand, and the figures of a village's month."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, case, distinct, func, select

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.publicity import PublicityHeld
from collector_desktop.domain.acts.serving import CheckDone, RepairDone, SafetyTalkGiven, TariffExplained
from collector_desktop.domain.acts.villages import (
    CampaignClosed,
    CampaignOpened,
    CommitteeNoted,
    HelpGiven,
    HelpRequested,
    MeetingHeld,
    OpinionAnswered,
    OpinionFollowedUp,
    OpinionRaised,
    TownshipReported,
)
from collector_desktop.domain.committee import Member, in_order
from collector_desktop.domain.group_totals import group_totals
from collector_desktop.domain.helping import Campaign, Help, help_counts
from collector_desktop.domain.helping import campaigns as fold_campaigns
from collector_desktop.domain.helping import helps as fold_helps
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.opinions import Opinion, opinion_counts
from collector_desktop.domain.opinions import opinions as fold_opinions
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.recovery_told import CountedRecovery, merged
from collector_desktop.domain.service_check import faults
from collector_desktop.domain.township_report import TownshipFigures, month_days
from collector_desktop.domain.village_month import Recoveries, ServiceDone, VillageMonth
from collector_desktop.store.queries import policies, publicity
from collector_desktop.store.queries.facts import any_facts, facts
from collector_desktop.store.queries.reports import refunds_by_bill
from collector_desktop.store.tables.columns import fen_sum
from collector_desktop.store.tables.snapshot import AccountRow, BillRow

_HELP = (CampaignOpened, CampaignClosed, HelpRequested, HelpGiven)
_OPINIONS = (OpinionRaised, OpinionAnswered, OpinionFollowedUp)
_SERVICE = (CheckDone, RepairDone, SafetyTalkGiven, TariffExplained, PublicityHeld)


class _Stretch(NamedTuple):
    """A stretch of billing months, both ends included."""

    first: BillingMonth
    last: BillingMonth


def names(conn: Connection) -> tuple[str, ...]:
    """The villages of these books' accounts, in paper order."""
    rows = conn.execute(
        select(AccountRow.village, func.min(AccountRow.section), func.min(AccountRow.sequence))
        .group_by(AccountRow.village)
        .order_by(func.min(AccountRow.section), func.min(AccountRow.sequence), AccountRow.village)
    )
    return tuple(row.village for row in rows if row.village)


def committee(conn: Connection, village: str) -> tuple[Member, ...]:
    """The members as noted last, by post."""
    noted = facts(conn, CommitteeNoted, village=village)
    return in_order(max(noted, key=lambda fact: (fact.at, fact.id)).members) if noted else ()


def campaigns(conn: Connection, village: str) -> tuple[Campaign, ...]:
    """The campaigns of a village with their requests, the newest first."""
    return fold_campaigns(any_facts(conn, _HELP, village=village))


def helps(conn: Connection, village: str | None = None) -> tuple[Help, ...]:
    """Every request of a village, or of all, in the order they were made."""
    return fold_helps(any_facts(conn, _HELP, village=village))


def help_of(conn: Connection, request: ActId) -> Help | None:
    """One request as it stands; None if these books know none of that id."""
    return next((each for each in helps(conn) if each.request.id == request), None)


def meetings(conn: Connection, village: str) -> tuple[MeetingHeld, ...]:
    """The meetings held in a village, the newest first."""
    return tuple(sorted(facts(conn, MeetingHeld, village=village), key=lambda held: (held.on, held.at), reverse=True))


def opinions(conn: Connection, village: str | None = None) -> tuple[Opinion, ...]:
    """The opinions of a village, or of all, in the order they were raised."""
    return fold_opinions(any_facts(conn, _OPINIONS, village=village))


def opinion(conn: Connection, act: ActId) -> Opinion | None:
    """One opinion as it stands; None if these books know none of that id."""
    return next((each for each in opinions(conn) if each.raised.id == act), None)


def overdue_opinions(conn: Connection, today: date) -> tuple[Opinion, ...]:
    """What should have been answered before today, in any village."""
    return tuple(each for each in opinions(conn) if each.is_overdue(today))


def reports(conn: Connection) -> tuple[TownshipReported, ...]:
    """The reports that went to the township, the newest first."""
    return tuple(reversed(facts(conn, TownshipReported)))


def month_of(conn: Connection, village: str, month: BillingMonth, on: date) -> VillageMonth:
    """A village's calendar month in figures; money and open opinions as they stand on a day."""
    first, last = month_days(month)
    said = any_facts(conn, _OPINIONS, village=village)
    owing = publicity.owing_households(conn, village, on)
    return VillageMonth(
        village=village,
        month=month,
        recoveries=recoveries(conn, month, village),
        owing=group_totals(owing, policies.policy(conn).privacy.smallest_cell),
        service=service_done(conn, first, last, village),
        help=help_counts(helps(conn, village), first, last),
        opinions=opinion_counts(fold_opinions(said), said, first, last, on),
    )


def township(conn: Connection, month: BillingMonth, on: date) -> TownshipFigures:
    """All villages' month in figures; money and open opinions as they stand on a day."""
    first, last = month_days(month)
    said = any_facts(conn, _OPINIONS)
    found = fold_opinions(said)
    together = recoveries(conn, month)
    return TownshipFigures(
        recoveries=together,
        villages=_counted(conn, _Stretch(together.billed, together.billed)) if together.billed else (),
        prior_arrears=_prior_arrears(conn, together.billed) if together.billed else (),
        service=service_done(conn, first, last),
        helps=helps(conn),
        opinions=found,
        opinion_counts=opinion_counts(found, said, first, last, on),
    )


def recoveries(conn: Connection, until: BillingMonth, village: str | None = None) -> Recoveries:
    """Recovery by age of the bills up to a month, of one village or of all."""
    billed = _newest_billed(conn, until, village)
    if billed is None:
        return Recoveries()
    january, long_ago = BillingMonth(billed.year, 1), BillingMonth(1900, 1)
    stretches = {
        "month": _Stretch(billed, billed),
        "earlier_months": _Stretch(january, billed.plus(-1)),
        "prior_years": _Stretch(long_ago, january.plus(-1)),
    }
    counted = {name: merged(_counted(conn, stretch, village), label="") for name, stretch in stretches.items()}
    return Recoveries(billed=billed, **counted)


def service_done(conn: Connection, first: date, last: date, village: str | None = None) -> ServiceDone:
    """What was done for the households of one village, or of all, between two days."""
    said = any_facts(conn, _SERVICE, since=first, until=last)
    if village is not None:
        inside = frozenset(conn.scalars(select(AccountRow.number).where(AccountRow.village == village)))
        said = tuple(fact for fact in said if _is_of(fact, village, inside))
    checks = [fact for fact in said if isinstance(fact, CheckDone)]
    return ServiceDone(
        checks=len(checks),
        faults=sum(len(faults(check.items)) for check in checks),
        repairs=sum(isinstance(fact, RepairDone) for fact in said),
        talks=sum(isinstance(fact, SafetyTalkGiven) for fact in said),
        explanations=sum(isinstance(fact, TariffExplained) for fact in said),
        publicity=sum(isinstance(fact, PublicityHeld) for fact in said),
    )


def _is_of(fact: Fact, village: str, inside: frozenset[str]) -> bool:
    return AccountNumber(fact.account) in inside if fact.account else fact.village == village


def _newest_billed(conn: Connection, until: BillingMonth, village: str | None) -> BillingMonth | None:
    statement = select(func.max(BillRow.month)).where(BillRow.amount > Money.ZERO, BillRow.month <= str(until))
    if village is not None:
        statement = statement.join(AccountRow, AccountRow.number == BillRow.account).where(
            AccountRow.village == village
        )
    newest = conn.scalar(statement)
    return None if newest is None else BillingMonth.parse(newest)


def _counted(conn: Connection, stretch: _Stretch, village: str | None = None) -> tuple[CountedRecovery, ...]:
    """Recovery and households by village of the bills of some months."""
    is_open = case((BillRow.open > Money.ZERO, BillRow.account))
    refunded = refunds_by_bill()
    statement = (
        select(
            AccountRow.village,
            fen_sum(BillRow.amount).label("billed_amount"),
            fen_sum(refunded.c.amount).label("refunded"),
            fen_sum(BillRow.open).label("open"),
            func.count(distinct(BillRow.account)).label("billed"),
            func.count(distinct(is_open)).label("owing"),
        )
        .join(AccountRow, AccountRow.number == BillRow.account)
        .outerjoin(refunded, refunded.c.bill == BillRow.id)
        .where(BillRow.amount > Money.ZERO, BillRow.month.between(str(stretch.first), str(stretch.last)))
        .group_by(AccountRow.village)
        .order_by(AccountRow.village)
    )
    if village is not None:
        statement = statement.where(AccountRow.village == village)
    return tuple(map(_line, conn.execute(statement)))


def _line(row: Row[*tuple[Any, ...]]) -> CountedRecovery:
    receivable = row.billed_amount - row.refunded
    return CountedRecovery(
        label=row.village,
        recovery=Recovery(receivable=receivable, received=receivable - row.open),
        billed=row.billed,
        owing=row.owing,
    )


def _prior_arrears(conn: Connection, billed: BillingMonth) -> tuple[tuple[str, Money], ...]:
    rows = conn.execute(
        select(AccountRow.village, fen_sum(BillRow.open).label("open"))
        .join(AccountRow, AccountRow.number == BillRow.account)
        .where(BillRow.open > Money.ZERO, BillRow.month < str(BillingMonth(billed.year, 1)))
        .group_by(AccountRow.number, AccountRow.village)
        .order_by(AccountRow.village)
    )
    return tuple((row.village, row.open) for row in rows)

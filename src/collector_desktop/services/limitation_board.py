"""The limitation board (诉讼时效): every household with an overdue bill, the one that runs out of time first on top."""

from datetime import date

from collector_desktop.domain.acts.cases import NoticeServed
from collector_desktop.domain.allocation import Due, amount_due
from collector_desktop.domain.court import ClaimState
from collector_desktop.domain.court_claim import Way
from collector_desktop.domain.limitation import proven_demands
from collector_desktop.domain.limitation_board import BillTime, Urgency, order, times_of
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries import bills, cards
from collector_desktop.store.queries.cards import AccountInfo
from collector_desktop.store.queries.court import claims
from collector_desktop.store.queries.facts import by_account, facts


class HouseholdTimes(Value):
    """One household on the board."""

    account: AccountInfo
    due: Due
    """Its overdue bills."""
    times: tuple[BillTime, ...]
    """Each overdue bill's time, the most pressing first; none is left once a claim has brought the money in."""
    claims: tuple[ClaimState, ...] = ()

    @property
    def first(self) -> BillTime | None:
        """The most pressing bill."""
        return self.times[0] if self.times else None

    @property
    def claim(self) -> ClaimState | None:
        """The claim that runs, or the last one."""
        return next((claim for claim in self.claims if claim.is_open), self.claims[-1] if self.claims else None)

    @property
    def worth_attention(self) -> bool:
        """Whether somebody should act now: a bill soon out of time."""
        return any(time.urgency is Urgency.SOON for time in self.times)


def board(conn: Connection, on: date, policy: Policy) -> tuple[HouseholdTimes, ...]:
    """Every household with something overdue or a claim that runs, soon out of time first, then by days left."""
    served = proven_demands(facts(conn, NoticeServed))
    filed: dict[AccountNumber, list[ClaimState]] = {}
    for claim in claims(conn, policy):
        filed.setdefault(claim.filed.account, []).append(claim)
    owed = bills.may_owe_by_account(conn)
    found = []
    for info in cards.account_infos(conn):
        own = filed.get(info.number, [])
        due = amount_due(owed.get(info.number, ()), on, policy)
        times = times_of(due, served, own, soon_days=policy.court.soon_days)
        if times or any(claim.is_open for claim in own):
            found.append(HouseholdTimes(account=info, due=_overdue(due), times=times, claims=tuple(own)))
    return tuple(sorted(found, key=lambda line: order(line.times[0]) if line.times else (len(Urgency), 0)))


def household(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> HouseholdTimes | None:
    """The same for one household, whatever it owes; None if these books don't know it."""
    info = cards.account_info(conn, account)
    if info is None:
        return None
    due = amount_due(bills.may_owe(conn, account), on, policy)
    demands = proven_demands(by_account(facts(conn, NoticeServed, account=account)).get(account, ()))
    own = claims(conn, policy, account)
    times = times_of(due, demands, own, soon_days=policy.court.soon_days)
    return HouseholdTimes(account=info, due=_overdue(due), times=times, claims=own)


def is_settled(line: HouseholdTimes, claim: ClaimState) -> bool:
    """Whether nothing of what a claim asks for is open any more: it can be closed."""
    owing = {each.bill.id for each in line.due.bills}
    return not owing & set(claim.claimed.bills)


def suggested_way(line: HouseholdTimes, disputed: bool) -> Way:
    """A payment order where nobody disputes the claim and none was objected to before; else a suit (art. 225)."""
    objected = any(claim.claimed.way is not claim.way for claim in line.claims)
    return Way.SUIT if disputed or objected else Way.PAYMENT_ORDER


def _overdue(due: Due) -> Due:
    return due.model_copy(update={"bills": tuple(each for each in due.bills if each.bill.due_on < due.on)})

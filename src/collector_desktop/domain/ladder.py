"""The ladder from a demand to the cut and back, folded from what was said; nothing of it is stored.

《电力供应与使用条例》 art. 39, 《供电营业规则》 and Civil Code art. 654 set the steps; the policy sets their days.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.cases import (
    CallMade,
    DisconnectionNoticeIssued,
    DisputeOpened,
    DisputeSettled,
    DunningNoticeIssued,
    FinalCheckDone,
    NoticeServed,
    ProtectionLifted,
    ProtectionNoted,
    SupplyCut,
    SupplyReconnected,
    WeatherNoted,
)
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.allocation import Due, amount_due
from collector_desktop.domain.bill import Bill, UseClass
from collector_desktop.domain.case import CaseState, Demand, Rung, Window
from collector_desktop.domain.names import AccountNumber, BillId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.protections import open_disputes, standing_protections
from collector_desktop.domain.repayment import PlanState
from collector_desktop.domain.requests import DisconnectionWanted

FOLDED: tuple[type[Fact], ...] = (
    DunningNoticeIssued,
    DisconnectionNoticeIssued,
    NoticeServed,
    CallMade,
    FinalCheckDone,
    SupplyCut,
    SupplyReconnected,
    ProtectionNoted,
    ProtectionLifted,
    WeatherNoted,
    DisputeOpened,
    DisputeSettled,
    RequestMade,
    RequestDecided,
)
"""The kinds of fact a case is folded from."""


def fold(
    account: AccountNumber,
    said: Sequence[Fact],
    bills: Iterable[Bill],
    on: date,
    policy: Policy,
    paid_at: datetime | None = None,
    plan: PlanState | None = None,
) -> CaseState:
    """Where a household stands on a day.

    `said` is what concerns it, oldest first, its village's protections and weather included; `bills` are those that
    may owe something; `paid_at` is when it last paid, for the clock of the reconnection; `plan` is the one it keeps.
    """
    found = _Folding(account, said, bills, on, policy, paid_at).state()
    return found.model_copy(update={"plan": plan}) if plan is not None and plan.is_kept else found


def overdue(bills: Iterable[Bill], on: date, policy: Policy) -> Due:
    """What is overdue on a day, oldest first: principal or penalty of bills whose due date has passed."""
    due = amount_due(bills, on, policy)
    return Due(on=on, bills=tuple(each for each in due.bills if each.penalty.due_on < on))


class _Folding:
    """One pass over the facts; every part looks only at what still counts."""

    def __init__(
        self,
        account: AccountNumber,
        said: Sequence[Fact],
        bills: Iterable[Bill],
        on: date,
        policy: Policy,
        paid_at: datetime | None,
    ) -> None:
        self.account, self.said, self.on, self.policy, self.paid_at = account, said, on, policy, paid_at
        self.due = overdue(bills, on, policy)
        self.owing = frozenset(each.bill.id for each in self.due.bills)
        self.served = {fact.about: fact for fact in said if isinstance(fact, NoticeServed)}

    def state(self) -> CaseState:
        cut, since_then = self._cut()
        request, decision = self._request(since_then)
        ends = self._approval_ends(decision)
        issued = self._notice(since_then, request) if ends is not None else None
        served = self._proof(issued)
        window = self._cut_days(issued, served, ends)
        lapsed = issued is not None and self._has_lapsed(issued, served, window)
        call, check = self._told_today(None if lapsed else issued)
        paid = cut is not None and self.owing.isdisjoint(cut.bills)
        paid_at = self.paid_at if paid else None
        state = CaseState(
            account=self.account,
            on=self.on,
            rung=Rung.CLEAR,
            since=None,
            due=self.due,
            use=_use(self.due),
            demands=self._demands(),
            request=request,
            decision=decision,
            approval_ends=ends,
            notice=None if lapsed else issued,
            notice_served=None if lapsed else served,
            lapsed=issued if lapsed else None,
            cut_days=Window() if lapsed else window,
            call=call,
            check=check,
            cut=cut,
            paid_at=paid_at,
            reconnect_by=self._reconnect_by(cut, paid_at),
            protections=standing_protections(self.said, self.on, self.policy),
            disputes=open_disputes(self.said),
            weather=tuple(fact for fact in self.said if isinstance(fact, WeatherNoted)),
        )
        rung, since = _rung(state, paid=paid)
        return state.model_copy(update={"rung": rung, "since": since})

    def _cut(self) -> tuple[SupplyCut | None, Sequence[Fact]]:
        """The cut that stands, and what was said since the last reconnection: a cut uses up its approval."""
        cut, since = None, 0
        for place, fact in enumerate(self.said):
            if isinstance(fact, SupplyCut):
                cut = fact
            elif isinstance(fact, SupplyReconnected) and cut is not None and fact.about == cut.id:
                cut, since = None, place + 1
        return cut, self.said[since:]

    def _still_owed(self, bills: Iterable[BillId]) -> bool:
        """Payment of everything a step named ends it; part payment does not."""
        return not self.owing.isdisjoint(bills)

    def _demands(self) -> tuple[Demand, ...]:
        return tuple(
            Demand(issued=fact, served=self.served.get(fact.id))
            for fact in self.said
            if isinstance(fact, DunningNoticeIssued) and self._still_owed(fact.notice.bills)
        )

    def _request(self, said: Sequence[Fact]) -> tuple[RequestMade | None, RequestDecided | None]:
        """The newest application for what is still owed, with its decision."""
        decided = {fact.about: fact for fact in said if isinstance(fact, RequestDecided)}
        for fact in reversed(said):
            if isinstance(fact, RequestMade) and isinstance(fact.matter, DisconnectionWanted):
                decision = decided.get(fact.id)
                granted = decision.granted if decision is not None else None
                asked = granted if isinstance(granted, DisconnectionWanted) else fact.matter
                return (fact, decision) if self._still_owed(asked.bills) else (None, None)
        return None, None

    def _approval_ends(self, decision: RequestDecided | None) -> date | None:
        if decision is None or not decision.approved:
            return None
        return decision.business_day + timedelta(days=self.policy.ladder.approval_holds_days)

    def _notice(self, said: Sequence[Fact], request: RequestMade | None) -> DisconnectionNoticeIssued | None:
        """The newest disconnection notice under the approval for what is still owed."""
        for fact in reversed(said):
            if isinstance(fact, DisconnectionNoticeIssued) and request is not None and fact.about == request.id:
                return fact if self._still_owed(fact.notice.bills) else None
        return None

    def _proof(self, issued: DisconnectionNoticeIssued | None) -> NoticeServed | None:
        """Its proof, if it came in time: 3 to 7 days before the day announced."""
        proof = None if issued is None else self.served.get(issued.id)
        if issued is None or proof is None:
            return None
        return proof if serving_days(issued, self.policy).holds(proof.business_day) else None

    def _cut_days(
        self, issued: DisconnectionNoticeIssued | None, served: NoticeServed | None, ends: date | None
    ) -> Window:
        if issued is None or ends is None:
            return Window()
        reached = max(self.on, issued.business_day) if served is None else served.business_day
        last = reached + timedelta(days=self.policy.ladder.notice_days_most)
        return Window(earliest=issued.notice.cut_on, latest=min(last, ends))

    def _has_lapsed(self, issued: DisconnectionNoticeIssued, served: NoticeServed | None, window: Window) -> bool:
        """A notice not served in time, or served and not used in its window, is worth nothing any more."""
        return (serving_days(issued, self.policy) if served is None else window).is_over(self.on)

    def _told_today(self, issued: DisconnectionNoticeIssued | None) -> tuple[CallMade | None, FinalCheckDone | None]:
        """The call and the check of the day; a check before the call was no check after it."""
        call: CallMade | None = None
        check: FinalCheckDone | None = None
        for fact in self.said:
            if issued is None or fact.about != issued.id or fact.business_day != self.on:
                continue
            if isinstance(fact, CallMade):
                call = call or fact
            elif isinstance(fact, FinalCheckDone) and call is not None:
                check = fact
        return call, check

    def _reconnect_by(self, cut: SupplyCut | None, paid_at: datetime | None) -> datetime | None:
        if cut is None or paid_at is None:
            return None
        return paid_at + timedelta(hours=self.policy.ladder.reconnect_within(cut.business_day))


def _use(due: Due) -> UseClass:
    return next((each.bill.use for each in due.bills if each.bill.use is UseClass.OTHER), UseClass.RESIDENTIAL)


def serving_days(issued: DisconnectionNoticeIssued, policy: Policy) -> Window:
    """Between which days a disconnection notice must reach the household: 3 to 7 days before the day announced."""
    return Window(
        earliest=issued.notice.cut_on - timedelta(days=policy.ladder.notice_days_most),
        latest=issued.notice.cut_on - timedelta(days=policy.ladder.notice_days_least),
    )


def _rung(state: CaseState, *, paid: bool) -> tuple[Rung, date | None]:
    """The highest rung that what still counts has reached, and when."""
    if state.cut is not None:
        if paid:
            return Rung.TO_RECONNECT, state.paid_at.date() if state.paid_at else None
        return Rung.CUT, state.cut.business_day
    if not state.due.bills:
        return Rung.CLEAR, None
    reached: tuple[tuple[Rung, Fact | None], ...] = (
        (Rung.CHECKED, None if state.check is None or state.check.checks.stops else state.check),
        (Rung.CALLED, state.call),
        (Rung.NOTICE_SERVED, state.notice_served),
        (Rung.NOTICE_ISSUED, state.notice),
        (Rung.APPROVED, state.decision if state.is_approved else None),
        (Rung.APPLIED, state.request if state.decision is None else None),
        (Rung.DUNNED, next((demand.served for demand in reversed(state.demands) if demand.served), None)),
        (Rung.DUNNING_ISSUED, state.demands[-1].issued if state.demands else None),
    )
    for rung, fact in reached:
        if fact is not None:
            return rung, fact.business_day
    return Rung.OVERDUE, min(each.penalty.due_on for each in state.due.bills) + timedelta(days=1)

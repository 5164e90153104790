"""One household on the ladder without any books: its bills, what was said of it, and every step tried on both."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from collector_desktop.domain.acts.base import Fact, Stamp, new_act_id
from collector_desktop.domain.acts.cases import (
    CallMade,
    CallWay,
    DisconnectionNoticeIssued,
    DunningNoticeIssued,
    FinalCheckDone,
    NoticeServed,
    SupplyCut,
    SupplyReconnected,
)
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.allocation import BillDue, spread
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.case import CaseState, Missing, Step
from collector_desktop.domain.instalments import even_instalments, plan_debts
from collector_desktop.domain.ladder import fold, overdue
from collector_desktop.domain.ladder_conditions import cut_bills
from collector_desktop.domain.ladder_steps import may
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, Badge, StationCode
from collector_desktop.domain.notices import (
    Approval,
    CutCheckItem,
    CutCheckLine,
    CutCheckList,
    DisconnectionNotice,
    DunningNotice,
    Issuer,
    NoticeLine,
    Party,
    Proof,
    ProofKind,
)
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.repayment import Plan, plan_state
from collector_desktop.domain.requests import DisconnectionWanted, Role

CHINA = timezone(timedelta(hours=8))
ACCOUNT = AccountNumber("4100000001")
DUE = date(2026, 9, 15)
"""A Tuesday; D+31 is Friday, 16 October."""
PARTY = Party(account=ACCOUNT, name="阎01", address="前柳村")
ISSUER = Issuer(
    station_code=StationCode("41070305"),
    station_name="柳泉供电所",
    collector_name="农电工甲",
    badge=Badge("a1"),
    hotline="95598",
)
SIGNED = Proof(kind=ProofKind.SIGNED, received_by="阎01")


def bill(month: str = "202608", due_on: date = DUE, fen: int = 10000, **changed: Any) -> Bill:
    """A bill of the household."""
    return Bill(account=ACCOUNT, month=BillingMonth.parse(month), due_on=due_on, amount=Money(fen), **changed)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a day."""
    return datetime.combine(day, time(hour, minute), CHINA)


def all_clear(*stops: CutCheckItem) -> tuple[CutCheckLine, ...]:
    """The list before a cut, clear but for the items named."""
    return tuple(CutCheckLine(item=item, clear=item not in stops) for item in CutCheckItem)


@dataclass
class Household:
    """The facts and the bills; `now` is the clock of whoever acts."""

    policy: Policy = field(default_factory=Policy)
    bills: list[Bill] = field(default_factory=lambda: [bill()])
    said: list[Fact] = field(default_factory=list)
    now: datetime = field(default_factory=lambda: at(DUE + timedelta(days=10)))
    paid_at: datetime | None = None
    agreed: Plan | None = None
    """The repayment plan in force; no part of it was paid."""

    @property
    def state(self) -> CaseState:
        """Where it stands now."""
        on = self.now.date()
        plan = None if self.agreed is None else plan_state(self.agreed, (), on, self.policy)
        return fold(ACCOUNT, self.said, self.bills, on, self.policy, self.paid_at, plan)

    def agree(self, count: int, first: date) -> None:
        """A repayment plan for everything overdue, binding from today."""
        due, today = overdue(self.bills, self.now.date(), self.policy), self.now.date()
        self.agreed = Plan(
            request=new_act_id(),
            account=ACCOUNT,
            asked_on=today,
            agreed_on=today,
            approval=f"{today:%Y%m%d}-0000",
            debts=plan_debts(due, {}),
            instalments=even_instalments(due.total, count, first),
        )

    def missing(self, step: Step) -> tuple[Missing, ...]:
        """What a step lacks now."""
        return may(step, self.state, self.now, self.policy)

    def move_to(self, day: date, hour: int = 9, minute: int = 0) -> "Household":
        """Another moment."""
        self.now = at(day, hour, minute)
        return self

    def say(self, kind: type[Fact], **told: Any) -> ActId:
        """Say something of it now; its act."""
        stamp = Stamp(by=Badge("a1"), business_day=self.now.date(), at=self.now)
        act = kind(**dict(stamp), id=new_act_id(), account=ACCOUNT, **told)
        self.said.append(act)
        return act.id

    def pay(self, fen: int | None = None) -> None:
        """Money taken, everything due if no amount is named; oldest bill first."""
        due = overdue(self.bills, self.now.date(), self.policy)
        got = spread(due, due.total if fen is None else min(Money(fen), due.total), self.policy)
        by_id = {line.bill: line for line in got.lines}
        self.bills = [
            each.with_paid(self.now.date(), by_id[each.id].fee, by_id[each.id].penalty) if each.id in by_id else each
            for each in self.bills
        ]
        self.paid_at = self.now

    def take(self, step: Step, **told: Any) -> tuple[Missing, ...]:
        """Take a step if the ladder allows it; what it lacks if not."""
        found = self.missing(step)
        if not found:
            self._take(step, told)
        return found

    def climb(self, *steps: Step, **told: Any) -> "Household":
        """Take steps that are allowed."""
        for step in steps:
            assert not self.take(step, **told), (step, self.missing(step))
        return self

    def _take(self, step: Step, told: dict[str, Any]) -> None:
        state, today = self.state, self.now.date()
        match step:
            case Step.ISSUE_DUNNING:
                self.say(DunningNoticeIssued, notice=self._dunning(state, today))
            case Step.SERVE_DUNNING:
                assert state.to_serve is not None
                self._serve(state.to_serve.issued)
            case Step.APPLY:
                wanted = tuple(each.bill.id for each in cut_bills(state, self.policy))
                matter = DisconnectionWanted(bills=wanted, total=state.due.total, overdue_days=state.due.overdue_days)
                self.say(RequestMade, matter=matter, reason="多次催费未交")
            case Step.DECIDE:
                self._decide(state, approved=told.get("approved", True))
            case Step.ISSUE_NOTICE:
                self._issue_notice(state, told.get("cut_on", today + timedelta(days=7)))
            case Step.SERVE_NOTICE:
                assert state.notice is not None
                self._serve(state.notice)
            case Step.CALL:
                self._about_notice(CallMade, state, way=CallWay.PHONE, spoke_to="阎01")
            case Step.CHECK:
                self._about_notice(FinalCheckDone, state, checks=self._checks(state, told.get("lines", all_clear())))
            case Step.CUT:
                assert state.notice is not None
                self._about_notice(SupplyCut, state, bills=state.notice.notice.bills, cut_by="郑工", permit="Z-12")
            case Step.RECONNECT:
                assert state.cut is not None
                self.say(SupplyReconnected, about=state.cut.id, reconnected_by="郑工")

    def _about_notice(self, kind: type[Fact], state: CaseState, **told: Any) -> None:
        assert state.notice is not None
        self.say(kind, about=state.notice.id, **told)

    def _serve(self, issued: DunningNoticeIssued | DisconnectionNoticeIssued) -> None:
        number, bills = issued.notice.number, issued.notice.bills
        self.say(NoticeServed, about=issued.id, number=number, bills=bills, proof=SIGNED)

    def _decide(self, state: CaseState, *, approved: bool) -> None:
        assert state.request is not None
        granted = state.request.matter if approved else None
        decided = {"approved": approved, "granted": granted, "reason": "核实", "decided_by": "郑所长"}
        self.say(RequestDecided, about=state.request.id, role=Role.MANAGER, **decided)

    def _issue_notice(self, state: CaseState, cut_on: date) -> None:
        assert state.request is not None
        assert state.decision is not None
        assert isinstance(state.decision.granted, DisconnectionWanted)
        granted = state.decision.granted.bills
        notice = DisconnectionNotice(
            **self._claim([each for each in state.due.bills if each.bill.id in granted]),
            approval=Approval(
                request=state.request.id,
                approved_on=state.decision.business_day,
                approved_by="郑所长",
                role=Role.MANAGER,
            ),
            dunned=(),
            cut_on=cut_on,
            cut_from=self.policy.ladder.cut_from,
            cut_until=self.policy.ladder.cut_until,
            serve_from=cut_on - timedelta(days=7),
            serve_by=cut_on - timedelta(days=3),
            reconnect_hours=24,
        )
        self.say(DisconnectionNoticeIssued, about=state.request.id, notice=notice)

    def _dunning(self, state: CaseState, today: date) -> DunningNotice:
        return DunningNotice(
            **self._claim(state.due.bills),
            pay_by=today + timedelta(days=7),
            grows_daily=Money.ZERO,
            cut_applied_from=DUE + timedelta(days=31),
        )

    def _claim(self, owed: "list[BillDue] | tuple[BillDue, ...]") -> dict[str, Any]:
        lines = tuple(
            NoticeLine(
                bill=each.bill.id,
                month=each.bill.month,
                kind=each.bill.kind,
                due_on=each.penalty.due_on,
                overdue_days=each.penalty.overdue_days,
                fee=each.fee,
                penalty=each.penalty.open,
            )
            for each in owed
        )
        number = f"通知-{len(self.said) + 1}"
        return {
            "number": number,
            "copies": 2,
            "issued_on": self.now.date(),
            "party": PARTY,
            "issuer": ISSUER,
            "lines": lines,
            "law": (),
        }

    def _checks(self, state: CaseState, lines: tuple[CutCheckLine, ...]) -> CutCheckList:
        assert state.notice is not None
        return CutCheckList(
            number=state.notice.notice.number,
            party=PARTY,
            issuer=ISSUER,
            total=state.due.total,
            cut_on=state.notice.notice.cut_on,
            lines=lines,
            checked_at=self.now,
        )


APPLIED_ON = DUE + timedelta(days=34)
"""Monday, 19 October."""
CUT_ON = APPLIED_ON + timedelta(days=8)
"""Tuesday, 27 October; the notice is served on the 20th, seven days before."""


def dunned(**changed: Any) -> Household:
    """A household with one demand and its proof."""
    return Household(**changed).climb(Step.ISSUE_DUNNING, Step.SERVE_DUNNING)


def approved(**changed: Any) -> Household:
    """A disconnection approved on Monday, 19 October."""
    return dunned(**changed).move_to(APPLIED_ON).climb(Step.APPLY, Step.DECIDE)


def noticed(**changed: Any) -> Household:
    """A disconnection notice served on the 20th for the 27th."""
    found = approved(**changed).move_to(APPLIED_ON + timedelta(days=1))
    return found.climb(Step.ISSUE_NOTICE, Step.SERVE_NOTICE, cut_on=CUT_ON)


def checked(**changed: Any) -> Household:
    """On the day of the cut: told again at nine, the list gone through; it is half past nine."""
    found = noticed(**changed).move_to(CUT_ON).climb(Step.CALL).move_to(CUT_ON, 9, 20).climb(Step.CHECK)
    return found.move_to(CUT_ON, 9, 30)


def cut(**changed: Any) -> Household:
    """Supply stopped on the 27th at half past nine."""
    return checked(**changed).climb(Step.CUT)

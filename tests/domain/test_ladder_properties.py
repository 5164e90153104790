"""Whatever is tried in whatever order: nothing is cut without the law's steps, and payment ends everything.

The machine keeps no state of the ladder of its own. What a cut had to have is read again from what was said, without
the fold and without the conditions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from ladder_household import DUE, Household, all_clear, approved, at, bill, checked, dunned, noticed

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
    WeatherNoted,
)
from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.case import Rung, Step
from collector_desktop.domain.ladder import overdue
from collector_desktop.domain.ladder_policy import DayRange, LadderPolicy, Protection
from collector_desktop.domain.ladder_steps import next_step, window
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId
from collector_desktop.domain.notices import CutCheckItem
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.requests import DisconnectionWanted

F = TypeVar("F", bound=Fact)

DAY = timedelta(days=1)
EXAM = DayRange(first=date(2026, 10, 22), last=date(2026, 10, 22), name="自学考试")
"""A working day on which some of these households are to be cut off."""
POLICY = Policy(ladder=LadderPolicy(exam_days=(EXAM,)))
BEFORE_THE_CUT = [step for step in Step if step is not Step.RECONNECT]


@dataclass(frozen=True)
class Pace:
    """How somebody goes up the ladder: as fast as it lets them, but for what is lost on the way."""

    steps: int = 12
    hour: int = 9
    ahead: int = 7
    """Days from the notice to the day it announces."""
    wait: int = 30
    """Minutes before the list, and again before the cut."""
    late: tuple[Step | None, int] = (None, 0)
    """Days lost before a step, or taken too early."""
    left_out: Step | None = None
    """A step nobody takes: the one after it is tried instead."""
    approved: bool = True
    meanwhile: str = "nothing"
    """What happens between the list and the cut."""


_LATE = st.sampled_from(
    [
        (Step.APPLY, -4),
        (Step.ISSUE_NOTICE, 26),
        (Step.SERVE_NOTICE, 2),
        (Step.SERVE_NOTICE, 5),
        (Step.CALL, -2),
        (Step.CALL, -1),
        (Step.CALL, 1),
        (Step.CALL, 5),
        (Step.CHECK, 1),
        (Step.CUT, 1),
    ]
)
_LEFT_OUT = st.sampled_from([Step.SERVE_DUNNING, Step.DECIDE, Step.SERVE_NOTICE, Step.CALL, Step.CHECK])
_AHEAD, _HOUR, _WAIT = st.sampled_from([7, 5, 3, 8]), st.sampled_from([9, 7, 16]), st.sampled_from([30, 15, 10])
_MEANWHILE = st.sampled_from(
    [
        *("nothing", "part payment", "payment", "paid and owing again", "plan"),
        *("dispute", "protection", "storm", "evening", "a stop on the list"),
    ]
)
PACES = st.one_of(
    st.builds(Pace, late=_LATE),
    st.builds(Pace, late=_LATE),
    st.builds(Pace, left_out=_LEFT_OUT),
    st.builds(Pace, left_out=_LEFT_OUT),
    st.builds(Pace, ahead=_AHEAD, late=_LATE),
    st.builds(Pace, hour=_HOUR, wait=_WAIT),
    st.builds(Pace, meanwhile=_MEANWHILE),
    st.builds(Pace, approved=st.just(False)),
    st.builds(Pace, steps=st.integers(1, 8), meanwhile=_MEANWHILE),
)
"""Mostly one thing goes wrong: two would hide each other."""
BEGUN = st.sampled_from([Household, Household, dunned, approved, noticed, noticed, checked, checked])


class Ladder(RuleBasedStateMachine):
    """One household, two bills, and everybody who may do or say something of it."""

    def __init__(self) -> None:
        super().__init__()
        self.household = Household(policy=POLICY, now=at(DUE + DAY))
        self.owed_at_cut: dict[str, frozenset[BillId]] = {}

    def try_step(self, step: Step, **told: object) -> None:
        """Take a step if it is allowed; of a cut, which bills were owed at that moment is kept."""
        today = self.household.now.date()
        owed = frozenset(each.bill.id for each in overdue(self.household.bills, today, POLICY).bills)
        before = len(self.household.said)
        self.household.take(step, **told)
        for fact in self.household.said[before:]:
            if isinstance(fact, SupplyCut):
                self.owed_at_cut[fact.id] = owed
                assert not self.is_a_plan_running(), "cut while a plan ran"
                event("supply cut")

    def is_a_plan_running(self) -> bool:
        """Whether the first part of a plan may still be paid, reckoned without the plan's own fold."""
        plan = self.household.agreed
        if plan is None:
            return False
        grace = POLICY.repayment.lapse_days
        return self.household.now.date() <= plan.instalments[0].on + grace * DAY

    def end_what_stands_against_it(self) -> None:
        """Every protection lifted, every dispute settled, no plan any more."""
        self.household.agreed = None
        for fact in list(self.household.said):
            if isinstance(fact, ProtectionNoted):
                self.household.say(ProtectionLifted, about=fact.id, reason="情况变了")
            elif isinstance(fact, DisputeOpened):
                self.household.say(DisputeSettled, about=fact.id, how="核对无误")

    def owed(self) -> Money:
        """Everything overdue now."""
        return overdue(self.household.bills, self.household.now.date(), POLICY).total

    @initialize(
        begun=st.sampled_from([Household, Household, dunned, approved, noticed, noticed, checked, checked]), pace=PACES
    )
    def begin_at_some_rung_and_go_on(self, begun: Callable[..., Household], pace: Pace) -> None:
        """Chance alone would hardly ever reach the top."""
        self.household = begun(policy=POLICY)
        self.climb(pace)

    @rule(step=st.sampled_from(list(Step)))
    def try_anything(self, step: Step) -> None:
        self.try_step(step)

    @rule(pace=PACES)
    def climb_once_nothing_stands_against_it(self, pace: Pace) -> None:
        self.end_what_stands_against_it()
        self.climb(pace)

    def climb(self, pace: Pace) -> None:
        """Take each next step on the first day of its window, or as many days later as are lost."""
        for _ in range(pace.steps):
            state = self.household.state
            step = next_step(state, POLICY)
            if step is None or step is Step.RECONNECT:
                return
            if step is pace.left_out:
                step = BEFORE_THE_CUT[BEFORE_THE_CUT.index(step) + 1]
            # The notice's own first day, free or not: the ladder must know a Saturday by itself.
            earliest = state.cut_days.earliest if step is Step.CALL else window(step, state, POLICY).earliest
            if step in (Step.CHECK, Step.CUT):
                earliest = None  # the day of the call, whatever day that was
            if earliest is not None and earliest > self.household.now.date():
                self.household.now = at(earliest, pace.hour)
            if step is pace.late[0]:
                self.household.now += pace.late[1] * DAY
            if step in (Step.CHECK, Step.CUT):
                self.household.now += timedelta(minutes=pace.wait)
            if step is Step.CUT:
                self.something_happens(pace.meanwhile)
            else:
                self.try_step(Step.CUT)
            cut_on = self.household.now.date() + pace.ahead * DAY
            self.try_step(step, cut_on=cut_on, approved=pace.approved)

    def something_happens(self, what: str) -> None:
        """Between the list and the cut."""
        match what:
            case "dispute":
                self.something_is_disputed()
            case "protection":
                self.somebody_is_protected(Protection.LIFE_SUPPORT, None)
            case "storm":
                self.a_storm_comes(0)
            case "plan":
                self.a_plan_is_agreed_on(2, 5)
            case "evening":
                self.household.now = at(self.household.now.date(), 18)
            case "part payment":
                self.pay_a_part(100)
            case "a stop on the list":
                self.try_step(Step.CHECK, lines=all_clear(CutCheckItem.RIGHT_METER))
            case "payment":
                self.pay_everything()
            case "paid and owing again":
                self.pay_everything()
                self.a_new_bill_comes(-2)

    @rule()
    def somebody_cuts_whatever_is_missing(self) -> None:
        self.try_step(Step.CUT)

    @precondition(lambda self: self.household.state.rung in (Rung.CALLED, Rung.CHECKED))
    @rule(stops=st.sets(st.sampled_from(CutCheckItem), max_size=1))
    def go_through_the_list(self, stops: set[CutCheckItem]) -> None:
        self.try_step(Step.CHECK, lines=all_clear(*stops))

    @precondition(lambda self: self.household.state.rung is Rung.APPLIED)
    @rule()
    def the_station_refuses(self) -> None:
        self.try_step(Step.DECIDE, approved=False)

    @rule(count=st.integers(1, 6), days=st.integers(0, 20))
    def a_plan_is_agreed_on(self, count: int, days: int) -> None:
        if self.owed():
            self.household.agree(count, self.household.now.date() + days * DAY)
            event("plan agreed on")

    @rule(minutes=st.sampled_from([5, 15, 30, 45, 120, 600]))
    def time_passes(self, minutes: int) -> None:
        self.household.now += timedelta(minutes=minutes)

    @rule(days=st.integers(1, 9), hour=st.integers(0, 23))
    def days_pass(self, days: int, hour: int) -> None:
        self.household.now = at(self.household.now.date() + days * DAY, hour)

    @rule(fen=st.integers(1, 6000))
    def pay_a_part(self, fen: int) -> None:
        self.household.pay(fen)

    @rule()
    def pay_everything(self) -> None:
        self.household.pay()
        state = self.household.state
        assert state.rung in (Rung.CLEAR, Rung.TO_RECONNECT)
        assert all(self.household.missing(step) for step in BEFORE_THE_CUT)
        if state.rung is Rung.TO_RECONNECT:
            assert state.reconnect_by == self.household.now + timedelta(hours=24)

    @rule(due_in=st.integers(-2, 20))
    def a_new_bill_comes(self, due_in: int) -> None:
        month = f"2027{len(self.household.bills):02d}"
        if len(self.household.bills) <= 12:
            self.household.bills.append(bill(month, self.household.now.date() + due_in * DAY, 3000))

    @rule(ground=st.sampled_from(Protection), days=st.none() | st.integers(0, 5))
    def somebody_is_protected(self, ground: Protection, days: int | None) -> None:
        until = None if days is None else self.household.now.date() + days * DAY
        self.household.say(ProtectionNoted, ground=ground, until=until)

    @rule(days=st.integers(0, 3))
    def a_storm_comes(self, days: int) -> None:
        today = self.household.now.date()
        self.household.say(WeatherNoted, first=today, last=today + days * DAY, warning="暴雨橙色预警")

    @rule()
    def something_is_disputed(self) -> None:
        self.household.say(DisputeOpened, what="抄表有误")

    @invariant()
    def every_cut_had_all_the_law_wants(self) -> None:
        for cut in self._said(SupplyCut):
            (notice,) = [each for each in self._said(DisconnectionNoticeIssued) if each.id == cut.about]
            self._was_owed_demanded_and_approved(cut, notice)
            self._was_announced_in_time(cut, notice)
            self._was_told_and_checked(cut, notice)
            self._met_no_block(cut)

    @invariant()
    def a_standing_cut_offers_only_the_way_back(self) -> None:
        if self.household.state.cut is not None:
            assert self.household.missing(Step.CUT)
            assert not self.household.missing(Step.RECONNECT)

    def _said(self, kind: type[F], before: datetime | None = None) -> list[F]:
        return [
            fact for fact in self.household.said if isinstance(fact, kind) and (before is None or fact.at <= before)
        ]

    def _was_owed_demanded_and_approved(self, cut: SupplyCut, notice: DisconnectionNoticeIssued) -> None:
        assert not self.owed_at_cut[cut.id].isdisjoint(notice.notice.bills)
        (asked,) = [each for each in self._said(RequestMade) if each.id == notice.about]
        (decided,) = [each for each in self._said(RequestDecided, notice.at) if each.about == asked.id]
        assert decided.approved
        assert cut.business_day <= decided.business_day + POLICY.ladder.approval_holds_days * DAY
        assert isinstance(asked.matter, DisconnectionWanted)
        demands = {each.id: each for each in self._said(DunningNoticeIssued, asked.at)}
        proven = [demands[each.about] for each in self._said(NoticeServed, asked.at) if each.about in demands]
        assert asked.matter.bills
        for wanted in asked.matter.bills:
            (named,) = [each for each in self.household.bills if each.id == wanted]
            due_on = POLICY.calendar.next_working_day(named.due_on)
            assert asked.business_day >= due_on + 31 * DAY
            assert any(wanted in each.notice.bills and each.business_day > due_on for each in proven)
        assert len([each for each in self._said(SupplyCut) if each.about == notice.id]) == 1

    def _was_announced_in_time(self, cut: SupplyCut, notice: DisconnectionNoticeIssued) -> None:
        (served,) = [each for each in self._said(NoticeServed, cut.at) if each.about == notice.id]
        days = (cut.business_day - served.business_day).days
        assert 3 <= days <= 7
        assert cut.business_day >= notice.notice.cut_on

    def _was_told_and_checked(self, cut: SupplyCut, notice: DisconnectionNoticeIssued) -> None:
        calls = [each for each in self._said(CallMade, cut.at - timedelta(minutes=30)) if each.about == notice.id]
        assert any(each.business_day == cut.business_day for each in calls)
        checks = [each for each in self._said(FinalCheckDone, cut.at) if each.about == notice.id]
        assert checks[-1].business_day == cut.business_day
        assert not checks[-1].checks.stops
        assert checks[-1].at >= min(each.at for each in calls if each.business_day == cut.business_day)

    def _met_no_block(self, cut: SupplyCut) -> None:
        place = self.household.said.index(cut)
        said, day = self.household.said[:place], cut.business_day
        assert day.weekday() < 5
        assert day not in EXAM
        assert at(day, 8) <= cut.at <= at(day, 17)
        assert not [each for each in said if isinstance(each, WeatherNoted) and each.first <= day <= each.last]
        ended = {each.about for each in said if isinstance(each, ProtectionLifted | DisputeSettled)}
        assert not [each for each in said if isinstance(each, DisputeOpened) and each.id not in ended]
        assert not [
            each
            for each in said
            if isinstance(each, ProtectionNoted) and each.id not in ended and _holds(each.until, day)
        ]


def _holds(until: date | None, day: date) -> bool:
    return until is None or day <= until


TestLadder = Ladder.TestCase
# Many short lives rather than few long ones: most of what could go wrong happens on the day of the cut.
TestLadder.settings = settings(max_examples=500, stateful_step_count=15)

"""The ladder without a window: the cases as columns, what the next step lacks, and what the forms ask for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.cases import DisconnectionNoticeIssued, DisputeOpened, DunningNoticeIssued
from collector_desktop.domain.case import CaseState, Missing, Rung, Step
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.cut_days import suggested_cut_day
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.ladder_steps import may
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.notices import CutCheckList, DisconnectionNotice, DunningNotice
from collector_desktop.domain.requests import Role
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.visit import Slot
from collector_desktop.printing.cut_check_list import cut_check_list_pdf
from collector_desktop.printing.proof_of_service import proof_of_service_pdf
from collector_desktop.services import cutting, enforcing, noticing, protecting, serving_notices
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.cutting import Cut, DoCheck, MakeCall, Reconnect
from collector_desktop.services.enforcing import ApplyForDisconnection
from collector_desktop.services.notice_papers import disconnection_paper, dunning_paper
from collector_desktop.services.noticing import IssueDisconnection, IssueDunning
from collector_desktop.services.protecting import End, NoteWeather, OpenDispute, Protect
from collector_desktop.services.serving_notices import ServeNotice
from collector_desktop.store.attachments import read_attachments
from collector_desktop.store.queries import cases, policies
from collector_desktop.store.queries.cases import Case
from collector_desktop.store.queries.facts import any_facts, fact
from collector_desktop.ui.collector.cases.ladder_words import COLUMNS, lacking, protection_word, step_word, window_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.travel_words import request_travels
from collector_desktop.ui.widgets.card_list import BoardCard
from collector_desktop.ui.widgets.columns_board import BoardColumn
from collector_desktop.ui.words import tr, yuan

CONCERNS = frozenset({Topic.CASES, Topic.BILLS, Topic.SNAPSHOT, Topic.RECEIPTS, Topic.REQUESTS})
"""What must have changed for the ladder to be stale."""

Wanted = (
    IssueDunning
    | IssueDisconnection
    | ServeNotice
    | ApplyForDisconnection
    | MakeCall
    | DoCheck
    | Cut
    | Reconnect
    | Protect
    | NoteWeather
    | OpenDispute
    | End
)
_SOON_DAYS = 2


def columns_of(found: Iterable[Case], missing: Mapping[AccountNumber, tuple[Missing, ...]]) -> tuple[BoardColumn, ...]:
    """The ladder with everybody on it, most overdue first in each column; `missing` says what a next step lacks."""
    shown = tuple(found)
    return tuple(
        BoardColumn(
            key=title,
            title=tr(title),
            cards=tuple(
                card_of(case, missing[case.account.number])
                for case in sorted(shown, key=lambda each: -each.state.due.overdue_days)
                if case.state.rung in rungs
            ),
        )
        for title, rungs in COLUMNS
    )


def sum_words(shown: Iterable[Case]) -> str:
    """How many households owe how much; whoever paid and waits for the current owes nothing any more."""
    owed = [case.state.due.total for case in shown if case.state.due.total]
    return tr("{count} 户逾期 {total}").format(count=len(owed), total=yuan(Money.total(owed)))


def card_of(case: Case, missing: tuple[Missing, ...]) -> BoardCard:
    """One household on the board: who, how much, how long, what comes next, and what is missing for it."""
    state = case.state
    days = state.due.overdue_days
    where = case.account.village
    lines = [tr("{village} · 逾期 {days} 天").format(village=where, days=days) if days else where]
    if case.step is not None:
        lines.append("  ".join(part for part in (step_word(case.step), window_word(case)) if part))
    if case.step is not None and missing:
        lines.append(lacking(case.step, missing[0]))
    chip, tone = _chip(case)
    return BoardCard(
        key=case.account.number,
        title=mask_name(case.account.name),
        lines=tuple(lines),
        figure=yuan(state.due.total),
        chip=chip,
        tone=tone,
    )


def _chip(case: Case) -> tuple[str, Tone | None]:
    state = case.state
    if state.reconnect_by is not None:
        when = state.reconnect_by
        return tr("{day} {time} 前复电").format(day=near_day_words(when, tr), time=f"{when:%H:%M}"), Tone.DANGER
    if state.protections:
        return tr("受保护:{ground}").format(ground=protection_word(state.protections[0].ground)), Tone.OK
    if state.disputes:
        return tr("有异议未了"), Tone.WARN
    if case.window.latest is not None and (case.window.latest - state.on).days <= _SOON_DAYS:
        return tr("快过期"), Tone.WARN
    if state.rung is Rung.CUT:
        return tr("已停电"), Tone.DANGER
    return "", None


def is_money_first(state: CaseState) -> bool:
    """Whether the money leads, and not the next step: supply is cut, and what brings it back is still owed."""
    return state.rung is Rung.CUT and bool(state.due.total)


class LadderDesk:
    """Reads what the ladder shows and writes what its forms say."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def today(self) -> date:
        """The business day."""
        return self._session.business_day

    @property
    def slot(self) -> Slot:
        """The slot of the day the clock is in."""
        return self._session.slot()

    @property
    def is_station(self) -> bool:
        """Whether applications are decided here."""
        return self._session.seat.kind is SeatKind.STATION

    @property
    def decided(self) -> str:
        """Where an application is decided, in words."""
        return request_travels(self._session.seat)

    def read(self) -> tuple[Case, ...]:
        """Everybody on the ladder, in paper order; on a laptop those it carries."""
        device = None if self.is_station else self._session.seat.device
        with self._session.ledger.reading() as conn:
            return cases.cases(conn, self.today, policies.policy(conn), device)

    def missing(self, found: Iterable[Case]) -> dict[AccountNumber, tuple[Missing, ...]]:
        """What the next step of each household lacks at this moment; nothing if it may be done."""
        at, policy = self._session.clock(), self._session.policy()
        return {case.account.number: may(case.step, case.state, at, policy) if case.step else () for case in found}

    def facts(self, account: AccountNumber) -> tuple[Fact, ...]:
        """Everything that was said about a household, oldest first."""
        with self._session.ledger.reading() as conn:
            return tuple(any_facts(conn, account=account))

    def approver(self, state: CaseState) -> Role:
        """Who at the station would approve a disconnection."""
        return self._session.policy().ladder.approver(state.use)

    def dunning(self, account: AccountNumber) -> DunningNotice:
        """The notice that would be issued now. Raises what `draft_dunning` does."""
        ledger = self._session.ledger
        with ledger.reading() as conn:
            return noticing.draft_dunning(ledger, conn, account, self._session.stamp())

    def disconnection(self, account: AccountNumber, cut_on: date) -> DisconnectionNotice:
        """The notice that would be issued now. Raises what `draft_disconnection` does."""
        ledger = self._session.ledger
        with ledger.reading() as conn:
            return noticing.draft_disconnection(ledger, conn, account, cut_on, self._session.stamp())

    def cut_days(self, account: AccountNumber) -> tuple[date, ...]:
        """The days that can be announced for a cut."""
        with self._session.ledger.reading() as conn:
            standing = enforcing.standing(conn, account, self._session.stamp())
        return noticing.cut_days(standing, self.today)

    def years_without_holidays(self, days: Iterable[date]) -> tuple[int, ...]:
        """The years of these days of which only the weekends are known to be no day for a cut."""
        return self._session.policy().calendar.unknown_years(days)

    def suggested_cut_day(self, case: Case) -> date | None:
        """The day to announce if the notice is served today."""
        return suggested_cut_day(self.today, case.state.weather, self._session.policy())

    def to_serve(self, state: CaseState, step: Step) -> ActId:
        """The notice that waits to be served at a step."""
        waiting = None if state.to_serve is None else state.to_serve.issued
        issued = state.notice if step is Step.SERVE_NOTICE else waiting
        assert issued is not None, "the step comes only after its notice"
        return issued.id

    def paper(self, notice: ActId) -> bytes:
        """The paper of a notice, exactly as it was issued."""
        with self._session.ledger.reading() as conn:
            issued = fact(conn, notice)
            assert isinstance(issued, DunningNoticeIssued | DisconnectionNoticeIssued)
            kept = read_attachments(conn, issued.attachments)
        if kept:
            return next(iter(kept.values()))
        return _paper(issued.notice).content

    def proof(self, notice: ActId) -> bytes:
        """The proof of service of a notice, blank as long as it was not served."""
        with self._session.ledger.reading() as conn:
            return proof_of_service_pdf(serving_notices.proof_of_service(conn, notice))

    def check_list(self, account: AccountNumber) -> CutCheckList:
        """The list before a cut as the books can fill it in. Raises the StepNotAllowed of what the ladder lacks."""
        with self._session.ledger.reading() as conn:
            return cutting.check_list(conn, account, self._session.stamp())

    def check_paper(self, case: Case) -> bytes:
        """The list as it was gone through today; to be filled in by hand before. Raises what `check_list` does."""
        done = case.state.check
        return cut_check_list_pdf(self.check_list(case.account.number) if done is None else done.checks)

    def preview(self, notice: DunningNotice | DisconnectionNotice) -> bytes:
        """The paper of a notice that is not issued yet."""
        return _paper(notice).content

    def write(self, wanted: Wanted) -> Changes:
        """Do what a form says. Raises the refusals of its service."""
        ledger, stamp = self._session.ledger, self._session.stamp()
        match wanted:
            case IssueDunning():
                return noticing.issue_dunning(ledger, wanted, stamp)
            case IssueDisconnection():
                return noticing.issue_disconnection(ledger, wanted, stamp)
            case ServeNotice():
                return serving_notices.serve(ledger, wanted, stamp)
            case ApplyForDisconnection():
                return enforcing.apply_for_disconnection(ledger, wanted, stamp)
            case MakeCall():
                return cutting.call(ledger, wanted, stamp)
            case DoCheck():
                return cutting.check(ledger, wanted, stamp)
            case Cut():
                return cutting.cut(ledger, wanted, stamp)
            case Reconnect():
                return cutting.reconnect(ledger, wanted, stamp)
            case Protect():
                return protecting.protect(ledger, wanted, stamp)
            case NoteWeather():
                return protecting.note_weather(ledger, wanted, stamp)
            case OpenDispute():
                return protecting.open_dispute(ledger, wanted, stamp)
            case End():
                return self._end(wanted)

    def _end(self, wanted: End) -> Changes:
        ledger, stamp = self._session.ledger, self._session.stamp()
        with ledger.reading() as conn:
            ended = fact(conn, wanted.about)
        if isinstance(ended, DisputeOpened):
            return protecting.settle_dispute(ledger, wanted, stamp)
        return protecting.lift(ledger, wanted, stamp)


def _paper(notice: DunningNotice | DisconnectionNotice) -> NewFile:
    return dunning_paper(notice) if isinstance(notice, DunningNotice) else disconnection_paper(notice)


def villages_of(found: Sequence[Case]) -> tuple[str, ...]:
    """The villages somebody on the ladder lives in."""
    return tuple(dict.fromkeys(case.account.village for case in found))

"""The panel of the ladder: one form at a time, and what is refused said under its field or in the notice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.case import Step
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.refusals import ReasonMissing, Refusal
from collector_desktop.domain.refusals_cases import (
    CallIncomplete,
    CutDayNotPossible,
    CutterMissing,
    ProofIncomplete,
    ProtectionOver,
    ReadingNotUnderstood,
)
from collector_desktop.services.rules_words import only_weekends_words
from collector_desktop.store.queries.cases import Case
from collector_desktop.ui.collector.cases.cut_forms import CheckForm, CutDayForm, CutForm, ReconnectForm
from collector_desktop.ui.collector.cases.ladder_forms import (
    ApplyForm,
    CallForm,
    CaseForm,
    DisputeForm,
    EndForm,
    ProtectForm,
    ServeForm,
    WeatherForm,
)
from collector_desktop.ui.collector.cases.ladder_presenter import LadderDesk
from collector_desktop.ui.collector.cases.ladder_words import step_word
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.words import tr

_PROOF_FIELDS = {"signed_by": "received_by", "signature": "pad", "reason": "refusal_reason", "photo": "photos"}
_FIELDS: dict[type[Refusal], str] = {
    CutDayNotPossible: "day",
    CutterMissing: "cut_by",
    ProtectionOver: "until",
    ReadingNotUnderstood: "reading",
    ReasonMissing: "reason",
}


class LadderPanel(SidePanel):
    """`written` carries what was done in a sentence, and its Changes; `drafted` the account and a day for its cut."""

    written = Signal(str, object)
    drafted = Signal(object, object)

    def __init__(self, page: QWidget, desk: LadderDesk, look: Look) -> None:
        super().__init__(page)
        self._desk, self._look = desk, look
        self._said = ""
        self.confirmed.connect(self._write)

    def ask_step(self, step: Step, case: Case) -> None:
        """Ask what a step needs. Raises the refusals of reading it."""
        match step:
            case Step.SERVE_DUNNING | Step.SERVE_NOTICE:
                notice = self._desk.to_serve(case.state, step)
                self._ask(step_word(step), case, ServeForm(notice, self._desk, self._look))
            case Step.APPLY:
                self._ask(step_word(step), case, ApplyForm(case), under=self._desk.decided)
            case Step.ISSUE_NOTICE:
                self._ask_cut_day(case)
            case Step.CALL:
                self._ask(step_word(step), case, CallForm(case), under=tr("停电前至少半小时,再告诉客户一次。"))
            case Step.CHECK:
                known = self._desk.check_list(case.account.number).lines
                self._ask(
                    step_word(step), case, CheckForm(case, known), under=tr("在表前逐项核对;有一项「否」就不停。")
                )
            case Step.CUT:
                self._ask(step_word(step), case, CutForm(case))
            case Step.RECONNECT:
                self._ask(step_word(step), case, ReconnectForm(case))
            case Step.ISSUE_DUNNING | Step.DECIDE:
                raise AssertionError(f"{step} asks for nothing here")

    def ask_protection(self, case: Case) -> None:
        """Ask why somebody must not be cut off."""
        self._ask(tr("受保护"), case, ProtectForm(case, self._desk))

    def ask_dispute(self, case: Case) -> None:
        """Ask what the customer says is wrong."""
        self._ask(tr("客户有异议"), case, DisputeForm(case), under=tr("异议没有解决以前,不申请、不停电。"))

    def ask_end(self, case: Case) -> None:
        """Ask how the oldest dispute ended or, without one, why the oldest protection does."""
        state = case.state
        if state.disputes:
            dispute = state.disputes[0]
            self._ask(tr("异议解决了"), case, EndForm(dispute), under=dispute.what)
        elif state.protections:
            noted = state.protections[0]
            self._ask(tr("解除保护"), case, EndForm(noted), under=noted.note)

    def ask_weather(self, village: str) -> None:
        """Ask for a weather warning."""
        self._said = tr("记下了:恶劣天气期间不停电")
        form = WeatherForm(village, self._desk)
        self.open(tr("恶劣天气"), form, tr("记下"), under=tr("预警期间不停电。"))

    def _ask(self, title: str, case: Case, form: CaseForm, *, under: str = "") -> None:
        photos = getattr(form, "photos", None)
        if photos is not None:
            photos.refused.connect(self.refuse)
        name = mask_name(case.account.name)
        self._said = tr("记下了:{name} {what}").format(name=name, what=title)
        self.open(f"{name} · {title}", form, tr("记下"), under=under)

    def _ask_cut_day(self, case: Case) -> None:
        days = self._desk.cut_days(case.account.number)
        if not days:
            first = last = self._desk.today
            raise CutDayNotPossible(day=first, first=first, last=last)
        form = CutDayForm(case, days, self._desk.suggested_cut_day(case), self._desk.today)
        title = f"{mask_name(case.account.name)} · {step_word(Step.ISSUE_NOTICE)}"
        under = tr("先看纸面,再开出。") + only_weekends_words(self._desk.years_without_holidays(days), tr)
        self.open(title, form, tr("看通知书"), under=under)

    def _write(self) -> None:
        form = self.content
        if not isinstance(form, CaseForm | CutDayForm):
            return
        form.clear()
        self.notice.clear()
        try:
            if isinstance(form, CutDayForm):
                notice = self._desk.disconnection(form.case.account.number, form.cut_on())
                self.close_panel()
                self.drafted.emit(form.case, notice)
                return
            changes = self._desk.write(form.wanted())
        except Refusal as refusal:
            self.refuse(refusal, _field_of(refusal))
            return
        self.close_panel()
        self.written.emit(self._said, changes)


def _field_of(refusal: Refusal) -> str | None:
    """Under which field a refusal stands."""
    match refusal:
        case ProofIncomplete():
            lacks = str(refusal.facts["lacks"])
            return _PROOF_FIELDS.get(lacks, lacks)
        case CallIncomplete():
            return "photos" if refusal.facts["way"] == "left_at_door" else "spoke_to"
    return _FIELDS.get(type(refusal))

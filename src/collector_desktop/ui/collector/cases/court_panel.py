"""The panel of the court tab: one form at a time, and what is refused said under its field or in the notice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.refusals_court import (
    CaseNumberMissing,
    CourtMissing,
    EnforcementTooEarly,
    FilingDayNotPossible,
    ObjectionTooLate,
    PaymentOrderDisputed,
    StepDayNotPossible,
)
from collector_desktop.services.court_words import STEPS, WAYS
from collector_desktop.services.limitation_board import HouseholdTimes
from collector_desktop.ui.collector.cases.court_forms import FileForm, StepForm
from collector_desktop.ui.collector.cases.court_presenter import CourtDesk
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.words import tr

_FIELDS: dict[type[Refusal], str] = {
    CaseNumberMissing: "number",
    CourtMissing: "court",
    EnforcementTooEarly: "day",
    FilingDayNotPossible: "day",
    ObjectionTooLate: "day",
    PaymentOrderDisputed: "way",
    StepDayNotPossible: "day",
}


class CourtPanel(SidePanel):
    """`written` carries what was done in a sentence, and its Changes."""

    written = Signal(str, object)

    def __init__(self, page: QWidget, desk: CourtDesk) -> None:
        super().__init__(page)
        self._desk = desk
        self.confirmed.connect(self._write)

    def ask_claim(self, line: HouseholdTimes) -> None:
        """Ask what was filed."""
        form = FileForm(line, self._desk)
        form.photos.refused.connect(self.refuse)
        title = f"{mask_name(line.account.name)} · {tr('已提交法院')}"
        self.open(title, form, tr("记下"), under=tr("金额和证据由账本带出,按提交日期计算。"))

    def ask_step(self, line: HouseholdTimes) -> None:
        """Ask what the court did next; nothing if no claim runs."""
        claim = line.claim
        if claim is None or not claim.next_steps:
            return
        form = StepForm(line, claim, self._desk)
        form.photos.refused.connect(self.refuse)
        title = f"{mask_name(line.account.name)} · {tr('记下一步')}"
        self.open(title, form, tr("记下"), under=f"{claim.claimed.court} {claim.case_number}".strip())

    def _write(self) -> None:
        form = self.content
        if not isinstance(form, FileForm | StepForm):
            return
        form.clear()
        self.notice.clear()
        try:
            changes = self._desk.write(form.wanted())
        except Refusal as refusal:
            self.refuse(refusal, _FIELDS.get(type(refusal)))
            return
        self.close_panel()
        self.written.emit(_done(form), changes)


def _done(form: FileForm | StepForm) -> str:
    name = mask_name(form.line.account.name)
    if isinstance(form, FileForm):
        return tr("记下了:{name} {way} 已提交").format(name=name, way=tr(WAYS[form.wanted().way]))
    return tr("记下了:{name} {step}").format(name=name, step=tr(STEPS[form.wanted().step]))

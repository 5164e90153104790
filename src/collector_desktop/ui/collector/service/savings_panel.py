"""The panel of the savings tab: one form at a time, and what is refused said in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.refusals import MoneyNotUnderstood, Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries.savings import SavingsLine
from collector_desktop.ui.collector.service.savings_card import Action
from collector_desktop.ui.collector.service.savings_forms import (
    DepositRefundForm,
    HouseholdForm,
    NoSaverForm,
    OffsetForm,
    RefundForm,
    SaverForm,
)
from collector_desktop.ui.collector.service.savings_presenter import SavingsDesk
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.words import tr


class SavingsPanel(SidePanel):
    """`written` carries what was done in a sentence, and its Changes."""

    written = Signal(str, object)

    def __init__(self, page: QWidget, desk: SavingsDesk) -> None:
        super().__init__(page)
        self._desk = desk
        self.confirmed.connect(self._write)

    def ask(self, action: Action, line: SavingsLine) -> None:
        """Open the form of an action for a household."""
        form = self._form(action, line)
        is_request = not isinstance(form, SaverForm | NoSaverForm)
        under = self._desk.decided if is_request else ""
        title = f"{mask_name(line.name)} · {_title(form)}"
        self.open(title, form, tr("提出申请") if is_request else tr("记下"), under=under)

    def _form(self, action: Action, line: SavingsLine) -> HouseholdForm:
        match action:
            case Action.REFUND:
                return RefundForm(line)
            case Action.OFFSET:
                form = OffsetForm(line)
                form.photos.refused.connect(self._refuse)
                return form
            case Action.DEPOSIT_REFUND:
                return DepositRefundForm(line, self._desk)
            case Action.SAVER:
                return SaverForm(line)
            case Action.NO_SAVER:
                return NoSaverForm(line)
        raise ValueError(f"{action} asks for nothing")

    def _write(self) -> None:
        form = self.content
        if not isinstance(form, HouseholdForm):
            return
        form.clear()
        self.notice.clear()
        try:
            changes = self._desk.write(form.wanted())
        except MoneyNotUnderstood as refusal:
            said = sentence(refusal, tr)
            form.fail("amount", f"{said.what};{said.advice}")
        except Refusal as refusal:
            self._refuse(refusal)
        else:
            self.close_panel()
            self.written.emit(_done(form), changes)

    def _refuse(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)


def _title(form: HouseholdForm) -> str:
    match form:
        case RefundForm():
            return tr("申请退预收")
        case OffsetForm():
            return tr("保证金抵电费")
        case DepositRefundForm():
            return tr("申请退保证金")
        case SaverForm():
            return tr("银行代扣")
    return tr("不再代扣")


def _done(form: HouseholdForm) -> str:
    name = mask_name(form.line.name)
    if isinstance(form, SaverForm):
        return tr("记下了:{name} 由银行代扣").format(name=name)
    if isinstance(form, NoSaverForm):
        return tr("记下了:{name} 不再代扣").format(name=name)
    return tr("{name} 的申请记下了,等所里答复").format(name=name)

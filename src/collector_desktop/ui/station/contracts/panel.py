"""The panel of the register: one contract entered by hand, or what is wrong with a file, row by row."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.contract import Contract
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.refusals_terms import (
    ContractNumberMissing,
    ContractOlderThanRegistered,
    ContractSignedInTheFuture,
    RateOverTheLaw,
)
from collector_desktop.exchange.contract_register import percent_of, permille_of
from collector_desktop.exchange.station_export.cells import Bad
from collector_desktop.exchange.station_export.problems import Problem
from collector_desktop.exchange.station_export.wording import sentence as problem_sentence
from collector_desktop.services.contracts import RegisterContract, register
from collector_desktop.store.queries.contracts import ContractLine
from collector_desktop.ui.session import Session
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.day_edit import DayEdit
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.known_lines import KnownLine, KnownLines
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_LONG_AGO = timedelta(days=365 * 40)
_PROBLEMS_HEIGHT = 360
_FIELDS: dict[type[Refusal], str] = {
    ContractNumberMissing: "number",
    ContractOlderThanRegistered: "signed_on",
    ContractSignedInTheFuture: "signed_on",
    RateOverTheLaw: "rate",
}


class ContractForm(Form):
    """A contract as it was signed; the act's id is fixed when it opens, so that a double Enter is one contract."""

    def __init__(self, line: ContractLine, today: date) -> None:
        super().__init__()
        self.line = line
        self._act, self._today = ActId(new_act_id()), today
        self.number = self.add("number", tr("合同编号"), TextField(tr("合同编号"), longest=40))
        signed = DayEdit(tr("签订日期"), today, first=today - _LONG_AGO, last=today)
        self.signed_on = self.add("signed_on", tr("签订日期"), signed)
        rate = TextField(tr("约定每日违约金"), tr("如 1‰、万分之五;空着按规定"), longest=16)
        self.rate = self.add("rate", tr("约定每日违约金"), rate)
        asked = tr("合同原件上就是这么写的")
        self.as_signed: Choice[bool] = Choice(asked, ((False, tr("不是,我再看看")), (True, tr("是,照原件登记"))))
        self.add("as_signed", asked, self.as_signed, hint=tr("照原件登记,违约金仍按规定的最高比例收。"))
        self.as_signed.choose(False)
        self.show_field("as_signed", shown=False)
        self.cap = self.add("cap", tr("约定上限"), TextField(tr("约定上限"), tr("如 30%;空着按规定"), longest=8))
        self.terms = self.add("terms", tr("分期条款"), TextArea(tr("分期条款"), lines=2, longest=200))
        if line.contract is not None:
            self._fill(line.contract)

    def wanted(self) -> RegisterContract | None:
        """What stands there; None if a rate or a cap can't be read, which is then said under it."""
        rate, cap = permille_of(self.rate.text()), percent_of(self.cap.text())
        if isinstance(rate, Bad):
            self.fail("rate", tr("看不懂;请写成 1‰、0.1% 或 千分之一"))
        if isinstance(cap, Bad):
            self.fail("cap", tr("看不懂;请写成 30%"))
        if isinstance(rate, Bad) or isinstance(cap, Bad):
            return None
        said = Contract(
            account=self.line.account,
            number=self.number.text(),
            signed_on=self.signed_on.day() or self._today,
            agreed_permille=rate,
            agreed_cap_percent=cap,
            instalment_terms=self.terms.text().strip(),
        )
        return RegisterContract(id=self._act, contract=said, as_signed=bool(self.as_signed.value()))

    def _fill(self, known: Contract) -> None:
        self.number.setText(known.number)
        self.signed_on.set_day(known.signed_on)
        if known.agreed_permille is not None:
            self.rate.setText(f"{known.agreed_permille.normalize():f}‰")
        if known.agreed_cap_percent is not None:
            self.cap.setText(f"{known.agreed_cap_percent}%")
        self.terms.set_text(known.instalment_terms)


class ContractPanel(SidePanel):
    """`registered` carries the Changes of a contract."""

    registered = Signal(object)

    def __init__(self, page: QWidget, session: Session) -> None:
        super().__init__(page)
        self._session = session
        self.confirmed.connect(self._write)

    def ask(self, line: ContractLine) -> None:
        """Enter the contract of one account, the one it has filled in."""
        form = ContractForm(line, self._session.business_day)
        under = tr("户号 {number};照合同原件填写。").format(number=line.account)
        self.open(f"{line.name} · {tr('供用电合同')}", form, tr("登记"), under=under)

    def show_problems(self, problems: tuple[Problem, ...], report: str) -> None:
        """What is wrong with a file; nothing was taken from it if one of them is an error."""
        lines = KnownLines(tr("没有问题"))
        lines.show_lines([KnownLine(_where(problem), problem_sentence(problem)) for problem in problems])
        lines.setMinimumHeight(_PROBLEMS_HEIGHT)
        self.open(tr("台账里的问题"), lines, "", under=tr("完整清单在 {report}").format(report=report))

    def _write(self) -> None:
        form = self.content
        if not isinstance(form, ContractForm):
            return
        form.clear()
        self.notice.clear()
        wanted = form.wanted()
        if wanted is None:
            return
        try:
            changes = register(self._session.ledger, wanted, self._session.stamp())
        except Refusal as refusal:
            form.show_field("as_signed", shown=isinstance(refusal, RateOverTheLaw))
            self.refuse(refusal, _FIELDS.get(type(refusal)))
            return
        self.close_panel()
        self.registered.emit(changes)


def _where(problem: Problem) -> str:
    row = tr("第 {row} 行").format(row=problem.row) if problem.row else ""
    return " · ".join(part for part in (problem.file, problem.sheet, row) if part)

"""分期还款 on the card: a plan is settled and signed here, and here one sees what became of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services import repaying
from collector_desktop.services.plan_papers import agreement_paper, proposal_paper
from collector_desktop.services.sentences import sentence
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries import policies, repayment
from collector_desktop.store.queries.repayment import PlanLine
from collector_desktop.ui.collector.collect.plan_form import PlanForm
from collector_desktop.ui.collector.collect.plan_link import PlanLink
from collector_desktop.ui.collector.collect.plan_table import PlanTable
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.plan_words import card_word, told
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.paper_view import PaperView
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.words import tr

_PAPER_WIDTH = 300
_PAPER_SHARE = 0.62
"""Of the panel's height: a paper is looked at whole, not through a slit."""


class PlanView(QWidget):
    """A plan that was asked for: where it stands, and every part."""

    def __init__(self, line: PlanLine) -> None:
        super().__init__()
        self.line = line
        word, tone = card_word(line)
        table = PlanTable()
        if line.state is None:
            table.propose(line.wanted.instalments)
        else:
            table.show_state(line.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(Label(word, size=Size.LARGE, bold=True, tone=tone, wrap=True))
        column.addWidget(Label(told(line), tone=Tone.MUTED, wrap=True))
        column.addWidget(table)
        reason = tr("为什么分期:{reason}").format(reason=line.line.request.reason)
        column.addWidget(Label(reason, tone=Tone.MUTED, wrap=True))
        column.addStretch(1)


class PlanPanel(SidePanel):
    """`changed` carries the Changes of a proposal. The link on the card opens it and says where the plan stands."""

    changed = Signal(object)

    def __init__(self, session: Session, page: QWidget, link: PlanLink) -> None:
        super().__init__(page)
        self._session = session
        self._link = link
        self._account = AccountNumber("")
        self._form: PlanForm | None = None
        self._pdf = b""
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        link.wanted.connect(self.show_plan)
        self.confirmed.connect(self._confirm)
        self.declined.connect(self._other)

    def follow(self, conn: Connection, account: AccountNumber, *, overdue: bool) -> None:
        """Be about the household whose card is shown."""
        if account != self._account:
            self.close_panel()
        self._account = account
        line = repayment.plan_of(conn, account, self._session.business_day, policies.policy(conn))
        self._link.show_plan(line, overdue=overdue)

    def show_plan(self) -> None:
        """The household's plan, or a form for one where it has none."""
        self._form = None
        line = self._line()
        if line is None:
            self._settle()
            return
        again = "" if line.binds or not self._is_overdue() else tr("重新商定")
        self.open(tr("分期还款"), PlanView(line), tr("看协议"), secondary_text=again)

    def _settle(self) -> None:
        """A new plan, empty."""
        session = self._session
        with session.ledger.reading() as conn:
            due = repaying.arrears(conn, self._account, session.business_day, session.policy())
        self._form = PlanForm(session, self._account, due)
        self._form.photos.refused.connect(self._refuse)
        self._open_form(self._form)

    def _open_form(self, form: PlanForm) -> None:
        under = tr("由供电所决定;客户签字后提出,批准后生效。分期期间违约金照算。")
        self.open(tr("商定分期还款"), form, tr("提出申请"), under=under, secondary_text=tr("看协议"))

    def _confirm(self) -> None:
        match self.content:
            case PlanForm() as form:
                self._propose(form)
            case PlanView():
                self._show_paper(agreement_paper(self._session.ledger, self._account, self._session.stamp()))
            case PaperView():
                self._print()

    def _other(self) -> None:
        match self.content:
            case PlanForm() as form:
                self._show_paper(proposal_paper(self._session.ledger, form.draft(), self._session.stamp()))
            case PlanView():
                self._settle()
            case PaperView():
                self._leave_paper()

    def _propose(self, form: PlanForm) -> None:
        self.notice.clear()
        try:
            changes = repaying.propose(self._session.ledger, form.wanted(), self._session.stamp())
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self.changed.emit(changes)
        self.show_plan()

    def _show_paper(self, pdf: bytes) -> None:
        self._pdf = pdf
        paper = PaperView(widest=_PAPER_WIDTH)
        paper.setMinimumHeight(round(self.height() * _PAPER_SHARE))
        paper.back.hide()
        self.open(tr("分期还款协议"), paper, tr("打印"), secondary_text=tr("回到分期"))
        paper.show_pdf(tr("一式两份"), pdf, take_focus=False)

    def _leave_paper(self) -> None:
        if self._form is None:
            self.show_plan()
        else:
            self._open_form(self._form)

    def _print(self) -> None:
        pdf = self._pdf
        self.notice.clear()
        self._queue.sheet(lambda: pdf)

    def _printed(self, printed: Printed) -> None:
        if not isinstance(self.content, PaperView):
            return
        if printed.waiting:
            again = ((tr("再打一次"), self._print),)
            why = fault_word(printed.fault) if printed.fault else ""
            self.notice.say(tr("没有打印出来"), why, tone=Tone.DANGER, actions=again)
        else:
            self.notice.say(tr("已送去打印"), tr("一式两份:一份交客户,一份交供电所。"), tone=Tone.OK)

    def _line(self) -> PlanLine | None:
        session = self._session
        with session.ledger.reading() as conn:
            return repayment.plan_of(conn, self._account, session.business_day, session.policy())

    def _is_overdue(self) -> bool:
        session = self._session
        with session.ledger.reading() as conn:
            return bool(repaying.arrears(conn, self._account, session.business_day, session.policy()).bills)

    def _refuse(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)

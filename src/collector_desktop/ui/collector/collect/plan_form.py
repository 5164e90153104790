"""Settling a repayment plan at the door: how many parts, from which day, why; and the household signs."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.allocation import Due
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.instalments import even_instalments
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.requests import Instalment
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.plan_papers import SIGNATURE, Draft
from collector_desktop.services.repaying import ProposePlan, first_day_suggested
from collector_desktop.ui.collector.collect.plan_table import PlanTable
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.day_edit import DayEdit
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.photos_row import PhotosRow
from collector_desktop.ui.widgets.sign_view import SignaturePad
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr, yuan

_USUAL = 3
_LONGEST_REASON = 100


class PlanForm(Form):
    """A plan for what one household owes today. Its request's id is fixed here: a double Enter is one request."""

    def __init__(self, session: Session, account: AccountNumber, due: Due) -> None:
        super().__init__()
        self.account, self._due = account, due
        self._act = new_act_id()
        policy, today = session.policy(), session.business_day
        rules = policy.repayment
        self.say(
            Label(
                tr("逾期 {bills} 笔,共 {total},其中违约金 {penalty}").format(
                    bills=len(due.bills), total=yuan(due.total), penalty=yuan(due.penalties)
                ),
                bold=True,
                wrap=True,
            )
        )
        counts = [(count, tr("{count} 期").format(count=count)) for count in range(2, rules.most_instalments + 1)]
        self.count: Choice[int] = self.add("count", tr("分几期,每月一期"), Choice(tr("分几期"), counts))
        self.count.choose(min(_USUAL, rules.most_instalments))
        latest = today + timedelta(days=rules.first_within_days)
        self.first = self.add("first", tr("第一期最晚哪天交"), DayEdit(tr("第一期"), today, first=today, last=latest))
        self.first.set_day(first_day_suggested(today, policy))
        self.first.entered.connect(self.go_on)
        self.table = PlanTable()
        self.say(self.table)
        hint = tr("如:家里有人住院,秋后卖了粮交清")
        self.reason = self.add("reason", tr("为什么分期"), TextField(tr("为什么分期"), hint, longest=_LONGEST_REASON))
        self.pad = SignaturePad(session.look)
        self.photos = PhotosRow()
        self.say(self._signing())
        self.count.changed.connect(self._show_table)
        self.first.changed.connect(self._show_table)
        self._show_table()

    @property
    def instalments(self) -> tuple[Instalment, ...]:
        """The parts as they stand; none while no day does."""
        day, count = self.first.day(), self.count.value()
        return () if day is None or count is None else even_instalments(self._due.total, count, day)

    def draft(self) -> Draft:
        """What the paper to be signed says."""
        return Draft(account=self.account, instalments=self.instalments, reason=self.reason.text())

    def wanted(self) -> ProposePlan:
        """What is asked of the station."""
        signed = (
            () if self.pad.is_empty else (NewFile(content=self.pad.picture(), media=MediaType.PNG, title=SIGNATURE),)
        )
        return ProposePlan(
            id=self._act,
            account=self.account,
            instalments=self.instalments,
            reason=self.reason.text(),
            files=(*signed, *self.photos.files),
        )

    def _signing(self) -> QWidget:
        whole = Form()
        told = tr("客户看过协议后在框里签字;签在纸上的,拍照附上。")
        whole.say(Label(told, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        whole.say(self.pad)
        wipe = KeyButton(tr("重写"))
        wipe.clicked.connect(self.pad.clear)
        line = QWidget()
        line.setLayout(row(wipe, self.photos, None))
        whole.say(line)
        return whole

    def _show_table(self) -> None:
        self.table.propose(self.instalments)

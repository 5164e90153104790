"""意见: what the villages say, who answers by when, the answer, and what the next meeting said of it."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import ActId
from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.opinions import AnswerOpinion, RaiseOpinion
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.columns import opinion_columns
from collector_desktop.ui.collector.village.opinion_card import OpinionCard
from collector_desktop.ui.collector.village.record_fields import DayField, TextArea
from collector_desktop.ui.collector.village.record_form import RecordForm
from collector_desktop.ui.collector.village.tab import VillagePart
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_SIDE_WIDTH = 400


class OpinionTab(VillagePart):
    """Opinions at the left, what is due first on top; the chosen one, or a form, at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._act = ActId("")
        warns = session.policy().villages.opinion_warns_days
        self.model = RowsModel(opinion_columns(session.business_day, warns), session.look, parent=self)
        self.table: DataTable[Opinion] = DataTable(tr("意见"), self.model, session, "village/opinions")
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self.answer)
        self.card = OpinionCard(session.business_day)
        self.card.answer_asked.connect(self.answer)
        self.card.take_back.asked.connect(self._take_back)
        self.raise_form = self._make_raise_form()
        self.answer_form = self._make_answer_form()
        self.raise_button = KeyButton(tr("记意见"))
        self.raise_button.clicked.connect(self.raise_one)
        self._lay_out()
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read the opinions."""
        self.notice.clear()
        before, found = self.table.current(), self._villages.opinions()
        self.model.show(found)
        ids = [each.raised.id for each in self.model.rows]
        if before is not None and before.raised.id in ids:
            self.table.go_to(ids.index(before.raised.id))
        self._stack.setCurrentIndex(0 if found else 1)
        counts = {state: sum(each.state is state for each in found) for state in OpinionState}
        overdue = sum(each.is_overdue(self._villages.today) for each in found)
        self._sum.setText(
            tr("在办 {open} 条 · 已答复待座谈会 {answered} 条 · 已办结 {settled} 条").format(
                open=counts[OpinionState.OPEN],
                answered=counts[OpinionState.ANSWERED],
                settled=counts[OpinionState.SETTLED],
            )
        )
        self.late.setVisible(bool(overdue))
        if overdue:
            self.late.say(
                tr("{count} 条意见过了答复日").format(count=overdue),
                tr("办不了的也要答复:说明原因、几时能办。"),
                tone=Tone.DANGER,
            )
        self._choose(self.table.current())

    def close_forms(self) -> None:
        """Show the chosen opinion."""
        self._side.setCurrentWidget(self.card)
        if self.isVisible():
            self.table.setFocus()

    def raise_one(self) -> None:
        """Open the form for a new opinion."""
        self._act = new_act_id()
        self._side.setCurrentWidget(self.raise_form)
        self.raise_form.open(self.village)
        self.raise_form.suggest(self.owner, self._session.seat.collector_name)
        self.due_on.set_day(self._villages.usual_due())
        self.text.setFocus()

    def answer(self) -> None:
        """Open the form that answers the chosen one."""
        chosen = self.table.current()
        if chosen is None or chosen.state is not OpinionState.OPEN:
            return
        self._act = new_act_id()
        self._side.setCurrentWidget(self.answer_form)
        self.answer_form.say_about(chosen.raised.text)
        self.answer_form.open(chosen.raised.id)
        self.said.setFocus()

    def _make_raise_form(self) -> RecordForm:
        form = RecordForm(tr("记意见"), tr("记下"), self._session.drafts, "opinion")
        self.text = TextArea(tr("意见"), tr("村里怎么说的,原话记下;不写户名"), lines=4)
        self.raised_by = TextField(tr("谁提的"), tr("村主任、二组代表,可不填"))
        self.owner = TextField(tr("谁负责答复"))
        self.due_on = DayField(tr("几时前答复"))
        for field in (self.text, self.raised_by, self.owner, self.due_on):
            form.add(field)
        form.saved.connect(self._save_raised)
        form.left.connect(self.close_forms)
        return form

    def _make_answer_form(self) -> RecordForm:
        form = RecordForm(tr("答复意见"), tr("答复"), self._session.drafts, "answer")
        self.said = TextArea(tr("怎样答复"), tr("怎样答复的"), lines=3)
        self.done = TextArea(tr("办了什么"), tr("办了什么,下次座谈会念给大家听"), lines=3)
        form.add(self.said)
        form.add(self.done)
        form.saved.connect(self._save_answer)
        form.left.connect(self.close_forms)
        return form

    def _save_raised(self) -> None:
        wanted = RaiseOpinion(
            id=self._act,
            village=self.village,
            raised_by=self.raised_by.text(),
            text=self.text.toPlainText(),
            owner=self.owner.text(),
            due_on=self.due_on.day,
        )
        try:
            changes = self._villages.raise_opinion(wanted)
        except Refusal as refusal:
            self.raise_form.refuse(refusal)
            return
        self.raise_form.done()
        self.close_forms()
        self._told(changes)
        self.notice.say(tr("意见记下了"), tr("到日子没有答复会标红。"), tone=Tone.OK)

    def _save_answer(self) -> None:
        chosen = self.table.current()
        if chosen is None:
            return
        wanted = AnswerOpinion(
            id=self._act, opinion=chosen.raised.id, answer=self.said.toPlainText(), done=self.done.toPlainText()
        )
        try:
            changes = self._villages.answer_opinion(wanted)
        except Refusal as refusal:
            self.answer_form.refuse(refusal)
            return
        self.answer_form.done()
        self.close_forms()
        self._told(changes)
        self.notice.say(tr("已答复"), tr("下次座谈会的议程里会念给大家听。"), tone=Tone.OK)

    def _take_back(self, reason: str) -> None:
        """Take the chosen opinion back."""
        chosen = self.table.current()
        if chosen is None:
            return
        try:
            changes = self._villages.withdraw(chosen.raised.id, reason)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self._told(changes)
        self.notice.say(tr("已收回"), tone=Tone.OK)

    def _choose(self, chosen: Opinion | None) -> None:
        self.card.show_opinion(chosen)
        if self._side.currentWidget() is self.answer_form:
            self._side.setCurrentWidget(self.card)

    def _lay_out(self) -> None:
        self._sum = Label(tone=Tone.MUTED)
        self.late, self.notice = Notice(), Notice()
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        empty = EmptyState(
            tr("还没有意见"),
            tr("座谈会上和平时听到的意见记在这里:谁来办、几时答复、办了什么,下次座谈会念给大家听。"),
            tr("记意见"),
        )
        empty.pressed.connect(self.raise_one)
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self._sum, None, self.raise_button))
        left.addWidget(self.late)
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        self._side = QStackedWidget()
        self._side.setFixedWidth(_SIDE_WIDTH)
        for panel in (self.card, self.raise_form, self.answer_form):
            self._side.addWidget(panel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self._side)
